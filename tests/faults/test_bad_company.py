"""Servers that are gone, dying, strange, too old or too new; wrong invites; clocks years off.

Told from the command line: 1 where the person can mend it, 3 where it will be tried again; nothing
is lost or there twice, and when the trouble is over the sync goes through.
"""

from __future__ import annotations

import json
import logging
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.lesson import writing
from sync.client import joining, transport
from sync.client import round as client_round
from sync.server import operations
from sync.server.serving import Embedded
from sync.wire.problems import PROBLEMS
from tests.faults.laptop import Laptop, LaptopHere, Said
from tests.faults.line import Line
from tests.sync.client.proxies import Harm
from tests.sync.client.strangers import Said as Answer
from tests.sync.client.strangers import Stranger

YEARS = 3650 * 24 * 3600
SECRET = "Nobody but us may read of the walrus."


class Team:
    """A server in this process behind a line, an author and a colleague with one course."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Embedded(folder / "server")
        self.url = self.server.start()
        self.line = Line(self.url)
        self.author = self.join("author", "owner")
        self.colleague = self.join("colleague")
        self.course = str(self.author.ask("new", "Company")["course"])
        self.author.do("add", self.course, "--lesson", "One")
        self.author.write(self.course, "One", f"# One\n\n{SECRET}\n\nSecond.\n")
        self.author.do("share", self.course)
        self.settle()

    def join(self, name: str, role: str = "author") -> Laptop:
        """Let one more join."""
        laptop = LaptopHere(self.folder / name)
        made = operations.invite(self.folder / "server", role=role)  # type: ignore[arg-type]
        laptop.do("connect", self.line.url, "--invite", made.invite, "--name", name)
        return laptop

    def settle(self) -> None:
        """Let both have everything."""
        for laptop in (self.author, self.colleague, self.author):
            laptop.settle()

    def check(self) -> None:
        """Both see the same, and nothing is wrong with it."""
        self.settle()
        assert self.author.everything(self.course) == self.colleague.everything(self.course)
        for laptop in (self.author, self.colleague):
            laptop.check()

    def close(self) -> None:
        """End the line and the server."""
        self.line.close()
        self.server.stop()


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """One team for all tests; each adds to its course."""
    made = Team(tmp_path_factory.mktemp("company"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(transport, "PAUSES", (0.0, 0.0))


def assert_told(said: Said, code: int) -> None:
    """What happened, what is safe, what to do."""
    assert said.code == code, (said.code, said.err)
    assert "Traceback" not in said.err
    assert any(word in said.err for word in ("Nothing", "Everything", "kept", "safe")), said.err
    assert len(said.err.split(". ")) >= 3, said.err


def test_wrong_used_and_old_invites_are_told(
    company: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = LaptopHere(tmp_path / "stranger")

    def connect(invite: str) -> Said:
        return stranger.call("connect", company.line.url, "--invite", invite, "--name", "New")

    for invite in ("", "WRONG-WRONG", "ü💥", "x" * 5_000):
        assert_told(connect(invite), 1)
    data = company.folder / "server"
    used = operations.invite(data, role="reader").invite
    other = LaptopHere(tmp_path / "other")
    other.do("connect", company.line.url, "--invite", used, "--name", "Other")
    assert_told(connect(used), 1)
    with monkeypatch.context() as past:
        past.setattr(operations, "now_ms", lambda: int((time.time() - YEARS) * 1000))
        old = operations.invite(data, role="reader").invite
    said = connect(old)
    assert_told(said, 1)
    assert "expired" in said.err
    assert stranger.ask("status")["server"] is None
    assert connect(operations.invite(data, role="reader").invite).code == 0


@pytest.mark.parametrize(("spoken", "who"), [(0, "This Coursefolk"), (99, "the server")])
def test_too_old_and_too_new_are_told_apart(
    company: Team, monkeypatch: pytest.MonkeyPatch, spoken: int, who: str
) -> None:
    company.author.write(company.course, "One", f"# One\n\nTold at {spoken}.\n")
    with monkeypatch.context() as other_version:
        other_version.setattr(client_round, "PROTOCOL", spoken)
        other_version.setattr(joining, "PROTOCOL", spoken)
        said = company.author.call("sync", "--json")
        assert_told(said, 1)
        assert "pdate" in said.json["error"]["mend"]
        assert (spoken == 0) == ("on this computer" in said.json["error"]["mend"])
        assert company.author.ask("status")["waiting"] > 0
    company.check()


# what speaks the protocol and does not prove who it is may be another server: a person must look
STRANGERS: dict[str, tuple[Answer, int]] = {
    "a sign-in page": (Answer(200, b"<html>Sign in</html>", {"Content-Type": "text/html"}), 3),
    "a redirect": (Answer(302, b"", {"Location": "https://example.invalid/"}), 3),
    "a proxy without a way": (Answer(502, b"Bad gateway"), 3),
    "nonsense": (Answer(200, b"\0\xff{", {"Coursefolk-Protocol": "1"}), 1),
    "an empty answer": (Answer(200, b"", {"Coursefolk-Protocol": "1"}), 1),
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_what_is_no_server_is_told(company: Team, tmp_path: Path, kind: str) -> None:
    answer, code = STRANGERS[kind]
    stranger = Stranger(lambda method, path: answer)
    try:
        fresh = LaptopHere(tmp_path / "fresh")
        said = fresh.call("connect", stranger.url, "--invite", "ABCDE", "--name", "New")
        assert said.code in (1, 3)
        assert "Traceback" not in said.err
        lost = LaptopHere(tmp_path / "lost")
        shutil.copytree(company.author.folder, lost.folder)
        company.line.redirect(stranger.url)
        assert_told(lost.call("sync"), code)
    finally:
        company.line.redirect(None)
        stranger.close()
    company.check()


def test_a_server_that_dies_mid_answer_is_told_and_tried_again(company: Team) -> None:
    for at in (0, 1, 40, 150):
        company.author.write(company.course, "One", f"# One\n\nAnswered up to {at}.\n")
        company.line.harms = [Harm("cut", "down", at)] * 9
        assert_told(company.author.call("sync"), 3)
        company.line.hang_up()
    company.line.harms = [Harm("reset", "up", 300)] * 9
    company.author.write(company.course, "One", "# One\n\nNever said whole.\n")
    assert_told(company.author.call("sync"), 3)
    company.line.hang_up()
    company.check()


def test_a_server_that_is_gone_is_told_and_comes_back(company: Team) -> None:
    port = int(company.url.rsplit(":", 1)[1])
    company.server.stop()
    try:
        company.author.write(company.course, "One", "# One\n\nWritten on a train.\n")
        said = company.author.call("sync", "--json")
        assert_told(said, 3)
        assert said.json["error"]["safe"]
    finally:
        company.server = Embedded(company.folder / "server", port=port)
        company.server.start()
    company.check()


def test_clocks_ten_years_off_do_no_harm(
    company: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = time.time
    for years in (YEARS, -YEARS, 0):
        with monkeypatch.context() as wrong:
            wrong.setattr(time, "time", lambda off=years: now() + off)
            text = f"# One\n\nOff by {years}.\n"
            company.colleague.write(company.course, "One", text)
            quote = ("--quote", f"by {years}", "--text", f"at {years}")
            company.colleague.do("comment", company.course, "One", *quote)
            company.colleague.do("publish", company.course, "--note", f"at {years}")
            company.colleague.settle()
        company.author.settle()
        assert company.author.do("cat", company.course, "One").text == text
        company.author.write(company.course, "One", f"{text}\nAnswered.\n")
        company.check()
    notes = [row["note"] for row in company.author.ask("versions", company.course)]
    assert notes[-3:] == [f"at {years}" for years in (YEARS, -YEARS, 0)]


def test_no_log_and_no_report_holds_a_text_or_a_token(
    company: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    company.author.write(company.course, "One", f"# One\n\n{SECRET}\n")
    company.settle()
    token = (company.author.folder / "server.token").read_text().strip()
    assert token

    def break_down(*_: object) -> None:
        raise ValueError(f"{SECRET} {token}")

    monkeypatch.setattr("app.paths.log_dir", lambda: tmp_path / "logs")
    monkeypatch.setattr(writing, "edit", break_down)
    said = company.author.call("edit", company.course, "One", "--file", "-", stdin=b"# Else\n")
    assert said.code == 70
    monkeypatch.undo()
    [report] = (tmp_path / "logs").iterdir()
    told = report.read_text() + said.err + said.text + caplog.text
    assert "ValueError" in told
    for secret in (SECRET, "walrus", token):
        assert secret not in told
    company.check()


def test_every_problem_of_a_server_says_what_is_safe_and_what_to_do() -> None:
    for name, kind in PROBLEMS.items():
        assert kind.safe, name
        assert kind.mend, name


def test_errors_are_one_json_document(company: Team, tmp_path: Path) -> None:
    said = LaptopHere(tmp_path / "alone").call("sync", "--json")
    assert said.code == 1
    told = json.loads(said.out)["error"]
    assert all(told[part] for part in ("what", "safe", "mend"))
