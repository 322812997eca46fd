"""Whether the cells of each field look like that field: a wording like a wording, a lead like a lead.

What a column was taken for follows from its header and its cells; here the finished records are looked at afresh, so
that a column taken for another is told of, whatever made the reader take it for that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from statistics import median

from extractors.assembler.leads import is_person, looks_like_person
from models.catalogue import finding
from models.finding import THEME_TITLE, Finding
from models.plan import Action, Plan
from models.reference.columns import fold_header
from models.reference.organisations import ends_like_organisation
from models.reference.statuses import statuses_in
from models.reference.template import theme_names

FEWEST_CELLS = 3  # of a field, of which something can be said together
HALF = 0.5  # share of a field's cells that must look like another field
MOST = 0.8  # the same, where single cells of the field may look so
SHORT_WORDING = 4  # words in the middle wording of a plan; the template's have 30, the shortest of plans seen 5
LONGEST_LEAD = 18  # words of one lead: a name, a post and its service have no more
LONGEST_BODY = 14  # words of one organisation
LONGEST_TIMESCALE = 20  # words in the middle timescale
LONGEST_WORD = 15  # letters of a word of a title; "Accountability" has 14
LONGEST_TITLE = 30  # words of a theme's title
MUCH = 12  # words in the middle cell of a column that holds much text
LONG_WORD = 4  # letters; shorter words of names have no capital
SHORT_TEXT = 8  # words of a name, a date or a status

_DATE = re.compile(
    r"(?:(?:by|from|until|end(?:\s+of)?|start(?:\s+of)?|early|mid|late|spring|summer|autumn|winter|ongoing|annual(?:ly)?|monthly|"
    r"quarterly|weekly|q[1-4]|quarter|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|"
    r"(?:20)?\d\d(?:/\d\d)*(?:/(?:20)?\d\d)?|\d{1,2}(?:st|nd|rd|th)?|and|to|–|-|/)[\s,.;]*)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W*(?:[A-Z]{1,4}[-.]?)?\d{1,3}(?:\.\d{1,2})*[a-z]?\W*")
_LETTERS = re.compile(r"[A-Z]+")
_NUMBER_INSIDE = re.compile(r"[^\W\d_]{3,}[.:]?\s+\d{1,2}[.:)]?\s+[A-Z]")
_LONE_LETTER = re.compile(r"(?<=[a-z]{2}\s)[b-hj-z](?=\s|$)")
_SIGN = re.compile(r"[^\w\s“‘'\"(\[£&]")


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _is_date(text: str) -> bool:
    return len(text.split()) <= SHORT_TEXT and bool(_DATE.fullmatch(text)) and any(map(str.isalnum, text))


def _is_status(text: str) -> bool:
    return len(text.split()) <= SHORT_WORDING and bool(statuses_in(text))


def _is_lead(text: str) -> bool:
    return all(_names_somebody(line) for line in text.split("\n"))


def _names_somebody(line: str) -> bool:
    """Whether a line is the name of a body, a person or a post: a few words, most of them with a capital."""
    if len(line.split()) > SHORT_TEXT or not _is_in_capitals(line):
        return False
    return ends_like_organisation(line) or looks_like_person(line)


def _is_in_capitals(text: str) -> bool:
    """Whether most words begin with a capital, as those of names do."""
    words = [word for word in text.split() if len(word) >= LONG_WORD]
    return sum(word[0].isupper() for word in words) >= MOST * len(words)


_KINDS: tuple[tuple[str, str, Callable[[str], bool], float], ...] = (
    ("a number", "action_number", _is_number, HALF),
    ("a date", "timescale", _is_date, HALF),
    ("a status", "rag", _is_status, HALF),
    ("a lead", "lead_organisations", _is_lead, MOST),
)
"""What a cell of another field may look like, the field that such cells are of, and the share of them that tells: a
short wording may end in the name of a body."""


_OWN_KINDS = {
    "timescale": frozenset({"timescale", "action_number"}),  # "2024" may be either
    "named_leads": frozenset({"lead_organisations"}),
    "lead_organisations": frozenset({"lead_organisations"}),
}
"""The fields whose looks the cells of a field may well have."""


def check_looks(plan: Plan) -> Iterator[Finding]:
    """Fields whose cells look like those of another, and cells that look like none."""
    yield from _unlike(plan.actions)
    yield from _dates_beside_rag(plan)
    yield from _lengths(plan.actions)
    yield from _long_leads(plan.actions)
    yield from _themes(plan)
    yield from _much_beside(plan.actions)


def _unlike(actions: Sequence[Action]) -> Iterator[Finding]:
    for field, cells in _texts(actions).items():
        said = [text for text in cells if text]
        if len(said) < FEWEST_CELLS:
            continue
        for kind, of, looks, share in _KINDS:
            if of in _OWN_KINDS.get(field, frozenset()):
                continue
            count = sum(map(looks, said))
            if count >= share * len(said):
                yield finding("field-unlike", fields=(field, of), field=field, kind=kind, count=count, cells=len(said))
                break


def _dates_beside_rag(plan: Plan) -> Iterator[Finding]:
    """RAG cells that say a date besides, where no action has one: two things stand in one place."""
    if any(action.timescale for action in plan.actions):
        return
    headers = {column.header for table in plan.tables for column in table.columns if column.field == "rag"} | {"RAG"}
    said = [text for action in plan.actions for header in headers if (text := action.other.get(header))]
    count = sum(any(map(_is_date, _parts_beside_status(text))) for text in said)
    if count >= max(FEWEST_CELLS, HALF * len(said)):
        fields = ("timescale", "other")
        yield finding("field-unlike", fields=fields, field="rag", kind="a date", count=count, cells=len(said))


def _parts_beside_status(text: str) -> Iterator[str]:
    words = text.split()
    return (" ".join(rest) for rest in (words[1:], words[:-1]) if len(rest) < len(words) and rest)


def _texts(actions: Sequence[Action]) -> dict[str, list[str]]:
    """The cells of each field that may look like another's, those that say nothing left out."""
    return {
        "mandatory_action": [action.mandatory_action for action in actions],
        "narrative": [action.narrative for action in actions if not action.nil_return],
        "outcome": [action.outcome or "" for action in actions],
        "timescale": [action.timescale or "" for action in actions],
        "named_leads": [lead.text for action in actions for lead in action.named_leads],
        "lead_organisations": [body.text for action in actions for body in action.lead_organisations],
    }


