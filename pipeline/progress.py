"""Progress on a terminal, and nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pipeline.terminal import guarded, unguarded

Item = TypeVar("Item")

BAR = 24
"""Characters of the bar: with what stands round it, it fits a line of 80."""


def with_progress(items: Iterable[Item], total: int, what: str, failed: Callable[[Item], bool]) -> Iterator[Item]:
    """The items as they come, with a line on stderr that says how many are done, failed and left.

    The line is shown when stderr is a terminal and there are several items.
    """
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415 - costs time that a pipe need not pay
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    counts = TextColumn("{task.completed} done, {task.fields[failed]} failed, {task.fields[left]} left")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(BAR, complete_style="green", finished_style="green"),
        counts,
        TimeRemainingColumn(),
    )
    console = Console(file=unguarded(sys.stderr), soft_wrap=True)
    # what is said meanwhile goes through the progress, which draws it above the bar: so it is guarded once more
    with Progress(*columns, console=console, transient=True) as progress, guarded():
        task = progress.add_task(what, total=total, failed=0, left=total)
        failures = 0
        for done, item in enumerate(items, start=1):
            failures += failed(item)
            progress.update(task, completed=done, failed=failures, left=total - done)
            yield item
