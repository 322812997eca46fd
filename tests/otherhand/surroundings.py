"""What stands round the plan: cover, contents, introduction, keys, other tables, heads and feet."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from builders.description import PlanDescription
from otherhand.flow import Break, Cell, Document, Gap, Item, Para, Row, Table
from otherhand.marks import Marker, key_rows
from otherhand.traits import PARAGRAPHS
from otherhand.words import Pen


def surrounded(
    flow: list[Item], plan: PlanDescription, marker: Marker, traits: dict[str, str], chance: random.Random
) -> Document:
    """The plan's flow with what stands before and after it."""
    around = _Around(chance, Pen(chance, plan.plan_year), plan, marker)
    amount = {"none": 0, "little": 1, "some": 2, "much": 4}[traits["noise"]]
    before: list[Item] = []
    after: list[Item] = []
    if amount and chance.random() < 0.6:
        before += around.cover(big=chance.random() < 0.5)
    else:
        before.append(Para(plan.title, level=1, size=1.7, bold=True))
    openers = [around.at_a_glance] if traits["rag"] != "absent" and chance.random() < 0.5 else []
    openers += [around.introduction, around.control, around.contents, around.contacts, around.meetings]
    closers = [around.indicators, around.risks, around.glossary, around.contacts, around.sign_off, around.money]
    for make in chance.sample(openers, min(amount, len(openers))):
        before += make()
    if marker.key or (amount and traits["rag"] not in {"absent", "word"} and chance.random() < 0.4):
        before += around.key()
    if amount and chance.random() < 0.7:
        after += [Gap(), *chance.choice(closers)()]
    if amount > 1:
        after += [Gap(), *chance.choice(closers)()]
    if amount and chance.random() < 0.25:
        before.append(
            Para(
                chance.choice(
                    ("Action plan", "Appendix A: Action plan", "3. Our action plan", "Annex 2 - Delivery plan")
                ),
                level=1,
                size=1.5,
                bold=True,
            )
        )
    if traits["beside"] == "yes":
        flow = [Break(), around.beside(), *flow]
    if before and not isinstance(before[-1], Break) and amount > 1 and chance.random() < 0.5:
        before.append(Break())
    return Document(
        (*before, *flow, *after),
        plan.title,
        running_head=chance.choice(("", "", plan.title, plan.issuer, "OFFICIAL", f"{plan.issuer}   {plan.title}")),
        running_foot=chance.choice(("", "", "OFFICIAL - SENSITIVE",
        f"Version {chance.randint(1, 9)}.{chance.randint(0, 9)}", plan.borough, "Community Safety Partnership")),
        watermark=chance.choice(("", "", "", "", "", "DRAFT", "SAMPLE")),
        notes=chance.choice(((), (), (), NOTES)) if traits["shape"] not in PARAGRAPHS or after else (),
    )  # fmt: skip


ASIDE = 0.22  # of the page's width
NOTES = ("1. Figures are for the financial year unless it is said otherwise.",)


