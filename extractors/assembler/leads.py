"""Reads the leads of an action: people with their posts, and organisations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.plan import LeadOrganisation, NamedLead
from models.reference.given_names import given_names
from models.reference.organisations import (
    are_bodies_apart,
    ends_like_organisation,
    is_known_body,
    names_a_body,
    names_a_post,
    splits_nowhere,
)

_TITLE = re.compile(r"^(?:dr|mr|mrs|ms|miss|mx|prof(?:essor)?|cllr|councillor|sir|dame|rev)\.?\s+", re.IGNORECASE)
_NAME_WORD = re.compile(
    r"^(?:[A-Z][a-z]+(?:[A-Z][a-z]+)?|[A-Z]['’][A-Z][a-z]+|[A-Z]\.?|[A-ZÀ-Þ][a-zà-ÿ]+)(?:[-'’][A-ZÀ-Þ]?[a-zà-ÿ]+)*$"
)
_PARTICLES = frozenset(
    {"de", "da", "van", "von", "bin", "al", "el", "del", "la", "le", "der", "den", "di", "dos", "ben"}
)
_NAME_THEN_POST = re.compile(r"^(?P<name>[^,;:()]+?)\s*(?:,|:|\s[-–]\s)\s*(?P<role>.+)$")
_RANK_THEN_NAME = re.compile(
    r"^(?P<role>(?:(?:det(?:ective)?|ch(?:ief)?|t/?|a/?)\.?\s*)*"
    r"(?:supt|superintendent|inspector|insp|sergeant|sgt|constable|commander|cdr|dcs|dsu|dci|di|ds|dc|pc|ps|pcso|ci|cllr|councillor)\.?)"
    r"\s+(?P<name>[^,;:()]+)$",
    re.IGNORECASE,
)
_NAME_BRACKET_POST = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<role>[^()]+)\)\s*$")
_POST_THEN_NAME = re.compile(r"^(?P<role>.+?)\s*(?:,|:|\s[-–]\s|\()\s*(?P<name>[^,;:()]+?)\)?$")

_BODY_LAST = re.compile(r"^(?P<lead>.+?)\s*(?:(?:,|\s[-–])\s+(?P<after>[^,;()]+?)|\((?P<bracketed>[^(),;]+)\))$")

_BETWEEN = r"\s*[,;|\n]\s*|\s+/\s*|\s*/\s+|(?<=[a-z)])/(?=[A-Z])|(?<=[A-Z]{2})/(?=[A-Z]{2})"
_BRACKETED = re.compile(r"\s?\((?:[^()]|\([^()]*\))*\)|\s?\[[^\[\]]*\]")

_BODY_OF_POST = re.compile(r"^(?:the\s+)?(?:private\s+)?office\s+(?:of|for)\b", re.IGNORECASE)
"""Opens the name of a body that is called after a post: "Office of the Police and Crime Commissioner"."""

_INITIALS = re.compile(r"[A-Z]{2,3}(?:\s*[/,;&]\s*[A-Z]{2,3})*")

_AND = re.compile(r"\s+(?:and|&)\s+")

MOST_INITIALS = 0.7  # share of the cells of a column
MOST_WITH_BODY = 0.7  # share of the leads with a post after whose posts something stands
MOST_NAME_WORDS = 5  # "Mary-Jane van der Berg" has four


def looks_like_name(text: str) -> bool:
    """Whether a text is a person's name: a few capitalised words, none of a post or a body."""
    bare = _TITLE.sub("", text.strip())
    titled = bare != text.strip()
    words = bare.split()
    if (
        not (1 if titled else 2) <= len(words) <= MOST_NAME_WORDS
        or names_a_post(bare)
        or ends_like_organisation(bare)
        or names_a_body(bare)
        or is_known_body(bare)
    ):
        return False
    return all(_NAME_WORD.match(word) or word.lower() in _PARTICLES for word in words) and not bare.isupper()


def looks_like_person(text: str) -> bool:
    """Whether a cell names a person or a post rather than a body."""
    first = re.split(r"[;\n]", text, maxsplit=1)[0]
    if _BODY_OF_POST.match(first):
        return False
    parts = [part.strip() for part in re.split(r",|\s[-–]\s|\(|\)|:|/", first) if part.strip()]
    return any(looks_like_name(part) or names_a_post(part) for part in parts)


def is_person(text: str) -> bool:
    """Whether a text is surely a person's name, with a post or alone: capitals alone are those of a title too."""
    return _splits(text) is not None or (looks_like_name(text) and _begins_with_first_name(text))


def read_named_leads(lines: Sequence[str]) -> tuple[NamedLead, ...]:
    """The leads of a cell, one per line or between semicolons; a name alone takes the next line as its post."""
    parted = (segment for line in _whole_lines(lines) for segment in _split_outside(";", line))
    segments = [part.strip(" ,") for segment in parted for part in _between_slashes(segment)]
    segments = [segment for segment in segments if segment and any(char.isalnum() for char in segment)]
    leads: list[NamedLead] = []
    place = 0
    while place < len(segments):
        segment = segments[place]
        following = segments[place + 1] if place + 1 < len(segments) else ""
        if looks_like_name(segment) and following and names_a_post(following) and not _splits(following):
            leads.append(NamedLead(text=f"{segment}, {following}", name=segment, role=following))
            place += 2
            continue
        leads += _read_segment(segment)
        place += 1
    return tuple(leads)


