"""Adds a line to a corrections file without changing any that is there."""

from __future__ import annotations

import csv
import io

from models.errors import UsageError
from pipeline.corrections.lines import (
    COLUMNS,
    DECISION,
    DOCUMENT_SAID,
    NOTHING_SAID,
    Correction,
    parse_corrections,
    separator_of,
)
from pipeline.formulas import make_safe

HEADER = (*COLUMNS, DOCUMENT_SAID, DECISION)
BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet takes UTF-8 for the encoding of its country


def with_line(data: bytes, line: Correction, name: str) -> bytes:
    """The bytes of a corrections file with a line added at its end; without bytes, a new file.

    What is there stays byte for byte, but for two names that a header without them gets: an older file has no column
    for what the document said.

    Raises `UsageError` for a file that cannot be read as a whole, to which nothing can be added.
    """
    if not data.strip():
        return f"{BYTE_ORDER_MARK}{_row(HEADER, ',')}{_row(_cells(line, list(HEADER)), ',')}".encode()
    refused = [refusal for refusal in parse_corrections(data, name).refused if refusal.line == 1]
    if refused:
        raise UsageError(f"{name} cannot be extended. {refused[0].reason}", "Correct the file, or move it away.")
    text = data.decode("utf-8")
    separator = separator_of(text)
    first, rest = _without_header(text, separator)
    names = next(csv.reader([first.lstrip(BYTE_ORDER_MARK)], delimiter=separator))
    header = [cell.strip().casefold() for cell in names]
    new = [column for column in (DOCUMENT_SAID, DECISION) if column not in header]
    first = first + "".join(f"{separator}{column}" for column in new)
    ended = f"{rest}\n" if rest and not rest.endswith("\n") else rest
    return f"{first}\n{ended}{_row(_cells(line, [*header, *new]), separator)}".encode()


def _without_header(text: str, separator: str) -> tuple[str, str]:
    """The header, which may run over lines when one of its cells does, and the rest."""
    stream = io.StringIO(text, newline="")
    next(csv.reader(stream, delimiter=separator))
    rest = stream.read()
    first = text.removesuffix(rest) if rest else text
    return first.rstrip("\r\n"), rest


def _cells(line: Correction, header: list[str]) -> list[str]:
    said = line.document if line.document is None else line.document or NOTHING_SAID
    values = {
        "ref": f"action {line.ref}" if line.ref else "",  # a spreadsheet makes 4.1 of 4.10, and leaves this alone
        "field": line.field,
        "value": make_safe(line.value),
        "who": make_safe(line.who),
        "when": line.when.isoformat(),
        "why": make_safe(line.why),
        DOCUMENT_SAID: make_safe(said or ""),
        DECISION: line.decision,
    }
    return [values.get(column, "") for column in header]


def _row(cells: tuple[str, ...] | list[str], separator: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerow(cells)
    return stream.getvalue()
