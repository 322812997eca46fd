"""What a plan says: themes and actions with the values of the fields that its columns have."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from builders.description import DescribedAction, DescribedTheme, PlanDescription, RagName, TextBlock
from otherhand.columns import Column
from otherhand.words import Pen, banks, template

Numbered = Callable[[int, int, int], str]

IN_PARTS = "so that (1) nobody waits longer than a month, (2) families know whom to call and (3) learning is shared."
LENGTHS = {"short": (1, 2), "middling": (1, 5), "long": (3, 14), "uneven": (1, 22)}
COUNTS = {"few": ((2, 3), (1, 4)), "some": ((3, 6), (1, 5)), "many": ((5, 8), (2, 7))}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How actions are numbered. `first` is the number of the first theme."""

    style: str
    first: int
    code: str

    def own(self, theme: int, place: int, running: int) -> str:
        """The number that the record must hold."""
        match self.style:
            case "running":
                return str(running)
            case "letter":
                return f"{chr(64 + theme)}{place}"
            case "code":
                return f"{self.code}{running:02}"
            case _:
                return str(place)

    def printed(self, theme: int, own: str) -> str:
        """The number as printed before or beside the action."""
        if self.style == "point":
            return f"{theme}.{own}"
        if self.style == "stopped":
            return f"{own}."
        return "" if self.style == "none" else own

    def form(self, theme: int) -> str:
        """How Word writes the numbers of a theme that it counts, %1 being the count."""
        return f"{theme}.%1" if self.style == "point" else "%1." if self.style == "stopped" else "%1"


def drawn_numbers(chance: random.Random, style: str) -> Numbers:
    """The numbers of a document."""
    first = chance.randint(2, 4) if style == "point" and chance.random() < 0.12 else 1
    return Numbers(style, first, chance.choice(("VV", "VV-", "A-", "SV/", "VVRP")))


def drawn_plan(
    chance: random.Random, columns: tuple[Column, ...], numbers: Numbers, traits: dict[str, str]
) -> PlanDescription:
    """The plan of a document."""
    year = chance.randint(2021, 2026)
    pen = Pen(chance, year)
    borough = pen.one("boroughs")
    (least, most), (fewest, greatest) = COUNTS[traits["amount"]]
    named = _themes(chance, traits["words"], chance.randint(least, most))
    writer = _Writer(chance, pen, columns, traits)
    themes: list[DescribedTheme] = []
    running = 0
    for number, (title, wordings) in enumerate(named, numbers.first):
        count = min(chance.randint(fewest, greatest), len(wordings))
        actions: list[DescribedAction] = []
        numbered = _places(chance, count, traits["number_series"])
        for place, at in zip(numbered, sorted(chance.sample(range(len(wordings)), count)), strict=True):
            running += 2 if traits["number_series"] == "gaps" and chance.random() < 0.3 else 1
            own = numbers.own(number, int(place.rstrip("a")), running)
            actions.append(writer.action(f"{own}a" if place.endswith("a") else own, wordings[at]))
        if traits["shared"] == "yes":  # one cell for the bodies of the whole theme
            actions = [replace(action, organisations=actions[0].organisations) for action in actions]
        themes.append(DescribedTheme(number, title, tuple(actions)))
    document = pen.one("documents")
    span = chance.choice((str(year), f"{year}-{year + 1}", f"{year}/{(year + 1) % 100}", f"{year} to {year + 3}"))
    title = chance.choice(
        (f"{borough} {document} {span}", f"{document} {span}", f"London Borough of {borough}: {document}, {span}")
    )
    return PlanDescription(
        borough, borough.lower().replace(" ", "-"), f"London Borough of {borough}", year, title, tuple(themes)
    )


def _places(chance: random.Random, count: int, series: str) -> list[str]:
    """The places of a theme's actions: 1 2 3; with some left out; or with one that was put in late, as 2a."""
    if series == "gaps":
        return [str(at) for at in sorted(chance.sample(range(1, count + 3), count))]
    if series == "inserted" and count > 2:
        after = chance.randint(1, count - 1)
        return [*map(str, range(1, after + 1)), f"{after}a", *map(str, range(after + 1, count))]
    return list(map(str, range(1, count + 1)))


