"""Plans for the tests of comparing: from the golden files, and made up."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from models.mention import Confidence, Mention, MentionLabel
from models.plan import (
    Action,
    Borough,
    Coverage,
    LeadOrganisation,
    NamedLead,
    Plan,
    PlanMetadata,
    RagColour,
    Source,
    Theme,
)

DATA = Path(__file__).parent / "data"
GOLDEN = Path(__file__).parent.parent / "golden"
GSS_CODES = {"richmond-upon-thames": "E09000027", "hackney": "E09000012", "croydon": "E09000008", "barnet": "E09000003"}

# A handful of names that stand in the narratives of the plan: enough to exercise what comparisons do with mentions.
# Each has its label, id, name and pattern.
KNOWN_NAMES: tuple[tuple[MentionLabel, str, str, str], ...] = (
    ("panel", "marac", "Multi-Agency Risk Assessment Conference", r"\bMARAC\b"),
    ("panel", "mace", "Multi-Agency Child Exploitation panel", r"\bMACE\b"),
    ("panel", "csp", "Community Safety Partnership", r"\bCommunity Safety Partnership\b"),
    ("agency", "mps", "Metropolitan Police Service", r"\bMPS\b"),
    ("agency", "afc", "Achieving for Children", r"\bAFC\b"),
    ("agency", "lfb", "London Fire Brigade", r"\bLFB\b"),
    ("service", "boost", "BOOST", r"\bBOOST\b"),
    ("service", "project-x", "Project X", r"\bProject X\b"),
    ("service", "camhs", "Child and Adolescent Mental Health Services", r"\bCAMHS\b"),
    ("service", "refuge", "Refuge", r"\bRefuge\b"),
)


def golden(name: str) -> dict[str, Any]:
    """What must come out of a document: richmond-2023, richmond-2024 or hackney-2024."""
    content: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return content


def find_mentions(narrative: str) -> tuple[Mention, ...]:
    """Mentions of the known names. A stand-in for the tagger, by plain search."""
    found = [
        Mention(
            label=label,
            text=match.group(),
            start=match.start(),
            end=match.end(),
            entity_id=entity_id,
            canonical=name,
            method="registry",
            confidence="high",
        )
        for label, entity_id, name, pattern in KNOWN_NAMES
        for match in re.finditer(pattern, narrative)
    ]
    return tuple(sorted(found, key=lambda mention: mention.start))


def mention(
    narrative: str,
    text: str,
    label: MentionLabel = "service",
    entity_id: str | None = None,
    confidence: Confidence = "high",
) -> Mention:
    """A mention of `text` where it first stands in the narrative."""
    start = narrative.index(text)
    return Mention(
        label=label,
        text=text,
        start=start,
        end=start + len(text),
        entity_id=entity_id,
        canonical=text if entity_id else None,
        method="registry",
        confidence=confidence,
    )


def borough_named(name: str) -> Borough:
    """A borough; the GSS code of one not listed is made up."""
    slug = name.lower().replace(" ", "-")
    return Borough(name=name, slug=slug, gss_code=GSS_CODES.get(slug, "E09000099"))


def golden_plan(name: str) -> Plan:
    """The plan that must come out of a document, mentions found by plain search."""
    content = golden(name)
    actions = [_action(given) for given in content["actions"]]
    return make_plan(
        content["borough"],
        content["plan_year"],
        actions,
        template=content["template"],
        title=content["title"],
        metadata=PlanMetadata(**content["metadata"]),
        themes=[Theme(**theme) for theme in content["themes"]],
        filename=name,
    )


def _action(given: dict[str, Any]) -> Action:
    organisations = [part for part in re.split(r"\s*[,/]\s*", given["lead_organisations"]) if part]
    return Action(
        ref=given["ref"],
        theme_number=given["theme_number"],
        action_number=given["action_number"],
        mandatory_action=given["mandatory_action"],
        rag=given["rag"],
        lead_organisations=tuple(LeadOrganisation(text=text) for text in organisations),
        narrative=given["narrative"],
        nil_return=given["nil_return"],
        mentions=find_mentions(given["narrative"]),
    )


def make_action(  # noqa: PLR0913 - a builder: each field may be given by name, none must be
    ref: str = "1.1",
    wording: str = "Hold a monthly tasking meeting on knife crime",
    narrative: str = "The tasking group meets every month and is chaired by the police.",
    *,
    rag: RagColour | None = "green",
    organisations: tuple[str, ...] = ("Community Safety",),
    leads: tuple[NamedLead, ...] = (),
    mentions: tuple[Mention, ...] = (),
    nil_return: bool = False,
    timescale: str | None = None,
    other: dict[str, str] | None = None,
) -> Action:
    """An action with sound defaults."""
    theme, _, number = ref.partition(".")
    return Action(
        ref=ref,
        theme_number=int(theme),
        action_number=number,
        mandatory_action=wording,
        rag=rag,
        named_leads=leads,
        lead_organisations=tuple(LeadOrganisation(text=text) for text in organisations),
        timescale=timescale,
        other=other or {},
        narrative=narrative,
        nil_return=nil_return,
        mentions=mentions,
    )


def make_plan(  # noqa: PLR0913 - a builder: each field may be given by name, none must be
    borough: str | None,
    year: int | None,
    actions: list[Action],
    *,
    template: str | None = "2023 Refresh",
    title: str | None = "A plan",
    metadata: PlanMetadata | None = None,
    themes: list[Theme] | None = None,
    filename: str = "plan.docx",
) -> Plan:
    """A plan of these actions; its themes are numbered ones where none are given."""
    place = borough_named(borough) if borough else None
    plan_id = f"{place.slug if place else 'unknown'}-{year or 'undated'}"
    numbers = sorted({action.theme_number for action in actions if action.theme_number is not None})
    return Plan(
        plan_id=plan_id,
        borough=place,
        plan_year=year,
        template=template,
        title=title,
        metadata=metadata or PlanMetadata(),
        source=Source(
            filename=filename,
            sha256=hashlib.sha256(f"{plan_id} {filename} {actions!r}".encode()).hexdigest(),
            media_type="application/octet-stream",
            reader="docx",
        ),
        themes=tuple(themes if themes is not None else [Theme(number=one, title=f"Theme {one}") for one in numbers]),
        actions=tuple(actions),
        coverage=Coverage(words=100, accounted=100),
    )
