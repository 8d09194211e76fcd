"""Odd and hostile texts for the window: our own, and those of the shared folder where it is."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
N = 2_000
OWN = {
    "deep quotes": "> " * N + "a\n",
    "deep lists": "".join("  " * n + "* a\n" for n in range(200)),
    "open brackets": "[" * 4_000 + "\n",
    "stars": "*a **a " * N + "b" + " a** a*" * N + "\n",
    "long table": "| a | b | c | d |\n|---|---|---|---|\n" + "| some | words | *in* | it |\n" * 700,
    "wide table": "|a" * 190 + "|\n" + "|-" * 190 + "|\n" + ("|x" * 190 + "|\n") * 30,
    "one long line": "lorem *ipsum* dolor `sit` amet " * 6_000 + "\n",
    "only line ends": "\n" * 30_000,
    "headings": "# a\n" * 4_000,
    "references": "".join(f"[{n}]: x\n" for n in range(N)) + "[0]" * N + "\n",
    "one long heading": "# " + "word " * 4_000 + "\n",
    "code": "```python\n" + "x = (1, 'two')\n" * 4_000 + "```\n",
}


def shared_texts() -> dict[str, str]:
    """Read the shared odd files by their names; none where the folder is not here."""
    named = os.environ.get("COURSEFOLK_SHARED")
    folder = (Path(named) if named else ROOT.parent / "shared") / "corpus" / "pathological"
    found = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            found[path.name] = text.replace("\r\n", "\n").replace("\r", "\n")
    return found
