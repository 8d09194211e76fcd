"""The command line as a fixture: call it as a person would, in a workspace of its own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli import run


@dataclass(frozen=True)
class Answer:
    """What one call answered."""

    code: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        """Read the one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def text(self) -> str:
        """Read stdout as text."""
        return self.out.decode()


Coursefolk = Callable[..., Answer]


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.fixture
def coursefolk(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Coursefolk:
    """Call the command line; `who` names the laptop, `stdin` is what is piped in."""

    def call(*arguments: str | Path, who: str = "author", stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "stdin", _Stdin(stdin))
        given = ["--workspace", str(tmp_path / who), *map(str, arguments)]
        capfdbinary.readouterr()
        code = run(given)
        out, err = capfdbinary.readouterr()
        return Answer(code, out, err.decode())

    return call


@pytest.fixture
def course_folder(tmp_path: Path) -> Path:
    """A small course on disk: two modules, three lessons, odd line ends, a picture."""
    root = tmp_path / "Peer learning"
    (root / "01 Start").mkdir(parents=True)
    (root / "02 Go on").mkdir()
    (root / "README.md").write_bytes(b"---\ntitle: Peer learning\n---\n\nWelcome.\n")
    (root / "01 Start" / "01-why.md").write_bytes(
        b"# Why peers teach well\r\n\r\nPeers remember what was hard.\r\n\r\n"
        b"They know the words that helped.\r\n\r\n![Loop](loop.svg)\r\n"
    )
    (root / "01 Start" / "loop.svg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    (root / "02 Go on" / "02-feedback.md").write_bytes(
        b"\xef\xbb\xbf# Useful feedback\n\nSay what you saw.\n\nSay what it did.\n\n"
        b"Suggest one change"
    )
    return root


@pytest.fixture
def course(coursefolk: Coursefolk, course_folder: Path) -> str:
    """The small course, imported; its id."""
    answer = coursefolk("import", course_folder, "--json")
    assert answer.code == 0, answer.err
    ident = answer.json["course"]
    assert isinstance(ident, str)
    return ident
