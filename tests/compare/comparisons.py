"""Comparisons for the tests of what people open."""

from __future__ import annotations

from functools import cache

from compare.plans import golden_plan, make_action, make_plan, mention
from models.comparison import BoroughsComparison, Comparison, YearsComparison
from models.plan import Action, NamedLead, Plan, Theme
from pipeline.compare import compare_boroughs, compare_years

# Everything that a page, a sheet or a CSV file could take for something other than text.
HOSTILE = "=1+1 <script>alert('x')</script> & \"quoted\" </title><!-- -->{{ 7*7 }} \u202egnirts\x0b -cmd|' /C calc'!A0"


@cache
def richmond_years() -> YearsComparison:
    """Richmond 2023 to 2024."""
    return compare_years(golden_plan("richmond-2023"), golden_plan("richmond-2024"))


@cache
def three_plans() -> BoroughsComparison:
    """Both Richmond plans and Hackney's."""
    return compare_boroughs([golden_plan(name) for name in ("richmond-2023", "richmond-2024", "hackney-2024")])


@cache
def five_boroughs() -> BoroughsComparison:
    """Five boroughs, one of them unlike the others, with a local action and a nil return."""
    plans = [_small_plan(name) for name in ("Barnet", "Bexley", "Brent", "Croydon")]
    nil = [make_action("1.1", "Hold a monthly tasking meeting on knife crime", "TBC", nil_return=True, rag=None)]
    return compare_boroughs([*plans, make_plan("Ealing", 2024, nil)])


def _small_plan(borough: str) -> Plan:
    text = f"{borough} meets monthly with BOOST staff and a local group."
    return make_plan(
        borough,
        2024,
        [
            make_action(
                "1.1",
                "Hold a monthly tasking meeting on knife crime",
                text,
                mentions=(mention(text, "BOOST", "service", "boost"), mention(text, "local group")),
            )
        ],
    )


@cache
def doubtful_years() -> YearsComparison:
    """Years with a match to check, a split, a new and a dropped action, nil returns, and other columns."""
    return compare_years(
        make_plan(
            "Croydon",
            2023,
            [
                make_action("1.1", "Monthly tasking meeting reviews knife crime in the town centre", rag="red"),
                make_action("1.2", "Children hear about healthy relationships", "TBC", nil_return=True, rag=None),
                make_action("1.3", "Light the underpass by the station", timescale="March 2024", other={"Cost": "£1"}),
                make_action("1.4", "Helpline for survivors of domestic abuse"),
            ],
        ),
        make_plan(
            "Croydon",
            2024,
            [
                make_action("1.1", "Officers brief each ward tasking group about robbery in the town", rag="blue"),
                make_action(
                    "1.2", "Children hear about healthy relationships", "Assemblies in all schools.", rag="amber"
                ),
                make_action("1.3", "Light the underpass by the station", timescale="March 2025", other={"Cost": "£2"}),
                make_action("1.5", "Amnesty bins at events"),
            ],
        ),
    )


def hostile_plan(borough: str, year: int, extra: str = "") -> Plan:
    """A plan with hostile text in every field that a comparison shows."""
    text = HOSTILE + extra
    action = Action(
        ref=f"1.{text}",
        theme_number=1,
        action_number=text,
        mandatory_action=text,
        rag="red",
        named_leads=(NamedLead(text=text, role=text),),
        timescale=text,
        outcome=text,
        other={HOSTILE: text},
        narrative=f"{text} meets.",
        nil_return=False,
        mentions=(mention(f"{text} meets.", text),),
    )
    plan = make_plan(
        borough, year, [action], template=text, title=text, themes=[Theme(number=1, title=text, description=text)]
    )
    named = action.model_copy(update={"lead_organisations": (make_action(organisations=(text,)).lead_organisations)})
    return plan.model_copy(update={"actions": (named,)})


@cache
def hostile_years() -> YearsComparison:
    """Hostile text in every field of a comparison of years."""
    return compare_years(hostile_plan("Croydon", 2023), hostile_plan("Croydon", 2024, " more"))


@cache
def hostile_boroughs() -> BoroughsComparison:
    """Hostile text in every field of a comparison of boroughs."""
    return compare_boroughs([hostile_plan("Croydon", 2024), hostile_plan("Barnet", 2024, " more")])


def all_comparisons() -> dict[str, Comparison]:
    """Each by its name."""
    return {
        "richmond years": richmond_years(),
        "doubtful years": doubtful_years(),
        "hostile years": hostile_years(),
        "three plans": three_plans(),
        "five boroughs": five_boroughs(),
        "hostile boroughs": hostile_boroughs(),
    }
