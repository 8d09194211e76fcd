"""One line of a benchmark: a figure, what it is held against, and whether it reaches its mark."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

NOT_MEASURED = "not measured"


class Line(msgspec.Struct, frozen=True):
    """A figure as it is printed. `ratio` is value / against.

    What could not be measured says so in words, with the reason, in place of its figure.
    """

    name: str
    value: float | str
    unit: str
    against: float | str
    ratio: float | None
    reach: str
    ok: bool | None

    def as_json(self) -> str:
        """Write the line."""
        return msgspec.json.encode(self).decode()


@dataclass(frozen=True)
class Reach:
    """How far a figure must reach; what is None is not asked for.

    `most` bounds the value, in its unit; `ratio` bounds value / against; `also` names something
    counted beside, and `also_holds` tells whether that reaches its own mark.
    """

    most: float | None = None
    ratio: float | None = None
    also: str = ""
    also_holds: bool = True

    def words(self, unit: str) -> str:
        """Say what is asked for."""
        asked = [f"<= {self.most:g} {unit}"] if self.most is not None else []
        asked += [f"<= {self.ratio:g}x"] if self.ratio is not None else []
        asked += [self.also] if self.also else []
        return ", ".join(asked)

    def holds(self, value: float, ratio: float | None) -> bool | None:
        """Judge; None where a peer that the reach speaks of was not measured."""
        if self.most is not None and value > self.most:
            return False
        if not self.also_holds:
            return False
        if self.ratio is None:
            return True
        return None if ratio is None else ratio <= self.ratio


def line(name: str, value: float, unit: str, against: float | str, reach: Reach) -> Line:
    """Hold a figure against another; `against` is a reason where there is no other."""
    if isinstance(against, str):
        missing = f"{NOT_MEASURED}: {against}"
        return Line(
            name, _short(value), unit, missing, None, reach.words(unit), reach.holds(value, None)
        )
    ratio = value / against if against else float("inf")
    return Line(
        name,
        _short(value),
        unit,
        _short(against),
        _short(ratio),
        reach.words(unit),
        reach.holds(value, ratio),
    )


def not_measured(name: str, why: str) -> Line:
    """Say that a row could not be measured, and why."""
    return Line(name, f"{NOT_MEASURED}: {why}", "", NOT_MEASURED, None, "", None)


def _short(figure: float) -> float:
    return float(f"{figure:.4g}")
