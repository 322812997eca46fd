"""Answers come in the order of what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext

from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.executor import Answer
from pipeline.batch.ordering import in_order


class Shuffled:
    """Takes tasks in handfuls and answers each handful in another order."""

    def __init__(self, handful: int) -> None:
        self.handful = handful
        self.taken = 0

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """Each task as its own answer."""
        waiting: list[tuple[int, bytes]] = []
        for number, task in enumerate(tasks):
            self.taken += 1
            waiting.append((number, task))
            if len(waiting) == self.handful:
                yield from reversed(waiting)
                waiting.clear()
        yield from reversed(waiting)

    def close(self) -> None:
        """Nothing to close."""


def task_of(step: int) -> bytes | None:
    """Every third step needs no work."""
    return None if step % 3 == 0 else str(step).encode()


@given(st.integers(0, 40), st.integers(1, 8))
def test_every_step_comes_once_and_in_order_with_its_own_answer(count: int, handful: int) -> None:
    results = list(in_order(Shuffled(handful), range(count), task_of, nullcontext))

    assert [step for step, _ in results] == list(range(count))
    assert [answer for _, answer in results] == [task_of(step) for step in range(count)]


def test_steps_are_not_taken_all_at_once() -> None:
    executor = Shuffled(2)

    results = in_order(executor, range(1, 1000), task_of, nullcontext)
    next(results)

    assert executor.taken == 2
