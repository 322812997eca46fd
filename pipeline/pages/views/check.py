"""Check: an action as it was read, beside the place in the document where each value stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from pydantic import Field

from models.addresses import places_of
from models.base import Record
from models.correction import FieldCorrection
from models.document import Evidence, PageBox
from models.plan import Action, Plan, PlanTable, RagColour
from pipeline.corrections.fields import what_is_said
from pipeline.pages.doubts import Doubt, doubtful_refs, to_decide
from pipeline.pages.keys import keyed
from pipeline.pages.narrative import Line, lines_of
from pipeline.pages.words import OTHER, correctable, field_word, rag_word, whose

SMALLEST_BOX = 30.0
"""Points. A page 842 points wide is shown 680 pixels wide or more: no box is smaller than 24 pixels (WCAG 2.5.8)."""

PICTURE_DIGITS = 12  # of a document's SHA-256 in the addresses of its pictures: another document, another picture

Kind = Literal["rag", "line", "lines", "long"]


class PageSize(Record):
    """A page of a document."""

    number: int = Field(ge=1, description="Page, from 1.")
    width: float = Field(gt=0, description="Width in points.")
    height: float = Field(gt=0, description="Height in points.")


class Box(Record):
    """Where a value stands on a page, as a link to it."""

    id: str = Field(description="Names the box on the page.")
    target: str = Field(description="Id of the value.")
    label: str = Field(description="What stands there, in words.")
    x: float = Field(description="Left edge in points.")
    y: float = Field(description="Top edge in points.")
    width: float = Field(description="Width in points.")
    height: float = Field(description="Height in points.")


class PagePicture(Record):
    """A page with its boxes, in reading order."""

    number: int = Field(description="Page, from 1.")
    width: float = Field(description="Width in points.")
    height: float = Field(description="Height in points.")
    boxes: tuple[Box, ...] = Field(description="The boxes.")


class RowCell(Record):
    """A cell of the row as it was read, of a document without pages."""

    id: str = Field(description="Names the cell on the page.")
    target: str = Field(description="Id of the value; empty for a cell that fills none.")
    header: str = Field(description="Header as printed.")
    text: str = Field(description="What was read from it.")


class Place(Record):
    """Where a value was read."""

    text: str = Field(description="In words: page 7.")
    target: str = Field(description="Id of the box or cell; empty when it is not shown.")


class Value(Record):
    """A field of the action."""

    id: str = Field(description="Names the value on the page.")
    field: str = Field(description="Name of the field.")
    label: str = Field(description="What people call it.")
    kind: Kind = Field(description="How it is shown and entered.")
    text: str = Field(description="The value as one text, as it is entered.")
    said: str = Field(description="The value in words, when it is short; else empty.")
    places: tuple[Place, ...] = Field(description="Where it was read.")
    doubts: tuple[Doubt, ...] = Field(description="What to decide about it.")
    settled: tuple[str, ...] = Field(description="What a person has settled about it.")
    held: str = Field(description="A correction that the document now contradicts, in words; empty without one.")
    seen: str = Field(default="", description="The value as it goes with a form, to tell whether it has changed since.")
    correctable: bool = Field(description="Whether it can be corrected.")
    questions: tuple[str, ...] = Field(default=(), description="What the lead is to be asked about it.")


class CheckPage(Record):
    """The page."""

    plan_id: str = Field(description="The plan.")
    name: str = Field(description="Borough and year.")
    key: str = Field(description="Names the action in addresses.")
    ref: str = Field(description="Number of the action.")
    theme: str = Field(description="Its theme.")
    wording: str = Field(description="The action.")
    rag: RagColour | None = Field(description="RAG status.")
    values: tuple[Value, ...] = Field(description="Its fields.")
    narrative: tuple[Line, ...] = Field(description="The narrative in lines.")
    doubts: tuple[Doubt, ...] = Field(description="What to decide about the action as a whole.")
    pages: tuple[PagePicture, ...] = Field(description="The pages it stands on.")
    row: tuple[RowCell, ...] = Field(description="The row as read, of a document without pages.")
    no_pictures: str = Field(description="Why no page is shown, when the document has pages; else empty.")
    before: str | None = Field(description="Key of the action before.")
    after: str | None = Field(description="Key of the action after.")
    next_doubt: str | None = Field(description="Key of the next action with something to decide, round the plan.")
    left: int = Field(ge=0, description="Things to decide in the whole plan.")
    filename: str = Field(description="The document.")
    changeable: bool = Field(default=False, description="Whether values can be corrected from the page.")
    picture_version: str = Field(default="", description="Goes into the address of a picture: one of the document.")


def check_page(
    plan: Plan,
    key: str,
    *,
    sizes: Sequence[PageSize] = (),
    no_pictures: str = "",
    questions: Mapping[str, Sequence[str]] | None = None,
    changeable: bool = False,
) -> CheckPage:
    """The page of an action.

    sizes: of the document's pages; empty when they cannot be shown, which `no_pictures` then explains.
    questions: what is to be asked, by field.
    changeable: whether values can be corrected from the page.

    Raises KeyError when the plan has no such action.
    """
    pairs = list(keyed(plan))
    keys = [known for known, _ in pairs]
    places = places_of(plan, key)
    if not places:
        raise KeyError(key)
    place = places[0]
    key, action = pairs[place]
    doubts = to_decide(plan)
    mine = [doubt for doubt in doubts if doubt.ref == action.ref]
    values = tuple(_values(action, mine, questions or {}))
    fields = {value.field for value in values}
    theme = next((theme.title for theme in plan.themes if theme.number == action.theme_number), "")
    return CheckPage(
        plan_id=plan.plan_id,
        name=whose(plan),
        key=key,
        ref=action.ref,
        theme=f"{action.theme_number}. {theme}" if theme and action.theme_number is not None else theme,
        wording=action.mandatory_action,
        rag=action.rag,
        values=values,
        narrative=lines_of(action),
        doubts=tuple(doubt for doubt in mine if not fields.intersection(doubt.fields)),
        pages=tuple(_pages(action, values, sizes)),
        row=tuple(_row(plan, action.as_read or action, values)) if _has_cells(action) else (),
        no_pictures="" if sizes else no_pictures,
        before=keys[place - 1] if place else None,
        after=keys[place + 1] if place + 1 < len(keys) else None,
        next_doubt=_next_doubt(pairs, place, doubts),
        left=len(doubts),
        filename=plan.source.filename,
        changeable=changeable,
        picture_version=plan.source.sha256[:PICTURE_DIGITS],
    )


def _next_doubt(pairs: Sequence[tuple[str, Action]], place: int, doubts: Sequence[Doubt]) -> str | None:
    refs = doubtful_refs(doubts)
    round_the_plan = [*pairs[place + 1 :], *pairs[:place]]
    return next((key for key, action in round_the_plan if action.ref in refs), None)


def _values(action: Action, doubts: Sequence[Doubt], questions: Mapping[str, Sequence[str]]) -> Iterator[Value]:
    for number, (field, kind, text) in enumerate(_texts(action)):
        corrections = [one for one in action.corrections if one.field == field]
        name = f"value-{number}"
        yield Value(
            id=name,
            field=field,
            label=field_word(field),
            kind=kind,
            text=text,
            said=_said(action, field, text),
            places=tuple(_places(action.evidence.get(field, ()), name)),
            doubts=tuple(doubt for doubt in doubts if field in doubt.fields and not doubt.held),
            settled=tuple(settled_in_words(one) for one in corrections if one.state != "held"),
            held=next((held_in_words(one) for one in corrections if one.state == "held"), ""),
            seen=what_is_said(action, field) if correctable(field) else "",
            correctable=correctable(field),
            questions=tuple(questions.get(field, ())),
        )


def held_in_words(correction: FieldCorrection) -> str:
    """What there is to decide about a correction that is held."""
    when = f"{correction.when.day} {correction.when:%B %Y}"
    return (
        f"The document now says {_shown(correction.document)}. It said {_shown(correction.said)} when "
        f"{_shown(correction.value)} was entered by {correction.who} on {when} ({correction.why.rstrip('.')})."
    )


def settled_in_words(correction: FieldCorrection) -> str:
    """What a person has settled about a value, when, and why."""
    when = f"{correction.when.day} {correction.when:%B %Y}"
    why = f"({correction.why.rstrip('.')})"
    if correction.state == "confirmed":
        return f"{correction.who} found it right on {when} {why}."
    document = f"The document {'now says the same' if correction.state == 'agrees' else 'says'}"
    says = "" if correction.state == "agrees" else f" {_shown(correction.document)}"
    return f"Entered by {correction.who} on {when} {why}. {document}{says}."


def _shown(text: str) -> str:
    """A value inside a sentence."""
    return f"“{text.capitalize() if text in get_args(RagColour) else text}”" if text else "nothing"


def value_id(action: Action, field: str) -> str | None:
    """The id of a value on the page; None when the action has no such field."""
    return next((f"value-{number}" for number, (name, _, _) in enumerate(_texts(action)) if name == field), None)


def _texts(action: Action) -> Iterator[tuple[str, Kind, str]]:
    """The fields of an action, how each is shown, and its value as it is entered."""
    yield "rag", "rag", action.rag or ""
    yield "mandatory_action", "long", action.mandatory_action
    yield "named_leads", "lines", "\n".join(lead.text for lead in action.named_leads)
    yield "lead_organisations", "lines", "\n".join(lead.text for lead in action.lead_organisations)
    if action.timescale is not None or "timescale" in action.evidence:
        yield "timescale", "line", action.timescale or ""
    if action.outcome is not None or "outcome" in action.evidence:
        yield "outcome", "long", action.outcome or ""
    yield "narrative", "long", action.narrative
    for name, text in action.details.items():
        yield name, "long", text
    for header, text in action.other.items():
        yield f"{OTHER}{header}", "long", text


def _said(action: Action, field: str, text: str) -> str:
    if field == "rag":
        return rag_word(action.rag)
    if field == "narrative":
        return "" if text else "No answer"
    return "" if text else "Nothing in the document"


def _places(evidence: Sequence[Evidence], name: str) -> Iterator[Place]:
    pages: dict[int, int] = {}
    for place, where in enumerate(evidence):
        if isinstance(where, PageBox):
            pages.setdefault(where.page, place)
        else:
            yield Place(text=_in_words(where), target=f"cell-{name}")
            return
    for page, place in pages.items():
        yield Place(text=f"page {page}", target=f"box-{name}-{place}")


def _in_words(where: Evidence) -> str:
    """A place of a document without pages."""
    facts = where.model_dump()
    if "row" in facts and "column" in facts:
        return f"row {facts['row'] + 1}, column {facts['column'] + 1}"
    return ", ".join(f"{name} {value}" for name, value in facts.items() if isinstance(value, str))


def _pages(action: Action, values: Sequence[Value], sizes: Sequence[PageSize]) -> Iterator[PagePicture]:
    known = {size.number: size for size in sizes}
    boxes: dict[int, list[Box]] = {}
    for value in values:
        for place, where in enumerate(action.evidence.get(value.field, ())):
            if isinstance(where, PageBox) and where.page in known:
                boxes.setdefault(where.page, []).append(_box(value, place, where, known[where.page], action))
    for number in sorted(boxes):
        size = known[number]
        ordered = sorted(boxes[number], key=lambda box: (box.y, box.x))
        yield PagePicture(number=number, width=size.width, height=size.height, boxes=tuple(ordered))


def _box(value: Value, place: int, where: PageBox, size: PageSize, action: Action) -> Box:
    x0, top, x1, bottom = where.bbox
    x, width = _widened(x0, x1, size.width)
    y, height = _widened(top, bottom, size.height)
    said = f", {value.said.lower()}" if value.said else ""
    return Box(
        id=f"box-{value.id}-{place}",
        target=value.id,
        label=f"{value.label} of {action.ref}{said}",
        x=round(x, 1),
        y=round(y, 1),
        width=round(width, 1),
        height=round(height, 1),
    )


def _widened(first: float, last: float, most: float) -> tuple[float, float]:
    """Where a box begins and how far it goes, large enough to be hit and inside the page."""
    first, last = max(0.0, min(first, last)), min(most, max(first, last))
    short = max(0.0, min(SMALLEST_BOX, most) - (last - first))
    begin = min(max(0.0, first - short / 2), most - (last - first + short))
    return max(0.0, begin), last - first + short


def _has_cells(action: Action) -> bool:
    return not any(isinstance(where, PageBox) for places in action.evidence.values() for where in places)


def _row(plan: Plan, action: Action, values: Sequence[Value]) -> Iterator[RowCell]:
    """The row as the document has it, whatever was corrected since: the columns of its table, with what each says."""
    known = {value.field: value for value in values}
    said = {field: text for field, _, text in _texts(action)}
    table = _table(plan, action)
    if table is None:
        for value in values:
            if value.places or said.get(value.field):
                text = _cell(value.field, said, action)
                yield RowCell(id=f"cell-{value.id}", target=value.id, header=value.label, text=text)
        return
    seen: set[str] = set()
    for number, column in enumerate(table.columns):
        field = column.field or f"{OTHER}{column.header}"
        shown = known.get(field)
        header = column.header or "(no header)"
        if shown is None:
            yield RowCell(id=f"cell-{number}", target="", header=header, text=_beside(plan, action, field))
        elif field not in seen:
            seen.add(field)
            yield RowCell(id=f"cell-{shown.id}", target=shown.id, header=header, text=_cell(field, said, action))


def _table(plan: Plan, action: Action) -> PlanTable | None:
    """The table whose columns fill the most fields that were read for an action."""
    read = set(action.evidence)

    def filled(table: PlanTable) -> int:
        return len(read & {column.field or f"{OTHER}{column.header}" for column in table.columns})

    best = max(plan.tables, key=filled, default=None)
    return best if best and filled(best) >= 2 else None


def _cell(field: str, said: Mapping[str, str], action: Action) -> str:
    if field == "rag":
        how = {"fill": ", by the cell’s colour", "shape": ", by a coloured shape", "text": ", as a word", None: ""}
        return f"{rag_word(action.rag)}{how[action.rag_source]}"
    return said.get(field, "")


def _beside(plan: Plan, action: Action, field: str) -> str:
    """What stands in a column that fills no value of the record on the page: the theme and the number."""
    if field in {"action_number", "ref"}:
        return action.action_number
    if field == "theme":
        return next((theme.title for theme in plan.themes if theme.number == action.theme_number), "")
    return ""
