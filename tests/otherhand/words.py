"""Words for plans: sentences, people, bodies and dates, drawn from banks.toml."""

from __future__ import annotations

import csv
import random
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from builders.description import Lead, TextBlock

HERE = Path(__file__).parent
TEMPLATE = HERE.parents[1] / "models" / "reference" / "template_actions.csv"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
OFTEN = ("weekly", "monthly", "quarterly", "fortnightly")


@cache
def banks() -> dict[str, Any]:
    """The lists of words."""
    return tomllib.loads((HERE / "banks.toml").read_text(encoding="utf-8"))


@cache
def template() -> dict[str, tuple[str, ...]]:
    """The wordings of the 2023 template by theme."""
    found: dict[str, list[str]] = {}
    with TEMPLATE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["template"].startswith("2023"):
                found.setdefault(row["theme"], []).append(row["text"])
    return {theme: tuple(texts) for theme, texts in found.items()}


@dataclass
class Pen:
    """Writes words by chance, none twice in a document where the lists are long enough."""

    chance: random.Random
    year: int
    used: set[str] = field(default_factory=set)

    def one(self, bank: str) -> str:
        """One entry of a list."""
        return str(self.chance.choice(banks()[bank]))

    def fresh(self, bank: str) -> str:
        """One entry of a list that was not used yet, filled in."""
        left = [each for each in banks()[bank] if each not in self.used]
        pattern = self.chance.choice(left or banks()[bank])
        self.used.add(pattern)
        return self.filled(pattern)

    def filled(self, pattern: str) -> str:
        """The pattern with its slots filled."""
        months, bodies, places = (
            self.chance.sample(list(each), 2) for each in (MONTHS, banks()["bodies"], banks()["places"])
        )
        service = self.one("services")
        slots = {
            "n": self.chance.randint(11, 96), "n2": self.chance.randint(2, 9), "pc": self.chance.randint(12, 97),
            "m": months[0], "m2": months[1], "y": self.year - 1, "y2": self.year + 1, "yy": self.year % 100,
            "often": self.chance.choice(OFTEN), "unit": self.chance.choice(("month", "week", "term")),
            "service": service, "Service": service[0].upper() + service[1:], "panel": self.one("panels"),
            "body": bodies[0], "Body": bodies[0], "body2": bodies[1], "place": places[0], "place2": places[1],
        }  # fmt: skip
        return pattern.format(**slots)

    def narrative(self, sentences: int, listing: float) -> tuple[TextBlock, ...]:
        """Paragraphs of about so many sentences; `listing` is the chance of a list after a paragraph."""
        blocks: list[TextBlock] = []
        self.used.clear()
        while sentences > 0:
            some = min(sentences, self.chance.randint(1, 4))
            sentences -= some
            text = " ".join(self.fresh("sentences") for _ in range(some))
            if self.chance.random() < 0.15:
                text = f"{self.one('bodies')}: {text}"
            blocks.append(TextBlock(text))
            if self.chance.random() < listing:
                if self.chance.random() < 0.6:
                    blocks.append(TextBlock(self.one("leads_in")))
                count = self.chance.randint(2, 5)
                blocks += [TextBlock(self.fresh("bullets"), "bullet") for _ in range(count)]
        return tuple(blocks)

    def person(self) -> str:
        """A person's name."""
        name = f"{self.one('first_names')} {self.one('surnames')}"
        return f"{self.one('titles')} {name}" if self.chance.random() < 0.15 else name

    def leads(self, style: str) -> tuple[Lead, ...]:
        """One lead, now and then two or three, of names, posts or both."""
        count = self.chance.choice((1, 1, 1, 1, 2, 3))
        posts = self.chance.sample(banks()["posts"], count)
        return tuple(
            Lead(None if style == "posts" else self.person(), None if style == "names" else post) for post in posts
        )

    def bodies(self) -> tuple[str, ...]:
        """One to four bodies."""
        return tuple(self.chance.sample(banks()["bodies"], self.chance.choice((1, 1, 1, 2, 2, 3, 4))))

    def date(self, style: str) -> str:
        """A time by which something is done."""
        month, year = self.chance.choice(MONTHS), self.year + self.chance.choice((0, 1))
        number = MONTHS.index(month) + 1
        if style == "numbers":
            return f"{self.chance.randint(1, 28):02}/{number:02}/{year}"
        if style == "months":
            return f"{month} {year}"
        if style == "short":
            return f"{month[:3]}-{year % 100}"
        if style == "quarters":
            return f"Q{self.chance.randint(1, 4)} {year}/{(year + 1) % 100}"
        options = (
            "Ongoing",
            "Complete",
            f"End of {month}",
            "Annually",
            f"{month} {year} (was {self.one_month()})",
            "Quarterly",
            "By year end",
        )
        return self.chance.choice(options)

    def one_month(self) -> str:
        """A month."""
        return self.chance.choice(MONTHS)
