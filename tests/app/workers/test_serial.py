"""The serial queue: one job after another, and nothing lands once it is closed."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.workers.serial import Serial


def test_results_land_in_the_order_of_their_jobs(qtbot: QtBot) -> None:
    queue: Serial[list[int]] = Serial("numbers", list)
    landed: list[int] = []
    for number in range(3):
        queue.do(lambda held, number=number: held.append(number) or number, landed.append)
    qtbot.waitUntil(lambda: landed == [0, 1, 2], timeout=5000)
    assert queue.close()


def test_what_waits_is_done_at_the_end_and_lands_nowhere(qtbot: QtBot) -> None:
    done: list[str] = []
    queue: Serial[list[int]] = Serial("last", list, lambda _: done.append("ended"))

    def widget_is_gone(_: object) -> None:
        raise AssertionError("its widget is gone")

    queue.do(lambda _: done.append("saved"), widget_is_gone, widget_is_gone)
    queue.do(lambda _: 1 / 0, widget_is_gone, widget_is_gone)
    assert queue.close()
    assert done == ["saved", "ended"]
    qtbot.wait(20)
