"""Draws the columns of a sheet: which there are, in what order, and the names printed over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from layoutspace.axes import BY_ACTION, Choice
from layoutspace.banks import Bank, NameKind

ColumnRole = Literal[
    "theme", "number", "rag", "action", "lead", "organisation", "leads", "narrative", "outcome", "timescale", "other"
]
MOST_COLUMNS = {
    "a4_portrait": 6,
    "a4_landscape": 9,
    "letter_landscape": 9,
    "a3_landscape": 12,
    "web": 12,
    "slide": 8,
    "rotated": 9,
}
EXTRA_STATUSES = ("Red", "Amber", "Green")
MISLEADING_SHARE = 0.35
EMPTY_SHARE = 0.04  # of themes' and numbers' headers
NOTE_SHARE = 0.06  # of headers with a remark after the name
NOTES = (" (2024)", " 2023/24", " (please complete)", " (see guidance)", "*")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: what it truly holds, the name printed over it, the kind of an extra column, where the name is from."""

    role: ColumnRole
    header: str
    kind: str = ""
    named: NameKind | Literal["empty"] = "common"


def draw_columns(random: Random, choice: Choice, bank: Bank) -> tuple[SheetColumn, ...]:
    """The columns in the order printed."""
    return columns_of(_roles(random, choice), random, choice, bank)


def columns_of(roles: list[ColumnRole], random: Random, choice: Choice, bank: Bank) -> tuple[SheetColumn, ...]:
    """The columns of these roles, with the names printed over them."""
    kinds = random.sample([kind for kind in bank.extras() if _is_fair(kind, roles, choice)], roles.count("other"))
    case = random.choice((str, str, str, str.upper, _title))
    taken: set[str] = set()
    columns: list[SheetColumn] = []
    for role in roles:
        kind = kinds.pop() if role == "other" else ""
        if role == "rag" and choice.rag == "ticks":
            columns += [SheetColumn("rag", case(status), named="common") for status in EXTRA_STATUSES]
            continue
        columns.append(_named(random, choice, bank, (role, kind), taken))
        taken.add(columns[-1].header.lower())
        header = case(columns[-1].header)
        columns[-1] = SheetColumn(role, header, kind, columns[-1].named)
    return tuple(columns)


def _is_fair(kind: str, roles: list[ColumnRole], choice: Choice) -> bool:
    """Whether a person can tell such a column from those with a field: a status needs a RAG beside it, and so on."""
    needs: dict[str, ColumnRole] = {
        "supporting": "organisation",
        "reviewer": "lead",
        "start": "timescale",
        "last_updated": "timescale",
        "status": "rag",
        "level": "rag",
        "notes": "narrative",
        "next_steps": "narrative",
        "rationale": "narrative",
        "gaps": "narrative",
        "old_ref": "number",
        "milestone_ref": "number",
        "risk_id": "number",
        "score": "number",
    }
    if kind == "local_action" and choice.content == "brief":
        return False
    return kind not in needs or needs[kind] in roles


def _roles(random: Random, choice: Choice) -> list[ColumnRole]:
    opening: list[ColumnRole] = ["theme"] if choice.shape == "table" else []
    if choice.number not in {"absent", "in_wording"}:
        opening.append("number")
        if random.random() < 0.12:
            opening.reverse()
    chances: dict[ColumnRole, float] = {"lead": 0.55, "organisation": 0.6, "outcome": 0.3, "timescale": 0.45}
    if choice.columns == "few":
        wanted: list[ColumnRole] = random.sample(["lead", "organisation", "leads", "timescale"], random.randint(0, 1))
    else:
        wanted = [role for role, chance in chances.items() if random.random() < chance]
        if not {"lead", "organisation"} & set(wanted) and random.random() < 0.6:
            wanted.append("leads")
    extra = {"extra": random.randint(1, 4), "few": 0}.get(choice.columns, random.choice((0, 0, 1)))
    wanted += ["other"] * extra
    if choice.rag != "none":
        wanted.insert(random.randint(0, len(wanted)), "rag")
    narrative: list[ColumnRole] = ["narrative"] if random.random() < 0.96 or not wanted else []
    if random.random() < 0.5:
        random.shuffle(wanted)
    body = ["action", *wanted, *narrative] if random.random() < 0.7 else ["action", *narrative, *wanted]
    if choice.columns == "shuffled":
        random.shuffle(body)
    return _fitted([*opening, *body], choice)


def _fitted(roles: list[ColumnRole], choice: Choice) -> list[ColumnRole]:
    """No more columns than a page of this kind bears."""
    if choice.shape in BY_ACTION:
        return roles
    most = MOST_COLUMNS[choice.page] - (2 if choice.rag == "ticks" else 0)
    for role in ("other", "other", "other", "other", "outcome", "lead", "timescale", "organisation"):
        if len(roles) > most and role in roles:
            roles.remove(role)
    return roles


def _named(random: Random, choice: Choice, bank: Bank, what: tuple[ColumnRole, str], taken: set[str]) -> SheetColumn:
    role, kind = what
    if role in {"theme", "number"} and random.random() < EMPTY_SHARE and choice.shape not in BY_ACTION:
        return SheetColumn(role, "", kind, "empty")
    named = _kind_of_name(random, choice, role)
    pool = bank.names(f"other.{kind}" if kind else role, named)
    header = next((name for name in _shuffled(random, pool) if name.lower() not in taken), "")
    if not header:  # every such name stands over another column already
        named = "odd"
        header = next(name for name in _shuffled(random, bank.names("other.notes", "odd")) if name.lower() not in taken)
    if random.random() < NOTE_SHARE:
        header += random.choice(NOTES)
    return SheetColumn(role, header, kind, named)


def _kind_of_name(random: Random, choice: Choice, role: ColumnRole) -> NameKind:
    share = random.random()
    match choice.names:
        case "odd":
            return "odd"
        case "mixed":
            return "odd" if share < 0.5 else "common"
        case "misleading":
            return "misleading" if share < MISLEADING_SHARE and role != "other" else "common"
        case _:
            return "common"


def _shuffled(random: Random, pool: tuple[str, ...]) -> Iterator[str]:
    return iter(random.sample(pool, len(pool)))


def _title(text: str) -> str:
    return " ".join(word if word.isupper() else word[:1].upper() + word[1:] for word in text.split(" "))
