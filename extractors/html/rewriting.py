"""Changes to a page's tree before it is read: tracked changes accepted, lists of terms made tables."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

_MARKS_OF_TRACKING = ("cite", "datetime")
"""What word processors write on deletions: who made them and when."""
_WORD_DELETION = "msoDel"
_FEWEST_TERMS = 2


@dataclass(frozen=True, slots=True)
class Revisions:
    """How many tracked insertions and deletions a page carried."""

    inserted: int = 0
    deleted: int = 0


def accept_revisions(root: HtmlElement) -> Revisions:
    """Take out what tracked changes delete.

    `del` alone is how some tools write struck-through text, which stays; it is a tracked deletion on a page that has
    `ins` too, or when it says who deleted it or when.
    """
    insertions = list(root.iter("ins"))
    deletions = [element for element in root.iter("del") if insertions or _is_tracked(element)]
    deletions += [element for element in root.iter("span") if _WORD_DELETION in (element.get("class") or "").split()]
    for element in deletions:
        if element.getparent() is not None:
            element.drop_tree()
    tracked = insertions if deletions or any(map(_is_tracked, insertions)) else []
    return Revisions(len(tracked), len(deletions))


def _is_tracked(element: HtmlElement) -> bool:
    return any(element.get(name) for name in _MARKS_OF_TRACKING) or _WORD_DELETION in (element.get("class") or "")


def lists_as_tables(root: HtmlElement) -> list[HtmlElement]:
    """Make each list of terms and what is said of them a table of two columns: a plan may be written as such.

    Gives the elements that are now of another kind. Lists inside a cell stay, and so do those in which a term has
    nothing said of it.
    """
    changed: list[HtmlElement] = []
    for terms in list(root.iter("dl")):
        if any(ancestor.tag in {"td", "th", "dl"} for ancestor in terms.iterancestors()):
            continue
        pairs = _pairs(terms)
        if pairs is not None and len(pairs) >= _FEWEST_TERMS:
            _rewrite(terms, pairs)
            changed += [terms, *(element for term, said in pairs for element in (term, *said))]
    return changed


def _pairs(terms: HtmlElement) -> list[tuple[HtmlElement, list[HtmlElement]]] | None:
    """Each term with the elements that say something of it; None when a term has none, or anything else is there."""
    pairs: list[tuple[HtmlElement, list[HtmlElement]]] = []
    for element in _parts(terms):
        if element.tag == "dt" and (not pairs or pairs[-1][1]):
            pairs.append((element, []))
        elif element.tag == "dd" and pairs:
            pairs[-1][1].append(element)
        else:
            return None
    return pairs if pairs and pairs[-1][1] else None


def _parts(terms: HtmlElement) -> list[HtmlElement]:
    """The terms and what is said of them; each pair may be wrapped in a `div`."""
    parts: list[HtmlElement] = []
    for child in terms:
        if isinstance(child.tag, str):
            parts += list(child) if child.tag == "div" else [child]
    return [part for part in parts if isinstance(part.tag, str)]


def _rewrite(terms: HtmlElement, pairs: list[tuple[HtmlElement, list[HtmlElement]]]) -> None:
    body = terms.makeelement("tbody")
    for term, said in pairs:
        row = terms.makeelement("tr")
        for element in (term, *said):
            element.tail = None
        term.tag, said[0].tag = "td", "td"
        row.extend([term, said[0]])
        for more in said[1:]:
            more.tag = "div"
            said[0].append(more)
        body.append(row)
    for child in list(terms):
        terms.remove(child)
    terms.text, terms.tag = None, "table"
    terms.append(body)
