"""Decisions of a person about matches, kept in a small CSV file and obeyed on every run."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import ReferenceDataError
from pipeline.compare.assignment import Pair

COLUMNS = ("before_ref", "after_ref", "decision", "note")
PIN, FORBID = "pin", "forbid"


@dataclass(frozen=True, slots=True)
class PinLine:
    """One line of the file. For `forbid` one ref may be empty: the other action then has no partner at all."""

    before_ref: str
    after_ref: str
    decision: str
    note: str
    line: int
    who: str = "by a person"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The lines as index pairs of two plans."""

    pinned: dict[Pair, PinLine] = field(default_factory=dict)
    forbidden: dict[Pair, PinLine] = field(default_factory=dict)
    alone_before: dict[int, PinLine] = field(default_factory=dict)
    alone_after: dict[int, PinLine] = field(default_factory=dict)

    def allows(self, pair: Pair) -> bool:
        """Whether the matcher is free to join this pair."""
        before, after = pair
        if pair in self.forbidden or before in self.alone_before or after in self.alone_after:
            return False
        return not any(before == first or after == second for first, second in self.pinned)

    def among(self, before: Mapping[int, int], after: Mapping[int, int]) -> Decisions:
        """The decisions about pairs of these places, by new places."""

        def moved(lines: dict[Pair, PinLine]) -> dict[Pair, PinLine]:
            return {
                (before[first], after[second]): line
                for (first, second), line in lines.items()
                if first in before and second in after
            }

        return Decisions(moved(self.pinned), moved(self.forbidden))

    def __len__(self) -> int:
        return len(self.pinned) + len(self.forbidden) + len(self.alone_before) + len(self.alone_after)


def read_pins(path: Path) -> list[PinLine]:
    """The lines of a pins file. Raises `ReferenceDataError` that names the file, the line and the fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ReferenceDataError(f"The pins file {path.name} is not there.", "Check the path given.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceDataError(
            f"The pins file {path.name} cannot be read as UTF-8 text.", "Save it as CSV (UTF-8)."
        ) from error
    return parse_pins(text, path.name)


def parse_pins(text: str, name: str) -> list[PinLine]:
    """The lines of a pins file's text; `name` is for messages."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="more")
    missing = [column for column in COLUMNS[:3] if column not in (reader.fieldnames or ())]
    if missing:
        raise ReferenceDataError(
            f"{name}, line 1: no column {', '.join(missing)}.", f"Its first line must be: {','.join(COLUMNS)}"
        )
    return [
        _line(row, reader.line_num, name)
        for row in reader
        if any(isinstance(value, str) and value.strip() for value in row.values())
    ]


def _line(row: dict[str, str | None], number: int, name: str) -> PinLine:
    if "more" in row:
        raise ReferenceDataError(f"{name}, line {number}: too many cells.", 'Put a note with commas in "quotes".')
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    decision = cells["decision"].lower()
    if decision not in {PIN, FORBID}:
        raise ReferenceDataError(
            f"{name}, line {number}: the decision is neither pin nor forbid.", "Write one of the two."
        )
    refs = (cells["before_ref"], cells["after_ref"])
    if not any(refs) or (decision == PIN and not all(refs)):
        raise ReferenceDataError(
            f"{name}, line {number}: a ref is missing.",
            "A pin needs both refs; forbid needs both, or one to say that the action has no partner.",
        )
    return PinLine(refs[0], refs[1], decision, cells["note"], number)


def decide(
    lines: Sequence[PinLine], before_refs: Sequence[str], after_refs: Sequence[str], name: str = "pins file"
) -> Decisions:
    """The lines as index pairs. Raises `ReferenceDataError` for refs a plan lacks or repeats, and for conflicts."""
    decisions = Decisions()
    placed: list[_Placed] = []
    for line in lines:
        here = _Placed(
            _index(line.before_ref, before_refs, "earlier", line, name),
            _index(line.after_ref, after_refs, "later", line, name),
            line,
        )
        for other in placed:
            if here.contradicts(other):
                raise ReferenceDataError(
                    f"{name}, lines {other.line.line} and {line.line} contradict one another.", "Delete one of the two."
                )
        placed.append(here)
        _enter(here, decisions)
    return decisions


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the places of its actions; None stands for any action."""

    before: int | None
    after: int | None
    line: PinLine

    def contradicts(self, other: _Placed) -> bool:
        """Two pins that share an action do, and a pin and a forbid that covers it."""
        decisions = {self.line.decision, other.line.decision}
        if decisions == {PIN}:
            return self.before == other.before or self.after == other.after
        if decisions == {FORBID}:
            return False
        forbid, pin = (self, other) if self.line.decision == FORBID else (other, self)
        return forbid.before in {None, pin.before} and forbid.after in {None, pin.after}


def _enter(placed: _Placed, decisions: Decisions) -> None:
    if placed.before is not None and placed.after is not None:
        table = decisions.pinned if placed.line.decision == PIN else decisions.forbidden
        table[placed.before, placed.after] = placed.line
    elif placed.before is not None:
        decisions.alone_before[placed.before] = placed.line
    elif placed.after is not None:
        decisions.alone_after[placed.after] = placed.line


def _index(ref: str, refs: Sequence[str], which: str, line: PinLine, name: str) -> int | None:
    if not ref:
        return None
    places = [number for number, other in enumerate(refs) if other == ref]
    if len(places) != 1:
        fault = "does not have" if not places else "has more than once"
        raise ReferenceDataError(
            f"{name}, line {line.line}: the {which} plan {fault} an action {ref}.", "Correct or delete that line."
        )
    return places[0]
