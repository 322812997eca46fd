"""Whatever plans hold, comparing them ends, loses no action, and can be written."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.nightly import examples
from compare.plans import make_plan
from models.plan import Action, LeadOrganisation, NamedLead, Plan, Theme
from pipeline.compare import compare_boroughs, compare_years, to_frames
from pipeline.compare.tidy_tables import facts_csv
from pipeline.compare.workbook import workbook
from pipeline.pages.comparison import comparison_html

WORDS = st.sampled_from(
    ["MARAC", "violence", "the", "and", "schools", "=1+1", "é", "\u202e", "<b>", "—", "n/a", "\n", "  "]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=30)
REFS = st.sampled_from(["1.1", "1.2", "2.1", "4a.7", "9.10"])

ACTIONS = st.builds(
    Action,
    ref=REFS,
    theme_number=st.none() | st.integers(1, 3),
    action_number=st.just("1"),
    mandatory_action=TEXTS,
    rag=st.sampled_from(["red", "amber", "green", "blue", None]),
    named_leads=st.lists(
        st.builds(NamedLead, text=TEXTS, name=st.none() | TEXTS, role=st.none() | TEXTS), max_size=2
    ).map(tuple),
    lead_organisations=st.lists(st.builds(LeadOrganisation, text=TEXTS), max_size=2).map(tuple),
    timescale=st.none() | TEXTS,
    other=st.dictionaries(TEXTS, TEXTS, max_size=1),
    narrative=TEXTS,
    nil_return=st.booleans(),
)


def plans(borough: str, year: int) -> st.SearchStrategy[Plan]:
    """Any plan of that borough and year."""
    return st.lists(ACTIONS, max_size=6).map(
        lambda actions: make_plan(borough, year, actions, themes=[Theme(number=1, title="Governance")])
    )


@settings(max_examples=examples(20), deadline=None)
@given(before=plans("Croydon", 2023), after=plans("Croydon", 2024), redact=st.booleans())
def test_years_of_any_plans_keep_every_action_and_can_be_written(*, before: Plan, after: Plan, redact: bool) -> None:
    comparison = compare_years(before, after, redact_names=redact)

    assert Counter(one.before_ref for one in comparison.actions if one.before_ref is not None) == Counter(
        action.ref for action in before.actions
    )
    assert [one.after_ref for one in comparison.actions if one.after_ref is not None] == [
        action.ref for action in after.actions
    ]
    assert "".join(comparison_html(comparison))
    assert "".join(facts_csv(comparison))
    assert workbook(comparison)
    assert len(to_frames(comparison)["actions"]) == len(comparison.actions)


@settings(max_examples=examples(20), deadline=None)
@given(
    given_plans=st.tuples(plans("Croydon", 2024), plans("Barnet", 2024), plans("Brent", 2023), plans("Ealing", 2024)),
    redact=st.booleans(),
)
def test_boroughs_of_any_plans_keep_every_action_and_can_be_written(
    *, given_plans: tuple[Plan, ...], redact: bool
) -> None:
    comparison = compare_boroughs(given_plans, redact_names=redact)

    for plan in given_plans:
        refs = [row.cells[plan.plan_id].ref for row in comparison.actions if plan.plan_id in row.cells]
        assert Counter(refs) == Counter(action.ref for action in plan.actions)
    assert len({row.key for row in comparison.actions}) == len(comparison.actions)
    assert "".join(comparison_html(comparison))
    assert "".join(facts_csv(comparison))
    assert workbook(comparison)
    assert len(to_frames(comparison)["plans"]) == len(given_plans)
