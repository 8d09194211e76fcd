"""A small review file with everything in it, always the same."""

from __future__ import annotations

from sync.model.facts import Fact, make_fact
from sync.model.ids import CourseId, FactId, LogId, NodeId, PersonId, Sha, sha_of
from sync.model.kinds import name_of
from sync.model.payloads import CourseMade, FilePlaced, LessonPlaced, Place, PlacedFile, TextRevised
from sync.model.signing import Key
from sync.wire.review_file import FORMAT, PRODUCT, Manifest, Someone, pack

KEY = Key(bytes(range(32)))
LOG, COURSE, PERSON = LogId("1" * 32), CourseId("2" * 32), PersonId("3" * 32)
LESSON = NodeId("4" * 32)
PICTURE = b"not really a picture, but some bytes"
TEXT = "# Water\n\nDrink a glass every hour.\n"


def facts() -> list[Fact]:
    """A course of one lesson and one picture."""
    bodies = [
        CourseMade(COURSE, "Water"),
        LessonPlaced((Place(LESSON, "", "V", title="Water"),)),
        TextRevised(LESSON, (), sha_of(TEXT), text=TEXT),
        FilePlaced((PlacedFile("glass.png", sha_of(PICTURE), len(PICTURE)),)),
    ]
    return [
        KEY.sign(
            make_fact(
                log=LOG,
                payload=body,
                kind=name_of(body),
                clock=clock,
                person=PERSON,
                device=KEY.device,
                at=1_700_000_000_000 + clock,
            )
        )
        for clock, body in enumerate(bodies, start=1)
    ]


def manifest(form: int = FORMAT) -> Manifest:
    """What the file says of itself."""
    return Manifest(
        form,
        PRODUCT,
        LOG,
        COURSE,
        "Water",
        0,
        FactId(""),
        PERSON,
        KEY.device,
        (Someone(PERSON, "Author", "owner", (KEY.device,)),),
        4,
        {},
    )


def packet(form: int = FORMAT) -> bytes:
    """The bytes of the file."""
    return b"".join(pack(manifest(form), facts(), [Sha(sha_of(PICTURE))], lambda _: PICTURE, KEY))
