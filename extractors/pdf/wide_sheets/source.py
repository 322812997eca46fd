"""Pages of a PDF, those of a spreadsheet printed over several pages across put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.pdf.source.around import SourceAround
from extractors.pdf.source.model import PageContent, PageSource
from extractors.pdf.wide_sheets.arrangement import Sheet, arrange
from extractors.pdf.wide_sheets.gridlines import part_above
from extractors.pdf.wide_sheets.joining import Strip, joined, parts_of, strips_of
from extractors.pdf.wide_sheets.traces import Trace
from models.catalogue import finding
from models.document import Block, Cell, Document, Evidence, Item, PageBox, Table
from models.finding import Finding

MOST_PAGES = 120
"""Pages of a document up to which all are held at once to be compared."""


@dataclass(frozen=True, slots=True)
class _Wide:
    """The pages of the file that one page was made of, by their strips, and where these are."""

    pages: Mapping[int, int]
    strips: Mapping[int, Strip]

    @property
    def standing(self) -> tuple[int, ...]:
        """The pages that a table on it stands on: all where they follow each other, else that of its first columns."""
        pages = tuple(self.pages.values())
        return pages if pages == tuple(range(pages[0], pages[-1] + 1)) else pages[:1]


class WideSource(SourceAround):
    """A source of pages that puts together what was printed over several pages across.

    Its pages are numbered anew where it did; `told` gives a document that was read from it the places of the file.
    """

    def __init__(self, source: PageSource) -> None:
        super().__init__(source)
        self._wide: list[_Wide] = []
        self._alone: list[int] = []
        self._cut_off: dict[int, int] = {}

    def pages(self) -> Iterator[PageContent]:
        """Every page in order, wide ones in place of those they are made of."""
        if not 2 <= self.page_count <= MOST_PAGES:
            yield from self._source.pages()
            return
        contents = list(self._source.pages())
        traces = [Trace(content) for content in contents]
        self._wide, self._alone, self._cut_off = [], [], {}
        sheets = arrange(traces)
        self._alone = [page + 1 for page in _left_alone(traces, sheets)]
        for sheet in sheets:
            bands, across = ({place[axis] for place in sheet} for axis in (0, 1))
            strips: tuple[Strip, ...] = ()
            if len(across) > 1:
                self._cut_off |= {page + 1: count for page in sheet.values() if (count := traces[page].cut_off)}
                placed = {place: traces[page] for place, page in sheet.items()}
                strips = strips_of([[placed.get((band, strip)) for strip in sorted(across)] for band in sorted(bands)])
            for band in sorted(bands):
                pages = {strip: sheet[band, strip] for strip in sorted(across) if (band, strip) in sheet}
                told = {strip: page + 1 for strip, page in pages.items()}
                self._wide.append(_Wide(told, {strip: strips[strip] for strip in pages} if strips else {}))
                number = len(self._wide)
                if strips:
                    yield joined({strip: contents[page] for strip, page in pages.items()}, strips, number)
                else:
                    yield replace(contents[pages[0]], number=number)

    def told(self, document: Document) -> Document:
        """A document that was read from this source, with the pages and places of the file."""
        joined_ones = [wide for wide in self._wide if len(wide.pages) > 1]
        if not joined_ones:
            return document
        named = "; ".join(" and ".join(map(str, wide.pages.values())) for wide in joined_ones)
        left = ", ".join(map(str, self._alone))
        findings = (
            finding("pages-side-by-side", pages=named),
            *([finding("pages-not-placed", pages=left)] if left else []),
            *(finding("table-off-page", page=page, count=count) for page, count in self._cut_off.items()),
            *filter(self._is_new, (one.model_copy(update={"page": self._page(one.page)}) for one in document.findings)),
        )
        items = (self._item(part) for item in document.items for part in self._parts(item))
        return document.model_copy(update={"items": tuple(items), "findings": findings})

    def _is_new(self, found: Finding) -> bool:
        """Whether it does not only say again that a page cuts off a column."""
        return found.code not in {"text-outside-page", "table-off-page"} or found.page not in self._cut_off

    def _parts(self, item: Item) -> Iterator[Item]:
        if isinstance(item, Table) and any(self._wide[number - 1].strips for number in item.pages):
            yield from part_above(item)
        else:
            yield item

    def _page(self, number: int | None) -> int | None:
        return None if number is None else self._wide[number - 1].pages[0]

    def _item(self, item: Item) -> Item:
        if isinstance(item, Block):
            return self._block(item)
        standing = (page for number in item.pages for page in self._wide[number - 1].standing)
        rows = tuple(tuple(map(self._cell, row)) for row in item.rows)
        return item.model_copy(update={"rows": rows, "pages": tuple(standing)})

    def _cell(self, cell: Cell) -> Cell:
        update = {"blocks": tuple(map(self._block, cell.blocks)), "evidence": self._places(cell.evidence)}
        return cell.model_copy(update=update)

    def _block(self, block: Block) -> Block:
        return block.model_copy(update={"evidence": self._places(block.evidence)})

    def _places(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(place for each in evidence for place in self._on_pages(each))

    def _on_pages(self, place: Evidence) -> Iterator[Evidence]:
        if not isinstance(place, PageBox):
            yield place
            return
        wide = self._wide[place.page - 1]
        if not wide.strips:
            yield place.model_copy(update={"page": wide.pages[0]})
            return
        for number, box in parts_of(place.bbox, wide.strips):
            yield place.model_copy(update={"page": wide.pages[number], "bbox": box})


def _left_alone(traces: Sequence[Trace], sheets: Sequence[Sheet]) -> Iterator[int]:
    """The pages that may be of a wide sheet and were put beside no other; what stands before one is else a cover.

    They show rows and come after it, or its very rows, or else are as many as one of its bands and have its columns.
    """
    wide = [sheet for sheet in sheets if any(strip for _, strip in sheet)]
    placed = {page for sheet in wide for page in sheet.values()}
    below = {page for sheet in wide for page in _band_below(traces, sheet) if page not in placed}
    for page, trace in enumerate(traces):
        if page in placed or not placed:
            continue
        like = trace.shows_rows and not trace.is_blank and any(trace.has_rows_of(traces[other]) for other in placed)
        if like or page in below or (page > min(placed) and trace.shows_rows):
            yield page


def _band_below(traces: Sequence[Trace], sheet: Sheet) -> Sequence[int]:
    """The pages that follow a sheet, where they may be its next rows: too few to be sure of."""
    band = min(sheet)[0]
    above = [sheet[place] for place in sorted(sheet) if place[0] == band]
    start = max(sheet.values()) + 1
    pages = range(start, start + len(above))
    fit = pages.stop <= len(traces) and all(
        traces[page].fits_columns_of(traces[over]) for page, over in zip(pages, above, strict=True)
    )
    return pages if fit and not all(traces[page].is_blank for page in pages) else ()
