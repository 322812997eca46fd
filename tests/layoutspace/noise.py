"""What stands round a plan: covers, contents, legends, tables of other things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.content import Place
from builders.description import RagName, TextBlock
from builders.rag import COLOURS
from layoutspace.banks import Bank
from layoutspace.setting import Setting
from layoutspace.widths import share
from layoutspace.writer import Writer

SECTIONS = (
    "Foreword",
    "Our borough",
    "What we know about violence",
    "What residents tell us",
    "How we work",
    "Governance",
)
LEGEND: tuple[tuple[RagName, str, str], ...] = (
    ("red", "Red", "Not started or off track"),
    ("amber", "Amber", "In progress, some delay"),
    ("green", "Green", "On track"),
    ("blue", "Blue", "Complete"),
)


class Surroundings:
    """Makes what stands before, between and after the parts of one plan."""

    def __init__(self, random: Random, setting: Setting, place: Place, title: str) -> None:
        self.random = random
        self.setting = setting
        self.place = place
        self.title = title
        self.writer = Writer(random, Bank())

    def before(self, noise: str) -> Iterator[Part]:
        """What opens the document."""
        yield Heading(self.title, level=0)
        if noise in {"cover", "contents", "rival"}:
            yield from self._cover()
        if noise == "contents":
            yield from self._contents()
            yield Heading("How progress is rated", level=1)
            yield self._legend()
        if noise == "before":
            yield Heading("Document control", level=1)
            yield self._table(self._versions())
            yield Heading("Membership", level=1)
            yield self._table(self._contacts())
        if noise != "bare" or self.random.random() < 0.5:
            yield Paragraph(" ".join(self.random.sample(Bank().words("paragraphs"), self.random.randint(1, 3))))
        if noise == "strategy":
            yield from self._prose()
        if noise == "rival" and self.random.random() < 0.4:
            yield from self._rival()
        if noise in {"cover", "contents"} and self.random.random() < 0.5:
            yield PageBreak()
        if noise != "bare":
            yield Heading(self.random.choice(("Action plan", "Our action plan", "The plan for the year")), level=1)

    def between(self) -> Iterator[Part]:
        """What stands between two tables of the plan."""
        yield Paragraph("Funding of the work above:")
        yield self._table(self._funding())

    def after(self, noise: str) -> Iterator[Part]:
        """What closes the document."""
        if noise == "after":
            yield Heading("Contacts", level=1)
            yield self._table(self._contacts())
            yield Heading("Glossary", level=1)
            yield self._table(self._glossary())
        if noise == "rival":
            yield from self._rival()
        if noise == "strategy":
            yield Heading("How we will know", level=1)
            yield Paragraph(" ".join(self.writer.sentence() for _ in range(self.random.randint(3, 8))))
        if noise in {"between", "cover"} and self.random.random() < 0.5:
            yield Paragraph("End of the plan. " + self.random.choice(Bank().words("paragraphs")))

    def _cover(self) -> Iterator[Part]:
        year = self.title[-4:]
        rows = (
            ("Relevant to", f"{self.place.short} Community Safety Partnership, {self.place.issuer}, wider partners"),
            ("Summary / Purpose", "How partners will reduce violence in the coming year."),
            ("Author", self.writer.word("posts")),
            ("Date Authored", f"{self.random.choice(('January', 'March', 'September'))} {year}"),
        )
        if self.random.random() < 0.6:
            yield self._table(rows, header=False)
        else:
            for label, text in rows:
                yield Paragraph(f"{label}: {text}")

    def _prose(self) -> Iterator[Part]:
        for name in self.random.sample(SECTIONS, self.random.randint(2, 4)):
            yield Heading(name, level=1)
            for _ in range(self.random.randint(1, 4)):
                told = [self.writer.sentence() for _ in range(self.random.randint(2, 6))]
                yield Paragraph(" ".join([*told, self.random.choice(Bank().words("paragraphs"))]))
        if self.random.random() < 0.5:
            yield PageBreak()

    def _contents(self) -> Iterator[Part]:
        yield Heading("Contents", level=1)
        for number, name in enumerate(("Introduction", "How progress is rated", "Action plan", "Next steps"), start=1):
            yield Paragraph(f"{number} {name} {'.' * 40} {number + 1}")

    def _legend(self) -> ArrangedTable:
        rows = tuple(
            ArrangedRow(
                (
                    ArrangedCell((TextBlock(name),), fill=COLOURS["office"][rag]),
                    ArrangedCell((TextBlock(meaning),)),
                )
            )
            for rag, name, meaning in LEGEND
        )
        return ArrangedTable((70.0, 200.0), rows, plan=False)

    def _table(self, rows: tuple[tuple[str, ...], ...], *, header: bool = True) -> ArrangedTable:
        fill = self.setting.look.header_fill or None
        arranged = tuple(
            ArrangedRow(
                tuple(
                    ArrangedCell(
                        (TextBlock(text),) if text else (),
                        bold=number == 0 if header else place == 0,
                        fill=fill if number == 0 and header else None,
                    )
                    for place, text in enumerate(row)
                ),
                "header" if number == 0 and header else "plain",
            )
            for number, row in enumerate(rows)
        )
        widths, _ = share(arranged, len(rows[0]), self.setting.width, self.setting.size, self.setting.look.padding)
        return ArrangedTable(widths, arranged, header_rows=1 if header else 0, plan=False)

    def _versions(self) -> tuple[tuple[str, ...], ...]:
        rows = [
            ("0.1", "First draft", "March 2024"),
            ("0.2", "Comments of partners", "May 2024"),
            ("1.0", "Agreed by the board", "June 2024"),
        ]
        return (("Version", "Change", "Date"), *rows[: self.random.randint(2, 3)])

    def _contacts(self) -> tuple[tuple[str, ...], ...]:
        people = [
            (
                f"{self.writer.word('first_names')} {self.writer.word('last_names')}",
                self.writer.word("posts"),
                f"contact{number}@example.org",
            )
            for number in range(self.random.randint(3, 6))
        ]
        return (("Name", "Role", "E-mail"), *people)

    def _glossary(self) -> tuple[tuple[str, ...], ...]:
        return (
            ("Term", "Meaning"),
            ("CSP", "Community Safety Partnership"),
            ("MARAC", "Multi-Agency Risk Assessment Conference"),
            ("VAWG", "Violence against women and girls"),
        )

    def _funding(self) -> tuple[tuple[str, ...], ...]:
        rows = [
            (
                self.writer.word("body_names") + " " + self.writer.word("body_kinds"),
                f"£{self.random.randint(5, 90)},000",
                "March 2025",
            )
            for _ in range(self.random.randint(2, 4))
        ]
        return (("Project", "Amount", "Funded until"), *rows)

    def _rival(self) -> Iterator[Part]:
        name, header, row = self.random.choice(tuple(RIVALS))
        yield Heading(name, level=1)
        rows = tuple(row(self.writer, number) for number in range(1, self.random.randint(4, 8)))
        yield self._table((header, *rows))


def _figure(writer: Writer) -> str:
    return str(writer.random.randint(20, 90))


RIVALS: tuple[tuple[str, tuple[str, ...], Callable[[Writer, int], tuple[str, ...]]], ...] = (
    (
        "Risk register",
        ("Risk no.", "Risk", "Mitigation", "Risk owner", "Risk level"),
        lambda writer, number: (
            f"R{number}",
            writer.word("worries"),
            f"{writer.word('verbs')} {writer.word('objects')}",
            writer.word("posts"),
            writer.random.choice(("High", "Medium", "Low")),
        ),
    ),
    (
        "Performance framework",
        ("No.", "Indicator", "Baseline", "Latest", "Data source"),
        lambda writer, number: (
            str(number),
            f"{writer.word('changes')} {writer.word('measures')}",
            _figure(writer),
            _figure(writer),
            writer.word("datasets"),
        ),
    ),
    (
        "Communications calendar",
        ("Month", "Audience", "Message", "Channel"),
        lambda writer, _: (
            writer.date("month_year"),
            writer.word("groups"),
            f"Campaign on {writer.word('objects')}",
            writer.random.choice(("Web", "Post", "Radio")),
        ),
    ),
    (
        "Meetings of the partnership",
        ("Meeting", "Chair", "Frequency", "Purpose"),
        lambda writer, _: (
            writer.word("boards"),
            writer.word("posts"),
            writer.random.choice(("Monthly", "Quarterly")),
            f"Oversees {writer.word('objects')}",
        ),
    ),
    (
        "What residents said",
        ("No.", "You said", "Our reply"),
        lambda writer, number: (str(number), f"More should be done about {writer.word('measures')}", writer.sentence()),
    ),
)
"""Tables like a plan's that are none: name, header, and what makes a row of them."""
