"""The columns, or labels, of a plan: which fields it has, what officers call them, how their values are written."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from builders.description import DescribedAction, Lead, TextBlock
from otherhand.words import banks

Field = Literal[
    "number", "theme", "wording", "rag", "leads", "bodies", "when", "outcome", "narrative", "other", "status"
]

ALWAYS: tuple[Field, ...] = ("wording", "narrative")
CHANCES: dict[Field, float] = {
    "rag": 0.72, "leads": 0.7, "bodies": 0.62, "when": 0.55, "outcome": 0.38,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column or label: the field and the name printed for it."""

    field: Field
    header: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How values are written in a document."""

    lead: str
    between_leads: str
    between_bodies: str
    bullet: str


def drawn_columns(chance: random.Random, *, number: bool, theme: bool, theme_first: bool) -> tuple[Column, ...]:
    """The columns of a document, in their order."""
    fields: list[Field] = [each for each, share in CHANCES.items() if chance.random() < share]
    fields += list(ALWAYS)
    if "leads" not in fields and "bodies" not in fields:
        fields.append(chance.choice(("leads", "bodies")))
    fields += ["other"] * chance.choice((0, 0, 0, 1, 1, 2))
    if "rag" in fields and chance.random() < 0.12:
        fields.append("status")
    order = _order(chance, fields)
    first: list[Field] = []
    first += ["theme"] * theme
    first += ["number"] * number
    if chance.random() < 0.12 and not theme_first:
        first.reverse()
    fields = [*first, *order]
    if number and chance.random() < 0.06:  # an officer who puts the number after something else
        fields.remove("number")
        fields.insert(fields.index("wording"), "number")
    caps = chance.random() < 0.12
    names: list[str] = []
    for each in fields:
        known = list(banks()["others"]) if each == "other" else banks()["names"][each]
        names.append(chance.choice([name for name in known if name not in names]))
    return tuple(Column(each, name.upper() if caps else name) for each, name in zip(fields, names, strict=True))


def _order(chance: random.Random, fields: list[Field]) -> list[Field]:
    rank = {
        "wording": 1.0,
        "outcome": 2.5,
        "bodies": 3.0,
        "leads": 3.2,
        "when": 4.0,
        "narrative": 5.0,
        "rag": 5.5,
        "other": 4.5,
        "status": 5.2,
    }
    loose = 0.4 if chance.random() < 0.6 else 3.0
    ranked = {each: rank[each] + chance.gauss(0, loose) for each in dict.fromkeys(fields)}
    if "rag" in ranked and chance.random() < 0.35:
        ranked["rag"] = chance.choice((0.0, 0.5, 6.0))
    return sorted(fields, key=lambda each: ranked[each])


def drawn_manner(chance: random.Random) -> Manner:
    """How values are written."""
    return Manner(
        lead=chance.choice(("{name}, {role}", "{name} ({role})", "{name} - {role}", "{name}\n{role}",
        "{role}: {name}", "{name} – {role}")),
        between_leads=chance.choice(("\n", "\n", "; ", " / ")),
        between_bodies=chance.choice((", ", ", ", "; ", "\n", " / ", "\n")),
        bullet=chance.choice(("•", "•", "-", "–", "o", "▪", "*")),
    )  # fmt: skip


def lead_text(lead: Lead, manner: Manner) -> str:
    """A lead as printed."""
    if lead.name and lead.role:
        return manner.lead.format(name=lead.name, role=lead.role)
    return lead.name or lead.role or ""


TYPED = {"-", "–", "*"}  # a mark that was typed is text of the document; a bullet's glyph is not


def as_printed(texts: tuple[TextBlock, ...], manner: Manner) -> tuple[TextBlock, ...]:
    """Blocks with the marks that were typed before items."""
    if manner.bullet not in TYPED:
        return texts
    return tuple(
        TextBlock(f"{manner.bullet} {each.text}", each.kind) if each.kind == "bullet" else each for each in texts
    )


def blocks(action: DescribedAction, column: Column, manner: Manner) -> tuple[TextBlock, ...]:
    """What the cell under a column says; numbers, themes and RAG are set by the shape."""
    match column.field:
        case "wording":
            return action.wording
        case "narrative":
            return action.narrative
        case "leads":
            text = manner.between_leads.join(lead_text(lead, manner) for lead in action.leads)
        case "bodies":
            text = manner.between_bodies.join(action.organisations)
        case "when":
            text = action.timescale or ""
        case "outcome":
            text = action.outcome or ""
        case "other" | "status":
            text = action.text_under(column.header)
        case _:
            text = ""
    return tuple(TextBlock(line) for line in text.split("\n")) if text else ()