def _between_slashes(segment: str) -> list[str]:
    """The people whom slashes part, each with a post or alone; anything else is one."""
    parts = [part.strip() for part in _split_outside(r"\s/\s", segment)]
    return parts if all(_splits(part) or looks_like_name(part) for part in parts) else [segment]


def _splits(segment: str) -> tuple[str, str] | None:
    """Name and post of a segment that gives both, in either order."""
    for pattern in (_NAME_BRACKET_POST, _NAME_THEN_POST, _POST_THEN_NAME, _RANK_THEN_NAME):
        match = pattern.match(segment)
        if match and looks_like_name(match["name"]) and not looks_like_name(match["role"]):
            return match["name"].strip(), match["role"].strip()
    return None


def _read_segment(segment: str) -> list[NamedLead]:
    both = _splits(segment)
    if both:
        return [NamedLead(text=segment, name=both[0], role=both[1])]
    names = [part.strip() for part in _split_outside(r"\s*(?:,|/|&|\band\b)\s*", segment) if part.strip()]
    if len(names) > 1 and all(looks_like_name(name) for name in names):
        return [NamedLead(text=name, name=name) for name in names]
    if len(names) > 1 and all(looks_like_name(name) or _NAME_BRACKET_POST.match(name) for name in names):
        return [lead for name in names for lead in _read_segment(name)]
    if looks_like_name(segment):
        return [NamedLead(text=segment, name=segment)]
    return [NamedLead(text=segment, role=segment if names_a_post(segment) else None)]


def sort_leads(lines: Sequence[str], bodies: frozenset[str] = frozenset()) -> tuple[list[str], list[str]]:
    """Of a cell that may name both, what names people or posts, and what names bodies.

    bodies: names held for bodies' though they look like a person's, see `unsure_names`.
    """
    segments = _segments(lines)
    people = [segment for segment in segments if segment not in bodies and looks_like_person(segment)]
    return people, [segment for segment in segments if segment not in people]


@dataclass(frozen=True, slots=True)
class KnownBodies:
    """Bodies of a plan: those like people, those to part from the posts they stand after, and those named alone."""

    like_people: frozenset[str] = frozenset()
    after_posts: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unsure:
    """Names of a column of leads that may be people's or bodies': those held for bodies', those for people's."""

    bodies: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def unsure_names(cells: Iterable[Sequence[str]]) -> Unsure:
    """Names that look like a person's by their capitals alone, in a column that may name both.

    cells: the lines of each cell. Bodies may be called anything ("Fairway Mosaic"), and no list has all first names:
    what the column mostly names decides. Where it names nothing else than people, nothing is unsure.
    """
    segments = list(dict.fromkeys(segment for lines in cells for segment in _segments(lines)))
    bare = [segment for segment in segments if looks_like_name(segment)]
    unsure = frozenset(segment for segment in bare if not _begins_with_first_name(segment))
    bodies = sum(not looks_like_person(segment) for segment in segments)
    if not unsure or not bodies:
        return Unsure()
    return Unsure(bodies=unsure) if bodies > len(bare) - len(unsure) else Unsure(people=unsure)


def are_initials(cells: Sequence[str]) -> bool:
    """Whether most cells of a column are the initials of people: "AW", and no body that is known."""
    found = [text for text in cells if _INITIALS.fullmatch(text) and not is_known_body(text)]
    return len(set(found)) > 1 and len(found) >= MOST_INITIALS * len(cells)


