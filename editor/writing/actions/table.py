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


@dataclass(frozen=True)
class Action:
    """A thing to write; `about` and `keywords` are for people who know no Markdown."""

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
    "single": ("circle-check", "Learners choose one answer", "radio single choice"),
    "multiple": ("square-check", "Learners tick all that are right", "checkbox several choices"),
    "text": ("text-cursor-input", "Learners type a word or a number", "gap blank cloze input type"),
    "select": ("list-checks", "Learners pick from a list", "gap dropdown menu choose"),
    "match": ("combine", "Learners say what belongs together", "matching pairs matrix assign"),
    "order": ("arrow-down", "Learners put steps in order", "ordering sequence sort steps"),
}


def _heading(level: int, about: str, keywords: str) -> Action:
    icon = f"heading-{level}" if level <= 3 else "heading"
    return Action(
        f"heading-{level}", f"Heading {level}", about, keywords, heading(level), icon,
        f"Ctrl+Alt+{level}",
    )  # fmt: skip


def _words(
    name: str, title: str, about: str, keywords: str, act: Act, icon: str, keys: str
) -> Action:
    return Action(name, title, about, keywords, act, icon, keys, is_block=False)


def _quiz(kind: str) -> Action:
    icon, about, keywords = _QUIZ_ABOUT[kind]
    question = NEW[kind].question
    body = write(NEW[kind]).replace(question, f"¦{question}¦", 1)
    return Action(
        f"quiz-{kind}", f"Question: {KINDS[kind].title.lower()}", about,
        f"quiz question test exercise {keywords}", inserting(body), icon, toggles=False,
    )  # fmt: skip


def _callout(kind: str, icon: str, keywords: str) -> Action:
    return Action(
        f"callout-{kind}", kind.capitalize(), "A box that stands out",
        f"callout box admonition highlight {keywords}", callout(kind), icon,
    )  # fmt: skip


ACTIONS: tuple[Action, ...] = (
    _heading(1, "The title of the lesson", "title chapter big h1"),
    _heading(2, "A part of the lesson", "section subtitle h2"),
    _heading(3, "A part of a part", "subsection h3"),
    _heading(4, "A small heading", "paragraph h4"),
    _words("bold", "Bold", "Strong words", "strong fat heavy", marking("**"), "bold", "Ctrl+B"),
    _words("italic", "Italic", "Words with a stress", "emphasis slanted", marking("*"), "italic",
           "Ctrl+I"),
    _words("struck", "Struck", "Words that no longer hold", "strike through delete cross",
           marking("~~"), "strikethrough", "Ctrl+Shift+X"),
    _words("code", "Code", "A word to be typed as it is", "monospace command literal", code,
           "code", "Ctrl+E"),
    _words("formula-inline", "Formula in the line", "A short formula, in LaTeX",
           "math equation latex", marking("$"), "sigma", "Ctrl+Shift+M"),
    _words("link", "Link", "Words that lead to a page", "web address url hyperlink", link, "link",
           "Ctrl+L"),
    _words("image", "Picture", "A picture, with words for those who cannot see it",
           "image photo figure graphic screenshot", image, "image", "Ctrl+Shift+G"),
    Action("bullets", "List", "Things in no order", "bullets points unordered", bullets, "list",
           "Ctrl+Shift+8"),
    Action("numbers", "Numbered list", "Steps, one after another", "ordered steps enumerate",
           numbers, "list-ordered", "Ctrl+Shift+7"),
    Action("tasks", "Tasks", "Things to tick", "todo checklist checkbox", tasks, "list-checks",
           "Ctrl+Shift+6"),
    Action("quote", "Quote", "What someone else said", "citation blockquote said", quote, "quote",
           "Ctrl+Shift+9"),
    _callout("note", "info", "info remark"),
    _callout("tip", "lightbulb", "hint advice"),
    _callout("warning", "triangle-alert", "danger caution attention"),
    Action("table", "Table", "Rows and columns", "grid cells spreadsheet columns",
           inserting(_TABLE), "table", toggles=False),
    Action("code-block", "Code block", "Several lines to be typed as they are",
           "program listing source fence", fencing("```", "code"), "code-xml", "Ctrl+Alt+E"),
    Action("formula", "Formula", "A formula on its own, in LaTeX", "math equation latex display",
           fencing("$$", "a^2 + b^2 = c^2"), "sigma"),
    Action("rule", "Dividing line", "A line across the page", "horizontal rule separator break hr",
           inserting("---¦¦"), "separator-horizontal", toggles=False),
    Action("footnote", "Footnote", "A remark at the end of the lesson", "reference source note",
           footnote, "superscript", "Ctrl+Shift+F7", toggles=False, is_block=False),
    *(_quiz(kind) for kind in KINDS),
)  # fmt: skip

ACTION = {action.name: action for action in ACTIONS}
