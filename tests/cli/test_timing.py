"""Tasks are timed in turns; the first round warms up."""

import time
from collections.abc import Callable

import pytest

from lstm_viz.cli.bench import in_turns


def test_the_median_of_each_without_the_first_round(monkeypatch: pytest.MonkeyPatch) -> None:
    now, called = 0.0, []

    def taking(name: str, seconds: list[float]) -> Callable[[], None]:
        left = iter(seconds)

        def task() -> None:
            nonlocal now
            now += next(left)
            called.append(name)

        return task

    monkeypatch.setattr(time, "perf_counter", lambda: now)
    tasks = taking("a", [100, 1, 9, 2]), taking("b", [50, 4, 3, 5])
    assert in_turns(tasks, 3) == [2, 4]
    assert called == ["a", "b"] * 4
