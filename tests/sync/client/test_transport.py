"""What goes wrong is said in words: what happened, what is safe, what to do, and who must act."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from sync.client import transport as transport_room
from sync.client.failures import Interrupted, NotAServer, unreachable
from sync.client.joining import join
from sync.client.sessions import is_loopback, tidy_url
from sync.client.transport import Transport
from sync.model.errors import BadInput, CoursefolkError, PersonCanMend, Refused, WillBeTriedAgain
from sync.model.ids import PersonId
from sync.model.signing import Key
from sync.wire.problems import PROBLEM_JSON, PROBLEMS, problem
from sync.wire.routes import ANSWER_LIMIT, VERSION_HEADER
from tests.sync.client.strangers import Said, Stranger
from tests.sync.server.conftest import Team

SPOKEN = {VERSION_HEADER: "1"}
GZIP = {**SPOKEN, "Content-Encoding": "gzip"}
ANSWER = b'{"version":1,"epoch":"e","you":{"person":"p","name":"n"}}'

SLOW_BYTES = 12 << 20
"""More than the system takes off a sender's hands at once."""

Meet = Callable[[Callable[[str, str], Said]], Stranger]


@pytest.fixture
def meet() -> Iterator[Meet]:
    """Start strangers, and stop them at the end."""
    met: list[Stranger] = []

    def start(answer: Callable[[str, str], Said]) -> Stranger:
        met.append(Stranger(answer))
        return met[-1]

    yield start
    for stranger in met:
        stranger.close()


def talk(url: str, **other: object) -> Transport:
    return Transport(url, "token", pauses=(0.0, 0.0), **other)  # type: ignore[arg-type]


def failure(url: str, **other: object) -> CoursefolkError:
    transport = talk(url, **other)
    try:
        with pytest.raises(CoursefolkError) as raised:
            transport.round([b"{}"])
        return raised.value
    finally:
        transport.close()


def said_problem(name: str, **headers: str) -> Said:
    body = msgspec.json.encode(problem(name, "It happened."))
    return Said(PROBLEMS[name].status, body, {**SPOKEN, "Content-Type": PROBLEM_JSON, **headers})


@pytest.mark.parametrize("name", sorted(PROBLEMS))
def test_each_problem_is_told_to_the_one_who_must_act(meet: Meet, name: str) -> None:
    stranger = meet(lambda *_: said_problem(name))
    error = failure(stranger.url)
    assert isinstance(error, (PersonCanMend, WillBeTriedAgain))
    assert (error.what, error.safe, error.mend) == (
        "It happened.",
        PROBLEMS[name].safe,
        PROBLEMS[name].mend,
    )
    theirs = {"client-too-old", "server-too-old", "no-token", "token-withdrawn", "not-yours"}
    theirs |= {n for n in PROBLEMS if "invite" in n} | {"not-proven", "name-taken", "too-large"}
    theirs |= {"not-understood", "no-name", "token-unknown"}
    assert isinstance(error, PersonCanMend) == (name in theirs)


def test_a_bad_moment_is_got_over(meet: Meet) -> None:
    answers = [said_problem("busy"), said_problem("damaged"), Said(200, ANSWER, SPOKEN)]
    stranger = meet(lambda *_: answers.pop(0))
    transport = talk(stranger.url)
    assert transport.round([b"{}"]).epoch == "e"
    assert transport.counts[0] == 3
    transport.close()


def test_a_refusal_of_access_is_believed_when_it_is_repeated(meet: Meet) -> None:
    answers = [said_problem("token-withdrawn"), Said(200, ANSWER, SPOKEN)]
    stranger = meet(lambda *_: answers.pop(0))
    transport = talk(stranger.url)
    assert transport.round([b"{}"]).epoch == "e"
    transport.close()
    always = meet(lambda *_: said_problem("token-withdrawn"))
    assert isinstance(failure(always.url), Refused)


@pytest.mark.parametrize("name", ["too-often", "client-too-old", "too-large"])
def test_what_asking_again_cannot_change_is_asked_once(meet: Meet, name: str) -> None:
    stranger = meet(lambda *_: said_problem(name))
    failure(stranger.url)
    assert len(stranger.asked) == 1


def test_the_time_a_server_asks_for_is_passed_on(meet: Meet) -> None:
    stranger = meet(lambda *_: said_problem("busy", **{"Retry-After": "90"}))
    error = failure(stranger.url)
    assert isinstance(error, Interrupted)
    assert error.retry_after == 90
    assert len(stranger.asked) == 1


@pytest.mark.parametrize(
    "said",
    [
        Said(200, b"<html>Sign in to this hotel</html>"),
        Said(200, ANSWER),
        Said(302, b"", {"Location": "https://portal.example/"}),
        Said(301, b"", {"Location": "/elsewhere", **SPOKEN}),
        Said(404, b"Not found"),
        Said(502, b"<html>Bad gateway</html>"),
        Said(200, b"", {}),
        Said(403, b'{"type":"about:blank","title":"x","status":403}', SPOKEN),
    ],
)
def test_a_portal_or_a_proxy_is_no_server(
    meet: Meet, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport_room, "PAUSES", ())
    stranger = meet(lambda *_: said)
    error = failure(stranger.url)
    assert isinstance(error, NotAServer)
    assert "is not a Coursefolk server" in error.what
    with pytest.raises(BadInput) as raised:
        join(stranger.url, "invite", "n", PersonId("p"), Key.fresh())
    assert raised.value.safe == "Nothing was changed."


