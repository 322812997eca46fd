"""Tables of a Word file: merged cells, content controls, late rows, fills, nested tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable
from builders.description import TextBlock
from builders.layout import ContentControl, Layout
from builders.rag import COLOURS
from builders.word_text import AUTHOR, RunStyle, TextWriter, WordState, list_properties, paragraph, run, text_box

ACTION_LIST = 3
OUTLINE_LIST = 4
TABLE_TWIPS = 14000
ACCENTS = {"red": "accent1", "amber": "accent2", "green": "accent3", "blue": "accent4"}
TINT = "99"  # of 255: 60% of the colour, the rest white
HIGHLIGHTS = {"red": "red", "amber": "yellow", "green": "green", "blue": "blue"}
DELETED_ROW = "row that was withdrawn"


class WordTableWriter:
    """Writes tables as XML."""

    def __init__(self, layout: Layout, state: WordState) -> None:
        self.layout = layout
        self.style = layout.word
        self.state = state
        self.text = TextWriter(layout.word, state)
        self.action_list = 0

    def table(self, table: ArrangedTable) -> str:
        """A whole table; inside a one-cell table when the layout sets plans so."""
        total = sum(table.weights)
        widths = [round(weight / total * TABLE_TWIPS) for weight in table.weights]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._rows(table, widths))
        named = '<w:tblStyle w:val="Banded"/>' if self.style.banded_style and table.plan else ""
        look = '<w:tblLook w:val="04A0" w:firstRow="1" w:noHBand="0" w:noVBand="1"/>'
        properties = f'<w:tblPr>{named}<w:tblW w:w="{TABLE_TWIPS}" w:type="dxa"/>{_borders()}{look}</w:tblPr>'
        xml = f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        return _framed(xml) if self.style.layout_table and table.plan else xml

    def _rows(self, table: ArrangedTable, widths: list[int]) -> Iterator[str]:
        open_spans: dict[int, tuple[int, ArrangedCell]] = {}
        for index, row in enumerate(table.rows):
            yield self._row(row, widths, open_spans, repeated=index < table.header_rows and table.repeat_header)
            if self.style.revisions and row.kind == "action" and index % 5 == 2:
                yield self._deleted_row(widths, {column for column, (left, _) in open_spans.items() if left})

    def _row(
        self,
        row: ArrangedRow,
        widths: list[int],
        open_spans: dict[int, tuple[int, ArrangedCell]],
        *,
        repeated: bool,
    ) -> str:
        properties = "<w:tblHeader/>" if repeated else ""
        cells: list[str] = []
        column = 0
        late = 0
        while column < len(row.cells):
            cell = row.cells[column]
            if cell is None:
                rows_left, above = open_spans[column]
                open_spans[column] = (rows_left - 1, above)
                if self.style.late_rows and column == 0 and row.kind == "action":
                    late = 1
                else:
                    cells.append(
                        self._tc(
                            "<w:p/>", _span_xml(above) + "<w:vMerge/>", sum(widths[column : column + above.column_span])
                        )
                    )
                column += above.column_span
                continue
            if cell.row_span > 1:
                for covered in range(column, column + cell.column_span):
                    open_spans[covered] = (cell.row_span - 1, cell)
            cells += self._cell(cell, widths[column : column + cell.column_span])
            column += cell.column_span
        if late:
            width = f'<w:wBefore w:w="{widths[0]}" w:type="dxa"/>'
            properties = f'<w:gridBefore w:val="1"/>{width}{properties}'
        if self.style.revisions and row.kind == "action" and late == 0:
            properties += f'<w:ins w:id="{self.state.next_id()}" {AUTHOR}/>'
        inner = f"<w:trPr>{properties}</w:trPr>" if properties else ""
        xml = f"<w:tr>{inner}{''.join(cells)}</w:tr>"
        return control(xml) if "row" in self.style.controls and row.kind == "action" else xml

    def _deleted_row(self, widths: list[int], merged: set[int]) -> str:
        mark = f'<w:trPr><w:del w:id="{self.state.next_id()}" {AUTHOR}/></w:trPr>'
        withdrawn = f'<w:del w:id="{self.state.next_id()}" {AUTHOR}>{run(DELETED_ROW, tag="w:delText")}</w:del>'
        cells = "".join(
            self._tc("<w:p/>", "<w:vMerge/>", width) if column in merged else self._tc(paragraph(withdrawn), "", width)
            for column, width in enumerate(widths)
        )
        return f"<w:tr>{mark}{cells}</w:tr>"

    def _cell(self, cell: ArrangedCell, widths: list[int]) -> list[str]:
        content = self._content(cell)
        shading = self._shading(cell)
        merge = '<w:vMerge w:val="restart"/>' if cell.row_span > 1 and not self._starts_late(cell) else ""
        if self.style.legacy_merge and cell.column_span > 1:
            first = self._tc(content, '<w:hMerge w:val="restart"/>' + shading, widths[0])
            return [first, *(self._tc("<w:p/>", "<w:hMerge/>" + shading, width) for width in widths[1:])]
        turned = '<w:textDirection w:val="btLr"/>' if self._is_rotated(cell) else ""
        xml = self._tc(content, _span_xml(cell) + merge + shading + turned, sum(widths))
        return [control(xml) if self._controlled("cell", cell, "lead") else xml]

    def _starts_late(self, cell: ArrangedCell) -> bool:
        return self.style.late_rows and cell.role == "theme"

    def _is_rotated(self, cell: ArrangedCell) -> bool:
        return self.layout.pdf.rotated_theme and cell.role == "theme" and cell.row_span > 1

    @staticmethod
    def _tc(content: str, properties: str, width: int) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'

    def _controlled(self, kind: ContentControl, cell: ArrangedCell, role: str) -> bool:
        return kind in self.style.controls and cell.role == role

    def _content(self, cell: ArrangedCell) -> str:
        if cell.dot:
            return paragraph(run("●", RunStyle(colour=cell.dot)))
        if cell.highlight:
            return paragraph(run(cell.text, RunStyle(highlight=HIGHLIGHTS[cell.highlight])))
        if cell.list_number and cell.role in {"number", "theme"}:
            return self._listed(cell)
        if cell.role == "narrative" and (self.style.nested_lists or self.style.text_boxes):
            return self._narrative(cell.blocks)
        look = RunStyle(bold=cell.bold)
        if cell.role == "rag" and "run" in self.style.controls and cell.text:
            return paragraph(control(run(cell.text, look), drop_down=True))
        paragraphs = list(self.text.blocks(cell.blocks, look))
        if self._controlled("paragraph", cell, "narrative"):
            paragraphs = [control(xml) for xml in paragraphs]
            return "".join(paragraphs) or control(paragraph(""))
        return "".join(paragraphs) or "<w:p/>"

    def _listed(self, cell: ArrangedCell) -> str:
        dotted = self.layout.number == "automatic_dotted"
        if cell.role == "theme":
            first, *rest = cell.blocks
            bare = replace(first, text=first.text.removeprefix(cell.list_number).strip())
            look = RunStyle(bold=cell.bold)
            opening = paragraph(self.text.runs(bare.text, look), list_properties(OUTLINE_LIST))
            return opening + "".join(self.text.blocks(tuple(rest), look))
        if dotted:
            return paragraph("", list_properties(OUTLINE_LIST, 1))
        if cell.list_number == "1":
            self.action_list = self.state.restarted(ACTION_LIST)
        return paragraph("", list_properties(self.action_list))

    def _narrative(self, blocks: tuple[TextBlock, ...]) -> str:
        """A narrative whose bullets stand in a nested table, or whose last paragraph stands in a text box."""
        if self.style.text_boxes:
            if len(blocks) < 2:
                return "".join(self.text.blocks(blocks)) or "<w:p/>"
            boxed = "".join(self.text.blocks(blocks[-1:]))
            return "".join(self.text.blocks(blocks[:-1])) + text_box(boxed, self.state.next_id())
        parts: list[str] = []
        for block in blocks:
            xml = "".join(self.text.blocks((block,)))
            parts.append(_nested(xml) if block.kind == "bullet" else xml)
        return "".join(parts) + "<w:p/>"

    def _shading(self, cell: ArrangedCell) -> str:
        if cell.fill is None or (self.style.banded_style and cell.bold and cell.role is None):
            return ""
        colour = cell.fill.lstrip("#").upper()
        if cell.role != "rag" or self.style.fill == "cell":
            return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
        if self.style.fill == "pattern":
            return f'<w:shd w:val="solid" w:color="{colour}" w:fill="auto"/>'
        names = {fill: rag for rag, fill in COLOURS[self.layout.palette].items()}
        accent = ACCENTS[names[cell.fill]]
        tint = f' w:themeFillTint="{TINT}"' if self.style.fill == "theme_tint" else ""
        return f'<w:shd w:val="clear" w:color="auto" w:fill="auto" w:themeFill="{accent}"{tint}/>'


def control(content: str, *, drop_down: bool = False) -> str:
    """A content control round the content."""
    kind = '<w:dropDownList><w:listItem w:displayText="Red" w:value="R"/></w:dropDownList>' if drop_down else ""
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _span_xml(cell: ArrangedCell) -> str:
    return f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _one_cell(content: str, width: int) -> str:
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc></w:tr></w:tbl>'
    )


def _framed(table: str) -> str:
    """A table inside a table of one cell."""
    return _one_cell(f"{table}<w:p/>", TABLE_TWIPS + 200)


def _nested(content: str) -> str:
    """A small table inside a cell, and the paragraph that Word wants after it."""
    return _one_cell(content, 3000) + "<w:p/>"
