"""Plans of many boroughs over several years, with every change between them known: what the answers are scored by.

All of it is synthetic. The wordings are the template's, the sentences are drawn from the words of the layout space, and
the services are those of the registry that have one meaning only. No run of eight words comes in two boroughs, but in
the passages that are shared on purpose.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from layoutspace.banks import ROOT, Bank
from models.plan import RagColour
from models.reference.boroughs import authorities
from models.reference.template import template_actions

COLOURS: tuple[RagColour, ...] = ("red", "amber", "green")
HEADER = (
    "Theme", "Action No", "VRU Mandatory Action", "RAG", "Named Lead and Role", "Lead Organisation/Service",
    "Narrative of Current Provision/Delivery",
)  # fmt: skip
NIL = "No comment received."
GRAM = 8  # words in a row that only shared passages have in common
_LITTLE = 3  # letters of words that say nothing
LOCAL_REF = "9.{}"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: sentences of its own, services that it names, and a passage that other boroughs have too.

    No other borough has its number: nothing but the passage, which stands last, is shared by chance.
    """

    sentences: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    number: int = 0
    shared: str = ""

    @property
    def narrative(self) -> str:
        """The whole answer."""
        named = (f"Case {self.number}: {name} works with us." for name in self.services)
        last = [f"Note {self.number}: {self.shared}"] if self.shared else []
        return "\n".join((*self.sentences, *named, *last)) or NIL


@dataclass(frozen=True, slots=True)
class Row:
    """An action of a plan as it is written."""

    ref: str
    theme: str
    wording: str
    rag: RagColour
    lead: str
    organisation: str
    said: Said

    @property
    def is_nil(self) -> bool:
        """Whether nothing is said."""
        return not self.said.sentences


@dataclass(frozen=True, slots=True)
class Written:
    """A plan as it is written, and by ref what was done to it since the year before."""

    borough: str
    slug: str
    year: int
    rows: tuple[Row, ...]
    done: dict[str, str] = field(default_factory=dict)

    @property
    def plan_id(self) -> str:
        """The id that the plan must get."""
        return f"{self.slug}-{self.year}"

    @property
    def title(self) -> str:
        """What its first line says."""
        return f"{self.borough} Violence and Vulnerability Reduction Action Plan {self.year}"

    def table(self) -> list[tuple[str, ...]]:
        """Its one table, header first."""
        return [HEADER, *(_cells(row) for row in self.rows)]

    def by_ref(self) -> dict[str, Row]:
        """Its rows."""
        return {row.ref: row for row in self.rows}


def _cells(row: Row) -> tuple[str, ...]:
    number = row.ref.partition(".")[2]
    return row.theme, number, row.wording, row.rag.capitalize(), row.lead, row.organisation, row.said.narrative


