"""Where addresses lead."""

from __future__ import annotations

import pytest

from editor.markdown.safety import Target, anchor_id, slug, target_of

OUTSIDE = [
    "https://example.org/a?b=1#c",
    "http://example.org",
    "mailto:a@example.org",
    "HTTPS://example.org",
]
REFUSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " \tjavascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "file:///etc/passwd",
    "smb://host/share",
    "ms-msdt:/id",
    "vscode://x",
    "qrc:/x",
    "blob:https://a/b",
    "about:blank",
    "feed:javascript:alert(1)",
    "view-source:https://a",
    "course://c/x",
    "C:/Windows/win.ini",
    "C:\\Windows",
    "//example.org/x",
    "\\\\host\\share",
    "/\\host/share",
    "../../../etc/passwd",
    "..%2f..%2f..%2fetc/passwd",
    "%2e%2e/%2e%2e/%2e%2e/etc",
    "..\\..\\..\\windows",
    "pictures/../../../../x",
    "a%00b.png",
    "a%0ab.png",
    "%2f%2fhost/x",
    "%6aavascript:alert(1)",
]


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_web_and_mail_lead_outside(address: str) -> None:
    assert target_of(address, "m/lesson.md") == Target("outside", address)


@pytest.mark.parametrize("address", REFUSED)
def test_other_schemes_and_climbing_are_refused(address: str) -> None:
    assert target_of(address, "m/n/lesson.md").kind == "refused"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("a.png", "m/a.png"),
        ("./a.png", "m/a.png"),
        ("../a.png", "a.png"),
        ("/img/a.png", "img/a.png"),
        ("img/a%20b.png", "m/img/a b.png"),
        ("img\\a.png", "m/img/a.png"),
        ("a//b///c.png", "m/a/b/c.png"),
        ("....//x", "m/..../x"),
        ("x.md?y=1#z", "m/x.md"),
        ("%252e%252e/x", "m/%2e%2e/x"),
        ("~/x", "m/~/x"),
    ],
)
def test_paths_inside_count_from_the_root_of_the_course(address: str, path: str) -> None:
    target = target_of(address, "m/lesson.md")
    assert (target.kind, target.value) == ("inside", path)


def test_a_fragment_alone_stays_in_the_lesson() -> None:
    assert target_of("#one-two") == Target("anchor", "", "one-two")
    assert target_of("x.md#one").fragment == "one"


def test_slugs_are_those_of_the_large_hosts() -> None:
    assert slug("  What’s new in 3.0?  ") == "whats-new-in-30"
    assert slug("Größe & Maß") == "größe--maß"
    assert slug("日本 語") == "日本-語"


def test_an_anchor_never_shadows_a_name_of_the_page() -> None:
    assert anchor_id("location") == "h-location"
    assert anchor_id('a"b c') == "h-a-b-c"
