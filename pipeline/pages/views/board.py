"""The board: boroughs down, actions across, one layer at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from models.base import Record
from models.comparison import AlignedAction, BoroughsComparison, Cell, YearsComparison
from models.plan import Action, Plan, RagColour
from models.reference.boroughs import authorities
from pipeline.pages.keys import first_keys
from pipeline.pages.words import RAG_LETTERS, boroughs_of, rag_word, with_names

Layer = Literal["rag", "changed", "copied", "shared", "names"]
Only = Literal["all", "red", "nil"]
Sort = Literal["name", "red", "nil"]

LAYERS: dict[Layer, str] = {
    "rag": "RAG",
    "changed": "Changed since the previous year",
    "copied": "Copied forward from the previous year",
    "shared": "Words shared with other boroughs",
    "names": "Names a service",
}
ONLY: dict[Only, str] = {"all": "All", "red": "Only red", "nil": "No answer only"}
SORTS: dict[Sort, str] = {"name": "By name", "red": "Most red first", "nil": "Most without an answer first"}


class BoardCell(Record):
    """What one borough's plan says of one action, in the layer that is shown."""

    key: str = Field(description="Names the action in the addresses of the plan; empty where the plan has none.")
    mark: str = Field(description="What the cell shows: a letter or a sign.")
    shade: str = Field(description="How it is coloured: a RAG status, on, off or none.")
    nil: bool = Field(default=False, description="Whether there is no answer; it is then struck through.")
    dim: bool = Field(default=False, description="Whether the filter leaves it out.")
    corrected: str = Field(default="", description="What a person corrected in what the cell shows, in words.")
    said: str = Field(description="The cell in words.")


class BoardRow(Record):
    """A borough."""

    plan_id: str = Field(description="The plan; empty when none was received.")
    name: str = Field(description="The borough; with the document, when there are several of it.")
    cells: tuple[BoardCell, ...] = Field(description="One a column; empty when no plan was received.")
    red: int = Field(default=0, ge=0, description="Actions that are red.")
    nil: int = Field(default=0, ge=0, description="Actions without an answer.")


class BoardColumn(Record):
    """An action."""

    key: str = Field(description="Names the action in addresses.")
    short: str = Field(description="Its number, as it stands over the column.")
    wording: str = Field(description="Its wording.")
    theme: int = Field(description="Place of its theme, from 0.")


class BoardTheme(Record):
    """A theme, over its actions."""

    number: str = Field(description="Its number; empty when its actions have none.")
    title: str = Field(description="Its title.")
    span: int = Field(ge=1, description="Its actions.")

    @property
    def label(self) -> str:
        """Its number and title, the number once."""
        has_both = self.number and self.title != f"Theme {self.number}"
        return f"{self.number}. {self.title}" if has_both else self.title


class Board(Record):
    """The page."""

    year: int = Field(description="The year; 0 for plans of any.")
    layer: Layer = Field(description="What the cells show.")
    only: Only = Field(description="Which cells are shown strongly.")
    sort: Sort = Field(description="Order of the boroughs.")
    service: str = Field(default="", description="Id of the service that is looked for.")
    services: tuple[tuple[str, str], ...] = Field(default=(), description="Ids and names of services, for the choice.")
    themes: tuple[BoardTheme, ...] = Field(description="Themes, left to right.")
    columns: tuple[BoardColumn, ...] = Field(description="Actions, left to right.")
    rows: tuple[BoardRow, ...] = Field(description="Boroughs, top to bottom.")
    received: int = Field(ge=0, description="Plans received.")
    missing: tuple[str, ...] = Field(description="Boroughs whose plan was not received.")
    headline: str = Field(description="What stands out, in a sentence or two.")
    key: tuple[tuple[str, str, str], ...] = Field(description="What marks mean: mark, shade, words.")
    notes: tuple[str, ...] = Field(default=(), description="What to bear in mind.")

    @property
    def corrected(self) -> bool:
        """Whether anything that is shown was corrected."""
        return any(cell.corrected for row in self.rows for cell in row.cells)

    @property
    def layers(self) -> tuple[tuple[str, str], ...]:
        """The layers to choose from."""
        return tuple(LAYERS.items())

    @property
    def onlys(self) -> tuple[tuple[str, str], ...]:
        """The filters to choose from."""
        return tuple(ONLY.items())

    @property
    def sorts(self) -> tuple[tuple[str, str], ...]:
        """The orders to choose from."""
        return tuple(SORTS.items())

    @property
    def layer_text(self) -> str:
        """The layer in words."""
        return LAYERS[self.layer]


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """What a person chose to see: a layer, a service for it, which cells strongly, and the order."""

    layer: Layer = "rag"
    only: Only = "all"
    sort: Sort = "name"
    service: str = ""


