"""`vvrap tables`: show what the reader saw, before any record is made."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.column_options import ColumnOption, ReferenceOption
from pipeline.cli.libreoffice_option import LibreOfficeOption, program_given

if TYPE_CHECKING:
    from extractors.assembler.reasons import TableReason
    from models.document import Cell, Document, Table

LONGEST_TEXT = 60  # characters of a cell shown at a terminal


def tables(  # noqa: PLR0913, PLR0917 - an option each
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A document, or one inside another: mail.msg/plan.docx.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the tables as one JSON value.")] = False,
    per_page: Annotated[
        bool, typer.Option("--per-page", help="Show each page's part of a table separately, headers kept.")
    ] = False,
    reasons: Annotated[
        bool,
        typer.Option(
            "--why", help="Show what each table and column was read as, what else it could be, and how certain that is."
        ),
    ] = False,
    column: ColumnOption = None,
    reference: ReferenceOption = None,
    libreoffice: LibreOfficeOption = None,
    outputs: Annotated[
        Path, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder, whose columns.toml is used.")
    ] = Path("outputs"),
) -> None:
    """Show the tables that were read from a document, to find out why a plan came out wrong."""
    from extractors import read_document
    from extractors.assembler.headers import with_headers_marked
    from extractors.assembler.reasons import why
    from extractors.converted.libreoffice import using_libreoffice
    from models.reference.columns import using_columns
    from pipeline.batch.inputs import bytes_of
    from pipeline.column_names import Asked, told_columns
    from pipeline.outputs.folder import LocalFolder

    told = told_columns(Asked(tuple(column or ()), reference=reference), LocalFolder(outputs))
    with using_columns(told.names), using_libreoffice(program_given(libreoffice)):
        place = only_document(file)
        document = read_document(bytes_of(place), place.name)
        shown = tuple(map(with_headers_marked, document.tables())) if per_page else whole_tables(document)
        told_why = tuple(why(document, shown)) if reasons else ()
    if as_json:
        result: dict[str, Any] = {"tables": [describe(table) for table in shown]}
        if reasons:
            result["why"] = [reason.model_dump(mode="json") for reason in told_why]
        print(json.dumps(result, ensure_ascii=False, indent=2))  # noqa: T201 - the result
        return
    for number, table in enumerate(shown, start=1):
        _show(number, table)
        if reasons:
            _show_why(told_why[number - 1])
    if not shown:
        sys.stderr.write(f"{file}: no table was found.\n")


def only_document(file: Path) -> Path:
    """The document that a file is, or the only one in it. Raises `InputError`, `UsageError` when it holds several."""
    from models.errors import UsageError
    from pipeline.batch.containers import open_containers
    from pipeline.batch.inputs import Found, OutOfReach

    inside = [one for one in open_containers([Found(str(file), file.name)]) if isinstance(one, (Found, OutOfReach))]
    for one in inside:
        if isinstance(one, OutOfReach):
            raise one.error
    if len(inside) > 1:
        names = ", ".join(one.location for one in inside)
        raise UsageError(f"{file} holds {len(inside)} documents.", f"Name one of them: {names}")
    return Path(inside[0].location)


def whole_tables(document: Document) -> tuple[Table, ...]:
    """The tables of a document, those that run over pages joined."""
    from extractors.assembler.tables.stitch import stitch
    from models.document import Table

    return tuple(item for item in stitch(document).items if isinstance(item, Table))


def describe(table: Table) -> dict[str, Any]:
    """A table in the shape of the contract."""
    return {
        "pages": list(table.pages),
        "column_count": table.column_count,
        "rows": [[_describe_cell(cell) for cell in row] for row in table.rows],
    }


def _describe_cell(cell: Cell) -> dict[str, Any]:
    from extractors.assembler.grid import cell_text

    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell_text(cell),
        "fill": cell.fill,
        "header": cell.header,
        "evidence": [place.model_dump(mode="json") for place in cell.evidence],
    }


def _show(number: int, table: Table) -> None:
    from extractors.assembler.grid import one_line

    pages = f", pages {table.pages[0]} to {table.pages[-1]}" if table.pages else ""
    _say(f"Table {number}: {len(table.rows)} rows, {table.column_count} columns{pages}")
    for row in table.rows:
        cells = []
        for cell in row:
            text = one_line(cell)
            text = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
            fill = f" [{cell.fill}]" if cell.fill else ""
            cells.append(f"{text}{fill}")
        _say(" | ".join(cells), 2)
    for join in table.joins:
        _say(f"({join.kind} joined before page {join.page}: {join.reason})", 2)


def _show_why(reason: TableReason) -> None:
    shapes = ", ".join(f"{one.shape} ({one.score:.1f})" for one in reason.shapes)
    if shapes:
        _say(f"Shape: {shapes}", 2)
    if reason.likelihood is None:
        _say("Why: none of its rows was read as a header.", 2)
        return
    taken = "read as the plan's" if reason.is_plan else "not read as the plan's"
    _say(f"Why: {taken}; {reason.likelihood:.1%} likely to be a plan's. Its columns:", 2)
    for column in reason.columns:
        others = ", ".join(f"{one.role} ({one.behind:.1f} behind)" for one in column.candidates if one.behind)
        header = column.header or "(no header)"
        by = f", by {column.decided_by}" if column.role else ""
        _say(f"{header}: {column.role or 'nothing'}{by}" + (f"; else {others}" if others else ""), 4)


def _say(line: str, indent: int = 0) -> None:
    from pipeline.catalogue.screen import print_lines, printable, wrapped

    print_lines(wrapped(printable(line), " " * (indent + 2), " " * indent))
