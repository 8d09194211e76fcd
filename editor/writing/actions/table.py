"""The one table of what buttons, keys and the block palette write: name, words, icon, keys, act.

An action that `toggles` is taken back by a second press: see `press`.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.markdown.quizzes import KINDS
from editor.writing.actions.callouts import callout
from editor.writing.actions.fences import fencing
from editor.writing.actions.footnotes import footnote
from editor.writing.actions.headings import heading
from editor.writing.actions.line_kinds import bullets, numbers, quote, tasks
from editor.writing.actions.links import image, link
from editor.writing.actions.marks import code, marking
from editor.writing.blocks import inserting
from editor.writing.change import Act
from editor.writing.quiz.values import NEW
from editor.writing.quiz.write import write
from sync.model.language import mark


@dataclass(frozen=True)
class Action:
    """A thing to write; `about` and `keywords` are for people who know no Markdown.

    Title, about and keywords are to be translated where they are shown or searched.
    """

    name: str
    title: str
    about: str
    keywords: str
    act: Act
    icon: str = ""
    keys: str = ""
    toggles: bool = True
    is_block: bool = True


_TABLE = "| ¦Heading¦ | Heading |\n| ------- | ------- |\n|         |         |"
_QUIZ_ABOUT = {
    "single": (
        "circle-check",
        mark("Learners choose one answer"),
        mark("quiz question test exercise radio single choice"),
        mark("Question: one right"),
    ),
    "multiple": (
        "square-check",
        mark("Learners tick all that are right"),
        mark("quiz question test exercise checkbox several choices"),
        mark("Question: several right"),
    ),
    "text": (
        "text-cursor-input",
        mark("Learners type a word or a number"),
        mark("quiz question test exercise gap blank cloze input type"),
        mark("Question: short text"),
    ),
    "select": (
        "list-checks",
        mark("Learners pick from a list"),
        mark("quiz question test exercise gap dropdown menu choose"),
        mark("Question: choose from a list"),
    ),
    "match": (
        "combine",
        mark("Learners say what belongs together"),
        mark("quiz question test exercise matching pairs matrix assign"),
        mark("Question: pairs"),
    ),
    "order": (
        "arrow-down",
        mark("Learners put steps in order"),
        mark("quiz question test exercise ordering sequence sort steps"),
        mark("Question: order"),
    ),
}


def _heading(level: int, title: str, about: str, keywords: str) -> Action:
    icon = f"heading-{level}" if level <= 3 else "heading"
    return Action(
        f"heading-{level}", title, about, keywords, heading(level), icon,
        f"Ctrl+Alt+{level}",
    )  # fmt: skip


def _words(
    name: str, title: str, about: str, keywords: str, act: Act, icon: str, keys: str
) -> Action:
    return Action(name, title, about, keywords, act, icon, keys, is_block=False)


def _quiz(kind: str) -> Action:
    icon, about, keywords, title = _QUIZ_ABOUT[kind]
    question = NEW[kind].question
    body = write(NEW[kind]).replace(question, f"¦{question}¦", 1)
    return Action(
        f"quiz-{kind}", title, about, keywords, inserting(body), icon, toggles=False,
    )  # fmt: skip


def _callout(kind: str, title: str, icon: str, keywords: str) -> Action:
    return Action(
        f"callout-{kind}", title, mark("A box that stands out"), keywords, callout(kind), icon,
    )  # fmt: skip


ACTIONS: tuple[Action, ...] = (
    _heading(1, mark("Heading 1"), mark("The title of the lesson"), mark("title chapter big h1")),
    _heading(2, mark("Heading 2"), mark("A part of the lesson"), mark("section subtitle h2")),
    _heading(3, mark("Heading 3"), mark("A part of a part"), mark("subsection h3")),
    _heading(4, mark("Heading 4"), mark("A small heading"), mark("paragraph h4")),
    _words(
        "bold",
        mark("Bold"),
        mark("Strong words"),
        mark("strong fat heavy"),
        marking("**"),
        "bold",
        "Ctrl+B",
    ),
    _words(
        "italic",
        mark("Italic"),
        mark("Words with a stress"),
        mark("emphasis slanted"),
        marking("*"),
        "italic",
        "Ctrl+I",
    ),
    _words(
        "struck",
        mark("Struck"),
        mark("Words that no longer hold"),
        mark("strike through delete cross"),
        marking("~~"),
        "strikethrough",
        "Ctrl+Shift+X",
    ),
    _words(
        "code",
        mark("Code"),
        mark("A word to be typed as it is"),
        mark("monospace command literal"),
        code,
        "code",
        "Ctrl+E",
    ),
    _words(
        "formula-inline",
        mark("Formula in the line"),
        mark("A short formula, in LaTeX"),
        mark("math equation latex"),
        marking("$"),
        "sigma",
        "Ctrl+Shift+M",
    ),
    _words(
        "link",
        mark("Link"),
        mark("Words that lead to a page"),
        mark("web address url hyperlink"),
        link,
        "link",
        "Ctrl+L",
    ),
    _words(
        "image",
        mark("Picture"),
        mark("A picture, with words for those who cannot see it"),
        mark("image photo figure graphic screenshot"),
        image,
        "image",
        "Ctrl+Shift+G",
    ),
    Action(
        "bullets",
        mark("List"),
        mark("Things in no order"),
        mark("bullets points unordered"),
        bullets,
        "list",
        "Ctrl+Shift+8",
    ),
    Action(
        "numbers",
        mark("Numbered list"),
        mark("Steps, one after another"),
        mark("ordered steps enumerate"),
        numbers,
        "list-ordered",
        "Ctrl+Shift+7",
    ),
    Action(
        "tasks",
        mark("Tasks"),
        mark("Things to tick"),
        mark("todo checklist checkbox"),
        tasks,
        "list-checks",
        "Ctrl+Shift+6",
    ),
    Action(
        "quote",
        mark("Quote"),
        mark("What someone else said"),
        mark("citation blockquote said"),
        quote,
        "quote",
        "Ctrl+Shift+9",
    ),
    _callout("note", mark("Note"), "info", mark("callout box admonition highlight info remark")),
    _callout("tip", mark("Tip"), "lightbulb", mark("callout box admonition highlight hint advice")),
    _callout(
        "warning",
        mark("Warning"),
        "triangle-alert",
        mark("callout box admonition highlight danger caution attention"),
    ),
    Action(
        "table",
        mark("Table"),
        mark("Rows and columns"),
        mark("grid cells spreadsheet columns"),
        inserting(_TABLE),
        "table",
        toggles=False,
    ),
    Action(
        "code-block",
        mark("Code block"),
        mark("Several lines to be typed as they are"),
        mark("program listing source fence"),
        fencing("```", "code"),
        "code-xml",
        "Ctrl+Alt+E",
    ),
    Action(
        "formula",
        mark("Formula"),
        mark("A formula on its own, in LaTeX"),
        mark("math equation latex display"),
        fencing("$$", "a^2 + b^2 = c^2"),
        "sigma",
    ),
    Action(
        "rule",
        mark("Dividing line"),
        mark("A line across the page"),
        mark("horizontal rule separator break hr"),
        inserting("---¦¦"),
        "separator-horizontal",
        toggles=False,
    ),
    Action(
        "footnote",
        mark("Footnote"),
        mark("A remark at the end of the lesson"),
        mark("reference source note"),
        footnote,
        "superscript",
        "Ctrl+Shift+F7",
        toggles=False,
        is_block=False,
    ),
    *(_quiz(kind) for kind in KINDS),
)

ACTION = {action.name: action for action in ACTIONS}
