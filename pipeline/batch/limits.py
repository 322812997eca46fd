"""What one document may cost before it is stopped, so that it costs the others nothing."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

MOST_SECONDS = 300.0
"""Of processor time, so that a machine that is busy with other things does not refuse good plans. Reading a page of PDF
takes some 0.07 s on the machine this was measured on (2 cores, 2026). Three hundred pages on a machine ten times slower
are done in four minutes; the plans seen have four to forty-one pages."""

WALL_FACTOR = 5.0
"""Seconds by the clock for one of processor time: a document that waits for ever ends too. A worker gets less than a
fifth of a processor only on a machine with five times as many busy processes as processors."""

MOST_MEMORY = 2048 * MEGABYTE
"""Bytes of address space over and above the program itself. The largest plan tried took under a tenth of it."""

MOST_INPUT = 200 * MEGABYTE
"""Bytes of a file. Plans seen are designed PDFs of up to 13 MB."""

MOST_OUTPUT = 64 * MEGABYTE
"""Bytes of a plan's JSON. A plan of 53 actions has 0.2 MB."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a document may take; `seconds` are of processor time."""

    seconds: float = MOST_SECONDS
    memory: int = MOST_MEMORY
    input_bytes: int = MOST_INPUT
    output_bytes: int = MOST_OUTPUT

    @property
    def wall_seconds(self) -> float:
        """The most by the clock."""
        return self.seconds * WALL_FACTOR
