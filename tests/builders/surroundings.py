"""What stands around a plan in its document: cover, contents, legend, document control, a strategy, an appendix."""

from __future__ import annotations

from collections.abc import Iterator

from builders.arrangement import ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part, plain_table, text_cell
from builders.description import PlanDescription
from builders.layout import Layout
from builders.rag import COLOURS

STRATEGY_PARAGRAPHS = (
    (
        "This strategy sets out how the partnership will work over the coming years. It was written after a review of "
        "the data held by the council, the police and the health service, and after four public meetings."
    ),
    (
        "Residents told us that they want to see officers in parks after school, better lighting on the way home, "
        "and places where young people can go without having to spend money."
    ),
    (
        "The partnership meets every quarter. Its members bring their own budgets and answer to their own boards, and "
        "the chair reports to the cabinet once a year."
    ),
    (
        "The number of offences fell in the first two years of the last strategy and rose again in the third. The "
        "rise was seen across the region and is discussed in the needs assessment."
    ),
    (
        "We will publish a report on progress each summer, with the figures on which it rests, so that anybody can "
        "check what we say."
    ),
)
SECTION_TITLES = (
    "Foreword",
    "Our borough",
    "What the data says",
    "What residents said",
    "How we work",
    "Our resources",
)
CRIME_TABLE = (
    ("Year", "Offences", "Change", "Rate per 1,000"),
    ("2020-21", "1,204", "-", "4.1"),
    ("2021-22", "1,318", "+9.5%", "4.4"),
    ("2022-23", "1,277", "-3.1%", "4.3"),
)
VERSION_TABLE = (
    ("Version", "Change", "Date", "Author"),
    ("0.1", "First draft for partners", "12 September", "Policy team"),
    ("0.2", "Comments of the board", "3 October", "Policy team"),
    ("1.0", "Agreed", "30 November", "Board"),
)
GLOSSARY_TABLE = (
    ("Term", "Meaning"),
    ("BCU", "Basic Command Unit, the police area of two to four boroughs"),
    ("IOM", "Integrated Offender Management"),
    ("MARAC", "Multi-Agency Risk Assessment Conference"),
)
LEGEND_WORDS = (
    ("red", "Not started, or off track"),
    ("amber", "Under way, with some delay"),
    ("green", "On track"),
)


def before(description: PlanDescription, layout: Layout) -> Iterator[Part]:
    """What comes before the plan."""
    yield Heading(description.title, level=0)
    if layout.cover == "table":
        rows = description.cover.rows()
        if rows:
            yield plain_table(rows, (1.0, 3.0))
    elif layout.cover == "lines":
        yield Paragraph(description.issuer)
        for label, value in description.cover.rows():
            yield Paragraph(f"{label}: {value}")
    else:
        yield Paragraph(description.issuer)
    if layout.document_control:
        yield Heading("Document control", level=2)
        yield plain_table(VERSION_TABLE, (1.0, 3.0, 1.5, 1.5), header=True)
    if layout.contents:
        yield Heading("Contents", level=2)
        for number, title in enumerate(SECTION_TITLES, start=1):
            yield Paragraph(f"{number}. {title} {'.' * 40} {number * 3}")
    yield from _strategy(layout)
    if layout.legend:
        yield Heading("RAG key", level=2)
        yield _legend(layout)
    if layout.cover != "none" or layout.strategy_pages:
        yield PageBreak()


def after(description: PlanDescription, layout: Layout) -> Iterator[Part]:
    """What comes after the plan."""
    if not layout.appendix:
        return
    yield PageBreak()
    yield Heading("Appendix B: glossary")
    yield plain_table(GLOSSARY_TABLE, (1.0, 4.0), header=True)
    yield Paragraph(f"Published by {description.issuer}.")


def _strategy(layout: Layout) -> Iterator[Part]:
    for page in range(layout.strategy_pages):
        yield PageBreak()
        yield Heading(f"{page + 1}. {SECTION_TITLES[page % len(SECTION_TITLES)]}")
        for offset in range(4):
            yield Paragraph(STRATEGY_PARAGRAPHS[(page + offset) % len(STRATEGY_PARAGRAPHS)])
        if page % 5 == 2:
            yield plain_table(CRIME_TABLE, (1.0, 1.0, 1.0, 1.0), header=True)


def _legend(layout: Layout) -> ArrangedTable:
    rows = [ArrangedRow((text_cell("RAG", bold=True), text_cell("Meaning", bold=True)))]
    for rag, meaning in LEGEND_WORDS:
        colour = COLOURS[layout.palette]["red" if rag == "red" else "amber" if rag == "amber" else "green"]
        rows.append(ArrangedRow((text_cell(rag.capitalize(), fill=colour), text_cell(meaning))))
    return ArrangedTable(weights=(1.0, 4.0), rows=tuple(rows), header_rows=1, plan=False)
