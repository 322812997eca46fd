"""Compares a plan that was read with what must come out, cell by cell.

White space, the shape of quotes and dashes, and bullet glyphs do not count; every letter, digit and other mark does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builders.description import ExpectedAction, ExpectedPlan
from models.plan import Action, NamedLead, Plan

PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "\u00ad": None, "\u200b": None}
)
GLYPHS = re.compile(r"(?m)^\s*[•●▪◦·\uf0b7o–*-]\s+|[•●▪\uf0b7]")
TOKEN = re.compile(r"[\w&']+")
SHOWN = 120  # characters of a value that a difference shows


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that is not as expected. `ref` is the action, theme or plan it belongs to."""

    ref: str
    field: str
    got: str
    expected: str

    def __str__(self) -> str:
        return f"{self.ref} {self.field}: got {self.got[:SHOWN]!r}, expected {self.expected[:SHOWN]!r}"


def fold(text: str | None) -> str:
    """The text without what does not count."""
    plain = unicodedata.normalize("NFKC", text or "").translate(PLAIN)
    return " ".join(GLYPHS.sub(" ", plain).split())


def tokens(text: str) -> list[str]:
    """The text's words in lower case, sorted: how lists of leads and organisations are compared."""
    return sorted(TOKEN.findall(fold(text).lower()))


def differences(plan: Plan, expected: ExpectedPlan) -> list[Difference]:
    """Every cell of `plan` that is not as expected, actions too many or too few included."""
    found = list(_plan_differences(plan, expected))
    found += _theme_differences(plan, expected)
    got = {(action.theme_number, action.action_number): action for action in plan.actions}
    wanted = [(action.theme_number, action.action_number) for action in expected.actions]
    found += _order_differences([action.ref for action in plan.actions], [action.ref for action in expected.actions])
    for action in expected.actions:
        seen = got.get((action.theme_number, action.action_number))
        if seen is not None:
            found += _action_differences(seen, action)
    found += [Difference(got[key].ref, "action", "extra", "") for key in got if key not in set(wanted)]
    return found


def _unlike(ref: str, pairs: Iterable[tuple[str, object, object]]) -> Iterator[Difference]:
    for field, got, expected in pairs:
        if got != expected:
            yield Difference(ref, field, str(got), str(expected))


def _plan_differences(plan: Plan, expected: ExpectedPlan) -> Iterator[Difference]:
    metadata, cover = plan.metadata, expected.cover
    yield from _unlike(
        "plan",
        (
            ("plan_id", plan.plan_id, expected.plan_id),
            ("borough", plan.borough and plan.borough.name, expected.borough),
            ("plan_year", plan.plan_year, expected.plan_year),
            ("template", plan.template, expected.template),
            ("title", fold(plan.title), fold(expected.title)),
            ("relevant_to", fold(metadata.relevant_to), fold(cover.relevant_to)),
            ("summary", fold(metadata.summary), fold(cover.summary)),
            ("author", fold(metadata.author), fold(cover.author)),
            ("unit", fold(metadata.unit), fold(cover.unit)),
            ("date_authored", fold(metadata.date_authored), fold(cover.date_authored)),
            ("coverage", (plan.coverage.share, plan.coverage.unaccounted), (1.0, ())),
        ),
    )


def _theme_differences(plan: Plan, expected: ExpectedPlan) -> Iterator[Difference]:
    got = [(theme.number, fold(theme.title), fold(theme.description)) for theme in plan.themes]
    wanted = [(theme.number, fold(theme.title), fold(theme.description)) for theme in expected.themes]
    for index in range(max(len(got), len(wanted))):
        seen = got[index] if index < len(got) else None
        want = wanted[index] if index < len(wanted) else None
        yield from _unlike(f"theme {index + 1}", [("theme", seen, want)])


def _order_differences(got: list[str], expected: list[str]) -> Iterator[Difference]:
    missing = Counter(expected) - Counter(got)
    extra = Counter(got) - Counter(expected)
    if missing or extra:
        yield Difference("plan", "actions", f"extra {sorted(extra)}", f"missing {sorted(missing)}")
    elif got != expected:
        yield Difference("plan", "order of actions", " ".join(got), " ".join(expected))


