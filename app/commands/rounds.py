"""Commands about rounds of review: request-review, reviews, reviewer, policy; and review itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.commands.call import Call, command

if TYPE_CHECKING:
    from app.commands.naming import Naming
    from app.flows.versions.approved import Approved, LeftBlock
    from sync.model.review import Version
    from sync.model.rounds import Round
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace


@command("request-review")
@click.argument("course")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--due", metavar="DAY", help="Until when, as 2026-11-26; else as the policy has it.")
@click.option("--why", default="", help="Why these people; else what this laptop knows of them.")
@click.option("--note", default="", help="A word to them.")
@click.option("--look-at", multiple=True, metavar="POINT", help="What to look at, point by point.")
@click.option("--version", help="Ask about this version; else today's draft is named as one.")
def request_review(
    call: Call,
    course: str,
    names: tuple[str, ...],
    due: str | None,
    why: str,
    note: str,
    look_at: tuple[str, ...],
    version: str | None,
) -> None:
    """Ask the people NAME to review a COURSE; without a name, list who may be asked, and why.

    This names a version, open overlaps and all. The request goes out with the next sync.
    """
    from app.commands.naming import Naming
    from app.flows.courses.found_alone import left_in_found
    from app.flows.sharing.held import told_before_naming
    from app.flows.versions import requests
    from app.flows.versions.publishing import publish
    from app.flows.versions.reviewing import people_asked, version_to_review
    from sync.model.round_payloads import Asked

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        if not names:
            found = requests.proposals(ws, opened)
            rows = [{"id": one.person, "name": one.name, "why": one.why} for one in found]
            words = "\n".join(f"{one.name}: {one.why}" for one in found)
            call.answer({"proposals": rows}, words or "Nobody else is in this course yet.")
            return
        people = [Asked(person, why) for person in people_asked(ws, opened, names)]
        request = requests.request_of(ws, opened, people, due, look_at or None, note)
        assert request is not None
        if version:
            on = version_to_review(ws, opened, version)
            requests.ask_more(ws, opened, on, request)
            number = on.number
        else:
            number = publish(ws, opened, note, asked=request)[0].number
        names_now = Naming(ws, opened)
        asked = [
            {"id": one.person, "name": names_now.person(one.person), "why": one.why}
            for one in request.people
        ]
        until = f" until {request.due}" if request.due else ""
        told = ", ".join(f"{one['name']} ({one['why']})" for one in asked)
        waits = [f"{one.what} {one.detail}" for one in told_before_naming(ws, opened)]
        said = f"Version {number}: asked {told}{until}. It goes out with the next sync."
        alone = [] if version else left_in_found(ws.courses.open(opened.log))
        left_out = [{"lesson": one.title, "what": one.what} for one in alone]
        call.answer(
            {"version": number, "due": request.due, "asked": asked,
             "checklist": list(request.checklist)} | ({"held_back": waits} if waits else {})
            | ({"left_out": left_out} if left_out else {}),
            "\n".join([said, *waits, *(f"{one.title}: {one.what}" for one in alone)]),
        )  # fmt: skip


@command("reviews")
@click.argument("course")
@click.option("--version", help="Only this version.")
def reviews(call: Call, course: str, version: str | None) -> None:
    """List the rounds of review of a COURSE: who is asked until when, and where each stands."""
    from app.commands.naming import Naming
    from app.flows.versions.reviewing import version_to_review
    from sync.model.rounds import rounds

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        found = rounds(opened.facts)
        if version:
            only = version_to_review(ws, opened, version).id
            found = tuple(one for one in found if one.version.id == only)
        rows = [_round(ws, opened, one, names) for one in found]
        words = "\n".join(_told(one) for one in rows)
        call.answer(
            rows, words or "No version yet: “coursefolk request-review” names one and asks."
        )


def _round(ws: Workspace, course: Course, one: Round, names: Naming) -> dict[str, Any]:
    from datetime import date

    from app.flows.persons import without_access
    from app.flows.versions.approved import answers_left, approved_by
    from app.flows.versions.claims import what_claims_hinder
    from app.flows.versions.rounds import ticks_of
    from app.flows.versions.standing import standing_of
    from sync.model.rounds import days_left

    today = date.today()
    late = {each.person for each in one.late(today)}
    gone = without_access(ws, course)
    people = []
    for each in one.people:
        how_far = approved_by(ws, course, one.version, each.person)
        ticks = ticks_of(ws, one.version) if each.person == ws.identity.person else each.ticks
        people.append(
            {
                "id": each.person,
                "name": names.person(each.person),
                "why": each.why,
                "by": names.person(each.by) if each.by else None,
                "due": each.due or None,
                "standing": each.standing,
                "late": each.person in late,
                "verdict": each.verdict.verdict if each.verdict else None,
                "note": each.note or (each.verdict.note if each.verdict else ""),
                "ticks": list(each.ticks or ticks),
                "blocks": _blocks(how_far),
                "counts": each.person != one.version.person,
                "access": each.person not in gone,
            }
        )
    stands = standing_of(ws, course, one.version)
    return {
        "version": one.version.number,
        "hash": one.version.hash,
        "state": stands.state,
        "approvals": stands.told,
        "due": one.due or None,
        "days_left": days_left(one.due, today),
        "note": one.note,
        "checklist": list(one.checklist),
        "people": people,
        "waits_for": [names.person(each.person) for each in one.waits_for()],
        "withdrawn": [names.person(person) for person in one.withdrawn],
        "answers": [_left(block) for block in answers_left(ws, course, one.version)],
        "untrue": [each.why for each in what_claims_hinder(ws, course, one.version)],
    }


def _blocks(found: Approved) -> dict[str, Any]:
    return {
        "approved": found.given,
        "of": found.of,
        "left": [_left(block) for block in found.left],
        "own_answers": [_left(block) for block in found.own],
        "since": found.before,
    }


def _left(block: LeftBlock) -> dict[str, Any]:
    return {
        "lesson": block.lesson,
        "title": block.title,
        "block": block.number,
        "line": block.line,
        "words": block.words,
        "answer": block.is_answer,
        "own": block.is_own,
        "became": block.became,
        "asked_in": block.asked_in,
    }


def _told(row: dict[str, Any]) -> str:
    due = f", until {row['due']}" if row["due"] else ""
    lines = [f"Version {row['version']}: {row['approvals'] or row['state']}{due}"]
    for one in row["people"]:
        blocks = one["blocks"]
        late = ", late" if one["late"] else ""
        far = f", {blocks['approved']} of {blocks['of']} blocks" if blocks["approved"] else ""
        why = f" ({one['why']})" if one["why"] else ""
        own = "" if one["counts"] else "; it does not count: they named this version"
        own = own if one["verdict"] == "approve" else ""
        lines.append(f"  {one['name']}{why}: {one['standing']}{late}{far}{own}")
    gone = [one["name"] for one in row["people"] if not one["access"]]
    lines += [f"  {name} has no access any more." for name in gone if name in row["waits_for"]]
    if row["waits_for"]:
        lines.append(f"  Waiting for {', '.join(row['waits_for'])}.")
    lines += [f"  {why}" for why in row["untrue"]]
    return "\n".join(lines)


@command("reviewer")
@click.argument("course")
@click.argument("name")
@click.option("--withdraw", is_flag=True, help="Ask this person no longer.")
@click.option("--instead", metavar="NAME", help="Ask this person in their place.")
@click.option("--why", default="", help="Why.")
@click.option("--version", help="The version; the latest if not given.")
def reviewer(
    call: Call,
    course: str,
    name: str,
    withdraw: bool,
    instead: str | None,
    why: str,
    version: str | None,
) -> None:
    """Ask NAME no longer to review a COURSE, or another person in their place."""
    from app.flows.versions import requests
    from app.flows.versions.reviewing import people_asked, version_to_review

    if withdraw == bool(instead):
        raise click.UsageError("Give --withdraw, or --instead NAME.")
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        on = version_to_review(ws, opened, version)
        [person] = people_asked(ws, opened, (name,))
        other = people_asked(ws, opened, (instead,))[0] if instead else None
        requests.withdraw(ws, opened, on, person, other, why)
        words = f"Version {on.number}: {name} is no longer asked"
        call.answer(
            {"version": on.number, "withdrawn": name, "instead": instead},
            f"{words}, {instead} is." if instead else f"{words}.",
        )


@command("review")
@click.argument("course")
@click.option("--approve", is_flag=True, help="Approve the version.")
@click.option("--ask-changes", is_flag=True, help="Ask for changes.")
@click.option("--done", is_flag=True, help="Say that you are done reviewing; needs a verdict.")
@click.option("--cannot", is_flag=True, help="Say that you cannot review it.")
@click.option("--tick", multiple=True, metavar="POINT", help="Tick a point of what to look at.")
@click.option("--untick", multiple=True, metavar="POINT", help="Take a tick away.")
@click.option("--version", help="The version; the latest if not given.")
@click.option("--note", default="", help="Why.")
def review(
    call: Call,
    course: str,
    approve: bool,
    ask_changes: bool,
    done: bool,
    cannot: bool,
    tick: tuple[str, ...],
    untick: tuple[str, ...],
    version: str | None,
    note: str,
) -> None:
    """Give your verdict on a version of a COURSE, tick what you looked at, be done."""
    from app.flows.versions import rounds
    from app.flows.versions.approved import approved_by
    from app.flows.versions.policies import own_approval
    from app.flows.versions.reviewing import review as give
    from app.flows.versions.reviewing import version_to_review

    if approve and ask_changes:
        raise click.UsageError("Give --approve or --ask-changes, one of them.")
    if cannot and (approve or ask_changes or done):
        raise click.UsageError("--cannot stands alone.")
    if not (approve or ask_changes or done or cannot or tick or untick):
        raise click.UsageError("Give --approve, --ask-changes, --done, --cannot or --tick.")
    verdict = "approve" if approve else "ask-changes" if ask_changes else ""
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        on = version_to_review(ws, opened, version)
        for point in tick:
            rounds.tick(ws, opened, on, point)
        for point in untick:
            rounds.tick(ws, opened, on, point, on=False)
        if done or cannot:
            rounds.be_done(ws, opened, on, verdict=verdict, note=note, cannot=cannot)
        elif verdict:
            give(ws, opened, on, verdict, note)
        opened = ws.courses.at(course)
        how_far = approved_by(ws, opened, on, ws.identity.person)
        words = {"approve": "approved", "ask-changes": "changes asked", "": ""}[verdict]
        said = [one for one in (words, "done" if done else "", "cannot" if cannot else "") if one]
        ticks = list(rounds.ticks_of(ws, on))
        if tick or untick:
            said.append(f"{len(ticks)} ticked")
        lines = [f"{_version_told(ws, opened, on)}: {', '.join(said)}."]
        if how_far.own:
            lines.append("You wrote a right answer in it, so that approval cannot be yours.")
        uncounted = own_approval(on, ws.identity.person) if approve else ""
        lines += [uncounted] if uncounted else []
        call.answer(
            {"version": on.number, "id": on.id, "verdict": verdict or None, "done": done,
             "cannot": cannot, "ticks": ticks, "blocks": _blocks(how_far), "counts": not uncounted},
            "\n".join(lines),
        )  # fmt: skip


def _version_told(ws: Workspace, course: Course, on: Version) -> str:
    """Name a version by its number; of two that have it, also whose it is and its id."""
    from app.commands.naming import Naming

    same = [one for one in course.facts.versions.values() if one.number == on.number]
    if len(same) < 2:
        return f"Version {on.number}"
    return f"Version {on.number} ({on.id[:8]}, by {Naming(ws, course).person(on.person)})"


@command("policy")
@click.argument("course", required=False)
@click.option("--space", help="The default of this space.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help=(
    "approvals=N, from=NAME, review=GATE, release=GATE, look-at=POINT or days=N; those with a "
    "name, gate or point may be given several times, and with nothing after = they are emptied."
))  # fmt: skip
@click.option("--by-space", is_flag=True, help="Let the course go by its space's again.")
def policy(
    call: Call, course: str | None, space: str | None, settings: tuple[str, ...], by_space: bool
) -> None:
    """Show or set what is enough for a review and a release of a COURSE, or of a space.

    Owners set it. Gates before a review: overlaps, checks. Gates before a release: answers,
    changes, done, comments, suggestions. What was released stays released.
    """
    from app.commands.policies import changed_policy, find_space, policy_row
    from app.flows.versions import policies

    if bool(course) == bool(space):
        raise click.UsageError("Give a COURSE or --space NAME, one of them.")
    if by_space and settings:
        raise click.UsageError("Give --set or --by-space, not both.")
    with call.workspace() as ws:
        of = ws.courses.at(course) if course else find_space(ws, space or "")

        def read() -> policies.PolicyNow:
            if isinstance(of, str):
                return policies.space_policy(ws, of)
            return policies.policy_of(ws, ws.courses.open(of.log))

        if settings or by_space:
            wanted = None if by_space else changed_policy(ws, of, read().policy, settings)
            if isinstance(of, str):
                policies.set_space_policy(ws, of, wanted)
            else:
                policies.set_policy(ws, of, wanted)
        value, words = policy_row(ws, of, read())
        call.answer(value, words)
