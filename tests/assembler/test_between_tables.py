"""Text that stands between the plan's tables and is in none of them."""

from __future__ import annotations

from assembler.neutral import HEADER, action, blocks, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, PageBox
from models.plan import Plan

TITLE = heading("Richmond Violence Plan 2024")
LOST = "3 Hold a weekly meeting of police and council about risk."


def between(plan: Plan) -> list[str]:
    return [found.message for found in plan.findings if found.code == "text-between-tables"]


def test_text_after_one_table_and_before_the_next_is_told_of() -> None:
    first = table([HEADER, action("1", "Meet.", theme="1. GOVERNANCE"), action("2", "Share.")])
    second = table([HEADER, action("4", "Look.", theme="1. GOVERNANCE")])

    plan = assemble(document(TITLE, first, *blocks(LOST), second))

    assert len(between(plan)) == 1
    assert "11 words" in between(plan)[0]
    assert LOST in between(plan)[0]


def test_what_names_or_describes_a_theme_is_not_told_of() -> None:
    header = ("Ref", "Action", "Lead agency", "Progress update")
    first = table([header, ("1.1", "Meet.", "MPS", "Done.")])
    second = table([header, ("2.1", "Look.", "MPS", "Done.")])
    theme = (heading("Theme 2: Analysis and enforcement"), *blocks("How the partnership uses its data."))

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), first, *theme, second))

    assert [theme.title for theme in plan.themes] == ["Governance", "Analysis and enforcement"]
    assert between(plan) == []


def test_text_before_the_first_table_and_after_the_last_is_not_told_of() -> None:
    rows = table([HEADER, action("1", "Meet.", theme="1. GOVERNANCE")])

    plan = assemble(document(TITLE, *blocks(LOST), rows, *blocks(LOST)))

    assert between(plan) == []


def test_items_of_a_list_under_a_page_break_are_told_of_however_short() -> None:
    first = table([HEADER, action("1", "Meet.", theme="1. GOVERNANCE"), action("2", "Share.")], page=1)
    second = table([HEADER, action("3", "Look.", theme="1. GOVERNANCE")], page=2)
    item = Block(kind="bullet", text="Mentoring by the youth team", evidence=(PageBox(page=2, bbox=(0, 0, 10, 10)),))

    plan = assemble(document(TITLE, first, item, second))

    assert len(between(plan)) == 1