def _action_differences(got: Action, expected: ExpectedAction) -> Iterator[Difference]:
    yield from _unlike(
        expected.ref,
        (
            ("ref", got.ref, expected.ref),
            ("mandatory_action", fold(got.mandatory_action), fold(expected.mandatory_action)),
            ("rag", got.rag, expected.rag),
            ("rag_source", got.rag_source, expected.rag_source),
            (
                "named_leads",
                [_lead(lead) for lead in got.named_leads],
                [(x.name, x.role) for x in expected.named_leads],
            ),
            (
                "lead_organisations",
                [fold(organisation.text) for organisation in got.lead_organisations],
                [fold(organisation) for organisation in expected.lead_organisations],
            ),
            ("timescale", fold(got.timescale), fold(expected.timescale)),
            ("outcome", fold(got.outcome), fold(expected.outcome)),
            ("other", _folded(got.other), _folded(dict(expected.other))),
            ("narrative", fold(got.narrative), fold(expected.narrative)),
            (
                "narrative_blocks",
                [(block.kind, fold(block.text)) for block in got.narrative_blocks],
                [(block.kind, fold(block.text)) for block in expected.narrative_blocks],
            ),
            ("nil_return", got.nil_return, expected.nil_return),
        ),
    )


def _lead(lead: NamedLead) -> tuple[str | None, str | None]:
    return lead.name and fold(lead.name), lead.role and fold(lead.role)


def _folded(other: Mapping[str, str]) -> dict[str, str]:
    return {fold(header): fold(text) for header, text in other.items() if text.strip()}


def golden_differences(plan: Plan, golden: Mapping[str, Any]) -> list[Difference]:
    """Every scored cell of `plan` that differs from a golden file: the plan's facts, themes and actions."""
    found = list(_golden_plan_differences(plan, golden))
    themes = {theme.number: theme for theme in plan.themes}
    for theme in golden["themes"]:
        seen_theme = themes.get(theme["number"])
        got = (fold(seen_theme.title), fold(seen_theme.description)) if seen_theme else ("", "")
        found += _unlike(
            f"theme {theme['number']}",
            (
                ("title", got[0].lower(), fold(theme["title"]).lower()),
                ("description", got[1], fold(theme["description"])),
            ),
        )
    found += _order_differences(
        [action.ref for action in plan.actions], [action["ref"] for action in golden["actions"]]
    )
    actions = {action.ref: action for action in plan.actions}
    for action in golden["actions"]:
        if action["ref"] in actions:
            found += _golden_action_differences(actions[action["ref"]], action)
    return found


def _golden_plan_differences(plan: Plan, golden: Mapping[str, Any]) -> Iterator[Difference]:
    metadata = golden["metadata"]
    yield from _unlike(
        "plan",
        (
            ("borough", plan.borough and plan.borough.name, golden["borough"]),
            ("plan_year", plan.plan_year, golden["plan_year"]),
            ("template", plan.template, golden["template"]),
            ("title", fold(plan.title), fold(golden["title"])),
            *((name, fold(getattr(plan.metadata, name)), fold(value)) for name, value in metadata.items()),
        ),
    )


def _golden_action_differences(got: Action, golden: Mapping[str, Any]) -> Iterator[Difference]:
    leads = "; ".join(lead.text for lead in got.named_leads)
    organisations = ", ".join(organisation.text for organisation in got.lead_organisations)
    yield from _unlike(
        golden["ref"],
        (
            ("mandatory_action", fold(got.mandatory_action), fold(golden["mandatory_action"])),
            ("narrative", fold(got.narrative), fold(golden["narrative"])),
            (
                "narrative_blocks",
                [(block.kind, fold(block.text)) for block in got.narrative_blocks],
                [(block["kind"], fold(block["text"])) for block in golden["narrative_blocks"]],
            ),
            ("nil_return", got.nil_return, golden["nil_return"]),
            ("rag", got.rag, golden["rag"]),
            ("named_leads", tokens(leads), tokens(golden["named_lead"])),
            ("lead_organisations", tokens(organisations), tokens(golden["lead_organisations"])),
        ),
    )
