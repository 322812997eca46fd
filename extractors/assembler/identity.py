"""Tells whose plan it is and of which year, and how sure that is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from extractors.assembler.cover import Cover, template_year
from models.catalogue import finding
from models.document import Document
from models.finding import Finding
from models.plan import Borough
from models.reference.boroughs import authorities

# Words after a place's name that make it the name of something else there: Wandsworth Prison, Richmond College.
_ELSEWHERE = (
    r"(?!\s+(?:prison|college|fellowship|club|hospital|university|road|street|station|park|high|school|academy|fc|town\s+centre|"
    r"theatre|market|palace|bridge|house|hill|green|magistrates|crown|county|and\s+\w+\s+(?:nhs|hospital))\b)"
)
_STRONG_BEFORE = r"(?:london\s+borough\s+of|royal\s+borough\s+of|city\s+of|lb\.?|rb)\s+"
_STRONG_AFTER = (
    r"\s+(?:council|community\s+safety\s+partnership|csp|safer\s+\w+\s+partnership|safeguarding\s+(?:children|adults)|"
    r"borough\s+council)"
)
_YEAR = re.compile(r"(?<![\d/])(?P<first>20[0-4]\d)(?:\s*(?P<dash>[/–-])\s*(?P<last>(?:20)?\d\d)(?!\d))?(?![\d])")
_SHORT_PERIOD = re.compile(r"(?<![\d/.,-])(?P<first>[12]\d)\s*[/–-]\s*(?P<last>[123]\d)(?![\d/.,-])")
"""A financial year without its century: "24/25"."""
_CENTURY = 2000
CLEAR_MAJORITY = 0.6  # share of a document's mentions of boroughs that must be of one


@cache
def _called() -> tuple[tuple[Borough, tuple[str, ...]], ...]:
    """Each borough and its names, the longest first."""
    return tuple(
        (authority.borough, tuple(sorted({authority.borough.name, *authority.aliases}, key=len, reverse=True)))
        for authority in authorities()
    )


def _may_be_named(names: Iterable[str], lower: str) -> bool:
    """Whether all words of one of the names stand somewhere in a text; searching properly takes far longer."""
    return any(all(word in lower for word in name.lower().split() if word != "&") for name in names)


@cache
def _pattern(names: tuple[str, ...], *, strong: bool) -> re.Pattern[str]:
    """Finds a borough's names; strong: where the words beside it say that the council is meant."""
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+").replace(r"\&", "(?:&|and)") for name in names)
    pattern = (
        rf"(?:{_STRONG_BEFORE}(?:{either})(?![\w-])|(?<![\w-])(?:{either}){_STRONG_AFTER})"
        if strong
        else rf"(?<![\w-])(?:{either})(?![\w-]){_ELSEWHERE}"
    )
    return re.compile(pattern, re.IGNORECASE)


def _named(texts: Iterable[str], *, strong: bool) -> Counter[str]:
    """How often each borough is named, by slug."""
    texts = list(texts)
    lower = "\n".join(texts).lower()
    counted: Counter[str] = Counter()
    for borough, names in _called():
        if _may_be_named(names, lower):
            hits = sum(len(_pattern(names, strong=strong).findall(text)) for text in texts)
            if hits:
                counted[borough.slug] = hits
    return counted


def _by_slug(slug: str) -> Borough:
    return next(authority.borough for authority in authorities() if authority.borough.slug == slug)


def find_plan_borough(
    cover: Cover, document: Document, body: Sequence[str]
) -> tuple[Borough | None, tuple[Finding, ...]]:
    """The borough by the cover, else the page headers, else what the document speaks of most, else the file's name."""
    title = [text for text in (cover.labels.get("borough"), cover.title) if text]
    stated = [*cover.labels.values(), *cover.headings]
    furniture = [block.text for block in document.blocks() if block.kind == "furniture"]
    for texts in (title, stated, furniture):
        named = _named(texts, strong=False)
        if len(named) == 1:
            return _by_slug(next(iter(named))), ()
        if len(named) > 1:
            leading = _leader(_named(texts, strong=True)) or (_leader(named) if texts is not title else None)
            if leading:
                return _by_slug(leading), ()
            names = " and ".join(sorted(_by_slug(slug).name for slug in named))
            return None, (finding("borough-uncertain", reason=f"the cover names {names}"),)
    return _borough_of_body(document, body)


def named_borough(text: str) -> Borough | None:
    """The one borough that a text names; None when it names none, or several."""
    named = _named([text], strong=False)
    return _by_slug(next(iter(named))) if len(named) == 1 else None


def _borough_of_body(document: Document, body: Sequence[str]) -> tuple[Borough | None, tuple[Finding, ...]]:
    texts = [*(block.text for block in document.blocks()), *body]
    leading = _leader(_named(texts, strong=True))
    in_title = _named([document.title or ""], strong=False)
    in_name = _named([re.sub(r"[_\-.]+", " ", document.filename)], strong=False)
    if leading:
        reason = f"the cover does not say; the text speaks of {_by_slug(leading).name} most"
        return _by_slug(leading), (finding("borough-uncertain", reason=reason),)
    if len(in_title) == 1:
        slug = next(iter(in_title))
        reason = f"only the title in the file's properties says {_by_slug(slug).name}"
        return _by_slug(slug), (finding("borough-uncertain", reason=reason),)
    if len(in_name) == 1:
        slug = next(iter(in_name))
        reason = f"only the file's name says {_by_slug(slug).name}"
        return _by_slug(slug), (finding("borough-uncertain", reason=reason),)
    return None, (finding("borough-uncertain", reason="the document names none, or several alike"),)


def _leader(counted: Counter[str]) -> str | None:
    if not counted:
        return None
    slug, hits = counted.most_common(1)[0]
    return slug if hits >= CLEAR_MAJORITY * counted.total() else None


def find_plan_year(cover: Cover, document: Document) -> tuple[int | None, tuple[Finding, ...]]:
    """The year the plan is for or was issued: by the title, the cover's dates, the page headers or the file's name.

    The template's own year ("2023 Refresh") and a period inside the text do not count.
    """
    stated = (cover.labels.get("year"), cover.title, cover.labels.get("date_authored"), *cover.headings)
    for text in stated:
        year = year_in(text or "")
        if year:
            return year, ()
    furniture = [block.text for block in document.blocks() if block.kind == "furniture"]
    lines = [block.text for block in document.blocks()[:40] if len(block.text) < 120 and block.kind != "note"]
    for texts, where in (
        (furniture, "the page headers"),
        (lines, "the first pages"),
        ([document.title or ""], "the title in the file's properties"),
        ([document.filename], "the file's name"),
    ):
        years = [year for text in texts if (year := year_in(text.replace("_", " ")))]
        if years:
            year = Counter(years).most_common(1)[0][0]
            return year, (finding("year-uncertain", reason=f"only {where} give a year, {year}"),)
    return None, (finding("year-uncertain", reason="no year is printed on the cover or in the title"),)


def year_in(text: str) -> int | None:
    """The first year of the text that is not the template's. Of a period, its first year."""
    template = template_year(text)
    if template:
        text = text.replace(template, " ")
    match = _YEAR.search(text)
    if match:
        return int(match["first"])
    short = _SHORT_PERIOD.search(text)
    return _CENTURY + int(short["first"]) if short and int(short["last"]) == int(short["first"]) + 1 else None
