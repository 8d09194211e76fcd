"""Write a course as a web site that opens from a disk: no network, quizzes that can be played.

One page a lesson, an index, style, fonts and the quiz player beside them, and those attachments
that pages show or link to. Nothing that came from a lesson can run: the renderer lets nothing
through, and each page forbids it once more to the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template

from editor.formats.folder import not_here_yet, strangers
from editor.formats.landing import Disk, land
from editor.formats.site_outline import Outline
from editor.formats.site_paths import Site, relative
from editor.formats.site_review import comments_html
from editor.formats.values import (
    CourseOut,
    FileWarning,
    NodeOut,
    Progress,
    Written,
    no_progress,
)
from editor.markdown.frontmatter import read as read_front_matter
from editor.markdown.learner_words import frame_words, player_script, style_sheet
from editor.markdown.render import render
from sync.model.errors import OurMistake
from sync.model.language import say, say_many

ASSETS = "assets"
INDEX = "index.html"
SHARED = (
    ("tokens.css", "styles", "tokens.css"),
    ("lesson.css", "preview", "preview.css"),
    ("site.css", "site", "site.css"),
    ("quiz.js", "preview", "quiz.js"),
)
"""Names in the site, and where they lie: a page looks and plays as the preview does."""
FONTS = (
    "CoursefolkSerif-Regular.ttf",
    "CoursefolkSerif-Italic.ttf",
    "CoursefolkSerif-SemiBold.ttf",
    "CoursefolkSans-Regular.ttf",
    "CoursefolkSans-SemiBold.ttf",
    "CoursefolkMono-Regular.ttf",
)
_NOT_IN_HTML = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)
"""Signs that the standard forbids in a page, though texts may hold them."""
LICENCES = ("OFL-Inter.txt", "OFL-SourceSerif.txt", "OFL-JetBrainsMono.txt")


def printable(page: str) -> str:
    """Put a sign of replacement where a text has one that the standard forbids in a page."""
    # what is printable holds none of these signs, and is told at once
    return page if page.replace("\n", "").isprintable() else _NOT_IN_HTML.sub("\ufffd", page)


def write_html(
    course: CourseOut, to: Path, resources: Path, progress: Progress = no_progress
) -> Written:
    """Write the site; `resources` is the folder of bundled data. The progress counts lessons."""
    writer = _Writer(course, resources, progress)
    landed = land(writer.files, to)
    return Written(landed.files, (*writer.warnings, *strangers(landed)))


@dataclass
class _Writer:
    """One export under way."""

    course: CourseOut
    resources: Path
    progress: Progress
    warnings: list[FileWarning] = field(default_factory=list)
    _templates: dict[str, Template] = field(default_factory=dict)

    def files(self, _disk: Disk) -> Iterator[tuple[str, bytes]]:
        """Yield every file of the site, a page and what it shows at a time."""
        site = Site.of(self.course)
        outline = Outline(self.course, site.pages)
        lessons = self.course.lessons
        for done, lesson in enumerate(lessons):
            self.progress(done, len(lessons))
            yield site.pages[lesson.id], self._page(lesson, site, outline)
            yield from self._asked_for(site)
        yield INDEX, self._index(site, outline)
        yield from self._asked_for(site)
        yield from self._assets()
        self.warnings += [not_here_yet(a.path, a.size) for a in site.missing.values()]
        self.progress(len(lessons), len(lessons))

    def _asked_for(self, site: Site) -> Iterator[tuple[str, bytes]]:
        while site.wanted:
            yield site.wanted.popitem()

    def _page(self, lesson: NodeOut, site: Site, outline: Outline) -> bytes:
        page = site.pages[lesson.id]
        path = site.paths[lesson.id]
        body = render(
            lesson.text, path=path, resolve=site.media_from(page), link=site.links_from(page)
        )
        title = "" if "<h1" in body else f'<h1 dir="auto">{escape(lesson.title)}</h1>\n'
        language = read_front_matter(lesson.text).language
        return self._filled(
            "lesson.html",
            page,
            title=escape(lesson.title),
            language=escape(language or self.course.fields.get("language", "")),
            trail=outline.trail(lesson),
            outline=outline.nearby(lesson),
            onward=outline.onward(lesson),
            where=escape(
                say(
                    "Lesson {number} of {count}",
                    number=outline.number(lesson),
                    count=len(self.course.lessons),
                )
            ),
            body=title + body,
            comments=comments_html(self.course, lesson.id),
        )

    def _index(self, site: Site, outline: Outline) -> bytes:
        first = next(iter(self.course.lessons), None)
        begin = ""
        if first is not None:
            to = relative(INDEX, site.pages[first.id])
            begin = f'<a class="begin" href="{to}">{escape(say("Start"))}</a>'
        licence = site.licence()
        return self._filled(
            "index.html",
            INDEX,
            language=escape(self.course.fields.get("language", "")),
            description=escape(self.course.fields.get("description", "")),
            count=escape(say_many("{count} lesson", "{count} lessons", len(self.course.lessons))),
            outline=outline.whole(INDEX),
            begin=begin,
            licence=(
                f'<a href="{relative(INDEX, licence)}">{escape(say("Licence of this course"))}</a>'
                if licence
                else escape(self.course.fields.get("licence", ""))
            ),
        )

    def _filled(self, template: str, page: str, **values: str) -> bytes:
        if template not in self._templates:
            self._templates[template] = Template(self._bundled("site", template).decode())
        made = self._templates[template].substitute(
            values,
            assets=relative(page, ASSETS),
            index=relative(page, INDEX),
            course=escape(self.course.title),
            label=escape(self._label()),
            **{name: escape(words) for name, words in frame_words().items()},
        )
        return printable(made).encode("utf-8")

    def _label(self) -> str:
        version = self.course.version
        return say("Draft") if version is None else say("Version {number}", number=version)

    def _assets(self) -> Iterator[tuple[str, bytes]]:
        words = {"quiz.js": player_script(), "lesson.css": style_sheet()}
        for name, *place in SHARED:
            yield f"{ASSETS}/{name}", words.get(name, "").encode() + self._bundled(*place)
        for name in FONTS:
            yield f"{ASSETS}/fonts/{name}", self._bundled("fonts", name)
        for name in LICENCES:
            yield f"{ASSETS}/fonts/{name}", self._bundled("licences", name)

    def _bundled(self, *parts: str) -> bytes:
        try:
            return self.resources.joinpath(*parts).read_bytes()
        except OSError as error:
            raise OurMistake(
                say("A part of the program is missing: {file}.", file="/".join(parts))
            ) from error
