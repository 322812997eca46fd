"""Reads a document by way of LibreOffice, and says of each place that it was converted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from extractors.converted.libreoffice import convert, find_libreoffice
from extractors.kinds import Convertible
from models.document import Block, Cell, Document, Evidence, Item, Table
from models.errors import UnsupportedKind

ReadFunction = Callable[[bytes, str], Document]


def read(data: bytes, filename: str, kind: Convertible, read_made: ReadFunction) -> Document:
    """The document that LibreOffice makes of a file, as `read_made` reads it.

    Raises `UnsupportedKind` where LibreOffice is not installed, `ConversionFailed` when it cannot open the file, and
    what `read_made` raises.
    """
    program = find_libreoffice()
    if program is None:
        raise UnsupportedKind(
            f"The file is {kind.called}, which needs LibreOffice to be read; that is not installed here.",
            "Save it as .docx, .xlsx or PDF, or install LibreOffice. "
            "If it is installed, give its path with --libreoffice.",
        )
    document = read_made(convert(program, data, kind.ending, kind.target), filename)
    return document.model_copy(
        update={
            "sha256": hashlib.sha256(data).hexdigest(),
            "media_type": kind.media_type,
            "items": tuple(map(_converted, document.items)),
        }
    )


def _converted(item: Item) -> Item:
    if isinstance(item, Table):
        rows = tuple(tuple(map(_converted_cell, row)) for row in item.rows)
        return item.model_copy(update={"rows": rows})
    return _converted_block(item)


def _converted_cell(cell: Cell) -> Cell:
    return cell.model_copy(
        update={"blocks": tuple(map(_converted_block, cell.blocks)), "evidence": _marked(cell.evidence)}
    )


def _converted_block(block: Block) -> Block:
    return block.model_copy(update={"evidence": _marked(block.evidence)})


def _marked(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(place.model_copy(update={"converted": True}) for place in evidence)
