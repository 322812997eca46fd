"""The plan as JSON: names that others read, and no value changed on the way out and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from models.comparison import BoroughsComparison, YearsComparison
from models.document import CellPlace, Document, Evidence, PageBox
from models.finding import Finding
from models.mention import Mention
from models.plan import PLAN_ID, Action, Borough, Coverage, NamedLead, NarrativeBlock, Plan, PlanMetadata, Source, Theme
from models.rows import TABLES, ActionRow, FindingRow, MentionRow, PlanRow, Row
from pipeline.datapackage import column_names
from pipeline.plan_json import plan_json

# Names that the project has promised to keep; fields may be added, none renamed.
PROMISED: dict[type[BaseModel], str] = {
    Plan: "schema_version plan_id borough plan_year template title metadata source themes actions findings",
    Borough: "name slug gss_code",
    PlanMetadata: "relevant_to summary author unit date_authored",
    Source: "filename sha256 media_type page_count reader",
    Theme: "number title description",
    Action: (
        "ref theme_number action_number mandatory_action rag rag_source named_leads lead_organisations timescale "
        "outcome other narrative narrative_blocks nil_return mentions evidence"
    ),
    NamedLead: "text name role",
    NarrativeBlock: "kind text speaker",
    Mention: "label text start end entity_id canonical method confidence",
    Finding: "code severity message action_ref page fields",
    PageBox: "page bbox",
    CellPlace: "table row column",
}
PROMISED_COLUMNS: dict[type[Row], str] = {
    ActionRow: (
        "plan_id borough gss_code plan_year template theme_number theme action_number ref mandatory_action rag "
        "rag_source named_leads lead_organisations timescale outcome narrative nil_return pages"
    ),
    MentionRow: "plan_id ref label entity_id canonical text start end speaker confidence method",
    FindingRow: "plan_id ref page severity code message fields what_to_do borough document",
    PlanRow: (
        "plan_id borough gss_code plan_year template title actions nil_returns coverage errors warnings filename sha256"
    ),
}


@pytest.mark.parametrize("record", PROMISED)
def test_the_names_of_fields_are_kept(record: type[BaseModel]) -> None:
    assert set(PROMISED[record].split()) - set(record.model_fields) == set()


@pytest.mark.parametrize("table", PROMISED_COLUMNS)
def test_the_names_of_columns_are_kept_in_their_order(table: type[Row]) -> None:
    promised = PROMISED_COLUMNS[table].split()

    assert [name for name in column_names(table) if name in promised] == promised


def records(*roots: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The records, and all that their fields hold."""
    waiting = list(roots)
    seen: set[type[BaseModel]] = set()
    while waiting:
        record = waiting.pop()
        if record in seen:
            continue
        seen.add(record)
        yield record
        parts: list[object] = [field.annotation for field in record.model_fields.values()]
        while parts:
            part = parts.pop()
            parts += get_args(part)
            if isinstance(part, type) and issubclass(part, BaseModel):
                waiting.append(part)


ALL_RECORDS = sorted(
    records(Plan, Document, YearsComparison, BoroughsComparison, *TABLES), key=lambda record: record.__qualname__
)


@pytest.mark.parametrize("record", ALL_RECORDS)
def test_every_field_is_described(record: type[BaseModel]) -> None:
    assert [name for name, field in record.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("record", ALL_RECORDS)
def test_every_record_is_frozen_and_closed_to_unknown_fields(record: type[BaseModel]) -> None:
    assert record.model_config.get("frozen") is True
    assert record.model_config.get("extra") == "forbid"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
places: st.SearchStrategy[Evidence] = st.one_of(
    st.builds(
        PageBox,
        page=st.integers(1, 99),
        bbox=st.tuples(*[st.floats(0, 2000, allow_nan=False) for _ in range(4)]),
    ),
    st.builds(CellPlace, table=st.integers(0, 9), row=st.integers(0, 999), column=st.integers(0, 20)),
)
actions = st.builds(
    Action,
    ref=texts.filter(bool),
    action_number=texts,
    mandatory_action=texts,
    narrative=texts,
    nil_return=st.booleans(),
    named_leads=st.lists(st.builds(NamedLead, text=texts), max_size=2).map(tuple),
    narrative_blocks=st.lists(st.builds(NarrativeBlock, text=texts), max_size=2).map(tuple),
    lead_organisations=st.just(()),
    mentions=st.just(()),
    other=st.dictionaries(texts, texts, max_size=2),
    evidence=st.dictionaries(texts, st.lists(places, max_size=2).map(tuple), max_size=2),
)
plans = st.builds(
    Plan,
    plan_id=st.from_regex(rf"\A{PLAN_ID}\Z"),
    plan_year=st.none() | st.integers(1, 9999),
    title=texts,
    borough=st.none(),
    metadata=st.builds(PlanMetadata, summary=st.none() | texts),
    source=st.builds(Source, filename=texts),
    themes=st.lists(st.builds(Theme, title=texts), max_size=2).map(tuple),
    actions=st.lists(actions, max_size=3).map(tuple),
    tables=st.just(()),
    coverage=st.builds(Coverage, words=st.integers(0, 9), accounted=st.integers(0, 9), unaccounted=st.just(())),
    findings=st.lists(st.builds(Finding, message=texts), max_size=2).map(tuple),
)


@settings(max_examples=60)
@given(plans)
def test_a_plan_comes_back_from_its_json_as_it_was(plan: Plan) -> None:
    written = plan_json(plan)

    assert Plan.model_validate_json(written) == plan
    assert plan_json(Plan.model_validate(json.loads(written))) == written


def test_a_field_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValidationError, match="role_title"):
        NamedLead.model_validate({"text": "A", "role_title": "Head"})


def test_no_words_are_all_accounted_for() -> None:
    assert Coverage(words=0, accounted=0).share == pytest.approx(1.0)
    assert Coverage(words=4, accounted=3).share == pytest.approx(0.75)
