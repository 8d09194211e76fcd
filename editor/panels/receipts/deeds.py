"""Say what a person did in a sync, as often as they did it: a sentence for each kind of fact."""

from __future__ import annotations

from collections.abc import Callable

from sync.model.language import say, say_many

_MINE: dict[str, Callable[[int], str]] = {
    "text.revised": lambda count: say_many(
        "You changed a text", "You changed {count} texts", count
    ),
    "comment.made": lambda count: say_many(
        "You wrote a comment", "You wrote {count} comments", count
    ),
    "comment.replied": lambda count: say_many(
        "You wrote an answer", "You wrote {count} answers", count
    ),
    "comment.resolved": lambda count: say_many(
        "You resolved a comment", "You resolved {count} comments", count
    ),
    "suggestion.made": lambda count: say_many(
        "You made a suggestion", "You made {count} suggestions", count
    ),
    "suggestion.decided": lambda count: say_many(
        "You decided on a suggestion", "You decided on {count} suggestions", count
    ),
    "overlap.confirmed": lambda count: say_many(
        "You checked an overlap", "You checked {count} overlaps", count
    ),
    "version.named": lambda count: say_many(
        "You named a version", "You named {count} versions", count
    ),
    "review.given": lambda count: say_many(
        "You gave a verdict", "You gave {count} verdicts", count
    ),
    "course.released": lambda count: say_many(
        "You released a version", "You released {count} versions", count
    ),
    "lesson.placed": lambda count: say_many(
        "You placed a lesson", "You placed {count} lessons", count
    ),
    "lesson.renamed": lambda count: say_many(
        "You renamed a lesson", "You renamed {count} lessons", count
    ),
    "lesson.removed": lambda count: say_many(
        "You removed a lesson", "You removed {count} lessons", count
    ),
    "file.placed": lambda count: say_many("You added a file", "You added {count} files", count),
    "course.made": lambda count: say_many("You made a course", "You made {count} courses", count),
    "course.described": lambda count: say_many(
        "You described a course", "You described {count} courses", count
    ),
    "course.shared": lambda count: say_many(
        "You shared a course", "You shared {count} courses", count
    ),
    "content.redacted": lambda count: say_many(
        "You struck words out of a text", "You struck words out of {count} texts", count
    ),
    "member.set": lambda count: say_many("You set a role", "You set {count} roles", count),
    "comment.edited": lambda count: say_many(
        "You wrote a comment anew", "You wrote {count} comments anew", count
    ),
    "comment.reopened": lambda count: say_many(
        "You reopened a comment", "You reopened {count} comments", count
    ),
    "comment.confirmed": lambda count: say_many(
        "You confirmed that a comment is answered",
        "You confirmed that {count} comments are answered",
        count,
    ),
    "comment.moved": lambda count: say_many(
        "You put a comment on other words", "You put {count} comments on other words", count
    ),
    "suggestion.withdrawn": lambda count: say_many(
        "You withdrew a suggestion", "You withdrew {count} suggestions", count
    ),
    "overlap.given": lambda count: say_many(
        "You left an overlap for later", "You left {count} overlaps for later", count
    ),
    "review.asked": lambda count: say_many(
        "You asked for a review", "You asked for {count} reviews", count
    ),
    "review.withdrawn": lambda count: say_many(
        "You withdrew a request for a review", "You withdrew {count} requests for a review", count
    ),
    "review.done": lambda count: say_many(
        "You finished a review", "You finished {count} reviews", count
    ),
    "policy.set": lambda count: say_many(
        "You set what a review needs", "You set what a review needs {count} times", count
    ),
}
_THEIRS: dict[str, Callable[[int, str], str]] = {
    "text.revised": lambda count, who: say_many(
        "{who} changed a text", "{who} changed {count} texts", count, who=who
    ),
    "comment.made": lambda count, who: say_many(
        "{who} wrote a comment", "{who} wrote {count} comments", count, who=who
    ),
    "comment.replied": lambda count, who: say_many(
        "{who} wrote an answer", "{who} wrote {count} answers", count, who=who
    ),
    "comment.resolved": lambda count, who: say_many(
        "{who} resolved a comment", "{who} resolved {count} comments", count, who=who
    ),
    "suggestion.made": lambda count, who: say_many(
        "{who} made a suggestion", "{who} made {count} suggestions", count, who=who
    ),
    "suggestion.decided": lambda count, who: say_many(
        "{who} decided on a suggestion", "{who} decided on {count} suggestions", count, who=who
    ),
    "overlap.confirmed": lambda count, who: say_many(
        "{who} checked an overlap", "{who} checked {count} overlaps", count, who=who
    ),
    "version.named": lambda count, who: say_many(
        "{who} named a version", "{who} named {count} versions", count, who=who
    ),
    "review.given": lambda count, who: say_many(
        "{who} gave a verdict", "{who} gave {count} verdicts", count, who=who
    ),
    "course.released": lambda count, who: say_many(
        "{who} released a version", "{who} released {count} versions", count, who=who
    ),
    "lesson.placed": lambda count, who: say_many(
        "{who} placed a lesson", "{who} placed {count} lessons", count, who=who
    ),
    "lesson.renamed": lambda count, who: say_many(
        "{who} renamed a lesson", "{who} renamed {count} lessons", count, who=who
    ),
    "lesson.removed": lambda count, who: say_many(
        "{who} removed a lesson", "{who} removed {count} lessons", count, who=who
    ),
    "file.placed": lambda count, who: say_many(
        "{who} added a file", "{who} added {count} files", count, who=who
    ),
    "course.made": lambda count, who: say_many(
        "{who} made a course", "{who} made {count} courses", count, who=who
    ),
    "course.described": lambda count, who: say_many(
        "{who} described a course", "{who} described {count} courses", count, who=who
    ),
    "course.shared": lambda count, who: say_many(
        "{who} shared a course", "{who} shared {count} courses", count, who=who
    ),
    "content.redacted": lambda count, who: say_many(
        "{who} struck words out of a text",
        "{who} struck words out of {count} texts",
        count,
        who=who,
    ),
    "member.set": lambda count, who: say_many(
        "{who} set a role", "{who} set {count} roles", count, who=who
    ),
    "comment.edited": lambda count, who: say_many(
        "{who} wrote a comment anew", "{who} wrote {count} comments anew", count, who=who
    ),
    "comment.reopened": lambda count, who: say_many(
        "{who} reopened a comment", "{who} reopened {count} comments", count, who=who
    ),
    "comment.confirmed": lambda count, who: say_many(
        "{who} confirmed that a comment is answered",
        "{who} confirmed that {count} comments are answered",
        count,
        who=who,
    ),
    "comment.moved": lambda count, who: say_many(
        "{who} put a comment on other words",
        "{who} put {count} comments on other words",
        count,
        who=who,
    ),
    "suggestion.withdrawn": lambda count, who: say_many(
        "{who} withdrew a suggestion", "{who} withdrew {count} suggestions", count, who=who
    ),
    "overlap.given": lambda count, who: say_many(
        "{who} left an overlap for later", "{who} left {count} overlaps for later", count, who=who
    ),
    "review.asked": lambda count, who: say_many(
        "{who} asked for a review", "{who} asked for {count} reviews", count, who=who
    ),
    "review.withdrawn": lambda count, who: say_many(
        "{who} withdrew a request for a review",
        "{who} withdrew {count} requests for a review",
        count,
        who=who,
    ),
    "review.done": lambda count, who: say_many(
        "{who} finished a review", "{who} finished {count} reviews", count, who=who
    ),
    "policy.set": lambda count, who: say_many(
        "{who} set what a review needs",
        "{who} set what a review needs {count} times",
        count,
        who=who,
    ),
}


def deed(kind: str, count: int, who: str) -> str:
    """Tell what someone did, and how often; `who` is empty for me."""
    if not who:
        return _MINE.get(kind, _my_facts)(count)
    return _THEIRS.get(kind, _their_facts)(count, who)


def lessons_changed(titles: list[str], who: str) -> str:
    """Tell whose texts were changed: a lesson by its title, several by their number."""
    if len(titles) == 1 and who:
        return say("{who} changed “{title}”", who=who, title=titles[0])
    if len(titles) == 1:
        return say("You changed “{title}”", title=titles[0])
    if not who:
        return say_many("You changed {count} lesson", "You changed {count} lessons", len(titles))
    return say_many(
        "{who} changed {count} lesson", "{who} changed {count} lessons", len(titles), who=who
    )


def _my_facts(count: int) -> str:
    return say_many("You wrote a fact", "You wrote {count} facts", count)


def _their_facts(count: int, who: str) -> str:
    return say_many("{who} wrote a fact", "{who} wrote {count} facts", count, who=who)
