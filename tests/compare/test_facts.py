"""Facts are declared once: what a plan says of an action is in all that people and programs read."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

import pytest
from lxml import html

from compare.plans import make_action, make_plan, mention
from models.comparison import Comparison, PlanHeading, Submission
from models.correction import FieldCorrection
from models.mention import MentionLabel
from models.plan import Action, ActionNote, LeadOrganisation, NamedLead, Plan, Theme
from models.reference.columns import ColumnNames, using_columns
from models.reference.roles import parse_roles
from pipeline.compare import compare_boroughs, compare_years, to_frames
from pipeline.compare.facts_of_boroughs import facts_of_submissions
from pipeline.compare.facts_of_plans import facts_of_plans
from pipeline.compare.outputs import comparison_json
from pipeline.compare.tidy_tables import facts_csv
from pipeline.compare.workbook import workbook
from pipeline.pages.comparison import comparison_html

MEDIA = ("json", "csv", "workbook", "page", "pandas")
BUDGET = '\n[budget]\nlabel = "Agreed budget"\nkind = "text"\nnames = ["budget", "money"]\n'

# How each field of an action is known again. None: not what a plan says of the action, but of how it was read.
MARKS: dict[str, str | None] = {
    "ref": "7.{}",
    "theme_number": None,
    "action_number": None,
    "mandatory_action": "wording{}x",
    "rag": None,
    "rag_source": None,
    "named_leads": "lead{}x",
    "lead_organisations": "organisation{}x",
    "timescale": "timescale{}x",
    "outcome": "outcome{}x",
    "other": "ownColumn{}x",
    "details": "budget{}x",
    "narrative": "narrative{}x",
    "narrative_blocks": None,
    "notes": "footnote{}x",
    "nil_return": None,
    "mentions": "service{}x panel{}x agency{}x waiting{}x",
    "evidence": None,
    "corrections": "correction{}x",
    "as_read": None,
}


def marks(number: int) -> list[str]:
    """What is to be seen of the action of this number."""
    texts = [text.replace("{}", str(number)) for text in MARKS.values() if text]
    return [mark for text in texts for mark in text.split()]


def marked_plan(borough: str, year: int, number: int) -> Plan:
    """A plan whose one action has its number in every field."""
    text = f"narrative{number}x with service{number}x, panel{number}x, agency{number}x and waiting{number}x."
    labels: tuple[MentionLabel, ...] = ("service", "panel", "agency")
    action = make_action(
        f"7.{number}",
        f"Hold a monthly tasking meeting on knife crime wording{number}x",
        text,
        organisations=(f"organisation{number}x",),
        leads=(NamedLead(text=f"lead{number}x"),),
        timescale=f"timescale{number}x",
        other={"Own": f"ownColumn{number}x"},
        mentions=(
            *(mention(text, f"{label}{number}x", label, f"{label}-{number}") for label in labels),
            mention(text, f"waiting{number}x", "service", confidence="review"),
        ),
    )
    whole = action.model_copy(
        update={
            "outcome": f"outcome{number}x",
            "details": {"budget": f"budget{number}x"},
            "notes": (ActionNote(mark="1", text=f"footnote{number}x"),),
            "corrections": (
                FieldCorrection(
                    field="rag",
                    value="green",
                    document=f"correction{number}x",
                    said="amber",
                    who="An officer",
                    when=date(2024, 5, 1),
                    why="The board agreed it",
                    state="applied",
                ),
            ),
            "lead_organisations": (LeadOrganisation(text=f"organisation{number}x"),),
        }
    )
    return make_plan(borough, year, [whole], themes=[Theme(number=7, title=f"theme{number}x")])


@pytest.fixture(autouse=True, scope="module")
def declared() -> Iterator[None]:
    """The roles as shipped, and one more."""
    shipped = resources.files("models.reference").joinpath("roles.toml").read_text(encoding="utf-8")
    with using_columns(ColumnNames(parse_roles(shipped + BUDGET))):
        yield


@cache
def comparison(kind: str) -> Comparison:
    """A comparison of two plans that differ in every field."""
    if kind == "years":
        return compare_years(marked_plan("Croydon", 2023, 1), marked_plan("Croydon", 2024, 2))
    return compare_boroughs([marked_plan("Barnet", 2024, 1), marked_plan("Croydon", 2024, 2)])


@cache
def seen(kind: str, medium: str) -> str:
    """All that is to be read of a comparison."""
    compared = comparison(kind)
    match medium:
        case "json":
            return "".join(comparison_json(compared))
        case "csv":
            return " ".join(cell for row in csv.reader(io.StringIO("".join(facts_csv(compared)))) for cell in row)
        case "workbook":
            with zipfile.ZipFile(io.BytesIO(workbook(compared))) as file:
                return file.read("xl/sharedStrings.xml").decode()
        case "page":
            return " ".join(" ".join(map(str, html.fromstring("".join(comparison_html(compared))).itertext())).split())
        case _:
            frames = to_frames(compared)
            return " ".join(str(value) for value in frames["actions"].to_numpy().ravel())


def test_every_field_of_an_action_has_a_mark_or_says_nothing_of_its_own() -> None:
    assert set(MARKS) == set(Action.model_fields)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("kind", ["years", "boroughs"])
def test_every_field_a_new_role_included_is_seen(kind: str, medium: str) -> None:
    wanted = [*marks(1), *marks(2), "theme1x", "theme2x"]

    assert [mark for mark in wanted if mark not in seen(kind, medium)] == []


@pytest.mark.parametrize("medium", MEDIA)
def test_rag_and_nil_returns_are_seen(medium: str) -> None:
    assert ("Green" if medium in {"workbook", "page"} else "green") in seen("years", medium)
    assert ("green" if medium in {"json", "csv", "pandas"} else "Green") in seen("boroughs", medium)


def test_every_field_of_a_plan_is_declared() -> None:
    plans = {fact.name for fact in facts_of_plans()}
    submissions = {fact.name for fact in facts_of_submissions()}

    assert plans == set(PlanHeading.model_fields)
    assert submissions >= set(Submission.model_fields)


@pytest.mark.parametrize("kind", ["years", "boroughs"])
def test_no_statistics_are_talked_to_people(kind: str) -> None:
    for medium in ("workbook", "page"):
        assert not [word for word in ("deviation", "median", "1.00", "score") if word in seen(kind, medium).lower()]
