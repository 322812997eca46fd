"""Damage done inside a Word document: to the members of its zip, and to the XML of its parts."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

from hostile.mutators import BLIND, Mutator, cut_out, duplicate, overwrite, swap

MAIN = "word/document.xml"
MAIN_SHARE = 0.75  # of the mutations of XML that strike the text itself
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "trPr",
    "tblPr",
    "pPr",
    "rPr",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "hyperlink",
    "smartTag",
    "customXml",
    "br",
    "tab",
    "gridSpan",
    "vMerge",
    "hMerge",
    "vanish",
    "gridBefore",
    "gridAfter",
    "tblHeader",
    "numPr",
    "fldSimple",
    "fldChar",
    "instrText",
    "drawing",
    "pict",
    "txbxContent",
    "sectPr",
    "body",
    "document",
    "footnoteReference",
    "delText",
    "strike",
    "dstrike",
    "specVanish",
    "object",
    "altChunk",
    "nosuch",
]
WRAPPERS = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "hyperlink",
    "smartTag",
    "customXml",
    "nosuch",
    "sdtContent",
    "rPr",
    "pict",
    "p",
    "tc",
    "tr",
    "tbl",
]
FLAGS = [
    "vanish",
    "strike",
    "vMerge",
    "hMerge",
    "gridSpan",
    "gridBefore",
    "gridAfter",
    "tblHeader",
    "specVanish",
    "del",
    "ins",
]
VALUES = ("", "0", "1", "-1", "2", "3", "9" * 20, "nan", "1e400", "x", "\u202e", "none", "FF0000", "rId1", "restart")
TEXTS = ("\u202e", "\u200f", "\ufeff", "\u2028", "\ufffd", "\U0010ffff", "\x85", "1.1", "4.7", "Theme 1: ", " " * 500)

_Members = list[tuple[str, bytes]]


def _members(data: bytes) -> _Members:
    """The members; none when an earlier mutation has left nothing that opens."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return []


def _packed(members: _Members) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # two members of one name are meant
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _on_members(change: Callable[[_Members, Random], _Members]) -> Mutator:
    def mutator(data: bytes, chance: Random) -> bytes:
        members = _members(data)
        return _packed(change(members, chance)) if members else data

    mutator.__name__ = change.__name__
    return mutator


def _place(members: _Members, chance: Random) -> int:
    """The main part most of the time, else any."""
    main = [place for place, (name, _) in enumerate(members) if name == MAIN]
    return main[0] if main and chance.random() < MAIN_SHARE else chance.randrange(len(members))


def _on_part(change: Callable[[bytes, Random], bytes]) -> Mutator:
    def change_one(members: _Members, chance: Random) -> _Members:
        place = _place(members, chance)
        name, content = members[place]
        return [*members[:place], (name, change(content, chance) if content else b" "), *members[place + 1 :]]

    change_one.__name__ = f"part_{change.__name__}"
    return _on_members(change_one)


def swap_members(members: _Members, chance: Random) -> _Members:
    """Two parts under each other's name."""
    one, two = chance.randrange(len(members)), chance.randrange(len(members))
    changed = list(members)
    changed[one], changed[two] = (members[one][0], members[two][1]), (members[two][0], members[one][1])
    return changed


def drop_member(members: _Members, chance: Random) -> _Members:
    """A part gone."""
    place = chance.randrange(len(members))
    return [*members[:place], *members[place + 1 :]]


def repeat_member(members: _Members, chance: Random) -> _Members:
    """A part twice, under one name, the second time with another's content."""
    return [*members, (chance.choice(members)[0], chance.choice(members)[1])]


def rename_member(members: _Members, chance: Random) -> _Members:
    """A part under another name."""
    place = chance.randrange(len(members))
    name, content = members[place]
    other = chance.choice((name.upper(), f"../{name}", name.replace("/", "\\"), f"/{name}", f"{name}.bak", "a\x07b"))
    return [*members[:place], (other, content), *members[place + 1 :]]


def hollow_member(members: _Members, chance: Random) -> _Members:
    """A part with nothing in it."""
    place = chance.randrange(len(members))
    return [*members[:place], (members[place][0], b""), *members[place + 1 :]]


