"""How a plan is set: everything that may differ between two documents that say the same thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["theme", "number", "rag", "action", "lead", "organisation", "narrative", "outcome", "timescale", "other"]

ThemeStyle = Literal[
    "merged",  # one cell over all rows of the theme
    "first_row",  # in the theme's first row, empty cells under it
    "every_row",  # said again on each row
    "banner",  # a row across the table
    "heading",  # over one table per theme
    "nested",  # banner of an outcome, then banners of its priorities
]
HeaderRepeat = Literal["once", "page", "theme"]
NumberStyle = Literal[
    "plain",  # 7
    "dotted",  # 4.7
    "absent",  # no column of numbers
    "automatic",  # 7, made by a list of the word processor where there is one
    "automatic_dotted",  # 4.7, likewise; the theme's number too
]
RagStyle = Literal[
    "fill",
    "fill_and_word",
    "dot",  # a drawn circle or a coloured ●
    "emoji",
    "word",
    "letter",
    "progress",  # In progress (amber)
    "yellow",  # the word Yellow for amber
    "yellow_fill",
    "conflict",  # fill of another colour than the word
    "highlight",
]
Palette = Literal["office", "web", "pale"]
Rulings = Literal["full", "horizontal", "zebra"]
FillSpace = Literal["rgb", "cmyk", "separation"]
FillShape = Literal["rectangle", "strips", "path"]
GlyphStyle = Literal["line", "word", "glyph", "doubled"]
BulletGlyph = Literal[
    "symbol",  # the bullet of the font Symbol
    "dingbat",  # a disc of the font ZapfDingbats
    "delete",  # code 127 of WinAnsiEncoding, a bullet because unused codes are (ISO 32000-1, annex D.2, note 3)
    "embedded",  # a bullet of an embedded font
]
LeadStyle = Literal["comma", "brackets", "dash", "lines"]
ContentControl = Literal["run", "paragraph", "cell", "row"]
WordFill = Literal["cell", "pattern", "theme", "theme_tint"]

A4: tuple[float, float] = (595.0, 842.0)
A3: tuple[float, float] = (842.0, 1191.0)
LETTER: tuple[float, float] = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, the name printed over it, and its share of the table's width."""

    role: Role
    header: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class PdfStyle:
    """What only a PDF can do."""

    page: tuple[float, float] = A4
    landscape: bool = True
    rotation: Literal[0, 90, 180, 270] = 0
    margin: float = 36.0
    font: str = "Helvetica"
    size: float = 8.0
    leading: float = 1.2
    padding: float = 3.0
    paragraph_gap: float = 3.0
    hanging_bullets: bool = True
    bullet: BulletGlyph = "symbol"
    rulings: Rulings = "full"
    rule: Literal["line", "rectangle", "box"] = "line"
    close_at_break: bool = True
    rotated_theme: bool = False
    middle: bool = False
    split_rows: bool = True
    fill_space: FillSpace = "rgb"
    fill_shape: FillShape = "rectangle"
    glyphs: GlyphStyle = "line"
    scale: float = 1.0
    header_lines: tuple[str, ...] = ()
    footer_lines: tuple[str, ...] = ()
    page_numbers: bool = True


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What only a Word file can do."""

    controls: tuple[ContentControl, ...] = ()
    revisions: bool = False
    hyperlinks: Literal["none", "element", "field"] = "none"
    soft_breaks: bool = False
    no_break_hyphens: bool = False
    fields: bool = False
    layout_table: bool = False
    nested_lists: bool = False
    text_boxes: bool = False
    list_bullets: bool = True
    list_numbers: bool = False
    late_rows: bool = False
    legacy_merge: bool = False
    fill: WordFill = "cell"
    banded_style: bool = False
    chopped_runs: bool = False
    hidden_words: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class HtmlStyle:
    """What only a web page can do."""

    fill: Literal["style", "class", "attribute", "named"] = "style"
    lists: bool = True
    breaks: bool = False
    furniture: bool = True
    header_cells: bool = True
    sectioned: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """One way of setting a plan. `columns` are in the order printed."""

    name: str
    columns: tuple[Column, ...]
    theme: ThemeStyle = "merged"
    theme_format: str = "{number}. {title}"
    number: NumberStyle = "plain"
    number_format: str = "{number}"
    rag: RagStyle = "fill"
    palette: Palette = "office"
    two_row_header: bool = False
    header_repeat: HeaderRepeat = "once"
    forms: bool = False
    organisation_separator: Literal[", ", " / ", " & ", "\n"] = ", "
    lead_style: LeadStyle = "comma"
    template_heading: str = "Violence and Vulnerability Reduction Action Plans - {template}"
    cover: Literal["table", "lines", "none"] = "table"
    contents: bool = False
    legend: bool = False
    document_control: bool = False
    strategy_pages: int = 0
    appendix: bool = False
    pdf: PdfStyle = field(default_factory=PdfStyle)
    word: WordStyle = field(default_factory=WordStyle)
    html: HtmlStyle = field(default_factory=HtmlStyle)

    def prints(self, role: Role) -> bool:
        """Whether a column of this role is printed."""
        return any(column.role == role for column in self.columns)

    def headers(self, role: Role) -> tuple[str, ...]:
        """Names of the columns of this role, in the order printed."""
        return tuple(column.header for column in self.columns if column.role == role)