def board(
    comparison: BoroughsComparison,
    plans: Mapping[str, Plan],
    year: int,
    choice: BoardChoice = BoardChoice(),
    years: Mapping[str, YearsComparison] | None = None,
) -> Board:
    """The board of a year's plans.

    years: for each plan that has one, the comparison with the borough's plan of the year before.
    """
    keys = {plan_id: first_keys(plan) for plan_id, plan in plans.items()}
    show, names = _Shown(choice, years or {}, plans), boroughs_of(plans)
    rows = [_row(plan_id, names[plan_id], comparison.actions, keys[plan_id], show) for plan_id in comparison.plans]
    received = {plan.borough.gss_code for plan in plans.values() if plan.borough}
    missing = tuple(one.borough.name for one in authorities() if one.borough.gss_code not in received)
    rows += [BoardRow(plan_id="", name=name, cells=()) for name in missing]
    return Board(
        year=year,
        layer=choice.layer,
        only=choice.only,
        sort=choice.sort,
        service=choice.service,
        services=tuple((entry.entity_id, entry.name) for entry in comparison.services if entry.entity_id),
        themes=_themes(comparison.actions),
        columns=_columns(comparison.actions),
        rows=tuple(_sorted(rows, choice.sort)),
        received=len(plans),
        missing=missing,
        headline=with_names(comparison.headline, plans),
        key=_key(choice.layer),
        notes=tuple(with_names(note, plans) for note in comparison.notes),
    )


def board_alone(comparison: BoroughsComparison, names: Mapping[str, str]) -> Board:
    """The board of a comparison by itself, whatever years its plans are of. names: of the plans, by plan_id."""
    show = _Shown(BoardChoice(), {}, {})
    rows = [_row(plan_id, names[plan_id], comparison.actions, {}, show) for plan_id in comparison.plans]
    return Board(
        year=0,
        layer="rag",
        only="all",
        sort="name",
        themes=_themes(comparison.actions),
        columns=_columns(comparison.actions),
        rows=tuple(rows),
        received=len(rows),
        missing=(),
        headline=comparison.headline,
        key=_key("rag"),
    )


class _Shown:
    """The layer, and how a cell looks in it."""

    def __init__(self, choice: BoardChoice, years: Mapping[str, YearsComparison], plans: Mapping[str, Plan]) -> None:
        self.layer = choice.layer
        self.only = choice.only
        self.service = choice.service
        self.changes = {
            plan_id: {one.after_ref: one for one in comparison.actions if one.after_ref}
            for plan_id, comparison in years.items()
        }
        self.corrections = {
            (plan_id, action.ref): told
            for plan_id, plan in plans.items()
            for action in plan.actions
            if (told := _rag_corrected(action))
        }

    def cell(self, plan_id: str, cell: Cell | None, key: str) -> BoardCell:
        if cell is None:
            return BoardCell(key="", mark="", shade="absent", said="not in this plan", dim=self.only != "all")
        mark, shade, said = self._look(plan_id, cell)
        dim = (self.only == "red" and cell.rag != "red") or (self.only == "nil" and not cell.nil_return)
        corrected = self.corrections.get((plan_id, cell.ref), "") if self.layer == "rag" else ""
        said = corrected or said
        if cell.nil_return:
            said += ", no answer"
        return BoardCell(key=key, mark=mark, shade=shade, nil=cell.nil_return, dim=dim, corrected=corrected, said=said)

    def _look(self, plan_id: str, cell: Cell) -> tuple[str, str, str]:
        if self.layer in {"changed", "copied"}:
            return self._against_before(plan_id, cell)
        if self.layer == "shared":
            count = len(cell.copied_from)
            said = f"{cell.shared_words} words shared with {count} plans" if count else "no words shared"
            return ("●" if count else "", "on" if count else "off", said)
        if self.layer == "names":
            named = self.service in cell.services if self.service else bool(cell.services)
            said = "names it" if named else "not mentioned"
            return ("●" if named else "", "on" if named else "off", said)
        return RAG_LETTERS[cell.rag], cell.rag or "none", rag_word(cell.rag)

    def _against_before(self, plan_id: str, cell: Cell) -> tuple[str, str, str]:
        if plan_id not in self.changes:
            return "", "off", "no plan for the previous year"
        change = self.changes[plan_id].get(cell.ref)
        if change is None or change.status == "new":
            return "+", "on", "new"
        if self.layer == "copied":
            return ("=", "on", "copied word for word") if change.copied_forward else ("", "off", "not copied")
        if change.rag.direction == "worsened":
            return "▼", "red", f"{rag_word(change.rag.before)}, now {rag_word(change.rag.after)}"
        if change.rag.direction == "improved":
            return "▲", "green", f"{rag_word(change.rag.before)}, now {rag_word(change.rag.after)}"
        return ("~", "on", "changed") if change.status == "changed" else ("", "off", "not changed")


