"""SVG: only what draws is written again; scripts, pages within and outside addresses are not.

What comes out is plain XML with the namespaces of SVG and XLink alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from editor.formats.media.css import clean_css
from editor.formats.media.outcome import Cleaned, Damaged, What
from editor.formats.media.places import names_a_place, tells_a_place
from sync.model.language import say

SVG_SPACE = "http://www.w3.org/2000/svg"
_XLINK, _XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
_DRAWN = """
    svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon
    text tspan tref textPath altGlyph image marker linearGradient radialGradient stop pattern
    clipPath mask filter view hatch hatchpath mesh meshgradient meshpatch meshrow solidcolor
    animate animateColor animateMotion animateTransform set mpath discard
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence font font-face font-face-src
    font-face-name glyph missing-glyph hkern vkern color-profile cursor
"""
_DRAWS = frozenset(_DRAWN.split())
_PASSED_THROUGH = frozenset(("a",))
_ANIMATIONS = frozenset(("animate", "animateColor", "set", "animateMotion", "animateTransform"))
_SHOWS_ANOTHER = ("image", "use")
_RUNNING = """
    script foreignObject iframe embed object handler listener audio video canvas html body
    link meta base form input
"""
_RUNS = frozenset(_RUNNING.split())
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_WITHIN = re.compile(r"#[^\s\"'<>]*")
_PICTURE = re.compile(
    r"data:image/(?:png|jpe?g|gif|webp)(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE
)
_ADDRESSES = ("href", "src", "base", "ping", "formaction", "action", "data", "poster", "srcset")
_STYLED = re.compile(r"url\s*\(|\\|image-set|@import|expression\s*\(|javascript:", re.IGNORECASE)
_DEEPEST, _MOST_ELEMENTS, _MOST_DRAWN, _LARGEST_ENTITY = 200, 200_000, 200_000, 4_096


def clean_svg(data: bytes) -> Cleaned:
    """Write a drawing again without what runs or leads elsewhere; Damaged if it cannot be read.

    The same bytes come back where nothing had to be taken out.
    """
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.words
    parser.EntityDeclHandler = writer.entity
    parser.ProcessingInstructionHandler = writer.instruction
    parser.CommentHandler = writer.remark
    try:
        parser.Parse(bytes(data), True)
    except expat.ExpatError as error:
        raise Damaged(
            say("line {line} of it cannot be read as a drawing", line=error.lineno)
        ) from error
    except ValueError as error:
        raise Damaged(str(error)) from error
    writer.check_use()
    if not writer.out:
        return Cleaned(data)
    return Cleaned(writer.whole(), frozenset(writer.out))


@dataclass
class _Writer:
    """Writes what the parser reads, and notes what it left out."""

    out: set[What] = field(default_factory=set)
    _parts: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _skipping: int = 0
    _program: bool = False
    _style: list[str] | None = None
    _elements: int = 0
    _ids: list[str] = field(default_factory=list)
    _inside: dict[str, list[str]] = field(default_factory=dict)
    _own: dict[str, int] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element, or skip it with all that is in it."""
        space, _, local = name.rpartition(" ")
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._open) > _DEEPEST:
            raise ValueError(say("it has more in it than a drawing can hold"))
        if self._skipping or not self._may_stand(space, local, attributes):
            self._program = local in _RUNS if not self._skipping else self._program
            self._skipping += 1
            said = " :".join((f":{local}", *attributes, *attributes.values())).encode()
            if not self._program and names_a_place(said):
                self.out.add("place")
            return
        self._count(local, attributes)
        if local in _PASSED_THROUGH:
            self.out.add("outside")
            local = "g"
        self._open.append(local)
        kept = [text for one in attributes.items() if (text := self._attribute(local, *one))]
        spaces = ""
        if len(self._open) == 1:
            spaces = f' xmlns="{SVG_SPACE}" xmlns:xlink="{_XLINK}"'
        self._parts.append(f"<{local}{spaces}{''.join(kept)}>")
        self._style = [] if local == "style" else None

    def end(self, name: str) -> None:
        """Close an element."""
        if self._skipping:
            self._skipping -= 1
            return
        local = self._open.pop()
        self._ids.pop()
        if self._style is not None:
            css, changed = clean_css("".join(self._style))
            if changed:
                self.out.add("outside")
            self._parts.append(escape(css, quote=False))
            self._style = None
        self._parts.append(f"</{local}>")

    def words(self, words: str) -> None:
        """Take text as it stands."""
        if self._skipping:
            self.remark(words)
        elif self._style is not None:
            self._style.append(words)
        elif self._open:
            self._parts.append(escape(words, quote=False))

    def remark(self, words: str) -> None:
        """Note what does not draw, and may tell a place."""
        runs = self._skipping and self._program
        if not runs and tells_a_place(words.encode("utf-8", "replace")):
            self.out.add("place")

    def entity(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        base: str | None,
        system: str | None,
        public: str | None,
        notation: str | None,
    ) -> None:
        """Let short names for words pass; refuse names of files and names within names."""
        if value is None or system is not None:
            self.out.add("outside")
        elif len(value) > _LARGEST_ENTITY or "&" in value or "<" in value:
            raise ValueError(say("it hides its content behind names"))

    def instruction(self, target: str, words: str) -> None:
        """Drop what tells a program to do something, as to fetch a style."""
        if target.lower() == "xml-stylesheet":
            self.out.add("outside")

    def whole(self) -> bytes:
        """Give what was written."""
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        return (head + "".join(self._parts) + "\n").encode("utf-8", "replace")

    def check_use(self) -> None:
        """Refuse a drawing that draws itself so often that no program could show it."""
        known: dict[str, int] = {}

        def drawn(ident: str, depth: int) -> int:
            if depth > _DEEPEST:
                raise Damaged(say("it draws itself without end"))
            if ident not in known:
                known[ident] = _MOST_DRAWN  # for a circle, which browsers do not draw
                used = sum(drawn(other, depth + 1) for other in self._inside.get(ident, ()))
                known[ident] = self._own.get(ident, 0) + used
            return known[ident]

        if sum(drawn(ident, 0) for ident in self._inside.get("", ())) > _MOST_DRAWN:
            raise Damaged(say("it draws the same thing too often"))

    def _may_stand(self, space: str, local: str, attributes: dict[str, str]) -> bool:
        if space not in (SVG_SPACE, "") or local not in _DRAWS | _PASSED_THROUGH:
            if local in _RUNS or space == "http://www.w3.org/1999/xhtml":
                self.out.add("code")
            return False
        if local in _ANIMATIONS and _is_risky(attributes.get("attributeName", "")):
            self.out.add("code")
            return False
        if local in _SHOWS_ANOTHER:
            addresses = [v for n, v in attributes.items() if n in ("href", f"{_XLINK} href")]
            return all(self._judged(local, address) for address in addresses)
        return True

    def _attribute(self, local: str, name: str, value: str) -> str:
        space, _, bare = name.rpartition(" ")
        if not _NAME.fullmatch(bare) or space not in ("", _XLINK, _XML):
            return ""
        if bare.lower().startswith("on") and space == "":
            self.out.add("code")
            return ""
        if bare.lower() in _ADDRESSES:
            if not self._judged(local, value):
                return ""
        elif bare == "style" or _STYLED.search(value):
            value, changed = clean_css(value)
            if changed:
                self.out.add("outside")
        prefix = {"": "", _XLINK: "xlink:", _XML: "xml:"}[space]
        return f' {prefix}{bare}="{_as_attribute(value)}"'

    def _judged(self, local: str, value: str) -> bool:
        """Tell whether an address may stay: a part of this drawing, or a picture it carries."""
        address = value.strip()
        carried = local in ("image", "feImage") and _PICTURE.fullmatch(address)
        if not address or carried or _WITHIN.fullmatch(address):
            return True
        self.out.add("code" if "script" in value.lower() else "outside")
        return False

    def _count(self, local: str, attributes: dict[str, str]) -> None:
        """Note which named part uses which others, and how much each holds of its own."""
        ident = attributes.get("id") or (self._ids[-1] if self._ids else "")
        self._ids.append(ident)
        outer = {one for one in self._ids if one}
        for one in outer:
            self._own[one] = self._own.get(one, 0) + 1
        if local == "use":
            address = attributes.get("href") or attributes.get(f"{_XLINK} href") or ""
            if address.startswith("#"):
                for one in outer | {""}:
                    self._inside.setdefault(one, []).append(address[1:])


def _as_attribute(value: str) -> str:
    """Escape a value so that white space in it stays, too."""
    return re.sub(r"[\n\r\t]", lambda sign: f"&#{ord(sign[0])};", escape(value))


def _is_risky(name: str) -> bool:
    bare = name.rpartition(":")[2].strip().lower()
    return bare in _ADDRESSES or bare.startswith("on")