def _lengths(actions: Sequence[Action]) -> Iterator[Finding]:
    wordings = [len(action.mandatory_action.split()) for action in actions if action.mandatory_action]
    if len(wordings) >= FEWEST_CELLS and median(wordings) < SHORT_WORDING:
        yield finding("wordings-short", fields=("mandatory_action",), words=_whole(median(wordings)))
    times = [len(action.timescale.split()) for action in actions if action.timescale]
    if len(times) >= FEWEST_CELLS and median(times) > LONGEST_TIMESCALE:
        yield finding("timescales-long", fields=("timescale",), words=_whole(median(times)))


def _whole(number: float) -> str:
    return f"{number:g}"


def _long_leads(actions: Sequence[Action]) -> Iterator[Finding]:
    for action in actions:
        if any(_is_long_text(lead.text, LONGEST_LEAD) for lead in action.named_leads):
            yield finding("lead-long", action_ref=action.ref, fields=("named_leads",), field="named_leads")
        if any(_is_long_text(body.text, LONGEST_BODY) for body in action.lead_organisations):
            yield finding(
                "lead-long", action_ref=action.ref, fields=("lead_organisations",), field="lead_organisations"
            )


def _is_long_text(text: str, longest: int) -> bool:
    """Whether a text is too long for one name; a long name has capitals, and one colon at most after its post."""
    return len(text.split()) > longest and (text.count(":") > 1 or not _is_in_capitals(text))