def _on_tree(change: Callable[[list[etree._Element], Random], None]) -> Mutator:
    def change_tree(part: bytes, chance: Random) -> bytes:
        try:
            root = etree.fromstring(part)
        except etree.XMLSyntaxError:
            return part
        elements = [element for element in root.iter(etree.Element) if element is not root]
        if not elements:
            return part
        change(elements, chance)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    change_tree.__name__ = change.__name__
    return _on_part(change_tree)


def delete_element(elements: list[etree._Element], chance: Random) -> None:
    """An element gone, and all in it."""
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap_element(elements: list[etree._Element], chance: Random) -> None:
    """An element gone, what was in it left: the end of one row and the beginning of the next, for one."""
    element = chance.choice(elements)
    for child in element:
        element.addprevious(child)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def wrap_element(elements: list[etree._Element], chance: Random) -> None:
    """An element put inside another that does not belong there."""
    element = chance.choice(elements)
    wrapper = etree.Element(W + chance.choice(WRAPPERS))
    element.addprevious(wrapper)
    wrapper.append(element)


def repeat_element(elements: list[etree._Element], chance: Random) -> None:
    """An element twice."""
    element = chance.choice(elements)
    element.addnext(deepcopy(element))


def move_element(elements: list[etree._Element], chance: Random) -> None:
    """An element put somewhere else."""
    element, target = chance.choice(elements), chance.choice(elements)
    if element not in {target, *target.iterancestors()}:
        target.append(element)


def merge_siblings(elements: list[etree._Element], chance: Random) -> None:
    """Two neighbours made one."""
    element = chance.choice(elements)
    following = element.getnext()
    if following is not None and following.tag == element.tag:
        for child in following:
            element.append(child)
        parent = following.getparent()
        if parent is not None:
            parent.remove(following)


def rename_element(elements: list[etree._Element], chance: Random) -> None:
    """An element under another name."""
    chance.choice(elements).tag = W + chance.choice(TAGS)


def change_value(elements: list[etree._Element], chance: Random) -> None:
    """A value made another, or dropped."""
    with_values = [element for element in elements if element.attrib]
    if not with_values:
        return
    element = chance.choice(with_values)
    name = chance.choice(sorted(map(str, element.attrib)))
    if chance.random() < 0.2:
        del element.attrib[name]
    else:
        element.set(name, chance.choice(VALUES))


def flag_element(elements: list[etree._Element], chance: Random) -> None:
    """A property given to a run, a cell or a row: hidden, merged, deleted."""
    owners = [each for each in elements if str(each.tag).removeprefix(W) in {"rPr", "tcPr", "trPr", "pPr", "r", "tr"}]
    if owners:
        owner = chance.choice(owners)
        owner.insert(0, etree.Element(W + chance.choice(FLAGS), {W + "val": chance.choice(VALUES)}))


def change_text(elements: list[etree._Element], chance: Random) -> None:
    """Odd characters in the text."""
    with_text = [element for element in elements if element.text]
    if with_text:
        element = chance.choice(with_text)
        text = str(element.text)
        place = chance.randrange(len(text) + 1)
        element.text = text[:place] + chance.choice(TEXTS) + text[place:]


def spoil_reference(part: bytes, chance: Random) -> bytes:
    """A character reference to what no text may hold, or a document type."""
    spoilt = chance.choice((b"&#0;", b"&#xD800;", b"&#x202E;", b"&nosuch;", b"&#27;", b"]]>", b"<!DOCTYPE a>", b"<!--"))
    places = [match.end() for match in re.finditer(rb">", part)] or [0]
    place = chance.choice(places)
    return part[:place] + spoilt + part[place:]


WORD: tuple[Mutator, ...] = (
    *BLIND,
    *map(_on_members, (swap_members, drop_member, repeat_member, rename_member, hollow_member)),
    *map(_on_part, (spoil_reference, overwrite, cut_out, duplicate, swap)),
    *map(
        _on_tree,
        (
            delete_element,
            unwrap_element,
            wrap_element,
            wrap_element,
            repeat_element,
            move_element,
            merge_siblings,
            merge_siblings,
            rename_element,
            rename_element,
            change_value,
            change_value,
            flag_element,
            flag_element,
            change_text,
        ),
    ),
)
