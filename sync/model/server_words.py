"""Six words that stand for a server's key: short enough to be read out on the telephone."""

from __future__ import annotations

import hashlib

from sync.model.ids import DeviceId

_LISTED = (
    "acorn actor adult agent amber anchor angle ankle apple apron arch arrow aspen atlas autumn "
    "badge bacon bagel baker bamboo banjo barn basil basket beach beacon bean beaver bench "
    "berry birch bishop bison bottle branch bread brick bridge bronze brush bucket butter cabin "
    "cactus camel candle canoe canyon cargo carpet carrot castle cedar cello cherry chess cider "
    "circus clay cliff clock cloud clover coast cobalt cocoa comet copper coral cotton cousin "
    "cradle crane crayon cricket crown crystal curtain daisy dancer desert diary dinner dolphin "
    "donkey dragon drum eagle easel echo eleven elbow ember engine falcon farmer feather fern "
    "ferry fiddle field finger flag flute forest fossil fountain fox galaxy garden garlic "
    "ginger giraffe glove goat gold granite grape guitar hammer harbour harvest hazel hermit "
    "heron honey horse hotel hunter island ivory jacket jaguar jasmine jelly jewel jungle "
    "kettle kitchen kite koala ladder lagoon lamp lantern laurel lemon leopard lily linen lion "
    "lizard lobster lotus magnet mango maple marble market meadow melon mirror monkey moss "
    "motor mountain museum napkin needle nest nickel north notebook nutmeg oak oasis ocean "
    "olive onion opal orange orchard otter oven owl oyster paddle palace panda paper parrot "
    "pasta peach pearl pebble pelican pencil pepper piano pigeon pillow pilot pine planet plum "
    "pocket poem potato pumpkin puppet quartz rabbit radio raven ribbon river robin rocket "
    "saddle salmon sandal satin school seven shadow shovel silver sister spider spoon summer "
    "sunset table teapot temple thistle thunder tiger timber tomato tower tulip tunnel turtle "
    "umbrella valley velvet violin walnut whale willow window winter wolf yellow zebra"
)
WORDS = tuple(_LISTED.split())
"""One for each value of a byte; the same on every computer and in every language."""
_COUNT = 6


def words_of(server: DeviceId) -> tuple[str, ...]:
    """Give the six words of a server's key."""
    digest = hashlib.sha256(bytes.fromhex(server)).digest()
    return tuple(WORDS[byte] for byte in digest[:_COUNT])


def tidy_words(written: str) -> tuple[str, ...]:
    """Bring words that were heard and typed to their one form, whatever stands between them."""
    return tuple("".join(c if c.isalpha() else " " for c in written.lower()).split())


def as_line(server: DeviceId) -> str:
    """Give the six words as they are shown."""
    return " · ".join(words_of(server))