@dataclass(frozen=True, slots=True)
class _Around:
    """Makes what stands round a plan."""

    chance: random.Random
    pen: Pen
    plan: PlanDescription
    marker: Marker

    def cover(self, *, big: bool) -> list[Item]:
        facts = (
            ("Owner of this document", self.pen.one("posts")),
            ("Approved by", "Community Safety Partnership Board"),
            ("Date", f"{self.pen.one_month()} {self.plan.plan_year}"),
            ("Next review", f"{self.pen.one_month()} {self.plan.plan_year + 1}"),
        )
        made: list[Item] = [
            Gap(4 if big else 1),
            Para(self.plan.title, level=1, bold=True, size=2.2 if big else 1.7),
            Para(self.plan.issuer, size=1.3),
        ]
        if self.chance.random() < 0.6:
            made.append(_pairs(facts))
        else:
            made += [Para(value, label=f"{name}: ") for name, value in facts]
        return [*made, Break()] if big else made

    def introduction(self) -> list[Item]:
        made: list[Item] = [
            Para(
                self.chance.choice(("Introduction", "Background", "Foreword", "About this plan")),
                level=2,
                bold=True,
                size=1.35,
            )
        ]
        blocks = self.pen.narrative(self.chance.randint(4, 14), 0.3)
        return [*made, *(Para(block.text, bullet="•" if block.kind == "bullet" else "") for block in blocks)]

    def contents(self) -> list[Item]:
        made: list[Item] = [Para("Contents", level=2, bold=True, size=1.35)]
        page = 2
        for theme in self.plan.themes:
            page += self.chance.randint(1, 3)
            made.append(Para(f"{theme.title} {'.' * self.chance.randint(20, 60)} {page}"))
        return made

    def control(self) -> list[Item]:
        rows = [
            (
                f"0.{at}",
                f"{self.chance.randint(1, 28):02}/0{self.chance.randint(1, 9)}/{self.plan.plan_year - 1}",
                self.pen.one("posts"),
                text,
            )
            for at, text in enumerate(("First draft", "Comments of partners taken in", "Agreed by the board"), 1)
        ]
        return [
            Para("Document control", level=2, bold=True, size=1.2),
            _plain(("Version", "Date", "Author", "What changed"), rows),
        ]

    def contacts(self) -> list[Item]:
        rows = [
            (self.pen.person(), self.pen.one("posts"), self.pen.one("bodies")) for _ in range(self.chance.randint(3, 7))
        ]
        return [Para("Contacts", level=2, bold=True, size=1.2), _plain(("Name", "Role", "Organisation"), rows)]

    def at_a_glance(self) -> list[Item]:
        values = [action.rag for _, action in self.plan.actions()]
        rows = [(name.capitalize(), str(values.count(name))) for name in ("red", "amber", "green", "blue")]
        title = self.chance.choice(("At a glance", "Progress summary", "Overview of RAG"))
        return [Para(title, level=2, bold=True, size=1.2), _plain(("Rating", "Number of actions"), rows)]

    def beside(self) -> Item:
        """A table at the right of the plan."""
        if self.marker.key or self.chance.random() < 0.5:
            rows = tuple(Row(pair) for pair in key_rows(self.marker))
            heading = Row((Cell((Para("How to read this", bold=True),), across=2),))
            return Table((heading, *rows), (0.4, 0.6), use="other", share=ASIDE, aside=True)
        names = [(self.pen.one("panels"), self.pen.one("posts")) for _ in range(self.chance.randint(2, 4))]
        return replace(_plain(("Meeting", "Chair"), names), share=ASIDE, aside=True)

    def meetings(self) -> list[Item]:
        rows = [
            (self.pen.one("panels"), self.chance.choice(("Monthly", "Quarterly", "Weekly")), self.pen.one("posts"))
            for _ in range(4)
        ]
        return [
            Para("Where this plan is discussed", level=2, bold=True, size=1.2),
            _plain(("Meeting", "How often", "Chair"), rows),
        ]

    def risks(self) -> list[Item]:
        rows = [
            (
                f"R{at}",
                self.pen.fresh("sentences"),
                self.chance.choice(("High", "Medium", "Low")),
                self.pen.fresh("sentences"),
            )
            for at in range(1, self.chance.randint(3, 6))
        ]
        return [
            Para("Risk register", level=2, bold=True, size=1.2),
            _plain(("No.", "Risk", "Likelihood", "Mitigation"), rows),
        ]

    def indicators(self) -> list[Item]:
        names = (
            "Knife injuries under 25",
            "Robbery of personal property",
            "First-time entrants",
            "Repeat domestic abuse",
            "Hospital admissions for assault",
            "Permanent exclusions",
        )
        rows = [
            (
                name,
                str(self.chance.randint(20, 400)),
                str(self.chance.randint(20, 400)),
                self.chance.choice(("Up", "Down", "Level")),
            )
            for name in names
        ]
        return [
            Para("Performance indicators", level=2, bold=True, size=1.2),
            _plain(("Indicator", "Last year", "This year", "Direction"), rows),
        ]

    def glossary(self) -> list[Item]:
        rows = [
            ("MARAC", "Multi-agency risk assessment conference"),
            ("MACE", "Multi-agency child exploitation"),
            ("IOM", "Integrated offender management"),
            ("VAWG", "Violence against women and girls"),
            ("VRU", "Violence Reduction Unit"),
        ]
        return [Para("Glossary", level=2, bold=True, size=1.2), _pairs(tuple(rows))]

    def sign_off(self) -> list[Item]:
        return [
            Para("Signed off by", level=2, bold=True, size=1.2),
            Para(self.pen.one("posts"), label="Position: "),
            Para(f"{self.pen.one_month()} {self.plan.plan_year}", label="Date: "),
        ]

    def money(self) -> list[Item]:
        rows = [
            (
                self.pen.one("services"),
                f"£{self.chance.randint(5, 180)},000",
                self.chance.choice(("VRU", "Council", "Police", "Public Health grant")),
            )
            for _ in range(4)
        ]
        return [Para("Funding summary", level=2, bold=True, size=1.2), _plain(("Project", "Amount", "Source"), rows)]

    def key(self) -> list[Item]:
        rows = tuple(Row(pair) for pair in key_rows(self.marker))
        heading = Row((Cell((Para("Key", bold=True),), across=2),))
        return [Table((heading, *rows), (0.4, 0.6), use="other", share=0.35), Gap()]


def _pairs(rows: tuple[tuple[str, str], ...]) -> Table:
    made = tuple(Row((Cell((Para(name, bold=True),)), Cell((Para(value),)))) for name, value in rows)
    return Table(made, (0.35, 0.65), use="other", share=0.7)


def _plain(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    head = Row(tuple(Cell((Para(name, bold=True),), head=True, fill="#eeeeee") for name in names))
    body = tuple(Row(tuple(Cell((Para(text),)) for text in row)) for row in rows)
    return Table((head, *body), tuple(1 / len(names) for _ in names), 1, use="other")
