"""Writes the contents of cells: wordings, narratives, leads, dates, in many styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from builders.description import Lead, TextBlock
from layoutspace.banks import Bank

WORDING_STYLES = (
    "evidence",
    "all_have",
    "listed",
    "imperative",
    "imperative",
    "we_will",
    "to_be",
    "noun",
    "who",
    "statement",
    "infinitive",
    "long",
    "title",
)
NARRATIVE_STYLES = (
    "quarters",
    "passive",
    "dated",
    "prose",
    "prose",
    "we",
    "labelled",
    "semicolons",
    "opener",
    "plans",
    "log",
)
OUTCOME_STYLES = ("evidence_of", "none_left", "change", "change", "percent", "people", "in_place", "number", "to_verb")
DATE_STYLES = (
    "mon-yy",
    "month_year",
    "slashed",
    "quarter",
    "day_month",
    "by_end",
    "annually",
    "dotted",
    "span",
    "season",
)
LEAD_STYLES = ("name", "name_comma", "name_brackets", "name_dash", "post", "post", "name_lines")
OPEN_DATES = ("Ongoing", "Annually", "Quarterly", "Complete", "TBC", "Monthly", "Immediate", "Each quarter")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
YEARS = (2023, 2024, 2025, 2026)
OPEN_DATE_SHARE = 0.15
REGISTERED_SHARE = 0.3
UNREGISTERED_SHARE = 0.2


@dataclass
class Writer:
    """Writes for one document: it keeps to the styles that it began with, as an author does."""

    random: Random
    bank: Bank
    wording_style: str = ""
    narrative_style: str = ""
    outcome_style: str = ""
    date_style: str = ""
    lead_style: str = ""
    _bodies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        pick = self.random.choice
        self.wording_style = pick(WORDING_STYLES)
        self.narrative_style = pick(NARRATIVE_STYLES)
        self.outcome_style = pick(OUTCOME_STYLES)
        self.date_style = pick(DATE_STYLES)
        self.lead_style = pick(LEAD_STYLES)
        self._bodies = [self._body() for _ in range(self.random.randint(6, 12))]

    def word(self, name: str) -> str:
        """One of a list of words."""
        return self.random.choice(self.bank.words(name))

    def wording(self, style: str = "") -> str:
        """What an action asks for."""
        verb, thing, purpose = self.word("verbs"), self.word("objects"), self.word("purposes")
        act, also, within = self.word("verbs").lower(), self.word("objects"), self.word("objects")
        who, end = self.word("subjects"), self.random.choice((".", "", ""))
        done = self.random.choice(("delivered", "put in place", "reviewed"))
        more = f"{self.word('verbs')} {self.word('objects')} {self.word('purposes')}"
        forms = {
            "we_will": f"We will {act} {thing} {purpose}.",
            "to_be": f"{_capital(thing)} to be {done} {purpose}",
            "noun": f"{_capital(thing)} {purpose}",
            "who": f"{who} to {act} {thing} {purpose}.",
            "statement": f"There is {thing} {purpose}. {who} reports on it.",
            "infinitive": f"To {act} {thing} and {also} {purpose}",
            "long": f"{verb} {thing} and {also}, {purpose}. {more}. This includes {within}.",
            "evidence": f"Evidence that {thing} is in place {purpose}",
            "all_have": f"All partners take part in {thing}, {purpose}.",
            "listed": f"(1) {verb} {thing}; (2) {act} {also}; and report {purpose}",
            "brief": f"{verb} {thing}",
            "title": f"{_capital(thing)}: {act} and review {purpose}",
        }
        return forms.get(style or self.wording_style, f"{verb} {thing} {purpose}{end}")

    def sentence(self) -> str:
        """A sentence that tells what is done."""
        return f"{self.word('subjects')} {self.word('predicates')}{self.word('tails')}."

    def narrative(self, paragraphs: int, *, bullets: bool = False) -> tuple[TextBlock, ...]:
        """What is said of an action: so many paragraphs; with `bullets` some of them are list items."""
        made = [TextBlock(self._paragraph()) for _ in range(paragraphs)]
        if bullets:
            items = [TextBlock(self._item(), "bullet") for _ in range(self.random.randint(2, 5))]
            made[1:1] = items
        return tuple(made)

    def _paragraph(self) -> str:
        count = self.random.choice((1, 1, 2, 2, 3))
        match self.narrative_style:
            case "we":
                done = ("have delivered", "run", "are reviewing", "set up", "hold", "completed")
                return " ".join(
                    f"We {self.random.choice(done)} {self.word('objects')} {self.word('purposes')}."
                    for _ in range(count)
                )
            case "labelled":
                told = " ".join(self.sentence() for _ in range(count))
                return f"{self.word('labels')}{self.random.choice((':', ':', ' -'))} {told}"
            case "semicolons":
                parts = [f"{self.word('objects')} {self.word('progress_nouns')}" for _ in range(count + 1)]
                return _capital("; ".join(parts)) + "."
            case "opener":
                return f"{self.word('openers')} " + " ".join(self.sentence() for _ in range(count))
            case "plans":
                opening = self.random.choice(("Continue to", "Continuing to", "Plan to", "Working to"))
                work = f"{self.word('verbs').lower()} {self.word('objects')} {self.word('purposes')}"
                return f"{opening} {work}. {self.sentence()}"
            case "quarters":
                numbers = [f"Q{quarter}: {self.random.randint(2, 60)}" for quarter in range(1, count + 2)]
                return f"{self.sentence()} {self.word('changes')} {self.word('measures')} ({', '.join(numbers)})."
            case "passive":
                became = self.random.choice(("has been agreed", "has been set up", "was reviewed", "is being planned"))
                return f"{_capital(self.word('objects'))} {became} {self.word('purposes')}. {self.sentence()}"
            case "dated":
                return f"{self.date('day_month')} - {self.sentence()}"
            case "log":
                return f"{self.random.choice(MONTHS)}: {self.sentence()}"
            case _:
                return " ".join(self.sentence() for _ in range(count))

    def _item(self) -> str:
        kind = self.random.randrange(3)
        if kind == 0:
            return self.sentence()
        if kind == 1:
            return f"{_capital(self.word('objects'))} ({self.word('progress_nouns')})"
        return f"{_capital(self.word('objects'))} {self.word('purposes')}"

    def lead(self) -> Lead:
        """A person, a post, or a person with a post, as the document prints its leads."""
        name, post = f"{self.word('first_names')} {self.word('last_names')}", self.word("posts")
        if self.lead_style == "name":
            return Lead(name=name)
        if self.lead_style == "post" or self.random.random() < 0.1:
            return Lead(role=post)
        return Lead(name=name, role=post)

    def printed_lead(self, lead: Lead) -> str:
        """A lead in the document's style; with line feeds where it sets name and post on two lines."""
        if lead.name is None or lead.role is None:
            return lead.name or lead.role or ""
        forms = {"name_brackets": "{0} ({1})", "name_dash": "{0} - {1}", "name_lines": "{0}\n{1}"}
        return forms.get(self.lead_style, "{0}, {1}").format(lead.name, lead.role)

    def organisations(self) -> tuple[str, ...]:
        """Bodies that lead; the same few in all of a document."""
        wanted = self.random.choice((1, 1, 1, 2, 3))
        return tuple(self.random.sample(self._bodies, wanted))

    def _body(self) -> str:
        share = self.random.random()
        if share < REGISTERED_SHARE:
            return self.random.choice(self.bank.registered())
        if share < REGISTERED_SHARE + UNREGISTERED_SHARE:
            return f"{self.word('body_names')} {self.word('body_kinds')}"
        return self.word("bodies")

    def outcome(self) -> str:
        """What is to come of an action."""
        change = f"{self.word('changes')} {self.word('measures')} {self.word('extents')}".strip()
        match self.outcome_style:
            case "percent":
                return f"{self.random.randint(5, 60)}% {change[0].lower()}{change[1:]}"
            case "people":
                return f"{self.word('groups')} {self.word('feelings')}."
            case "in_place":
                return f"{_capital(self.word('objects'))} is in place and used by partners."
            case "number":
                return f"Number of {self.word('measures')}; {change[0].lower()}{change[1:]}"
            case "evidence_of":
                return f"{self.word('measures').capitalize()} {self.random.choice(('up', 'down', 'held steady'))}"
            case "none_left":
                return f"No {self.word('measures')} without a response {self.word('extents')}".strip()
            case "to_verb":
                return f"To {self.word('verbs').lower()} {self.word('objects')}"
            case _:
                return change

    def date(self, style: str = "") -> str:
        """A date or a time in the document's style, now and then an open one."""
        if not style and self.random.random() < OPEN_DATE_SHARE:
            return self.random.choice(OPEN_DATES)
        month, year, day = self.random.choice(MONTHS), self.random.choice(YEARS), self.random.randint(1, 28)
        number = MONTHS.index(month) + 1
        season = self.random.choice(("Spring", "Summer", "Autumn", "Winter"))
        forms = {
            "mon-yy": f"{month[:3]}-{year % 100}",
            "slashed": f"{day}/{number:02d}/{year}",
            "quarter": f"Q{(number + 2) // 3} {year}",
            "day_month": f"{day} {month} {year}",
            "by_end": f"by end of {month} {year}",
            "annually": f"{month} annually",
            "dotted": f"{day:02d}.{number:02d}.{year}",
            "span": f"{year}/{(year + 1) % 100}",
            "season": f"{season} {year}",
        }
        return forms.get(style or self.date_style, f"{month} {year}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
