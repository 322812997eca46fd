"""Plans of different template editions: matched as a person paired the editions, and otherwise by wording."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from builders.records import action, plan
from models.comparison import YearsComparison
from models.errors import ReferenceDataError
from models.plan import Plan
from models.reference.template import Confirmed, Editions, Pair, TemplateAction
from pipeline.compare import compare_boroughs, compare_years
from pipeline.compare.boroughs import compare_many_boroughs
from pipeline.compare.years import compare_two_years
from pipeline.letters.desk import write_letter
from pipeline.outputs.store import Outputs
from pipeline.templates.files import edition_csv, pairs_csv
from pipeline.web.shelf import Shelf

NEW, NEWEST = "2025 Refresh", "2026 Refresh"
KNIVES = "Run test purchases of knives with Trading Standards every quarter."
SCHOOLS = "Every school has a named officer who visits once a term."
HELPLINE = "Publish a helpline for victims of domestic abuse on the council website."
RETAIL = "Challenge shops that sell blades to children."  # what KNIVES became: no word in common
HOMES = "Visit children's homes and pupil referral units with a named officer."


def of(edition: str, *wordings: tuple[str, str]) -> tuple[TemplateAction, ...]:
    """The actions of an edition, by ref and wording."""
    return tuple(
        TemplateAction(
            template=edition,
            theme_number=int(ref[0]),
            theme="Reducing access to weapons",
            action_number=ref[2:],
            text=text,
            wording="as read",
            source="blank.docx",
        )
        for ref, text in wordings
    )


def pair(ref: str, before_ref: str, confirmed: Confirmed = "yes", score: int = 40, before: str = "2024 Trial") -> Pair:
    return Pair(ref=ref, before_ref=before_ref, score=score, confirmed=confirmed, before=before)


BEFORE = of("2024 Trial", ("3.1", KNIVES), ("3.2", SCHOOLS), ("3.3", HELPLINE))
AFTER = of(NEW, ("3.1", HOMES), ("3.2", RETAIL), ("3.3", HELPLINE))


def editions(*pairs: Pair, more: Iterable[TemplateAction] = (), later: tuple[Pair, ...] = ()) -> Editions:
    """Two editions and how they are paired; with `later` the pairs of a third."""
    return Editions((*BEFORE, *AFTER, *more), {NEW: pairs, **({NEWEST: later} if later else {})})


def answering(borough: str, year: int, template: str, known: tuple[TemplateAction, ...], *lacking: str) -> Plan:
    """A plan that answers every action of an edition but for some, its refs moved by ten."""
    actions = [
        action(f"{one.theme_number}.{10 + int(one.action_number)}", one.text, f"{borough} says {one.ref}.")
        for one in known
        if one.ref not in lacking
    ]
    return plan(borough, year, *actions).model_copy(update={"template": template})


def pairs_of(comparison: YearsComparison) -> dict[str | None, str | None]:
    return {one.after_ref: one.before_ref for one in comparison.actions}


def test_years_go_by_a_confirmed_pair_where_no_word_is_shared() -> None:
    before = answering("Camden", 2024, "2024 Trial", BEFORE)
    after = answering("Camden", 2025, NEW, AFTER)

    alone = compare_two_years(before, after, editions=editions())
    paired = compare_two_years(before, after, editions=editions(pair("3.2", "3.1")))

    assert pairs_of(alone)["3.12"] is None
    assert pairs_of(paired)["3.12"] == "3.11"
    (change,) = [one for one in paired.actions if one.after_ref == "3.12"]
    assert change.match.decided == "pin"
    assert change.match.why.startswith(
        "Pinned by a person, in the pairs of template editions (3.1 of 2024 Trial is 3.2 of 2025 Refresh)."
    )
    assert "1 action matched by the confirmed pairs of template editions." in paired.notes


def test_a_refused_pair_keeps_actions_apart_though_their_wordings_are_alike() -> None:
    before = answering("Camden", 2024, "2024 Trial", BEFORE)
    after = answering("Camden", 2025, NEW, AFTER)

    joined = compare_two_years(before, after, editions=editions())
    apart = compare_two_years(before, after, editions=editions(pair("3.3", "3.3", "no", 100)))

    assert pairs_of(joined)["3.13"] == "3.13"
    assert {one.status for one in apart.actions if "3.13" in {one.before_ref, one.after_ref}} == {"new", "dropped"}


def test_an_action_confirmed_as_new_takes_no_action_of_the_template_for_its_own() -> None:
    before = answering("Camden", 2024, "2024 Trial", BEFORE)
    after = answering("Camden", 2025, NEW, AFTER)

    comparison = compare_two_years(before, after, editions=editions(pair("3.3", "")))

    assert [one.status for one in comparison.actions if one.after_ref == "3.13"] == ["new"]


def test_pairs_that_nobody_confirmed_decide_nothing() -> None:
    before = answering("Camden", 2024, "2024 Trial", BEFORE)
    after = answering("Camden", 2025, NEW, AFTER)

    comparison = compare_two_years(before, after, editions=editions(pair("3.2", "3.1", "")))

    assert comparison == compare_two_years(before, after, editions=editions())


def test_a_decision_about_two_plans_goes_before_one_about_their_editions(tmp_path: Path) -> None:
    outputs = folder(tmp_path, pair("3.2", "3.1"))
    pins = tmp_path / "pins.csv"
    pins.write_text("before_ref,after_ref,decision,note\n3.12,3.12,pin,\n", encoding="utf-8")

    comparison = compare_years("camden-2024", "camden-2025", pins=pins, outputs=outputs.folder)

    assert pairs_of(comparison)["3.12"] == "3.12"


def test_years_go_over_an_edition_between_where_every_step_holds() -> None:
    newest = of(NEWEST, ("4.1", "Stop sales of blades."), ("4.2", "A helpline is published for victims."))
    steps = (pair("4.1", "3.2", before=NEW), pair("4.2", "3.3", "", 50, before=NEW))
    before = answering("Camden", 2024, "2024 Trial", BEFORE)
    after = answering("Camden", 2026, NEWEST, newest)
    known = editions(pair("3.2", "3.1"), more=newest, later=steps)

    comparison = compare_two_years(before, after, editions=known)

    assert pairs_of(comparison)["4.11"] == "3.11"
    assert [one.after_ref for one in comparison.actions if one.match.decided] == ["4.11"]


def test_boroughs_of_two_editions_stand_in_one_row_where_a_person_paired_them() -> None:
    plans = [
        answering("Camden", 2025, NEW, AFTER),
        answering("Barnet", 2025, "2024 Trial", BEFORE),
        answering("Brent", 2025, NEW, AFTER, "3.1"),
    ]

    comparison = compare_many_boroughs(plans, editions=editions(pair("3.2", "3.1"), pair("3.1", "3.2", "no")))

    rows = [{plan_id: cell.ref for plan_id, cell in row.cells.items()} for row in comparison.actions]
    assert {"camden-2025": "3.12", "barnet-2025": "3.11", "brent-2025": "3.12"} in rows
    assert {"camden-2025": "3.13", "barnet-2025": "3.13", "brent-2025": "3.13"} in rows
    assert {"camden-2025": "3.11"} in rows
    assert {"barnet-2025": "3.12"} in rows
    (why,) = [row.cells["barnet-2025"].match for row in comparison.actions if len(row.cells) == 3 and row.key == "3.12"]
    assert why is not None
    assert "in the pairs of template editions" in why.why


def test_boroughs_whose_editions_nobody_paired_are_compared_as_without_pairs() -> None:
    plans = [answering("Camden", 2025, NEW, AFTER), answering("Barnet", 2025, "2024 Trial", BEFORE)]

    comparison = compare_many_boroughs(plans, editions=editions(pair("3.2", "3.1", "")))

    assert comparison == compare_many_boroughs(plans)


def folder(tmp_path: Path, *pairs: Pair) -> Outputs:
    """An outputs folder with two plans, the editions that they print, and how these are paired."""
    outputs = Outputs(tmp_path / "outputs")
    outputs.write_plan(answering("Camden", 2024, "2024 Trial", BEFORE))
    outputs.write_plan(answering("Camden", 2025, NEW, AFTER))
    outputs.write_plan(answering("Barnet", 2025, "2024 Trial", BEFORE))
    templates = outputs.folder / "templates"
    (templates / "pairs").mkdir(parents=True)
    (templates / "2024-trial.csv").write_bytes(edition_csv(BEFORE))
    (templates / "2025-refresh.csv").write_bytes(edition_csv(AFTER))
    (templates / "pairs" / "2025-refresh.csv").write_bytes(pairs_csv(pairs))
    return outputs


def test_plans_of_a_folder_go_by_the_pairs_that_are_kept_in_it(tmp_path: Path) -> None:
    outputs = folder(tmp_path, pair("3.2", "3.1"))

    years = compare_years("camden-2024", "camden-2025", outputs=outputs.folder)
    boroughs = compare_boroughs(["camden-2025", "barnet-2025"], outputs=outputs.folder)

    assert pairs_of(years)["3.12"] == "3.11"
    rows = [{plan_id: cell.ref for plan_id, cell in row.cells.items()} for row in boroughs.actions]
    assert {"camden-2025": "3.12", "barnet-2025": "3.11"} in rows


def test_a_fault_in_the_file_of_pairs_is_told_with_its_line(tmp_path: Path) -> None:
    outputs = folder(tmp_path)
    file = outputs.folder / "templates" / "pairs" / "2025-refresh.csv"
    file.write_text("ref,before_ref,score,confirmed\n3.2,3.1,40,perhaps\n", encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=r"2025-refresh\.csv, line 2: confirmed"):
        compare_years("camden-2024", "camden-2025", outputs=outputs.folder)


def test_a_confirmed_pair_of_an_action_that_is_not_there_is_refused(tmp_path: Path) -> None:
    outputs = folder(tmp_path, pair("3.2", "9.9"))

    with pytest.raises(ReferenceDataError, match=r"2025-refresh\.csv: 2024 Trial has no action 9\.9"):
        compare_years("camden-2024", "camden-2025", outputs=outputs.folder)


def test_pages_compare_anew_when_the_pairs_change(tmp_path: Path) -> None:
    outputs = folder(tmp_path)
    shelf = Shelf(outputs)
    plans = [outputs.find_plan(name) for name in ("camden-2024", "camden-2025")]
    first = shelf.compared_years(*plans)
    file = outputs.folder / "templates" / "pairs" / "2025-refresh.csv"
    file.write_bytes(pairs_csv((pair("3.2", "3.1"),)))

    second = shelf.compared_years(*plans)

    assert first is not None
    assert second is not None
    assert (pairs_of(first)["3.12"], pairs_of(second)["3.12"]) == (None, "3.11")


def test_a_letter_goes_by_the_pairs(tmp_path: Path) -> None:
    alone = write_letter(folder(tmp_path / "alone"), "camden-2025", before="camden-2024")
    paired = write_letter(folder(tmp_path / "paired", pair("3.2", "3.1")), "camden-2025", before="camden-2024")

    told = [
        {ref for section in letter.sections for one in section.sentences if one.id == "new" for ref in one.refs}
        for letter in (alone, paired)
    ]

    assert told[0] - told[1] == {"3.12"}
