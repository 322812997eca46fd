"""What columns are, by their names and cells together; which rows are headers; which tables are a plan's."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.grid import Grid
from extractors.assembler.roles.assignment import assign
from extractors.assembler.roles.decide import Choice, choose_roles
from extractors.assembler.roles.header_rows import header_likelihood
from extractors.assembler.roles.model import INTERCEPT, parse_model
from models.document import Cell, Table
from models.errors import ReferenceDataError

WORDINGS = (
    "Review the protocol for schools with partners every year.",
    "Agree a shared problem profile with the police.",
    "Commission mentoring for young people at risk of exploitation.",
    "Publish a directory of services for parents.",
)
NARRATIVES = (
    "The protocol was reviewed in May and is now used by nine schools. Two more will join in autumn.",
    "Analysts have drafted the profile. It was discussed at the board and is being checked.",
    "A provider was chosen in June. Twelve young people have been referred so far.",
    "The directory is kept by the family hubs and was last updated in March.",
)
BODIES = ("Education Service", "Police", "Youth Justice Service", "Early Help Team")
DATES = ("March 2025", "June 2025", "Ongoing", "September 2025")


def bodies(*columns: tuple[str, ...]) -> list[list[Cell]]:
    return [[cell(row, place, text) for row, text in enumerate(texts)] for place, texts in enumerate(columns)]


def roles(choice: Choice) -> list[str | None]:
    return [column.role for column in choice.columns]


@pytest.mark.parametrize("seed", range(8))
def test_the_assignment_is_the_best_of_all(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - chance, no secret
    scores = np.array([[random.uniform(-6, 0) for _ in range(4)] for _ in range(4)])
    repeats = [None, 2.0, 0.5, 0.0]

    def total(chosen: tuple[int, ...]) -> float:
        value = sum(scores[place, role] for place, role in enumerate(chosen)) - (0.0 if 0 in chosen else 1.5)
        for role, price in enumerate(repeats):
            more = max(0, chosen.count(role) - 1)
            value -= more * (1e9 if price is None else price) if more else 0.0
        return float(value)

    found = assign(scores, repeats, {0: 1.5})

    every = {chosen: total(chosen) for chosen in product(range(4), repeat=4)}
    assert found.roles == max(every, key=lambda chosen: every[chosen])
    assert found.total == pytest.approx(max(every.values()))
    for place, role in product(range(4), range(4)):
        forced = max(value for chosen, value in every.items() if chosen[place] == role)
        assert found.best[place, role] == pytest.approx(forced)


def test_columns_under_names_in_no_list_are_told_by_their_cells() -> None:
    headers = ["Nr", "Undertaking of ours", "Calendar", "Bodies on it", "Story so far"]

    choice = choose_roles(headers, bodies(("1", "2", "3", "4"), WORDINGS, DATES, BODIES, NARRATIVES))

    assert roles(choice) == ["action_number", "mandatory_action", "timescale", "lead_organisations", "narrative"]


def test_a_column_called_action_that_holds_numbers_is_the_number() -> None:
    headers = ["Action", "Thing to be done", "Update"]

    choice = choose_roles(headers, bodies(("1.1", "1.2", "1.3", "2.1"), WORDINGS, NARRATIVES))

    assert roles(choice) == ["action_number", "mandatory_action", "narrative"]


def test_bodies_under_owner_are_organisations() -> None:
    choice = choose_roles(
        ["Ref", "Action", "Owner", "Update"], bodies(("1", "2", "3", "4"), WORDINGS, BODIES, NARRATIVES)
    )

    assert roles(choice)[2] == "lead_organisations"


def test_a_column_keeps_its_margin_and_its_rival() -> None:
    sure = choose_roles(["Ref", "Action", "Update"], bodies(("1", "2", "3", "4"), WORDINGS, NARRATIVES))
    unsure = choose_roles(["Nr", "One", "Another"], bodies(("1", "2"), WORDINGS[:2], WORDINGS[2:]))

    assert min(column.margin for column in sure.columns) > 2
    assert {unsure.columns[1].rival, unsure.columns[1].role} <= {"mandatory_action", "narrative", "outcome", "other"}
    assert unsure.columns[1].margin < min(column.margin for column in sure.columns)


def test_an_empty_column_without_a_name_is_nothing() -> None:
    choice = choose_roles(["Ref", "Action", ""], bodies(("1", "2"), WORDINGS[:2], ("", "")))

    assert roles(choice)[2] is None


def test_a_header_is_told_by_its_look_where_no_name_is_known() -> None:
    rows = [
        ("Nr", "Undertaking of ours", "Story so far"),
        *((str(number), WORDINGS[number - 1], NARRATIVES[number - 1]) for number in (1, 2, 3)),
    ]
    grid = Grid(table(rows))

    assert header_likelihood(grid, 0) > 0.9
    assert max(header_likelihood(grid, row) for row in (1, 2, 3)) < 0.1


def test_an_organisation_under_owner_is_no_person_in_the_record() -> None:
    header = ("Ref", "Action", "Owner", "Update")
    rows = [header, *((str(n + 1), WORDINGS[n], BODIES[n], NARRATIVES[n]) for n in range(4))]

    plan = assemble(document(heading("Camden Violence Plan 2024"), heading("Theme 1: Governance"), table(rows)))

    assert [[lead.text for lead in action.lead_organisations] for action in plan.actions] == [[name] for name in BODIES]
    assert all(action.named_leads == () for action in plan.actions)


def test_weights_of_other_features_are_refused() -> None:
    text = f"feature,mean,spread,yes,no\nlength,0,1,1,2\n{INTERCEPT},0,1,0,0\n"

    assert parse_model(text, "some.csv", ("length",)).answers == ("yes", "no")
    with pytest.raises(ReferenceDataError, match="other features"):
        parse_model(text, "some.csv", ("width",))
    with pytest.raises(ReferenceDataError, match="numbers"):
        parse_model(text.replace("1,2", "1,much"), "some.csv", ("length",))


def test_a_column_of_colours_without_words_under_a_name_in_no_list_is_the_rag() -> None:
    colours = ("#00b050", "#ffc000", "#ff0000", "#00b050")
    header = ("Ref", "Action", "Flag", "Update")
    rows = [[cell(0, place, name) for place, name in enumerate(header)]]
    for n, colour in enumerate(colours, start=1):
        ref, wording, flag, update = (cell(n, place, text) for place, text in enumerate(_texts(n)))
        rows.append([ref, wording, flag.model_copy(update={"fill": colour}), update])

    plan = assemble(
        document(heading("Camden Violence Plan 2024"), Table(rows=tuple(map(tuple, rows)), column_count=len(header)))
    )

    assert [action.rag for action in plan.actions] == ["green", "amber", "red", "green"]


def test_states_that_name_their_colour_under_status_are_the_rag() -> None:
    states = ("On track (green)", "In progress (amber)", "Not started (red)", "On track (green)")
    rows = [
        (str(n), WORDINGS[n - 1], states[n - 1], "Jo Ellis, Head of Service", BODIES[n - 1], NARRATIVES[n - 1])
        for n in range(1, 5)
    ]
    header = ("No.", "Action", "Status", "Named Lead", "Lead organisation", "Current position")

    plan = assemble(document(heading("Camden Violence Plan 2024"), table([header, *rows])))

    assert [action.rag for action in plan.actions] == ["green", "amber", "red", "green"]


def _texts(n: int) -> tuple[str, str, str, str]:
    return str(n), WORDINGS[n - 1], "", NARRATIVES[n - 1]


def test_the_kinds_of_an_answer_are_added_up() -> None:
    model = parse_model(
        f"feature,mean,spread,no,yes: a,yes: b\nx,0,1,0,0,0\n{INTERCEPT},0,1,0,0,0\n", "some.csv", ("x",)
    )

    shares = np.exp(model.log_likelihoods(np.array([[5.0]])))

    assert model.told == ("no", "yes")
    assert shares == pytest.approx(np.array([[1 / 3, 2 / 3]]))


def test_of_two_columns_of_bodies_under_odd_names_the_first_leads() -> None:
    headers = ["Nr", "Undertaking", "Carrier", "Helping", "Report"]
    helping = BODIES[1:] + BODIES[:1]

    choice = choose_roles(headers, bodies(("1", "2", "3", "4"), WORDINGS, BODIES, helping, NARRATIVES))
    turned = choose_roles(headers, bodies(("1", "2", "3", "4"), WORDINGS, helping, BODIES, NARRATIVES))

    assert [
        roles.index("lead_organisations") for one in (choice, turned) if (roles := [c.role for c in one.columns])
    ] == [2, 2]
