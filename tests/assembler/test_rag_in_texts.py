"""Statuses in brackets at the end of the texts, where no column shows the RAG."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.plan import Plan

HEADER = ("Ref", "Action", "Lead agency", "Progress update")
KEY = table([("Green", "In place"), ("Amber", "Some delay"), ("Red", "Not begun")])


def read(*narratives: str, key: Sequence[object] = ()) -> Plan:
    rows = [(f"1.{place}", "Review the register.", "Police", text) for place, text in enumerate(narratives, start=1)]
    title, theme = heading("Camden Violence Plan 2024"), heading("Theme 1: Governance")
    return assemble(document(title, *key, theme, table([HEADER, *rows])))  # type: ignore[arg-type] # items


@pytest.mark.parametrize(
    ("narratives", "key"),
    [
        (("It met. (RAG: Green)", "It waits. (RAG: AMBER)", "Nothing. (RAG: Red)"), ()),
        (("It met. [currently green]", "It waits. [currently amber]", "Nothing. [currently red]"), ()),
        (("It met. (In place)", "It waits. (Some delay)", "Nothing. (Not begun)"), (KEY,)),
    ],
)
def test_a_status_in_brackets_that_ends_each_text_is_the_rag(narratives: Sequence[str], key: Sequence[object]) -> None:
    plan = read(*narratives, key=key)

    assert [(one.rag, one.rag_source, one.narrative) for one in plan.actions] == [
        ("green", "text", "It met."), ("amber", "text", "It waits."), ("red", "text", "Nothing.")
    ]  # fmt: skip
    assert not plan.coverage.unaccounted


def test_a_remark_in_brackets_that_ends_a_single_text_stays_in_it() -> None:
    plan = read("It met. (now green)", "It waits.", "Nothing.")

    assert [one.rag for one in plan.actions] == [None, None, None]
    assert plan.actions[0].narrative == "It met. (now green)"
