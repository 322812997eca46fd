"""Puts a mutant before the tool and judges what becomes of it.

A mutant must become a plan or an `InputError`, within the time, and its plan must not hide that anything is missing.
The last is judged so. The original's plan is cut into passages: the wording of each action, and each block of its
narrative, as far as they are long enough to stand nowhere else and the witness finds them in the original. A passage
that the witness (see `hostile.witness`) still finds in the mutant, whole, must be in the mutant's plan, in one piece or
in several; and there must be no fewer actions than wordings found, but for those that stand in another field: a row
that lost its end runs into the next, and fills the columns beyond. Where it is not so, a finding that the original does
not have must say that something is missing, left over, hidden or misplaced (`DOUBTS`). What a mutation truly took out
of the file is not missed, and what it cut in two is not judged. A mutation that moves text (`MOVERS`) may have moved it
out of the plan's table: a passage that then stands in the document outside of tables of the plan's width is not missed
either. On a page of a PDF, where a mutation lays letters over one another, half the letters of a passage suffice.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from random import Random
from types import FrameType

from extractors import read_document, read_plan
from hostile.mutators import Kind, Mutator, mutate
from hostile.page_mutators import HTML, TEXT
from hostile.pdf_mutators import PDF
from hostile.witness import letters, letters_in
from hostile.word_mutators import WORD
from models.document import Document
from models.errors import InputError
from models.plan import Plan
from pipeline.batch.reading import without_surrogates
from pipeline.check import check
from pipeline.flatten import flatten
from pipeline.outputs.csv_files import csv_bytes
from pipeline.plan_json import parse_plan, plan_json
from pipeline.stages import default_stages

MUTATORS: dict[Kind, tuple[Mutator, ...]] = {"docx": WORD, "pdf": PDF, "html": HTML, "text": TEXT}
SHORTEST_PASSAGE = 24
"""Letters below which a passage may stand in a document by chance."""
TAGGED_EVERY = 5
"""Tagging takes longer than reading: one mutant in so many is tagged too."""
DOUBTS = frozenset(
    {
        "gap-in-numbering",
        "hidden-text",
        "nested-table",
        "no-action-text",
        "no-narrative",
        "number-missing",
        "page-without-text",
        "prompt-left-out",
        "repeated-number",
        "revisions-in-file",
        "row-not-taken",
        "row-without-key",
        "template-action-absent",
        "text-left-over",
        "text-out-of-place",
        "text-outside-page",
        "unreadable-characters",
        "unseen-text",
        "words-lost",
    }
)
"""Findings that say that something is missing, left over, hidden or misplaced."""
MOVERS = frozenset(
    {
        "swap",
        "duplicate",
        "move_element",
        "move_lines",
        "change_white_space",
        "move_between_tags",
        "drop_tag",
        "change_tag",
        "put_tag",
        "swap_members",
    }
)
"""Mutators that move text. A tag that is dropped or put in moves what follows, as browsers mend the page. Those of the
content of a PDF, where everything is a place on the page, move it too."""
ENOUGH_LETTERS = {"pdf": 0.5}
"""Share of a passage's letters that must lie in the plan, where it is not all."""
SMALLEST_PIECE = 6  # letters of a passage that lies in the plan in several pieces