class Author:
    """Writes the plans of a number of boroughs, year after year; the same seed writes the same."""

    def __init__(self, boroughs: int, actions: int, seed: int = 12) -> None:
        self.random = Random(seed)  # noqa: S311 - makes test material, guards nothing
        self.boroughs = [authority.borough for authority in authorities()][:boroughs]
        self.bank = Bank()
        self.actions = [action for action in template_actions() if action.template == "2023" and action.text][:actions]
        self._used: set[tuple[str, ...]] = set()
        self._shared: list[str] = []
        self._numbers = 0

    def years(self, first: int, count: int) -> Iterator[list[Written]]:
        """The plans of each year, one list a year."""
        last: dict[str, Written] = {}
        for year in range(first, first + count):
            self._shared = [self._fresh(24) for _ in self.boroughs]
            plans = []
            for place, borough in enumerate(self.boroughs):
                before = last.get(borough.slug)
                rows, done = self._next(before, place, year) if before else (self._first(place), {})
                last[borough.slug] = Written(borough.name, borough.slug, year, tuple(rows), done)
                plans.append(last[borough.slug])
            yield plans

    def _first(self, place: int) -> list[Row]:
        return [self._new_row(action.ref, action.theme, _plain(action.text), place) for action in self.actions]

    def _new_row(self, ref: str, theme: str, wording: str, place: int) -> Row:
        number = ref.partition(".")[0]
        return Row(
            ref=ref,
            theme=f"{number}. {theme}" if not theme[0].isdigit() else theme,
            wording=wording,
            rag=self.random.choice(COLOURS),
            lead=self._lead(),
            organisation=self.random.choice(("Community Safety", "Public Health", "Housing")),
            said=self._said(place),
        )

    def _said(self, place: int) -> Said:
        """Sentences, services and a shared passage; one answer in eight is a nil return."""
        if self.random.random() < 1 / 8:
            return Said()
        return Said(
            sentences=tuple(self._fresh() for _ in range(self.random.randint(1, 4))),
            services=tuple(self.random.sample(services(), self.random.choice((0, 0, 1, 2)))),
            number=self._number(),
            shared=self._passage(place) if self.random.random() < 1 / 10 else "",
        )

    def _passage(self, place: int) -> str:
        """A passage that this borough and its neighbours in the list may use."""
        return self._shared[(place + self.random.randint(0, 2)) % len(self._shared)]

    def _number(self) -> int:
        self._numbers += 1
        return 100_000 + self._numbers

    def _lead(self) -> str:
        """A lead; one in six has none."""
        if self.random.random() < 1 / 6:
            return ""
        first, last = (self.random.choice(self.bank.words(name)) for name in ("first_names", "last_names"))
        return f"{first} {last}, Head of Community Safety"

    def _fresh(self, least: int = 0) -> str:
        """A sentence, or as many as give so many words, no eight words of which were ever written before."""
        while True:
            sentence = self._sentence()
            while len(sentence.split()) < least:
                sentence += f" {self._sentence()}"
            grams = set(_grams(sentence))
            if grams and not grams & self._used:
                self._used |= grams
                return sentence

    def _sentence(self) -> str:
        verb, thing, purpose = (self.random.choice(_short(name)) for name in ("verbs", "objects", "purposes"))
        return f"Case {self._number()}: {verb} {thing} and {self._number()} more {purpose}."

    def _next(self, before: Written, place: int, year: int) -> tuple[list[Row], dict[str, str]]:
        """Next year's plan: each action copied, dressed up, edited, rewritten, emptied or dropped; one is new."""
        rows, done = [], {}
        for row in before.rows:
            what = self._what(row)
            if what == "dropped":
                continue
            changed = self._changed(row, what, place)
            if self.random.random() < 1 / 3:
                changed = replace(changed, rag=self.random.choice(COLOURS))
            rows.append(changed)
            done[changed.ref] = what
        ref = LOCAL_REF.format(year % 100)
        rows.append(self._new_row(ref, "Local actions", self._local(before), place))
        done[ref] = "new"
        return rows, done

    def _local(self, before: Written) -> str:
        """The wording of a local action that has little in common with those of the year before."""
        known = {word for row in before.rows for word in row.wording.lower().split()}
        while True:
            one, other = self.random.sample(_short("objects"), 2)
            if len(known & {word for word in f"{one} {other}".lower().split() if len(word) > _LITTLE}) == 0:
                return f"{self.random.choice(_short('verbs'))} {one} and {other}"

    def _what(self, row: Row) -> str:
        if row.is_nil:
            return self.random.choice(("nil", "nil", "was_nil"))
        what = ("same", "same", "dressed", "edited", "rewritten", "became_nil", "dropped")
        return self.random.choices(what, (5, 5, 3, 3, 3, 1, 1))[0]

    def _changed(self, row: Row, what: str, place: int) -> Row:
        said = row.said
        if what == "dressed":
            said = replace(said, sentences=tuple(map(self._dressed, said.sentences)))
        elif what == "edited":
            said = replace(said, sentences=(*said.sentences, f"Case {self._number()}: also at night."))
        elif what == "became_nil":
            said = Said()
        elif what in {"rewritten", "was_nil"}:
            said = self._said(place)
            while not said.sentences:
                said = self._said(place)
        return replace(row, said=said)

    def _dressed(self, sentence: str) -> str:
        """The sentence with a difference that is none: of case, of a full stop, or of quotes."""
        return self.random.choice(
            (sentence[0].lower() + sentence[1:], sentence.removesuffix("."), f"\u201c{sentence}\u201d")
        )


@cache
def _short(name: str) -> tuple[str, ...]:
    """Phrases of a list of words that are shorter than what two boroughs may have in common."""
    return tuple(phrase for phrase in Bank().words(name) if len(phrase.split()) <= GRAM - 3)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _grams(text: str) -> Iterator[tuple[str, ...]]:
    words = text.lower().replace(".", "").replace(",", "").split()
    return (tuple(words[start : start + GRAM]) for start in range(len(words) - GRAM + 1))


@cache
def services() -> tuple[str, ...]:
    """Names of services of all London that have one meaning, and are no part of one another or of the sentences."""
    with (ROOT / "pipeline" / "tagging" / "registry" / "general.csv").open(encoding="utf-8", newline="") as lines:
        every = list(csv.DictReader(lines))
    names = [
        row["name"]
        for row in every
        if row["label"] == "service" and not row["ambiguous"] and row["name"].replace(" ", "").isalpha()
    ]
    said = [phrase for bank in ("verbs", "objects", "purposes") for phrase in _short(bank)]
    long = [name for name in names if len(name.split()) > 1 and not any(_within(name, phrase) for phrase in said)]
    texts = [text for row in every for text in (row["name"], *row["aliases"].split(";")) if text]
    return tuple(name for name in long if not [text for text in texts if text != name and _within(text, name)])


def _within(part: str, whole: str) -> bool:
    return f" {part.casefold()} " in f" {whole.casefold()} "
