"""Tell what a lesson teaches for: that it says its goal, and that learners do something in it.

Authors write this in their own language, as front matter, a heading, a box or a sentence.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # loaded late: a course whose lessons were all read before is checked without parsing any
    from editor.markdown.document import Document
    from editor.markdown.structure import Heading

_AIM = re.compile(
    r"\b(?:goals?|objectives?|outcomes?|aims?|you[’']ll learn|you will learn|to learn)\b"
    r"|\b(?:lern|bildungs)?ziele?\b|\bobjectifs?\b|\bobjetivos?\b|\bmetas\b|\bobiettiv[oi]\b"
    r"|\b(?:leer)?doel(?:en|stellingen)?\b|\bcele?\b|\bcíle?\b|\bцел[иь]\b|\bмета\b|\bцілі\b"
    r"|\bhedef|\bamaç|\btavoite|\bmål\b|\btujuan\b|目标|目標|ねらい|학습 ?목표|목표|أهداف|الهدف|هدف"
    r"|מטר[הת]|מטרות|उद्देश्य|लक्ष्य|উদ্দেশ্য|લક્ષ્ય|ലക്ഷ്യ|στόχο",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:after|by the end of|in|at the end of) th(?:is|e) "
    r"(?:\w+[ -])?(?:lesson|chapter|unit|module|course|section|tutorial|episode|guide)\b"
    r"|\byou(?:[’']ll| will| can| should)(?: then)? (?:be able to|know how|learn)\b"
    r"|\blearners? (?:will|can|should|are able)\b|\bnach dies(?:er|em)\b|\bdu kannst danach\b"
    r"|\b(?:à la fin|au terme|après) (?:de )?cett?e?\b|\bvous (?:saurez|serez capables?)\b"
    r"|\bal (?:final|terminar)\b|\bser[áa]s? capa[zc]|\bao final\b|\balla fine\b"
    r"|\bna deze les\b|\bpo tej lekcji\b|после этого|вы (?:с)?можете|ви зможете"
    r"|学完|本[课節节]|できるようになり|이 (?:단원|수업)|بعد هذا الدرس|ستتمكن|לאחר השיעור"
    r"|इस पाठ के (?:बाद|अंत)",
    re.IGNORECASE,
)
_PROMISED_BY = (
    *("lesson", "chapter", "unit", "module", "course", "section", "tutorial", "episode", "guide"),
    *("you", "learner", "nach dies", "danach", "terme", "vous s", "al final", "al terminar"),
    *("capa", "ao final", "alla fine", "deze les", "po tej"),
)
"""In plain letters no promise is made without one of these, which are far sooner looked for."""
_DOING = re.compile(
    r"\b(?:exercises?|challenges?|assignments?|activit(?:y|ies)|homework|hands[- -]on|labs?"
    r"|practi[cs](?:e|es|ing)|tasks?|quiz(?:zes)?|problems?|projects?|your turn|try (?:it|this)"
    r"|check your(?:self)?|self[- -]check|test your|now you|questions?)\b"
    r"|\bübung|\baufgabe|\bprobier|\bexercice|\bà vous\b|\bactivité|\bejercicio|\bpráctica"
    r"|\bactividad|\bexercício|\batividade|\beserciz|\boefening|\bopdracht|ćwiczen|zadani"
    r"|упражнен|задани|практик|вправ|завдан|\balıştırma|\böğrenme görev|\bharjoit|\bövning"
    r"|\blatihan|练习|練習|作业|作業|实践|挑战|挑戰|演習|課題|チャレンジ|やってみ|연습|실습|과제|도전|تمرين|تمارين|تدريب|نشاط|تمرین|تحدي|واجب|مهمة|תרגיל|תרגול"
    r"|अभ्यास|चुनौती|असाइनमेंट|অনুশীলন|અભ્યાસ|പരിശീലന|άσκησ",
    re.IGNORECASE,
)
_NAMES = ("objective", "objectives", "goal", "goals", "outcome", "outcomes", "aim", "aims")
_AIM_BOXES = re.compile(r"\b(?:learning-)?(?:objectives?|goals?|outcomes?|overview)\b")
_DOING_BOXES = re.compile(r"\b(?:challenge|exercise|activity|task|discussion|practice)\b")
_COVERS = ("readme", "index", "_index")
_ASIDE = frozenset(
    {
        *("license", "licence", "code_of_conduct", "contributing", "contributors", "authors"),
        *("changelog", "security", "support", "credits", "acknowledgements", "bibliography"),
        *("summary", "glossary", "reference", "references", "setup", "about", "discuss", "404"),
        *("instructor-notes", "title-page", "foreword"),
    }
)
_EARLY, _READ = 60, 4_000
"""A goal is said in the first lines: so many blocks are looked through, and signs of each. One
search of a line of a million signs would stop every thread of the window for half a second."""


def aims(document: Document, headings: Sequence[Heading]) -> bool:
    """Say whether a lesson tells what learners can do after it."""
    front = document.front_matter.values
    if any(front.get(name) or front.get(f"learning_{name}") for name in _NAMES):
        return True
    if any(_AIM.search(heading.words[:_READ]) for heading in headings):
        return True
    if any(_AIM_BOXES.search(name) for name in _boxes(document)):
        return True
    early = [block for block in document.blocks if block.tokens][:_EARLY]
    inline = (token for block in early for token in block.tokens if token.type == "inline")
    words = (token.content[:_READ] for token in inline)
    return any(_promises(one) or _AIM.match(one.lstrip("*_ ")) for one in words)


def _promises(words: str) -> bool:
    if words.isascii():
        lower = words.lower()
        if not any(sign in lower for sign in _PROMISED_BY):
            return False
    return _PROMISE.search(words) is not None


def practises(document: Document, headings: Iterable[Heading]) -> bool:
    """Say whether a lesson asks learners to do something, but for its questions."""
    if any(_DOING.search(heading.words[:_READ]) for heading in headings):
        return True
    if any(_DOING_BOXES.search(name) for name in _boxes(document)):
        return True
    return any(
        _DOING.match(token.content.lstrip("*_ "))
        for token in document.tokens()
        if token.type == "inline" and token.content.startswith(("**", "__"))
    )


def is_cover(path: str) -> bool:
    """Say whether a lesson stands for its folder, by its name."""
    return posixpath.splitext(posixpath.basename(path))[0].lower() in _COVERS


def is_aside(path: str) -> bool:
    """Say whether a lesson is none in truth, by its name: a licence, a glossary, a cover."""
    name = posixpath.splitext(posixpath.basename(path))[0].lower()
    return name in _ASIDE or (name in _COVERS and "/" not in path)


def _boxes(document: Document) -> Iterator[str]:
    """Give the words that open boxes: `::: challenge`, `{: .objectives}`."""
    for line in document.lines:
        text = line.lstrip(" >")
        if text.startswith((":::", "{:")):
            yield text.lower()