def _rag_corrected(action: Action) -> str:
    """What a person corrected in the RAG of an action, in words; empty where the document's stands unquestioned."""
    return next(
        (one.in_words for one in action.corrections if one.field == "rag" and one.state in {"applied", "held"}), ""
    )


def _row(plan_id: str, name: str, actions: Sequence[AlignedAction], keys: Mapping[str, str], show: _Shown) -> BoardRow:
    cells = [action.cells.get(plan_id) for action in actions]
    there = [cell for cell in cells if cell]
    return BoardRow(
        plan_id=plan_id,
        name=name,
        cells=tuple(show.cell(plan_id, cell, keys.get(cell.ref, cell.ref) if cell else "") for cell in cells),
        red=sum(cell.rag == "red" for cell in there),
        nil=sum(cell.nil_return for cell in there),
    )


def _sorted(rows: Sequence[BoardRow], sort: Sort) -> list[BoardRow]:
    by_name = sorted(rows, key=lambda row: row.name.casefold())
    if sort == "red":
        return sorted(by_name, key=lambda row: -row.red)
    if sort == "nil":
        return sorted(by_name, key=lambda row: -row.nil)
    return by_name


def _themes(actions: Sequence[AlignedAction]) -> tuple[BoardTheme, ...]:
    themes: list[BoardTheme] = []
    for action in actions:
        number, numbered, _ = action.key.partition(".")
        theme = BoardTheme(
            number=number if numbered else "",
            title=action.theme or (f"Theme {number}" if numbered else "No theme"),
            span=1,
        )
        if themes and themes[-1].title == theme.title:
            themes[-1] = themes[-1].model_copy(update={"span": themes[-1].span + 1})
        else:
            themes.append(theme)
    return tuple(themes)


def _columns(actions: Sequence[AlignedAction]) -> tuple[BoardColumn, ...]:
    columns = []
    theme, last = -1, object()
    for action in actions:
        if action.theme != last:
            theme, last = theme + 1, action.theme
        columns.append(
            BoardColumn(
                key=action.key, short=action.key.partition(" ")[0], wording=action.mandatory_action, theme=theme
            )
        )
    return tuple(columns)


def _key(layer: Layer) -> tuple[tuple[str, str, str], ...]:
    if layer == "rag":
        colours: tuple[RagColour | None, ...] = ("red", "amber", "green", "blue", None)
        return (
            *((RAG_LETTERS[colour], colour or "none", rag_word(colour)) for colour in colours),
            ("", "absent", "Not in this plan"),
        )
    if layer == "changed":
        return (
            ("▲", "green", "RAG improved"),
            ("▼", "red", "RAG got worse"),
            ("~", "on", "Changed otherwise"),
            ("+", "on", "New"),
            ("", "off", "Not changed, or no plan for the previous year"),
        )
    if layer == "copied":
        return (
            ("=", "on", "Copied word for word"),
            ("+", "on", "New"),
            ("", "off", "Not copied, or no plan for the previous year"),
        )
    if layer == "shared":
        return (("●", "on", "Shares a passage with another borough"), ("", "off", "Shares none"))
    return (("●", "on", "Names it"), ("", "off", "Not mentioned. That does not mean it is not used."))
