"""Measure: runs that take turns, so that a busy moment of the machine falls on all alike."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from types import MappingProxyType

ROOT = Path(__file__).parents[2]
Measured = Callable[[], float]


def interleaved(contestants: Mapping[str, Measured], rounds: int) -> dict[str, list[float]]:
    """Run all in turn, each round beginning with another; give the figures of each."""
    names = list(contestants)
    figures: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            figures[name].append(contestants[name]())
    return figures


def medians(figures: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Give the median of each."""
    return {name: median(those) for name, those in figures.items()}


def p95(figures: Sequence[float]) -> float:
    """Give the figure that 95 of 100 do not pass."""
    return _share(figures, 95)


def p99(figures: Sequence[float]) -> float:
    """Give the figure that 99 of 100 do not pass."""
    return _share(figures, 99)


def _share(figures: Sequence[float], of_100: int) -> float:
    ordered = sorted(figures)
    return ordered[max(0, -(-len(ordered) * of_100 // 100) - 1)]


def cpu_ms(work: Callable[[], object]) -> float:
    """Measure the processor time that this thread spends on some work, in ms."""
    began = time.thread_time_ns()
    work()
    return (time.thread_time_ns() - began) / 1e6


def wall_ms(work: Callable[[], object]) -> float:
    """Measure how long someone waits for some work, in ms; no earlier work's rubbish counts."""
    gc.collect()
    began = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - began) / 1e6


def python(*arguments: str) -> list[str]:
    """Give a command that runs this interpreter."""
    return [sys.executable, *arguments]


def process_cpu_ms(command: Sequence[str], given: bytes = b"") -> float:
    """Run a whole process; measure the processor time of it and its children, in ms."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command, given)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def run(
    command: Sequence[str],
    given: bytes = b"",
    folder: Path = ROOT,
    variables: Mapping[str, str] = MappingProxyType({}),
    longest_s: float = 120.0,
) -> bytes:
    """Run a process to its end and give what it printed; a failure is raised with its words."""
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        cwd=folder,
        env={**os.environ, **variables},
        timeout=longest_s,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {said[-400:]}")
    return done.stdout