@pytest.mark.parametrize(
    "said",
    [
        Said(200, b"", SPOKEN),
        Said(200, b"{", SPOKEN),
        Said(200, b"{}", SPOKEN),
        Said(200, b"[" * 100_000, SPOKEN),
        Said(200, b"no gzip", GZIP),
        Said(200, gzip.compress(ANSWER)[:-3], GZIP),
        Said(200, gzip.compress(ANSWER)[:-8] + b"\0" * 8, GZIP),
        Said(200, ANSWER.replace(b"1", b'"1"'), SPOKEN),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_for_again(meet: Meet, said: Said) -> None:
    stranger = meet(lambda *_: said)
    error = failure(stranger.url)
    assert isinstance(error, WillBeTriedAgain)
    assert error.what == "The answer was damaged on the way."
    assert len(stranger.asked) == 3


def test_a_bomb_of_a_false_server_is_not_unpacked(meet: Meet) -> None:
    stranger = meet(lambda *_: Said(200, gzip.compress(bytes(ANSWER_LIMIT + 2)), GZIP))
    assert isinstance(failure(stranger.url), WillBeTriedAgain)


def test_an_answer_without_compression_is_read_too(meet: Meet) -> None:
    stranger = meet(lambda *_: Said(200, ANSWER, SPOKEN))
    transport = talk(stranger.url)
    assert transport.round([b"{}"]).you.name == "n"
    transport.close()


def test_a_server_that_is_down() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = failure(f"http://127.0.0.1:{port}")
    assert isinstance(error, WillBeTriedAgain)
    assert error.what == f"Nothing answers at 127.0.0.1:{port}: the server may be down."
    assert (error.safe, error.exit_code) == ("Nothing is lost: all is kept on this computer.", 3)


def test_a_server_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        error = failure(f"http://127.0.0.1:{port}", quiet_seconds=0.1)
    assert error.what == f"127.0.0.1:{port} did not answer in time."


def test_a_slow_line_is_given_all_the_time_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that keep moving are no silence, though all of them take longer than the limit."""
    monkeypatch.setattr(transport_room, "_CONNECT_SECONDS", 0.15)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        slow = threading.Thread(target=take_slowly, args=(listener, SLOW_BYTES))
        slow.start()
        transport = Transport(f"http://127.0.0.1:{listener.getsockname()[1]}", pauses=())
        try:
            assert transport.ask("PUT", "/x", body=bytes(SLOW_BYTES)).status == 204
        finally:
            transport.close()
            slow.join()


def take_slowly(listener: socket.socket, size: int) -> None:
    """Read one request bit by bit, then answer that all is well."""
    connection, _ = listener.accept()
    with connection:
        while size > 0 and (data := connection.recv(64 * 1024)):
            size -= len(data)
            threading.Event().wait(0.003)
        connection.sendall(
            b"HTTP/1.1 204 No Content\r\nCoursefolk-Protocol: 1\r\nContent-Length: 0\r\n\r\n"
        )


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ("Failed to resolve 'x' ([Errno -2] Name or service not known)", "cannot be found"),
        ("Max retries: getaddrinfo failed", "cannot be found"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "is not trusted"),
        ("Connection aborted", "broke"),
    ],
)
def test_failures_below_http_have_words(below: str, words: str) -> None:
    assert words in unreachable("host", OSError(below)).args[0]


# -- addresses


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTPS://example.org/ ", "https://example.org"),
        ("http://[::1]:80/under/path//", "http://[::1]:80/under/path"),
    ],
)
def test_an_address_has_one_form(written: str, tidy: str) -> None:
    assert tidy_url(written) == tidy


@pytest.mark.parametrize(
    "written",
    [
        "",
        "example.org",
        "ftp://example.org",
        "http://",
        "http://a:b@c",
        "http://x:99999",
        "file:///",
    ],
)
def test_what_is_no_address(written: str) -> None:
    with pytest.raises(BadInput) as raised:
        Transport(written)
    assert raised.value.what == "This is not the address of a server."


def test_loopback_is_told_from_others() -> None:
    assert all(map(is_loopback, ("http://127.0.0.1:1", "http://[::1]", "http://localhost")))
    assert not any(map(is_loopback, ("http://10.0.0.1", "https://localhost.example")))


def test_a_token_goes_to_its_server_only_and_no_other_takes_its_place(
    meet: Meet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login other password other\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    elsewhere = meet(lambda *_: Said(200, ANSWER, SPOKEN))
    redirecting = meet(lambda *_: Said(307, b"", {"Location": elsewhere.url}))
    failure(redirecting.url)
    assert elsewhere.asked == []
    assert {asked[2]["Authorization"] for asked in redirecting.asked} == {"Bearer token"}


def test_no_proxy_stands_before_the_loopback(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert team.owner().sync().requests == 1


# -- certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that no system trusts, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    return _make_certificate(folder)


def _make_certificate(folder: Path) -> tuple[Path, Path]:
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    begin = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=3))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def secure(certificate: tuple[Path, Path], meet: Meet) -> str:
    """The address of a server behind TLS."""
    stranger = meet(lambda *_: Said(200, ANSWER, SPOKEN))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server = stranger._server
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return stranger.url.replace("http:", "https:")


def test_a_certificate_that_nobody_trusts(secure: str) -> None:
    error = failure(secure)
    assert isinstance(error, BadInput)
    assert "is not trusted on this computer" in error.what
    assert "date of this computer" in error.mend


def test_a_certificate_of_ones_own(secure: str, certificate: tuple[Path, Path]) -> None:
    transport = talk(secure, ca=certificate[0])
    assert transport.round([b"{}"]).epoch == "e"
    transport.close()


def test_a_certificate_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be used"):
        Transport("https://127.0.0.1:1", ca=tmp_path / "absent.pem")