def _themes(plan: Plan) -> Iterator[Finding]:
    together = {**_counted_in_part(plan), **_doubtful_together(plan)}
    leads = {fold_header(lead.text) for action in plan.actions for lead in action.named_leads}
    for place, theme in enumerate(plan.themes):
        reason = _why_no_title(theme.title, leads) or together.get(place, "")
        if reason:
            first = next((action.ref for action in plan.actions if action.theme_number == theme.number), None)
            fields = ("theme_number", THEME_TITLE)
            yield finding("theme-doubtful", fields=fields, theme=theme.title, first=first, reason=reason)


def _doubtful_together(plan: Plan) -> dict[int, str]:
    """Themes, by their place, that do not fit each other or their own actions, and why."""
    titles = [f" {fold_header(theme.title)} " for theme in plan.themes]
    numbers = Counter(theme.number for theme in plan.themes if theme.number is not None)
    codes = _codes(plan.actions)
    reasons: dict[int, str] = {}
    for place, theme in enumerate(plan.themes):
        others = {title for title in titles if title.strip() and title != titles[place]}
        kinds = codes.get(theme.number, [])
        if theme.number is not None and numbers[theme.number] > 1:
            reasons[place] = f"another theme has the number {theme.number} too"
        elif titles[place].strip() and titles.count(titles[place]) > 1:
            reasons[place] = "it appears again after another theme"
        elif any(other in titles[place] and len(other.split()) > 1 for other in others):
            reasons[place] = "it contains the title of another theme"
        elif sum(f" {fold_header(name)} " in titles[place] for name in theme_names()) > 1:
            reasons[place] = "it contains the titles of two of the template's themes"
        elif len(kinds) > 1 and all(len(of) == 1 for number, of in codes.items() if number != theme.number):
            reasons[place] = (
                f"its actions have codes of several kinds ({', '.join(kinds)}), those of each other theme one"
            )
    return reasons


def _counted_in_part(plan: Plan) -> dict[int, str]:
    """Themes, by their place, that have a number where most have none, or none where most have one."""
    made = [one.message for one in plan.findings if one.code == "theme-number-inferred"]
    bare = [any(f"“{theme.title}”" in message for message in made) for theme in plan.themes]
    few = sum(bare) <= len(bare) / 2
    reason = "it has no number, unlike most other themes" if few else "it has a number, unlike most other themes"
    return {place: reason for place, one in enumerate(bare) if one is few} if len(set(bare)) > 1 else {}


def _codes(actions: Sequence[Action]) -> dict[int | None, list[str]]:
    """The letters that the numbers of each theme's actions begin with; nothing where one has none."""
    codes: dict[int | None, list[str]] = {}
    for action in actions:
        letters = _LETTERS.match(action.action_number)
        if letters is None:
            return {}
        kinds = codes.setdefault(action.theme_number, [])
        if letters[0] not in kinds:
            kinds.append(letters[0])
    return codes


def _why_no_title(title: str, leads: Collection[str]) -> str:
    """leads: the plan's people and posts, folded."""
    if not title:
        return ""  # told as theme-unnamed
    if _SIGN.match(title):
        return "it begins with a symbol"
    if len(title.split()) > LONGEST_TITLE:
        return "it is long"
    if max(map(len, title.split())) > LONGEST_WORD:
        return "its words may have run together"
    if _LONE_LETTER.search(title):
        return "a word of it may be cut in two"
    if _NUMBER_INSIDE.search(title):
        return "it contains a number, like the start of another theme"
    if is_person(title) or fold_header(title) in leads:
        return "it looks like a lead"
    return "it looks like a date" if _is_date(title) else ""


def _much_beside(actions: Sequence[Action]) -> Iterator[Finding]:
    """Columns without a field of their own that hold more text than the narrative of most actions."""
    headers = dict.fromkeys(header for action in actions for header in action.other)
    told = [len(action.narrative.split()) for action in actions]
    least = max(MUCH, median(told) if told else 0)
    for header in headers:
        held = [len(action.other[header].split()) for action in actions if action.other.get(header)]
        if len(held) >= FEWEST_CELLS and len(held) >= HALF * len(actions) and median(held) > least:
            yield finding("much-text-beside", fields=("other", "narrative", "mandatory_action"), header=header)
