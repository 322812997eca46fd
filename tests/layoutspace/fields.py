"""Fills the cells of an action, and says what must be read out of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from builders.arrangement import ArrangedCell
from builders.description import ExpectedAction, RagName, TextBlock
from builders.layout import Palette, Role
from builders.rag import COLOURS
from layoutspace.axes import Choice
from layoutspace.columns import SheetColumn
from layoutspace.extras import extra
from layoutspace.numbering import Number
from layoutspace.writer import Writer

PHRASES: dict[RagName, tuple[str, ...]] = {
    "red": ("Red - not started", "RED: off track", "Red (behind)"),
    "amber": ("Amber - in progress", "AMBER: some delay", "Amber (partly met)"),
    "green": ("Green - on track", "GREEN: on track", "Green (met)"),
    "blue": ("Blue - complete", "BLUE: complete", "Blue (closed)"),
}
WITHOUT_BLUE: tuple[RagName, ...] = ("red", "amber", "amber", "green", "green", "green")
NIL_SHARES = {"nils": 0.5, "template": 0.1, "local": 0.05}
LONGEST = {"long": (6, 12)}
LONG_SHARE = 0.3
BLUE_SHARE = 0.2
SAME_LEADS = 0.55  # of actions, in documents that merge cells of leads
BOX, CROSSED, TICK = "☐", "☒", "✓"


@dataclass(frozen=True)
class Filler:
    """The habits of one document in filling its cells."""

    writer: Writer
    choice: Choice
    palette: Palette
    rags: tuple[RagName, ...]
    separator: str
    lead_separator: str
    filled: float
    lead_filled: float
    rag_filled: float
    people_in_leads: bool
    phrase: int
    last: dict[str, tuple[tuple[TextBlock, ...], ExpectedAction]] = field(default_factory=dict)

    @staticmethod
    def drawn(writer: Writer, choice: Choice) -> Filler:
        """Habits drawn for a document."""
        random = writer.random
        blue = random.random() < BLUE_SHARE and choice.rag != "ticks"
        palettes: tuple[Palette, ...] = ("office", "web", "pale", "office")
        return Filler(
            writer=writer,
            choice=choice,
            palette=random.choice(palettes),
            rags=(*WITHOUT_BLUE, "blue") if blue else WITHOUT_BLUE,
            separator=random.choice((", ", ", ", " / ", "; ", "\n", " & ")),
            lead_separator=random.choice(("\n", "\n", "; ", " / ")),
            filled=random.choice((1.0, 0.9, 0.7)),
            lead_filled=random.choice((1.0, 1.0, 0.8, 0.5)),
            rag_filled=random.choice((1.0, 1.0, 0.85)),
            people_in_leads=random.random() < 0.5,
            phrase=random.randrange(3),
        )

    def row(
        self, columns: tuple[SheetColumn, ...], wording: str, number: Number, theme: ArrangedCell, place: int
    ) -> tuple[tuple[ArrangedCell, ...], ExpectedAction]:
        """The cells of an action and what must be read."""
        words = self._wording(wording)
        rag = self._rag()
        expected = ExpectedAction(
            theme_number=number.theme,
            action_number=number.within,
            mandatory_action="\n".join(block.text for block in words),
            rag=None,
            rag_source=None,
            named_leads=(),
            lead_organisations=(),
            timescale=None,
            outcome=None,
            other=(),
            narrative_blocks=(),
            nil_return=True,
        )
        cells: list[ArrangedCell] = []
        for column in columns:
            match column.role:
                case "theme":
                    cells.append(theme)
                case "number":
                    listed = number.printed if self.choice.number == "automatic" else ""
                    cells.append(ArrangedCell((TextBlock(number.printed),), "number", list_number=listed))
                case "action":
                    cells.append(ArrangedCell(self._opened(words, number), "action"))
                case "rag":
                    cells.append(self.rag_cell(rag, column))
                    expected = replace(expected, rag=rag)
                case _:
                    blocks, expected = self._text(column, expected, place)
                    cells.append(ArrangedCell(blocks, _role(column)))
        return tuple(cells), expected

    def _wording(self, text: str) -> tuple[TextBlock, ...]:
        random = self.writer.random
        if self.choice.content == "bulleted" and random.random() < 0.4:
            items = [TextBlock(f"{self.writer.word('objects')};", "bullet") for _ in range(random.randint(2, 4))]
            return (TextBlock(f"{text.rstrip('.')}, including:"), *items)
        return (TextBlock(text),)

    def _opened(self, words: tuple[TextBlock, ...], number: Number) -> tuple[TextBlock, ...]:
        if self.choice.number != "in_wording":
            return words
        return (replace(words[0], text=number.printed + words[0].text), *words[1:])

    def _rag(self) -> RagName | None:
        random = self.writer.random
        return random.choice(self.rags) if random.random() < self.rag_filled else None

    def rag_cell(self, rag: RagName | None, column: SheetColumn) -> ArrangedCell:
        """The cell of a status, as the document shows it."""
        if self.choice.rag == "choice":
            names = [name for name in ("red", "amber", "green", "blue") if name in self.rags]
            boxes = [f"{CROSSED if name == rag else BOX} {name.capitalize()}" for name in names]
            lines = boxes if self.phrase else [" ".join(boxes)]
            return ArrangedCell(tuple(map(TextBlock, lines)), "rag")
        if rag is None:
            return ArrangedCell(role="rag")
        fill = COLOURS[self.palette][rag]
        match self.choice.rag:
            case "fill":
                return ArrangedCell(role="rag", fill=fill)
            case "fill_and_word":
                return replace(_cell(rag.capitalize()), fill=fill)
            case "letter":
                return _cell(rag[0].upper())
            case "dot":
                return ArrangedCell(role="rag", dot=fill)
            case "ticks":
                return _cell(TICK) if column.header.lower() == rag else ArrangedCell(role="rag")
            case "phrase":
                return _cell(PHRASES[rag][self.phrase])
            case _:
                return _cell(rag.capitalize())

    def _text(
        self, column: SheetColumn, expected: ExpectedAction, place: int
    ) -> tuple[tuple[TextBlock, ...], ExpectedAction]:
        """What stands in a cell of text, and the truth with it added."""
        writer, random = self.writer, self.writer.random
        match column.role:
            case "narrative":
                blocks = self._narrative()
                return blocks, replace(expected, narrative_blocks=blocks, nil_return=False)
            case "lead":
                return self._leads(expected, self.lead_filled)
            case "organisation":
                return self._organisations(expected, max(self.lead_filled, 0.6))
            case "leads" if self.people_in_leads:
                return self._leads(expected, max(self.lead_filled, 0.6))
            case "leads":
                return self._organisations(expected, max(self.lead_filled, 0.6))
            case "outcome":
                text = writer.outcome() if random.random() < self.filled else ""
                return _lines(text), replace(expected, outcome=text or None)
            case "timescale":
                text = writer.date() if random.random() < self.filled else ""
                return _lines(text), replace(expected, timescale=text or None)
            case _:
                text = extra(writer, column.kind, place) if random.random() < self.filled else ""
                more = ((column.header, text),) if text else ()
                return _lines(text), replace(expected, other=(*expected.other, *more))

    def _narrative(self) -> tuple[TextBlock, ...]:
        random, content = self.writer.random, self.choice.content
        if random.random() < NIL_SHARES.get(content, 0.0):
            return _lines(self.writer.word("nil_returns"))
        if content == "brief":
            return (TextBlock(self.writer.sentence()),)
        if content == "long" and random.random() < LONG_SHARE:
            return self.writer.narrative(random.randint(*LONGEST["long"]), bullets=random.random() < 0.4)
        return self.writer.narrative(
            random.choice((1, 1, 2, 3)), bullets=content == "bulleted" and random.random() < 0.7
        )

    def _leads(self, expected: ExpectedAction, share: float) -> tuple[tuple[TextBlock, ...], ExpectedAction]:
        random = self.writer.random
        if self._goes_on("lead"):
            blocks, before = self.last["lead"]
            return blocks, replace(expected, named_leads=before.named_leads)
        if random.random() >= share:
            return (), expected
        leads = tuple(dict.fromkeys(self.writer.lead() for _ in range(random.choice((1, 1, 1, 1, 2)))))
        text = self.lead_separator.join(self.writer.printed_lead(lead).replace("\n", ", ") for lead in leads)
        if len(leads) == 1:
            text = self.writer.printed_lead(leads[0])
        self.last["lead"] = _lines(text), replace(expected, named_leads=leads)
        return self.last["lead"]

    def _organisations(self, expected: ExpectedAction, share: float) -> tuple[tuple[TextBlock, ...], ExpectedAction]:
        if self._goes_on("organisation"):
            blocks, before = self.last["organisation"]
            return blocks, replace(expected, lead_organisations=before.lead_organisations)
        if self.writer.random.random() >= share:
            return (), expected
        bodies = self.writer.organisations()
        self.last["organisation"] = _lines(self.separator.join(bodies)), replace(expected, lead_organisations=bodies)
        return self.last["organisation"]

    def _goes_on(self, role: str) -> bool:
        """Whether the action before has the same leads, in documents that merge such cells."""
        return self.choice.leads == "merged" and role in self.last and self.writer.random.random() < SAME_LEADS


def _role(column: SheetColumn) -> Role:
    return "lead" if column.role == "leads" else column.role


def _cell(text: str) -> ArrangedCell:
    return ArrangedCell((TextBlock(text),), "rag")


def _lines(text: str) -> tuple[TextBlock, ...]:
    return tuple(TextBlock(line) for line in text.split("\n") if line)
