"""Find front matter, read it, and change one value in it without touching another byte.

YAML between `---` lines or TOML between `+++` lines, at the very beginning. Nothing is ever
dumped anew: real front matter does not survive that. What cannot be read is said, not raised.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from editor.markdown.text import lines_of
from editor.markdown.told import Told, told
from sync.model.errors import BadInput
from sync.model.language import mark, say

LONGEST = 16_000
"""Longer front matter (signs) is not read: it is data, not a heading, and YAML is slow to read."""
_MOST_BRACKETS = 500
_MOST_LINES = 5_000
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = {"---": r"(?P<head>{0}[ \t]*:[ \t]*)", "+++": r"(?P<head>{0}[ \t]*=[ \t]*)"}
_FIRST = re.compile(r"[ \t]*(?:#|\"[^\"]*\"\s*:|'[^']*'\s*:|[\w@][^:=]*[:=](?:\s|$)|\{|\[|$)")
_VALUE = re.compile(
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^#\n]*?)(?P<tail>[ \t]*(?:[ \t]#.*)?)$"
)
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,()/-]*[\w.)])?")
_TOO_LONG = told(mark("The front matter at the top cannot be read: it is too long."))
_TOO_DEEP = told(mark("The front matter at the top cannot be read: it is nested too deeply."))
_NO_YAML = told(mark("The front matter at the top cannot be read: it is not valid YAML."))
_NO_YAML_HERE = mark(
    "The front matter at the top cannot be read: it is not valid YAML in line {line}."
)
_NO_TOML = told(mark("The front matter at the top cannot be read: it is not valid TOML."))
_NO_VALUES = told(
    mark("The front matter at the top cannot be read: it is not a list of names and values.")
)
_WORDS_THAT_MEAN_MORE = frozenset({"true", "false", "yes", "no", "on", "off", "null", "nan", "inf"})


@dataclass(frozen=True)
class FrontMatter:
    """What stands at the head of a lesson: `lines` of it, its values, or why it is unreadable.

    `error_line` counts from 0; it is the first line where the place is not known.
    """

    lines: int = 0
    values: Mapping[str, object] = field(default_factory=dict)
    error: Told | None = None
    error_line: int = 0

    @property
    def title(self) -> str | None:
        """Give the title, if there is one in words."""
        return self._words("title")

    @property
    def language(self) -> str | None:
        """Give the language's tag."""
        return self._words("language") or self._words("lang")

    @property
    def objective(self) -> str | None:
        """Give the objective; several are joined."""
        for name in ("objective", "objectives"):
            value = self.values.get(name)
            if isinstance(value, list):
                return "; ".join(part for part in value if isinstance(part, str)) or None
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    @property
    def minutes(self) -> float | None:
        """Give the minutes declared; Carpentry lessons declare two sorts, which add up."""
        declared = self._number("minutes") or self._number("duration")
        if declared is not None:
            return declared
        parts = [self._number(name) for name in ("teaching", "exercises")]
        known = [part for part in parts if part is not None]
        return sum(known) if any(known) else None

    def _words(self, name: str) -> str | None:
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        return str(value).strip() or None

    def _number(self, name: str) -> float | None:
        value = self.values.get(name)
        if isinstance(value, str) and (
            found := re.match(r"\s*(\d+(?:\.\d+)?)\s*(?:min\w*)?\s*$", value)
        ):
            return float(found[1])
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value) if 0 < value < 10_000 else None


def end_of(lines: Sequence[str]) -> int:
    """Count the lines of the front matter, its fences included; 0 if there is none.

    Two rules (`---`) with prose between them are no front matter.
    """
    fence = lines[0].rstrip() if lines else ""
    if fence not in _FENCES:
        return 0
    begun = False
    for number in range(1, min(len(lines), _MOST_LINES)):
        line = lines[number]
        if line.rstrip() in _FENCES[fence]:
            return number + 1
        if not begun and line.strip() and not line.lstrip().startswith("#"):
            begun = True
            if not _FIRST.match(line):
                return 0
    return 0


