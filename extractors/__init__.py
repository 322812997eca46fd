"""Documents in, plans out: one reader for each format, one assembler for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.document import Document
    from models.plan import Borough, Plan
    from models.reference.columns import ColumnNames

__all__ = ["read_document", "read_plan"]


def read_document(data: bytes, filename: str) -> Document:
    """What the reader for the file's kind saw. Raises an `InputError` when it cannot be read."""
    from extractors.readers import read_document as read  # noqa: PLC0415 - keeps `vvrap --help` quick

    return read(data, filename)


def read_plan(
    data: bytes,
    filename: str,
    *,
    borough: Borough | str | None = None,
    year: int | None = None,
    names: ColumnNames | None = None,
) -> Plan:
    """The plan that a file holds.

    Args:
        data: the bytes of the file.
        filename: its name without the folder; it names the source and is the last resort for borough and year.
        borough: overrules the borough that the document names; a name is looked up among the 33 authorities.
        year: overrules the plan year.
        names: what headers of columns mean; None for what the data file of roles says.

    Raises an `InputError` when the file cannot be read or holds no plan, `UsageError` for an unknown borough.
    """
    from extractors.assembler.assemble import assemble  # noqa: PLC0415 - likewise
    from models.reference.boroughs import borough_meant  # noqa: PLC0415 - likewise
    from models.reference.columns import using_columns  # noqa: PLC0415 - likewise

    if isinstance(borough, str):
        borough = borough_meant(borough)
    with using_columns(names):  # some readers ask what a header is too, to tell the rows of a table from its header
        return assemble(read_document(data, filename), borough=borough, year=year, names=names)
