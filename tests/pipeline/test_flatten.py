"""What stands in the rows of the CSV files."""

from __future__ import annotations

from builders.records import action, naming, plan
from models.catalogue import catalogue, finding
from models.document import CellPlace, PageBox
from models.finding import Finding
from models.mention import Mention
from models.plan import LeadOrganisation, NamedLead, NarrativeBlock
from models.rows import ActionRow, FindingRow, MentionRow, PlanRow
from pipeline.flatten import action_rows, finding_rows, flatten, mention_rows, pages_of, plan_row

BOX = (10.0, 20.0, 30.0, 40.0)


def test_a_plan_is_summed_up_in_its_row() -> None:
    doubts = (
        finding("no-narrative", action_ref="1.2"),
        finding("template-unknown"),
        finding("words-lost", count=1, words="x"),
    )
    read = plan("Camden", 2024, action("1.1", narrative="The panel meets."), action("1.2"), findings=doubts)

    row = plan_row(read)

    assert (row.plan_id, row.borough, row.gss_code, row.plan_year) == ("camden-2024", "Camden", "E09000007", 2024)
    assert (row.actions, row.nil_returns, row.errors, row.warnings) == (2, 1, 1, 1)
    assert (row.filename, row.sha256) == (read.source.filename, read.source.sha256)


def test_a_finding_says_which_fields_it_doubts_and_what_to_do() -> None:
    doubts = (
        finding("text-left-over", action_ref="1.1", fields=("narrative", "outcome"), text="x"),
        Finding(code="of-an-older-version", severity="warning", message="It was so."),
    )
    read = plan("Camden", 2024, action("1.1"), findings=doubts)

    known, unknown = finding_rows(read)

    assert (known.ref, known.fields) == ("1.1", "narrative; outcome")
    assert known.what_to_do == catalogue()["text-left-over"].action
    assert (known.borough, known.document) == ("Camden", read.source.filename)
    assert (unknown.fields, unknown.what_to_do) == ("", None)


def test_a_plan_of_no_known_borough_and_year_has_empty_cells() -> None:
    row = plan_row(plan(None, None))

    assert (row.borough, row.gss_code, row.plan_year) == (None, None, None)


def test_lists_in_a_cell_are_joined_by_semicolons() -> None:
    leads = (NamedLead(text="Priya Sample, Head", name="Priya Sample", role="Head"), NamedLead(text="Inspector"))
    organisations = (LeadOrganisation(text="Community Safety"), LeadOrganisation(text="MPS"))
    other = {"Resources": "1.5 FTE", "New Item?": "Y"}

    (row,) = action_rows(plan("Camden", 2024, action(named_leads=leads, lead_organisations=organisations, other=other)))

    assert row.named_leads == "Priya Sample, Head; Inspector"
    assert row.lead_organisations == "Community Safety; MPS"
    assert row.other == "Resources: 1.5 FTE; New Item?: Y"


def test_actions_keep_their_order_and_name_their_theme() -> None:
    read = plan("Camden", 2024, action("2.1"), action("1.1"), action("9.1"))

    rows = list(action_rows(read))

    assert [(row.ref, row.position, row.theme) for row in rows] == [
        ("2.1", 1, "Analysis and enforcement"),
        ("1.1", 2, "Governance"),
        ("9.1", 3, None),
    ]


def test_the_pages_of_an_action_are_those_of_all_its_fields_once_and_in_order() -> None:
    evidence = {
        "narrative": (PageBox(page=5, bbox=BOX), PageBox(page=4, bbox=BOX)),
        "rag": (PageBox(page=4, bbox=BOX),),
        "outcome": (CellPlace(table=0, row=1, column=2),),
    }

    pages = pages_of(action(evidence=evidence))

    assert pages == [4, 5]


def test_a_mention_is_given_to_the_agency_whose_words_it_stands_in() -> None:
    blocks = (
        NarrativeBlock(kind="para", text="Gold meets weekly.", speaker="mps"),
        NarrativeBlock(kind="bullet", text="Gold is chaired by CSS.", speaker="css"),
    )
    narrative = "\n".join(block.text for block in blocks)
    second = narrative.index("Gold", 5)
    mentions = tuple(
        Mention(label="panel", text="Gold", start=start, end=start + 4, method="registry", confidence="high")
        for start in (0, second)
    )

    rows = list(
        mention_rows(plan("Camden", 2024, action(narrative=narrative, narrative_blocks=blocks, mentions=mentions)))
    )

    assert [(row.start, row.speaker) for row in rows] == [(0, "mps"), (second, "css")]


def test_mentions_of_two_actions_of_one_number_are_told_apart_by_their_place() -> None:
    twins = [naming(action("1.1", narrative="Gold meets."), "panel", "Gold") for _ in range(2)]

    rows = list(mention_rows(plan("Camden", 2024, *twins)))

    assert [(row.ref, row.position) for row in rows] == [("1.1", 1), ("1.1", 2)]
    assert len({tuple(getattr(row, name) for name in MentionRow.key) for row in rows}) == 2


def test_several_plans_stand_one_after_the_other() -> None:
    plans = [plan("Camden", 2024, findings=(finding("template-unknown"),)), plan("Brent", 2023)]

    rows = flatten(plans)

    assert [row.model_dump()["plan_id"] for row in rows[PlanRow]] == ["camden-2024", "brent-2023"]
    assert [row.model_dump()["plan_id"] for row in rows[ActionRow]] == ["camden-2024", "brent-2023"]
    assert [row.model_dump(include={"plan_id", "number"}) for row in rows[FindingRow]] == [
        {"plan_id": "camden-2024", "number": 1}
    ]
