"""Damaged documents: each becomes a plan that hides nothing, or is refused.

Thirty are read on every change and three hundred at night; `benchmarks/mutants.py` reads thousands.
How that is judged is said in `hostile.trial`.
"""

from __future__ import annotations

import re
import time
from functools import partial

import pytest

from builders.nightly import NIGHTLY
from builders.wordml import codes_of, paragraph, read_body, run, table
from hostile import trial
from hostile.mutators import Kind
from hostile.originals import originals
from hostile.pdf_mutators import with_object
from hostile.trial import Original, OutOfTime, Verdict, judge, read_to_the_end, within
from hostile.witness import letters_in
from models.errors import DamagedFile
from models.plan import Plan

FIRST_SEED = 20_000
MOST_SECONDS = 30.0
"""For one mutant. The slowest original takes two seconds, and machines that run tests may be ten times slower."""
MUTANTS = {
    "page.docx": 4,
    "template.docx": 2,
    "lists.docx": 2,
    "richmond-2024.docx": 2,
    "hackney-2024.docx": 1,
    "page.pdf": 6,
    "template.pdf": 1,
    "richmond-2024.pdf": 1,
    "page.html": 4,
    "template.html": 2,
    "page.txt": 3,
    "richmond-2024.txt": 2,
}
"""How many of each original: thirty together, most of those that are read quickest."""
TIMES = 10 if NIGHTLY else 1


@pytest.mark.parametrize("name", MUTANTS)
def test_damaged_document_is_read_or_refused_and_hides_nothing(name: str) -> None:
    original = originals()[name]
    verdicts: dict[int, Verdict] = {}

    for seed in range(FIRST_SEED, FIRST_SEED + TIMES * MUTANTS[name]):
        verdicts[seed] = judge(original, seed, MOST_SECONDS)

    assert {seed: verdict.hidden for seed, verdict in verdicts.items() if verdict.hidden} == {}


def test_thirty_mutants_are_read_and_three_hundred_at_night() -> None:
    assert sum(MUTANTS.values()) == 30


def test_the_same_seed_gives_the_same_mutant() -> None:
    original = originals()["page.docx"]

    assert original.mutant(7) == original.mutant(7)
    assert original.mutant(7) != original.mutant(8)


@pytest.mark.parametrize("name", MUTANTS)
def test_the_witness_knows_the_wordings_of_an_original(name: str) -> None:
    original = originals()[name]

    assert 2 * len(original.wordings) > len(original.plan.actions)
    assert len(original.passages) >= len(original.wordings)


class Forgetful(Original):
    """An original whose mutants are read by a reader that forgets an action and says nothing."""

    def mutant(self, seed: int) -> tuple[bytes, str]:
        """The document unchanged."""
        del seed
        return self.data, "nothing"


def _without_an_action(read: object, data: bytes, filename: str, *, tagged: bool) -> Plan:
    assert callable(read)
    plan = read(data, filename, tagged=tagged)
    assert isinstance(plan, Plan)
    return plan.model_copy(update={"actions": plan.actions[1:]})


def test_an_action_lost_in_silence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = originals()["page.docx"]
    original = Forgetful(whole.name, whole.kind, whole.data)
    assert original.plan.actions
    assert judge(original, 1, MOST_SECONDS) == Verdict("whole")
    monkeypatch.setattr(trial, "read_to_the_end", partial(_without_an_action, trial.read_to_the_end))

    verdict = judge(original, 1, MOST_SECONDS)

    assert len(verdict.hidden) >= 2


def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(OutOfTime), within(0.05):
        time.sleep(5)


def test_the_witness_says_nothing_of_text_that_is_shown_in_another_order() -> None:
    text = "Hold a \N{RIGHT-TO-LEFT OVERRIDE}weekly meeting\nof partners".encode()

    assert "weekly" not in letters_in(text, "text")
    assert letters_in(text, "text").endswith("ofpartners")


@pytest.mark.parametrize(
    ("kind", "data"), [("docx", b"PK\x03\x04"), ("pdf", b"%PDF-1.4"), ("html", b"<p"), ("text", b"")]
)
def test_the_witness_says_nothing_of_a_file_it_cannot_open(kind: Kind, data: bytes) -> None:
    assert letters_in(data, kind) in {"", "p"}


def test_a_page_that_cannot_be_found_is_not_passed_over() -> None:
    """The object of a page had lost its type: the page was left out and its actions with it."""
    data = originals()["page.pdf"].data
    typed = data.index(b"/Type /Page\n")
    begin = data.rindex(b" 0 obj", 0, typed)
    number, body = int(data[:begin].split()[-1]), data[begin + len(b" 0 obj") : typed]

    with pytest.raises(DamagedFile, match="were found"):
        read_to_the_end(with_object(data, number, body + b">>\n"), "plan.pdf", tagged=False)


def test_a_page_whose_contents_are_not_there_is_not_taken_for_an_empty_one() -> None:
    """The places of the objects no longer held: a page lost its contents and its actions with it."""
    data = originals()["page.pdf"].data
    lost = re.sub(rb"/Contents (\d+) 0 R", lambda found: b"/Contents " + b"9" * len(found[1]) + b" 0 R", data, count=1)
    assert len(lost) == len(data)

    with pytest.raises(DamagedFile, match=r"Page 1 of the PDF is damaged"):
        read_to_the_end(lost, "plan.pdf", tagged=False)


def test_contents_that_break_off_are_not_taken_for_all() -> None:
    """A damaged byte in the packed contents of a page ended the page there."""
    whole = originals()["page.pdf"].data
    place = whole.index(b"stream") + 200
    damaged = whole[:place] + b"!!!!!" + whole[place + 5 :]

    with pytest.raises(DamagedFile, match=r"Page 1 of the PDF is damaged"):
        read_to_the_end(damaged, "plan.pdf", tagged=False)


def test_text_in_a_table_without_rows_is_told_of() -> None:
    """The table was taken for one whose rows had all been deleted, and went with its text."""
    document = read_body(paragraph(run("Before.")), table(paragraph(run("Astray."))))

    assert codes_of(document) == ["text-out-of-place"]


def test_a_row_above_its_header_is_told_of() -> None:
    """A header that had moved down a table left the rows above it without a word."""
    original = originals()["page.txt"]
    lines = original.data.decode().split("\n")
    header = next(place for place, line in enumerate(lines) if line.startswith("No.\t"))
    moved = [*lines[:header], *lines[header + 1 : header + 12], lines[header], *lines[header + 12 :]]

    plan = read_to_the_end("\n".join(moved).encode(), "plan.txt", tagged=False)

    assert len(plan.actions) < len(original.plan.actions)
    assert "row-not-taken" in {found.code for found in plan.findings}
