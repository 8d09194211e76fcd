"""Read and write a policy as the command line has it: name=value, and a table of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sync.model.round_payloads import Policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.flows.versions.policies import PolicyNow
    from sync.model.ids import LogId
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace

_LISTS = {
    "from": "people",
    "review": "review_gates",
    "release": "release_gates",
    "look-at": "checklist",
}
_NUMBERS = ("approvals", "days")


def find_space(ws: Workspace, name: str) -> LogId:
    """Find a space by name or id."""
    from app.flows.sharing.syncing import spaces
    from sync.model.errors import NotFound

    known = spaces(ws)
    found = [log for log, called in known.items() if name in (log, called)]
    if len(found) == 1:
        return found[0]
    raise NotFound(
        f"There is no one space “{name}” here.",
        mend=f"There are: {', '.join(sorted(known.values())) or 'none yet'}.",
        safe="Nothing was changed.",
    )


def changed_policy(
    ws: Workspace, of: Course | LogId, policy: Policy, settings: Sequence[str]
) -> Policy:
    """Change the parts that are named; a list is set anew by all its values together.

    `of` is the course, or the space, whose policy it is.
    """
    import msgspec

    parts: dict[str, Any] = {}
    for one in settings:
        name, equals, value = one.partition("=")
        if not equals or (name not in _LISTS and name not in _NUMBERS):
            names = ", ".join((*_NUMBERS, *_LISTS))
            raise click.UsageError(f"--set {one}: give one of {names}, as NAME=VALUE.")
        if name in _NUMBERS:
            if not value.isdecimal():
                raise click.UsageError(f"--set {one}: {name} is a whole number, 0 or more.")
            parts[name] = int(value)
            continue
        known = parts.setdefault(_LISTS[name], ())
        if value and name == "from":
            value = _person(ws, of, value)
        parts[_LISTS[name]] = (*known, value) if value else known
    return msgspec.structs.replace(policy, **parts)


def _person(ws: Workspace, of: Course | LogId, name: str) -> str:
    from app.flows.persons import find_in_space, find_person

    return find_in_space(ws, of, name) if isinstance(of, str) else find_person(ws, of, name)


def policy_row(ws: Workspace, of: Course | LogId, now: PolicyNow) -> tuple[dict[str, Any], str]:
    """Give a policy as JSON has it, and in words."""
    from app.flows.persons import names_in_space

    of_space = isinstance(of, str)
    names = names_in_space(ws, of) if isinstance(of, str) else ws.courses.names(of)
    policy = now.policy
    people = [names.get(person, person[:8]) for person in policy.people]
    value = {
        "source": now.source,
        "approvals": policy.approvals,
        "from": people,
        "review": list(policy.review_gates),
        "release": list(policy.release_gates),
        "look_at": list(policy.checklist),
        "days": policy.days,
        "apart": len(now.heads) > 1,
    }
    source = {
        "course": "The course's own policy",
        "space": "The policy of the space" if of_space else "By the policy of its space",
        "default": "No policy is set: peers decide",
    }[now.source]
    lines = [
        f"{source}.",
        f"  approvals of each block: {policy.approvals or 'none asked for'}",
        f"  from: {', '.join(people) or 'whoever is asked'}",
        f"  ready to review: {', '.join(policy.review_gates) or 'always'}",
        f"  ready to release: {', '.join(policy.release_gates) or 'overlaps and checks alone'}",
        f"  a review takes {policy.days} days",
    ]
    lines += [f"  look at: {point}" for point in policy.checklist]
    if len(now.heads) > 1:
        lines.append("Two policies were set apart: both hold until one is set anew.")
    return value, "\n".join(lines)