def _themes(chance: random.Random, words: str, count: int) -> list[tuple[str, list[str]]]:
    if words == "template":
        every = [(title, list(wordings)) for title, wordings in template().items()]
        begin = chance.randint(0, max(0, len(every) - count))
        cased = chance.choice((str, str.capitalize, str.title))
        return [(cased(title), wordings) for title, wordings in every[begin : begin + count]]
    chosen = sorted(chance.sample(range(len(banks()["themes"])), min(count, len(banks()["themes"]))))
    if chance.random() < 0.3:
        chance.shuffle(chosen)
    return [(chance.choice(banks()["themes"][at]["titles"]), list(banks()["themes"][at]["actions"])) for at in chosen]


@dataclass
class _Writer:
    """Writes actions with the fields that the columns have."""

    chance: random.Random
    pen: Pen
    columns: tuple[Column, ...]
    traits: dict[str, str]

    def __post_init__(self) -> None:
        chance = self.chance
        self.has = {column.field for column in self.columns}
        self.lead = chance.choice(("both", "both", "both", "posts", "names"))
        self.date = chance.choice(("numbers", "months", "short", "quarters", "words", "months"))
        self.nil = chance.choice((0.0, 0.05, 0.15, 0.35))
        self.blank = chance.choice((0.0, 0.0, 0.06, 0.2))
        self.listing = chance.choice((0.0, 0.2, 0.5))
        self.nil_words = chance.choice(banks()["nils"])
        self.weights = chance.choice(((2, 4, 6, 1), (1, 1, 1, 0), (1, 3, 3, 3), (0, 5, 9, 0)))

    def action(self, number: str, wording: str) -> DescribedAction:
        """One action."""
        chance, pen = self.chance, self.pen
        nil = chance.random() < self.nil
        rag: RagName | None = None
        if "rag" in self.has and chance.random() > self.blank:
            rag = chance.choices(("red", "amber", "green", "blue"), self.weights)[0]
        return DescribedAction(
            number=number,
            wording=self._wording(wording),
            rag=rag,
            leads=pen.leads(self.lead) if "leads" in self.has and not self._empty() else (),
            organisations=pen.bodies() if "bodies" in self.has and not self._empty() else (),
            narrative=self._nil() if nil else pen.narrative(self._sentences(), self.listing),
            outcome=pen.fresh("outcomes") if "outcome" in self.has and not self._empty() else None,
            timescale=pen.date(self.date) if "when" in self.has and not self._empty() else None,
            other=tuple((column.header,
            self._other(column)) for column in self.columns if column.field in {"other", "status"}),
            nil=nil,
        )  # fmt: skip

    def _other(self, column: Column) -> str:
        if self._empty():
            return ""
        if column.field == "status":
            return self.pen.one("statuses")
        values = next(texts for name, texts in banks()["others"].items() if name.lower() == column.header.lower())
        return self.pen.filled(self.chance.choice(values))

    def _empty(self) -> bool:
        return self.chance.random() < self.blank

    def _sentences(self) -> int:
        least, most = LENGTHS[self.traits["length"]]
        if self.traits["length"] == "uneven" and self.chance.random() < 0.7:
            most = 4
        return self.chance.randint(least, most)

    def _nil(self) -> tuple[TextBlock, ...]:
        if self.chance.random() < 0.25:
            return ()
        return (TextBlock(self.nil_words if self.chance.random() < 0.7 else self.pen.one("nils")),)

    def _wording(self, wording: str) -> tuple[TextBlock, ...]:
        """The wording, now and then with parts or a clause of its own."""
        chance, pen = self.chance, self.pen
        if self.traits["words"] == "template":
            first, *points = (part.strip() for part in wording.replace("\n", " ").split("•"))
            return (TextBlock(first), *(TextBlock(point, "bullet") for point in points if point))
        if chance.random() < 0.2:
            wording += f", together with {pen.one('bodies')} and {pen.one('services')}"
        if chance.random() < 0.12:
            return (
                TextBlock(f"{wording}. This includes:"),
                *(TextBlock(pen.fresh("bullets"), "bullet") for _ in range(chance.randint(2, 4))),
            )
        if chance.random() < 0.08:
            return (TextBlock(f"{wording}, {IN_PARTS}"),)
        return (TextBlock(wording + chance.choice(("", "", "."))),)
