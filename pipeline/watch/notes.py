"""The note left beside a document: what was read, what is doubtful, what to do. It quotes nothing of the document."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.catalogue import catalogue as finding_catalogue
from models.catalogue import is_doubt
from models.finding import Finding
from models.plan import Plan
from pipeline.batch.names import printable
from pipeline.headline import headline as what_was_read
from pipeline.quantities import count
from pipeline.remedies import ASK_THE_KEEPER, without_commands
from pipeline.watch.placing import Note
from pipeline.watch.reading import LEFT_OUT, Reading

_NOTE_DIGITS = 12  # enough that two documents of one name have the same number once in a million million
WIDTH = 78  # characters of a line
MOST_PLACES = 12  # refs or pages listed for one kind of finding

_SEVERITIES = {"error": "Error", "warning": "Warning"}


def note_on(reading: Reading) -> Note:
    """The note on a document that was read, or could not be."""
    signed = f"Note: {_number(reading.sha256)}"
    lines = [
        f"Document: {printable(reading.path.name)}",
        signed,
        "",
        *_body(reading),
    ]
    return Note("\n".join(lines) + "\n", signed)


def _body(reading: Reading) -> Iterator[str]:
    if reading.inside:
        yield from _on_container(reading)
    else:
        yield from _on_plan(reading.plan, reading) if reading.plan else _on_failure(reading)


def _on_container(reading: Reading) -> Iterator[str]:
    documents = [(name, one) for name, one in reading.inside if one.code != LEFT_OUT]
    read = sum(one.plan is not None for _, one in documents)
    yield f"Opened. {read} of {count(len(documents), 'document')} inside were read."
    for name, one in documents:
        yield from ("", f"== {printable(name)}", "")
        yield from _body(one)
    left = [f"{printable(name)}: {one.problem}" for name, one in reading.inside if one.code == LEFT_OUT]
    if left:
        yield from _section("What was left out", left)


def _number(sha256: str | None) -> str:
    """A number by which the watch knows its own note again, should it be stopped before the document is moved."""
    if sha256 is None:
        return "the document could not be opened"
    digits = f"{int(sha256, 16) % 10**_NOTE_DIGITS:0{_NOTE_DIGITS}d}"
    return f"{digits[:4]} {digits[4:8]} {digits[8:]}"


def headline(reading: Reading) -> str:
    """What became of a document, in a line."""
    if reading.inside:
        return "; ".join(f"{printable(name)}: {headline(one)}" for name, one in reading.inside)
    if reading.code == LEFT_OUT:
        return f"left out. {reading.problem}"
    if reading.plan is None:
        return f"not read. {reading.problem} {reading.remedy}"
    doubts = [found for found in _to_look_at(reading.plan) if is_doubt(found)]
    before = "read before; " if reading.known else ""
    return f"{before}{what_was_read(reading.plan)}, {count(len(doubts), 'doubt') if doubts else 'no doubts'}"


def _on_plan(plan: Plan, reading: Reading) -> Iterator[str]:
    found = _to_look_at(plan)
    doubts = [one for one in found if is_doubt(one)]
    of_document = [one for one in found if not is_doubt(one)]
    yield "Read, with doubts." if doubts else "Read."
    if reading.known:
        yield "A document with the same content had been read before; its records were left as they are."
    if reading.replaced:
        yield f"A newer document is now the current {plan.plan_id}; this one is kept among its revisions."
    yield from _section("What was read", [*_facts(plan, len(found))])
    if reading.changes:
        yield from _section("Since the last document", [reading.changes])
    if doubts:
        yield from _section("What is doubtful", [*_grouped(doubts)])
    if of_document:
        yield from _section("What to look at in the document", [*_grouped(of_document)])
    where = f"Everything that was read is in the workbook {plan.plan_id}.xlsx."
    yield from _section("What to do", [*(_remedies(found) if found else ["Nothing."]), where])


def _on_failure(reading: Reading) -> Iterator[str]:
    what_to_do = without_commands(reading.remedy) or ASK_THE_KEEPER
    yield "Not read. Nothing was taken from this document."
    yield from _section("What is wrong", [reading.problem])
    yield from _section("What to do", [what_to_do, "Then put the document into the inbox again."])


def _section(heading: str, texts: Iterable[str]) -> Iterator[str]:
    yield ""
    yield heading
    for text in texts:
        yield from textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _facts(plan: Plan, to_look_at: int) -> Iterator[str]:
    yield f"{what_was_read(plan)}."
    yield f"{to_look_at or 'Nothing'} to look at."
    nil = [action.ref for action in plan.actions if action.nil_return]
    if nil:
        yield f"Without an answer: {printable(', '.join(nil))}."
    nameless = [action.ref for action in plan.actions if not action.named_leads]
    if nameless and len(nameless) < len(plan.actions):
        yield f"Without a named lead: {printable(', '.join(nameless))}."
    if plan.coverage.unaccounted:
        yield f"{plan.coverage.share:.1%} of the words in its tables are accounted for."
    yield f"It is kept as {plan.plan_id}."


def _to_look_at(plan: Plan) -> list[Finding]:
    """The errors and warnings, the worst first."""
    return [found for severity in _SEVERITIES for found in plan.findings if found.severity == severity]


def _by_code(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        groups[found.code].append(found)
    return groups


def _grouped(doubts: list[Finding]) -> Iterator[str]:
    """A line for each kind of finding: its title and where. Messages may quote the document, so they are left out."""
    for code, group in _by_code(doubts).items():
        entry = finding_catalogue().get(code)
        times = f", {len(group)} times" if len(group) > 1 else ""
        places = list(dict.fromkeys(place for found in group if (place := _place(found))))
        more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
        where = f" ({', '.join(places[:MOST_PLACES])}{more})" if places else ""
        yield f"{_SEVERITIES[group[0].severity]}: {entry.title if entry else code}{times}{where}."


def _remedies(doubts: list[Finding]) -> Iterator[str]:
    for code in _by_code(doubts):
        entry = finding_catalogue().get(code)
        if entry and (action := without_commands(entry.action)):
            yield f"{entry.title}: {action}"


def _place(found: Finding) -> str:
    if found.action_ref:
        return f"action {printable(found.action_ref)}"
    return f"page {found.page}" if found.page else ""
