"""Conservation: every word inside a plan's tables ends in a field, a header, a theme or a finding.

The words are counted from the neutral document on one side and from the finished records on the other, so that a
fault anywhere between shows. Words are runs of letters and digits, so that hyphens and line breaks do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from models.finding import Finding
from models.plan import Action, Coverage, PlanTable, Theme

_WORD = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """Runs of letters and digits, compatibility forms and case folded."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def words_of_records(
    actions: Iterable[Action], themes: Iterable[Theme], tables: Iterable[PlanTable], findings: Iterable[Finding]
) -> Counter[str]:
    """Every word that the records hold."""
    counted: Counter[str] = Counter()
    for action in actions:
        leads = [lead.text for lead in action.named_leads] + [lead.text for lead in action.lead_organisations]
        fields = [action.mandatory_action, action.narrative, action.timescale or "", action.outcome or ""]
        for text in (*fields, *leads, *action.other.values(), *action.details.values()):
            counted.update(words_in(text))
        counted.update(words_in(action.ref))
    for theme in themes:
        counted.update(words_in(f"{theme.title} {theme.description} {theme.number or ''}"))
    for table in tables:
        for column in table.columns:
            counted.update(words_in(column.header))
    for found in findings:
        counted.update(words_in(found.message))
    return counted


def account(document: Iterable[str], records: Counter[str], repeated: Iterable[str]) -> Coverage:
    """How many of the document's words are found again in the records.

    `repeated`: texts that the records hold once and the document prints several times (headers, theme names), or that
    number a theme or an action.
    """
    left = Counter(records)
    for text in repeated:
        left.update(words_in(text))
    words = [word for text in document for word in words_in(text)]
    unaccounted = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            unaccounted.append(word)
    lost = _without_rejoined(unaccounted, left)
    return Coverage(words=len(words), accounted=len(words) - len(lost), unaccounted=tuple(lost))


def _without_rejoined(lost: list[str], left: Counter[str]) -> list[str]:
    """Two halves of a word that a page break cut stand in the records as one."""
    kept: list[str] = []
    place = 0
    while place < len(lost):
        whole = lost[place] + lost[place + 1] if place + 1 < len(lost) else ""
        if whole and left[whole] > 0:
            left[whole] -= 1
            place += 2
            continue
        kept.append(lost[place])
        place += 1
    return kept
