"""The named layouts, each with the plan that is set in it."""

from __future__ import annotations

from dataclasses import dataclass

from builders import columns, content
from builders.description import PlanDescription
from builders.layout import A3, LETTER, Column, HtmlStyle, Layout, PdfStyle, WordStyle


@dataclass(frozen=True, slots=True)
class Case:
    """A plan and the layout it is set in. `findings`: codes that a reading must raise, in any format or in one."""

    layout: Layout
    plan: PlanDescription
    findings: tuple[str, ...] = ()
    word_findings: tuple[str, ...] = ()
    pdf_findings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of the layout."""
        return self.layout.name


PLAIN_TEMPLATE = tuple(Column(each.role, each.header.rpartition("|")[2], each.weight) for each in columns.TEMPLATE)
WIDE_RAG = tuple(Column(each.role, each.header, max(each.weight, 1.1)) for each in columns.AGENCY_FIRST)
NARROW = tuple(
    Column(
        each.role, each.header, 0.62 if each.role in {"organisation", "lead", "timescale", "outcome"} else each.weight
    )
    for each in columns.PROGRESS
)

TEMPLATE_CASES = (
    Case(
        Layout(
            "template-rotated-theme",
            columns.TEMPLATE,
            two_row_header=True,
            header_repeat="theme",
            pdf=PdfStyle(rotated_theme=True, header_lines=("OFFICIAL - SENSITIVE",), rule="rectangle"),
            html=HtmlStyle(fill="class"),
        ),
        content.template_plan("camden"),
    ),
    Case(
        Layout(
            "template-banners-header-each-page",
            PLAIN_TEMPLATE[1:],
            theme="banner",
            theme_format="Theme {number}: {title}",
            number="dotted",
            rag="fill_and_word",
            header_repeat="page",
            lead_style="brackets",
            pdf=PdfStyle(
                font="Vera",
                bullet="embedded",
                size=7.0,
                rule="box",
                footer_lines=("OFFICIAL",),
                close_at_break=False,
                paragraph_gap=2.0,
            ),
            word=WordStyle(list_numbers=True, hyperlinks="element", chopped_runs=True),
        ),
        content.template_plan("hammersmith"),
    ),
)

PAGE_CASES = (
    Case(
        Layout(
            "portrait-banners-word-rag",
            columns.PROGRESS,
            theme="banner",
            theme_format="THEME {number} - {title}",
            number="dotted",
            rag="word",
            header_repeat="page",
            document_control=True,
            pdf=PdfStyle(landscape=False, font="Times-Roman", bullet="dingbat", size=9.0, padding=4.0),
            word=WordStyle(controls=("run", "paragraph", "cell", "row"), no_break_hyphens=True, fields=True),
            html=HtmlStyle(breaks=True, header_cells=False, sectioned=False),
        ),
        content.local_plan("lewisham"),
    ),
    Case(
        Layout(
            "heading-over-each-table",
            columns.AGENCY_FIRST,
            theme="heading",
            theme_format="Theme {number}: {title}",
            organisation_separator=" / ",
            legend=True,
            pdf=PdfStyle(fill_space="cmyk", fill_shape="path", size=8.5, rule="rectangle", bullet="delete"),
            word=WordStyle(fill="theme", list_bullets=False),
            html=HtmlStyle(fill="attribute"),
        ),
        content.local_plan("brent", offset=2),
    ),
    Case(
        Layout(
            "theme-on-every-row-zebra",
            columns.EVERY_ROW,
            theme="every_row",
            rag="letter",
            header_repeat="page",
            organisation_separator="\n",
            pdf=PdfStyle(rulings="zebra", split_rows=False, padding=5.0, size=9.0),
            word=WordStyle(banded_style=True, soft_breaks=True),
            html=HtmlStyle(lists=False),
        ),
        content.local_plan("kingston", offset=4),
    ),
    Case(
        Layout(
            "horizontal-rules-only",
            columns.UNNUMBERED[:1] + columns.PROGRESS[:1] + columns.UNNUMBERED[1:],
            theme="banner",
            theme_format="{number} {title}",
            number="dotted",
            rag="progress",
            lead_style="dash",
            cover="lines",
            pdf=PdfStyle(rulings="horizontal", split_rows=False, padding=5.0, size=8.5, hanging_bullets=False),
            word=WordStyle(legacy_merge=True, struck=True),
        ),
        content.local_plan("havering", offset=6),
        word_findings=("struck-through",),
    ),
    Case(
        Layout(
            "turned-page-spot-colours",
            columns.SHORT,
            rag="yellow_fill",
            theme_format="{number}. {title}",
            header_repeat="page",
            pdf=PdfStyle(rotation=90, fill_space="separation", middle=True, size=9.0),
            word=WordStyle(late_rows=True, fill="cell"),
            html=HtmlStyle(fill="named"),
        ),
        content.local_plan("towerhamlets", offset=1),
    ),
    Case(
        Layout(
            "browser-made",
            columns.SHORT,
            theme="first_row",
            theme_format="{title}",
            rag="dot",
            cover="lines",
            pdf=PdfStyle(landscape=False, scale=0.24, glyphs="word", fill_shape="path", rule="rectangle", size=9.0),
            word=WordStyle(nested_lists=True, hidden_words=True),
        ),
        content.local_plan("waltham", offset=7),
        word_findings=("hidden-text", "nested-table"),
    ),
    Case(
        Layout(
            "strips-and-doubled-glyphs",
            columns.TEMPLATE,
            two_row_header=True,
            palette="web",
            pdf=PdfStyle(page=LETTER, fill_shape="strips", glyphs="doubled", rotated_theme=True, size=8.5),
            word=WordStyle(fill="pattern", text_boxes=True),
            html=HtmlStyle(fill="class"),
        ),
        content.local_plan("southwark", offset=8),
    ),
)

NUMBER_CASES = (
    Case(
        Layout(
            "numbers-with-letters",
            columns.SHORT[1:],
            theme="banner",
            theme_format="Theme {number}: {title}",
            rag="conflict",
            number_format="{number}",
            pdf=PdfStyle(landscape=False, rotation=180, size=9.0),
            word=WordStyle(controls=("row",)),
        ),
        content.lettered_plan("merton"),
        findings=("rag-conflict",),
    ),
    Case(
        Layout(
            "numbered-through",
            columns.EVERY_ROW,
            theme="merged",
            rag="word",
            header_repeat="page",
            organisation_separator=" & ",
            pdf=PdfStyle(page=A3, size=10.5, paragraph_gap=0.0),
        ),
        content.continuous_plan("westminster"),
    ),
    Case(
        Layout(
            "no-numbers",
            columns.UNNUMBERED,
            theme="banner",
            theme_format="{title}",
            number="absent",
            rag="yellow",
            cover="lines",
            pdf=PdfStyle(size=9.0, close_at_break=False),
            word=WordStyle(list_numbers=True),
        ),
        content.local_plan("barking", offset=3),
        findings=("number-inferred", "theme-number-inferred"),
    ),
    Case(
        Layout(
            "outcomes-and-priorities",
            columns.PROGRESS,
            theme="nested",
            theme_format="Outcome {number}: {title}",
            number="dotted",
            rag="progress",
            pdf=PdfStyle(size=8.0, rotation=270),
            word=WordStyle(legacy_merge=True),
        ),
        content.nested_plan("camden", 2025),
    ),
)

WHOLE_DOCUMENT_CASES = (
    Case(
        Layout(
            "deep-in-a-strategy",
            columns.SHORT,
            theme="merged",
            header_repeat="page",
            contents=True,
            legend=True,
            document_control=True,
            strategy_pages=37,
            appendix=True,
            cover="lines",
            pdf=PdfStyle(landscape=False, size=9.0, header_lines=("Community Safety Strategy",)),
        ),
        content.local_plan("lewisham", 2025, title="Community Safety Strategy", offset=9),
    ),
    Case(
        Layout(
            "one-form-an-action",
            columns.FORM,
            theme="heading",
            theme_format="Theme {number}: {title}",
            number="dotted",
            rag="fill_and_word",
            forms=True,
            pdf=PdfStyle(landscape=False, size=9.5),
        ),
        content.local_plan("brent", 2025, offset=10),
    ),
    Case(
        Layout(
            "fourteen-columns",
            columns.WITH_EXTRAS,
            rag="fill",
            header_repeat="page",
            lead_style="lines",
            palette="pale",
            pdf=PdfStyle(page=A3, size=7.5, fill_space="cmyk", glyphs="glyph"),
            word=WordStyle(fill="theme_tint", layout_table=True),
        ),
        content.single_leads(content.local_plan("havering", 2025, offset=11)),
    ),
    Case(
        Layout(
            "narrow-columns-break-words",
            NARROW,
            theme="banner",
            theme_format="Theme {number} - {title}",
            number="dotted",
            rag="letter",
            pdf=PdfStyle(landscape=False, size=9.0, padding=2.0, rule="rectangle"),
        ),
        content.local_plan("merton", 2025, offset=12),
    ),
    Case(
        Layout(
            "row-over-many-pages",
            columns.SHORT,
            rag="fill",
            header_repeat="page",
            pdf=PdfStyle(page=LETTER, size=11.0, close_at_break=False, rotated_theme=True, margin=46.0),
        ),
        content.long_plan("kingston", 2025),
        pdf_findings=("joined-across-pages",),
    ),
)

WORD_CASES = (
    Case(
        Layout(
            "tracked-changes",
            PLAIN_TEMPLATE,
            header_repeat="page",
            pdf=PdfStyle(size=9.0, middle=True, close_at_break=False),
            word=WordStyle(revisions=True, hyperlinks="field"),
        ),
        content.local_plan("towerhamlets", 2025, offset=13),
        word_findings=("revisions-in-file",),
        pdf_findings=("joined-across-pages",),
    ),
    Case(
        Layout(
            "automatic-numbers",
            columns.SHORT,
            number="automatic",
            rag="emoji",
            pdf=PdfStyle(size=9.0, fill_shape="strips"),
            word=WordStyle(list_numbers=True, late_rows=True, no_break_hyphens=True),
        ),
        content.local_plan("waltham", 2025, offset=14),
    ),
    Case(
        Layout(
            "automatic-outline",
            columns.PROGRESS,
            theme="banner",
            number="automatic_dotted",
            rag="highlight",
            cover="lines",
            pdf=PdfStyle(size=9.0, landscape=False, glyphs="glyph"),
            word=WordStyle(list_numbers=True, controls=("run", "cell"), layout_table=True),
        ),
        content.two_colours_less(content.local_plan("southwark", 2025, offset=15)),
    ),
)

CASES = (*TEMPLATE_CASES, *PAGE_CASES, *NUMBER_CASES, *WHOLE_DOCUMENT_CASES, *WORD_CASES)