def read(text: str) -> FrontMatter:
    """Read the front matter of a lesson."""
    lines = lines_of(text)
    end = end_of(lines)
    if not end:
        return FrontMatter()
    source = "\n".join(lines[1 : end - 1])
    if len(source) > LONGEST:
        return FrontMatter(end, error=_TOO_LONG)
    if lines[0].startswith("+"):
        return _toml(source, end)
    return _yaml(source, end)


def _yaml(source: str, end: int) -> FrontMatter:
    if source.count("[") + source.count("{") > _MOST_BRACKETS:
        return FrontMatter(end, error=_TOO_DEEP)
    # loaded late: most lessons have no front matter
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        values = YAML(typ="safe", pure=True).load(source)
    except YAMLError as problem:
        place = getattr(problem, "problem_mark", None)
        if place is None:
            return FrontMatter(end, error=_NO_YAML)
        line = min(place.line + 1, end - 1)
        return FrontMatter(end, error=told(_NO_YAML_HERE, line=line + 1), error_line=line)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return FrontMatter(end, error=_NO_YAML)
    if values is None:
        return FrontMatter(end)
    if not isinstance(values, dict):
        return FrontMatter(end, error=_NO_VALUES)
    return FrontMatter(end, {str(name): value for name, value in values.items()})


def _toml(source: str, end: int) -> FrontMatter:
    try:
        return FrontMatter(end, tomllib.loads(source))
    except (tomllib.TOMLDecodeError, RecursionError):
        return FrontMatter(end, error=_NO_TOML)


def change(text: str, name: str, value: str | int) -> str:
    """Set one value; every other byte of the text stays as it is.

    Raises `BadInput` where that cannot be done safely: a value over several lines, or front
    matter that cannot be read. A lesson without front matter gets one.
    """
    before = read(text)
    if before.error:
        raise BadInput(
            say("The front matter cannot be read."),
            safe=say("Nothing was changed."),
            mend=say("Correct it in the text, at the top of the lesson."),
        )
    if not before.lines:
        return f"---\n{name}: {_written(value)}\n---\n\n{text}"
    changed = _replaced(text, before, name, value)
    after = read(changed)
    if after.error or dict(after.values) != {**before.values, name: value}:
        raise BadInput(
            say("The value of “{name}” cannot be changed by itself.", name=name),
            safe=say("Nothing was changed."),
            mend=say("Change it in the text, at the top of the lesson."),
        )
    return changed


def _replaced(text: str, before: FrontMatter, name: str, value: str | int) -> str:
    lines = text.split("\n")
    fence = lines[0].strip()
    key = re.compile(_KEY[fence].format(re.escape(name)))
    for number in range(1, before.lines - 1):
        found = key.match(lines[number])
        rest = _VALUE.match(lines[number].rstrip("\r"), found.end()) if found else None
        if found and rest:
            quote = rest["value"][:1] if rest["value"][:1] in ('"', "'") else ""
            ends = "\r" if lines[number].endswith("\r") else ""
            if fence == "+++" and (not quote or "'" in str(value)):
                quote = '"'
            space = "" if found["head"].endswith((" ", "\t")) else " "
            lines[number] = found["head"] + space + _written(value, quote) + rest["tail"] + ends
            return "\n".join(lines)
        if fence == "+++" and lines[number].startswith("["):
            break
    sign = " = " if fence == "+++" else ": "
    at = 1 if fence == "+++" else before.lines - 1
    ends = "\r" if lines[0].endswith("\r") else ""
    lines.insert(at, name + sign + _written(value, '"' if fence == "+++" else "") + ends)
    return "\n".join(lines)


def _written(value: str | int, quote: str = "") -> str:
    if isinstance(value, int):
        return str(value)
    if quote == "'" and "\n" not in value and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS_THAT_MEAN_MORE
    if plain and not quote:
        return value
    return json.dumps(value, ensure_ascii=False)