def bodies_after_posts(cells: Iterable[Sequence[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """The bodies that stand after the posts of a column whose leads have theirs: "Jane Smith, Head of Insight, Police".

    cells: the lines of each cell, of a table that has no other word on who leads. Most leads with a post name a body
    then: after some alone, as in "Superintendent, Neighbourhoods", it is part of the post. Returns the bodies, and
    those of them that nothing but their place tells of.
    """
    segments = [part.strip() for lines in cells for line in _whole_lines(lines) for part in _split_outside(";", line)]
    last = [parts[1] for segment in segments if (parts := _body_last(segment))]
    posts = sum((both := _splits(segment)) is not None and names_a_post(both[1]) for segment in segments)
    known = frozenset(body for body in last if _is_known_body(body))
    if len(last) < MOST_WITH_BODY * posts or 2 * sum(body in known for body in last) <= len(last):
        return frozenset(), frozenset()
    return frozenset(last), frozenset(last) - known


def part_bodies(lines: Sequence[str], bodies: frozenset[str]) -> tuple[list[str], list[str]]:
    """Leads without the bodies that stand after their posts, and these bodies, each once. bodies: those to part off."""
    leads: list[str] = []
    found: list[str] = []
    for segment in (segment for line in _whole_lines(lines) for segment in _split_outside(";", line)):
        parts = _body_last(segment.strip())
        lead, body = parts if parts and parts[1] in bodies else (segment, "")
        leads.append(lead)
        found += [body] * bool(body)
    return (leads, list(dict.fromkeys(found))) if found else ([*lines], [])


def _body_last(segment: str) -> tuple[str, str] | None:
    """A lead with name and post, and what follows after a comma, in brackets or after a dash."""
    match = _BODY_LAST.match(segment)
    if not match:
        return None
    body = match["after"] or match["bracketed"]
    both = _splits(match["lead"])
    listed = re.search(r"\sof\s", match["lead"]) and re.search(r"\s(?:and|&)\s", body)
    if (
        not both
        or not names_a_post(both[1])
        or names_a_post(body)
        or (looks_like_name(body) and _begins_with_first_name(body))
        or listed
    ):
        return None  # "Head of Parks, Leisure and Culture" is one post
    return match["lead"], body


def _is_known_body(name: str) -> bool:
    return ends_like_organisation(name) or (name.isupper() and name.isalpha())


def _begins_with_first_name(name: str) -> bool:
    bare = _TITLE.sub("", name.strip())
    return bare != name.strip() or _plain(bare.split()[0]) in given_names()


def _plain(word: str) -> str:
    """A word in lower case, without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))


def _segments(lines: Sequence[str]) -> list[str]:
    parts = [part.strip() for line in _whole_lines(lines) for part in _split_outside(r";|\s/\s|\s\|\s", line)]
    return [name for part in parts if part for name in _bodies_between_commas(part)]


def _bodies_between_commas(part: str) -> list[str]:
    """The names of bodies that commas part; a person with a post or a service is one."""
    names = [name.strip() for name in _split_outside(",", part) if name.strip()]
    people = any(names_a_post(name) or (looks_like_name(name) and _begins_with_first_name(name)) for name in names)
    some_body = any(not looks_like_person(name) for name in names)
    return names if len(names) > 1 and some_body and not people and not splits_nowhere(part) else [part]


def read_lead_organisations(lines: Sequence[str], apart: frozenset[str] = frozenset()) -> tuple[LeadOrganisation, ...]:
    """The organisations of a cell: between commas, semicolons, slashes, ampersands and line breaks.

    A dash does not part them ("Community Safety - VAWG" is one), nor does an ampersand or comma inside a name or
    anything in brackets. The word "and" parts two that are known bodies, one of them no part of a council, and two
    that other cells name alone (apart).
    """
    names = [name for line in _whole_lines(lines) for name in _split_organisations(line, apart)]
    return tuple(LeadOrganisation(text=name) for name in names)


def bodies_alone(cells: Iterable[Sequence[str]]) -> frozenset[str]:
    """The bodies that some cells name without another and without the word "and". cells: the lines of each cell."""
    names = (part.strip() for lines in cells for line in lines for part in _split_outside(_BETWEEN, line))
    return frozenset(name for name in names if name and not _AND.search(name))


def _split_organisations(line: str, apart: frozenset[str]) -> list[str]:
    names: list[str] = []
    rest = line.strip()
    kept = splits_nowhere(rest)
    if kept:
        return [rest.strip(" ,;/&")]
    for part in _split_outside(_BETWEEN, rest):
        names += _split_ampersand(part.strip(), apart)
    return [name for name in (name.strip(" ,;/&") for name in names) if any(char.isalnum() for char in name)]


def _split_ampersand(part: str, apart: frozenset[str]) -> list[str]:
    """An ampersand parts two names when each can stand alone: in capitals, or ending as bodies do; "and" known ones."""
    pieces = _AND.split(part)
    if len(pieces) > 1 and apart.issuperset(pieces):
        return pieces
    if splits_nowhere(part):
        return [part]
    pieces = _split_outside(r"\s+&\s+", part)
    if len(pieces) > 1 and all(piece.isupper() or ends_like_organisation(piece) for piece in pieces):
        return pieces
    pieces = _split_outside(r"\s+and\s+", part)
    if len(pieces) > 1 and are_bodies_apart(_BRACKETED.sub("", piece) for piece in pieces):
        return pieces
    return [part]


def _split_outside(pattern: str, text: str) -> list[str]:
    """The text parted where the pattern matches outside of brackets; a bracket that is never closed is none."""
    inside = [match.span() for match in _BRACKETED.finditer(text)]
    parts: list[str] = []
    start = 0
    for match in re.finditer(pattern, text):
        if not any(first < match.end() and match.start() < last for first, last in inside):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _whole_lines(lines: Sequence[str]) -> list[str]:
    """The lines, those that a bracket runs over as one."""
    whole: list[str] = []
    for place, line in enumerate(lines):
        opened = bool(whole) and whole[-1].count("(") > whole[-1].count(")")
        if opened and any(")" in later for later in lines[place:]):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole
