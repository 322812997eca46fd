"""What to say when the process that read a document gave no answer."""

from __future__ import annotations

from pipeline.batch.executor import Lost
from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.batch.reading import NotRead

REPORT = "Save it again from Word, or as a new PDF. If that does not help, report the document's layout."


def failure_of(lost: Lost, limits: Limits) -> NotRead:
    """The failure of a document whose process was lost."""
    how = f" ({lost.detail})" if lost.detail else ""
    if lost.why == "time":
        took = lost.detail or f"more than {limits.seconds:g} seconds of processor time"
        return _failure(
            "time",
            f"Reading it took {took} and was stopped.",
            "Save the plan's own pages as a separate file. You can also raise the limit with --time-limit.",
        )
    if lost.why == "memory" and lost.detail:
        return _failure(
            "memory",
            f"The machine ran out of memory while it was read{how}.",
            "Close other programs, or read fewer documents at a time with --jobs.",
        )
    if lost.why == "memory":
        return _failure(
            "memory",
            f"Reading it took more than {limits.memory // MEGABYTE} MB of memory and was stopped.",
            "Save the plan's own pages as a separate file. You can also raise the limit with --memory-limit.",
        )
    if lost.why == "killed":
        return _failure(
            "killed",
            f"The process that read it was stopped by another program or person{how}.",
            "The document is probably not at fault: run the same command again.",
        )
    if lost.why == "start":
        return _failure(
            "start",
            f"No process could be started to read it{how}.",
            "Run the same command again when the machine is less busy, or read fewer at a time with --jobs.",
        )
    if lost.why == "size":
        return _failure(
            "size",
            f"The text read from it is larger than {limits.output_bytes // MEGABYTE} MB; no plan is that large.",
            "Save the plan's own pages as a separate file.",
        )
    return _failure("crash", f"The process that was reading it ended unexpectedly{how}.", REPORT)


def _failure(code: str, problem: str, remedy: str) -> NotRead:
    return NotRead(sha256=None, code=code, problem=problem, remedy=remedy)