class OutOfTime(BaseException):
    """A mutant took longer than it may. Not an `Exception`, so that nothing on the way takes it for a broken file."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End the block with `OutOfTime` when it takes longer. Main thread only."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass(frozen=True)
class Original:
    """A document to make mutants of."""

    name: str
    kind: Kind
    data: bytes

    @cached_property
    def plan(self) -> Plan:
        """What is read from it."""
        return read_to_the_end(self.data, self.name, tagged=False)

    @cached_property
    def _witness(self) -> str:
        return letters_in(self.data, self.kind)

    @cached_property
    def wordings(self) -> tuple[str, ...]:
        """The letters of each action's wording, as far as the witness knows it."""
        return self._known(action.mandatory_action for action in self.plan.actions)

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """The letters of each wording and of each block of narrative."""
        blocks = (block.text for action in self.plan.actions for block in action.narrative_blocks)
        return (*self.wordings, *self._known(blocks))

    def _known(self, texts: Iterator[str]) -> tuple[str, ...]:
        known = {letters(text) for text in texts}
        return tuple(sorted(text for text in known if len(text) >= SHORTEST_PASSAGE and self._witness.count(text) == 1))

    def mutant(self, seed: int) -> tuple[bytes, str]:
        """The mutant of this seed, and how it was made."""
        return mutate(self.data, MUTATORS[self.kind], Random(f"{self.name} {seed}"))  # noqa: S311 - the same each time


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant.

    Attributes:
        outcome: `whole` when nothing of the original is missing from its plan; `less` when the mutation took
            something out of the file, or something is missing and the plan says so; else the code of the refusal.
        hidden: beginnings of the passages that are in the file, are not in the plan, and that no finding speaks of;
            and a line when there are fewer actions than wordings in the file.
    """

    outcome: str
    hidden: tuple[str, ...] = ()


def read_to_the_end(data: bytes, filename: str, *, tagged: bool) -> Plan:
    """All that a run does with a document, but for the disk. Raises `InputError`."""
    plan = without_surrogates(read_plan(data, filename))
    for stage in default_stages() if tagged else (check,):
        plan = stage(plan)
    for rows in flatten([plan]).values():
        csv_bytes([[str(value) for value in row.model_dump().values()] for row in rows]).decode()
    if parse_plan(plan_json(plan), filename) != plan:
        raise AssertionError("the plan that is written is not the plan that was read")
    return plan


def judge(original: Original, seed: int, seconds: float) -> Verdict:
    """Read the mutant of this seed. Raises `OutOfTime`, and whatever the tool lets through that it should not."""
    data, how = original.mutant(seed)
    try:
        with within(seconds):
            plan = read_to_the_end(data, original.name, tagged=seed % TAGGED_EVERY == 0)
    except InputError as error:
        return Verdict(error.code)
    held = letters(" ".join(_texts(plan)))
    enough = ENOUGH_LETTERS.get(original.kind, 1.0)
    missing = [passage for passage in original.passages if _share_in(held, passage) < enough]
    if not missing and len(plan.actions) >= len(original.plan.actions):
        return Verdict("whole")
    if _doubts(plan) - _doubts(original.plan):
        return Verdict("less")
    in_file, outside = letters_in(data, original.kind), ""
    if any(name in MOVERS or name.startswith("content_") for name in how.replace("part_", "").split()):
        outside = letters(" ".join(_texts_outside(read_document(data, original.name), plan)))
    hidden = [each[:60] for each in missing if each in in_file and _share_in(held + outside, each) < enough]
    outside += letters(" ".join(_texts_of_other_fields(plan)))
    wordings = sum(each in in_file and each not in outside for each in original.wordings)
    if len(plan.actions) < wordings:
        hidden.append(f"{len(plan.actions)} actions of {wordings}")
    return Verdict("less", tuple(hidden))


def _share_in(text: str, passage: str) -> float:
    """The share of a passage's letters that lie in a text, in one piece or in several of a few letters and more."""
    start = found = 0
    while start < len(passage):
        low, high = start, len(passage)
        while low < high:  # the longest piece from here that lies in the text
            middle = (low + high + 1) // 2
            low, high = (middle, high) if passage[start:middle] in text else (low, middle - 1)
        if low - start >= min(SMALLEST_PIECE, len(passage) - start):
            found += low - start
            start = low
        else:
            start += 1
    return found / len(passage)


def _texts_outside(document: Document, plan: Plan) -> Iterator[str]:
    """The texts of a document outside of tables that are as wide as one of the plan's."""
    widths = {len(table.columns) for table in plan.tables}
    yield from (block.text for block in document.blocks())
    yield from (cell.text for table in document.tables() if table.column_count not in widths for cell in table.cells())


def _doubts(plan: Plan) -> set[tuple[str, str]]:
    return {(found.code, found.message) for found in plan.findings if found.code in DOUBTS}


def _texts(plan: Plan) -> Iterator[str]:
    for action in plan.actions:
        yield from (action.mandatory_action, action.narrative)
    yield from _texts_of_other_fields(plan)
    for theme in plan.themes:
        yield from (theme.title, theme.description)


def _texts_of_other_fields(plan: Plan) -> Iterator[str]:
    """The texts of the actions that are neither wordings nor narratives."""
    for action in plan.actions:
        yield from (action.timescale or "", action.outcome or "")
        yield from (lead.text for lead in action.named_leads)
        yield from (lead.text for lead in action.lead_organisations)
        yield from action.other.values()
