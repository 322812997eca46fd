"""A plan and an action as lines for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from models.catalogue import catalogue as finding_catalogue
from models.document import CellPlace, PageBox, SheetPlace
from models.finding import Finding
from models.mention import MentionLabel
from models.plan import Action, NamedLead, Plan, RagSource, Theme
from models.reference.columns import details_in_use
from pipeline.catalogue.screen import bold, in_columns, labelled, printable, wrapped
from pipeline.corrections.fields import label_of
from pipeline.details import other_texts

INDENT = "  "
LONGEST_WORDING = 70  # characters of an action's wording in the list of a plan's actions

_RAG_SOURCES: dict[RagSource | None, str] = {
    "fill": "by the cell's colour",
    "shape": "by a coloured shape",
    "text": "as written",
}
_LABELS: tuple[tuple[MentionLabel, str], ...] = (("agency", "Agencies"), ("panel", "Panels"), ("service", "Services"))


def plan_page(plan: Plan) -> Iterator[str]:
    """What a plan is, its actions under their themes, and what is doubtful about it."""
    yield bold(printable(f"{_whose(plan)}: {plan.title or 'no title'}"))
    yield from labelled(_plan_facts(plan))
    themes = {theme.number: theme for theme in reversed(plan.themes)}
    lines = in_columns([_row(action) for action in plan.actions])
    for number, actions in groupby(plan.actions, key=lambda action: action.theme_number):
        yield ""
        yield bold(printable(_theme_heading(number, themes.get(number))))
        yield from (line for _, line in zip(actions, lines, strict=False))  # actions end first, and no line is lost
    yield from _findings_lines(plan.findings)


def action_page(plan: Plan, action: Action) -> Iterator[str]:
    """Everything that is known of an action."""
    themes = {theme.number: theme for theme in reversed(plan.themes)}
    yield bold(printable(f"{_whose(plan)}, action {action.ref}"))
    yield printable(_theme_heading(action.theme_number, themes.get(action.theme_number)))
    yield ""
    yield from wrapped(printable(action.mandatory_action or "(no wording)", keep="\n"))
    yield ""
    yield from labelled({name: text and printable(text, keep="\n") for name, text in _action_facts(action).items()})
    yield ""
    yield bold("Narrative")
    yield from _narrative_lines(action, _names(plan))
    yield from _mentions_lines(action)
    yield from _findings_lines([found for found in plan.findings if found.action_ref == action.ref])
    yield ""


def _whose(plan: Plan) -> str:
    return f"{plan.borough.name if plan.borough else 'Borough unknown'}, {plan.plan_year or 'year unknown'}"


def _theme_heading(number: int | None, theme: Theme | None) -> str:
    title = theme.title if theme else ""
    return f"Theme {number}: {title}" if number is not None else title or "No theme"


def _plan_facts(plan: Plan) -> dict[str, str | None]:
    nil = sum(action.nil_return for action in plan.actions)
    facts = {
        "plan_id": plan.plan_id,
        "Template": plan.template,
        "Document": plan.source.filename,
        "Author": plan.metadata.author,
        "Date": plan.metadata.date_authored,
        "Actions": f"{len(plan.actions)}, of which {nil} nil returns",
        "Corrections": _corrections_in(plan),
        "Words read": f"{plan.coverage.share:.1%} of those in its tables" if plan.coverage.unaccounted else None,
    }
    return {name: text and printable(text) for name, text in facts.items()}


def _corrections_of(action: Action) -> str | None:
    """Corrections of other fields than the RAG, beside which its own is shown."""
    lines = [f"{label_of(one.field)}: {one.in_words}" for one in action.corrections if one.field != "rag"]
    return "\n".join(lines) or None


def _corrections_in(plan: Plan) -> str | None:
    of_actions = [one for action in plan.actions for one in action.corrections]
    every = [*plan.corrections, *of_actions]
    held = sum(one.state == "held" for one in every)
    return f"{len(every)}, of which {held} held (vvrap correct {plan.plan_id})" if every else None


def _row(action: Action) -> tuple[str, str, str, str]:
    wording = " ".join(action.mandatory_action.split())
    if len(wording) > LONGEST_WORDING:
        wording = wording[: LONGEST_WORDING - 1].rstrip() + "…"
    nil = "nil" if action.nil_return else ""
    rag: str = action.rag or "not rated"
    if any(one.field == "rag" and one.state == "applied" for one in action.corrections):
        rag += ", corrected"
    return INDENT + printable(action.ref), rag, nil, printable(wording)


def _action_facts(action: Action) -> dict[str, str | None]:
    read = f"{action.rag}, {_RAG_SOURCES.get(action.rag_source, 'source unknown')}" if action.rag else "not rated"
    rag = next((one.in_words for one in action.corrections if one.field == "rag"), read)
    return {
        "RAG": rag,
        "Named leads": "\n".join(_lead(lead) for lead in action.named_leads) or None,
        "Lead organisations": "\n".join(one.text for one in action.lead_organisations) or None,
        "Timescale": action.timescale,
        "Outcome": action.outcome,
        **{role.label: action.details.get(role.name) for role in details_in_use()},
        **other_texts(action),
        "Notes": "\n".join(f"{note.mark} {note.text}".strip() for note in action.notes) or None,
        "Read from": _places(action),
        "Corrections": _corrections_of(action),
    }


def _lead(lead: NamedLead) -> str:
    return f"{lead.name} ({lead.role})" if lead.name and lead.role else lead.text


def _places(action: Action) -> str | None:
    """Pages; of a workbook its cells; else the rows of tables. Says what a converter or recognition stood between."""
    places = [place for group in action.evidence.values() for place in group]
    pages = sorted({place.page for place in places if isinstance(place, PageBox)})
    sheets = dict.fromkeys(place.sheet for place in places if isinstance(place, SheetPlace))
    rows = sorted({(place.table, place.row) for place in places if isinstance(place, CellPlace)})
    parts = [f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"] if pages else []
    for sheet in sheets:
        cells = dict.fromkeys(place.cell for place in places if isinstance(place, SheetPlace) and place.sheet == sheet)
        parts.append(f"sheet {sheet}, {', '.join(cells)}")
    parts += [f"table {table + 1}, row {row + 1}" for table, row in rows]
    if not parts:
        return None
    how = [
        *(["converted"] if any(place.converted for place in places) else []),
        *(["recognised from a picture"] if any(place.recognised for place in places) else []),
    ]
    return "; ".join(parts) + (f" ({', '.join(how)})" if how else "")


def _names(plan: Plan) -> dict[str, str]:
    """Names of the agencies that the plan mentions, by id."""
    mentions = (mention for action in plan.actions for mention in action.mentions)
    return {one.entity_id: one.canonical for one in mentions if one.entity_id and one.canonical}


def _narrative_lines(action: Action, names: dict[str, str]) -> Iterator[str]:
    if action.nil_return:
        said = " ".join(action.narrative.split())
        yield INDENT + printable(f"Nil return: “{said}”" if said else "Nil return: the cell is empty.")
        return
    speaker = None
    for block in action.narrative_blocks:
        if block.speaker != speaker and block.speaker:
            yield INDENT + printable(f"[{names.get(block.speaker, block.speaker)}]")
        speaker = block.speaker
        first = f"{INDENT}- " if block.kind == "bullet" else INDENT
        yield from wrapped(printable(block.text, keep="\n"), " " * len(first), first)


def _mentions_lines(action: Action) -> Iterator[str]:
    names = {
        heading: ", ".join(
            dict.fromkeys(
                printable(mention.canonical or mention.text) for mention in action.mentions if mention.label == label
            )
        )
        for label, heading in _LABELS
    }
    if any(names.values()):
        yield ""
        yield bold("Named in the narrative")
        yield from labelled({INDENT + heading: text for heading, text in names.items()})


def _findings_lines(findings: tuple[Finding, ...] | list[Finding]) -> Iterator[str]:
    """Findings with what to do about them, the worst first."""
    for severity, heading in (("error", "Errors"), ("warning", "Warnings"), ("info", "Good to know")):
        chosen = [found for found in findings if found.severity == severity]
        if chosen:
            yield ""
            yield bold(heading)
        for found in chosen:
            entry = finding_catalogue().get(found.code)
            action = f" {entry.action}" if entry else ""
            yield from wrapped(printable(f"{_place(found)}{found.message}{action}"), INDENT * 2, f"{INDENT}- ")


def _place(found: Finding) -> str:
    parts = [f"action {found.action_ref}" if found.action_ref else "", f"page {found.page}" if found.page else ""]
    place = ", ".join(part for part in parts if part)
    return f"{place}: " if place else ""
