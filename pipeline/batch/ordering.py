"""Answers in the order of what was asked, however many processes work on them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

from pipeline.batch.executor import Answer, Executor

Step = TypeVar("Step")


def in_order(
    executor: Executor,
    steps: Iterable[Step],
    task_of: Callable[[Step], bytes | None],
    waiting: Callable[[], AbstractContextManager[None]],
) -> Iterator[tuple[Step, Answer | None]]:
    """Each step with its answer, in order.

    Args:
        executor: works on the tasks.
        steps: taken a little ahead of what is given.
        task_of: the task of a step; None for a step that needs no work, whose answer is None.
        waiting: entered whenever an answer is waited for.
    """
    queue: deque[tuple[Step, int | None]] = deque()
    answers: dict[int, Answer] = {}

    def tasks() -> Iterator[bytes]:
        number = 0
        for step in steps:
            task = task_of(step)
            queue.append((step, None if task is None else number))
            if task is not None:
                number += 1
                yield task

    coming = executor.run(tasks())
    while True:
        with waiting():
            answered = next(coming, None)
        if answered:
            answers[answered[0]] = answered[1]
        while queue and (queue[0][1] is None or queue[0][1] in answers):
            step, number = queue.popleft()
            yield step, None if number is None else answers.pop(number)
        if answered is None:
            return
