"""Write a comparison of two versions into one file that opens in any browser."""

from __future__ import annotations

from pathlib import Path

from app import paths
from app.flows.files.out_file import must_be_free, not_written
from app.flows.versions.publishing import all_versions
from editor.formats.durable import replace_file
from editor.formats.html_site import printable
from editor.panels.versions.paper import page_of
from editor.panels.versions.values import Comparison
from sync.model.ids import FactId
from sync.model.language import say
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

ENDING = ".html"


def compared_with(ws: Workspace, course: Course, shown: Comparison) -> str:
    """Say what is compared with what: "Version 6 compared with the draft"."""
    numbers = {version.id: version.number for _, version in all_versions(ws, course)}
    before, after = numbers.get(FactId(shown.before)), numbers.get(FactId(shown.after))
    if before is None:
        return say("All of the draft") if after is None else say("Version {after}", after=after)
    if after is None:
        return say("Version {before} compared with the draft", before=before)
    return say("Version {before} compared with version {after}", before=before, after=after)


def write_comparison(
    out: Path, course: str, title: str, shown: Comparison, *, over: bool = False
) -> Path:
    """Write the page whole or not at all; a file that is there is replaced only `over` it.

    `title` says what is compared with what. Returns the path, with the ending that it got.
    """
    out = out if out.suffix else out.with_suffix(ENDING)
    must_be_free(out, over=over)
    resources = paths.resources_dir()
    template = (resources / "site" / "comparison.html").read_text("utf-8")
    style = "".join(
        (resources / place / name).read_text("utf-8")
        for place, name in (("styles", "tokens.css"), ("site", "comparison.css"))
    )
    page = printable(page_of(template, style, course, title, shown))
    try:
        replace_file(out, page.encode("utf-8"))
    except OSError as error:
        raise not_written(error, out) from error
    return out
