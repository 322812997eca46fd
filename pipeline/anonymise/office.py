"""Word documents and workbooks in other words: the same parts with the same layout, part by part."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from PIL import Image, UnidentifiedImageError

from extractors.common.office import Container, Element, relationships_of
from models.errors import UnsupportedKind
from pipeline.anonymise.codes import field_code, formula, number_format, sheet_header
from pipeline.anonymise.lists import listed
from pipeline.anonymise.words import OtherWords

_PARAGRAPHS, _PIECES, _GAPS = listed("office.paragraphs"), listed("office.pieces"), listed("office.gaps")
_STRUCTURAL, _FORMULAS = listed("office.structural"), listed("office.formulas")
_TEXTS, _ADDRESSES = listed("office.texts"), listed("office.addresses")
_NAMED, _VALUED = listed("office.named"), listed("office.valued")
_LEFT_OUT = listed("office.left_out")
_SHEET_MARGINS = frozenset({f"{which}{end}" for which in ("odd", "even", "first") for end in ("Header", "Footer")})

_DROPPED = tuple(f"/{kind}" for kind in sorted(listed("office.dropped")))
"""Ends of the kinds of relationships whose parts are left out."""
_OFFICE = "application/vnd.openxmlformats-officedocument."
_WITHOUT_MACROS = {
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": f"{_OFFICE}spreadsheetml.sheet.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": f"{_OFFICE}spreadsheetml.sheet.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml": f"{_OFFICE}wordprocessingml.document.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": f"{_OFFICE}wordprocessingml.document.main+xml",
    f"{_OFFICE}spreadsheetml.template.main+xml": f"{_OFFICE}spreadsheetml.sheet.main+xml",
    f"{_OFFICE}wordprocessingml.template.main+xml": f"{_OFFICE}wordprocessingml.document.main+xml",
}
"""Kinds of main parts, and what they are called in a .docx or .xlsx."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".wdp", ".ico")
_NOWHERE = "https://example.com/"
_LARGEST_DATE = 100_000
"""Numbers of cells from here on are no dates, and may be telephone numbers or sums."""
_GREY = (200, 200, 200)
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><path d="M0 0h64v64H0z" fill="#c8c8c8"/></svg>'
_MOST_SIDE = 4000  # pixels of a picture


def other_office(data: bytes, words: OtherWords, called: str) -> bytes:
    """The file in other words. Raises `UnsupportedKind` when it holds a part whose words cannot be replaced."""
    container = Container(called)
    parts = container.unpack(data)
    dropped = _dropped(container, parts)
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
        for member in archive.infolist():
            name = posixpath.normpath(member.filename.lstrip("/"))
            if member.is_dir() or name in dropped:
                continue
            if name in parts or name.lower().endswith(".vml"):  # boxes of remarks, in the XML of Office 2007
                made = _part(container, name, parts.get(name) or archive.read(member), words, dropped)
            elif name.lower().endswith(_PICTURES):
                made = _grey(archive.read(member), name)
            else:
                raise UnsupportedKind(
                    f"The {called} contains another file ({posixpath.basename(name)}), whose words cannot be replaced.",
                    "Delete that object, save the document and try again.",
                )
            written.writestr(zipfile.ZipInfo(name), made, zipfile.ZIP_DEFLATED)
    return copy.getvalue()


def _dropped(container: Container, parts: dict[str, bytes]) -> frozenset[str]:
    """The parts that are left out, with the lists of what they lead to."""
    found = set()
    for name, part in parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for link in container.parse(part):
                if link.get("Type", "").endswith(_DROPPED) and link.get("TargetMode") != "External":
                    target = link.get("Target", "")
                    place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                    found.add(posixpath.normpath(place))
    return frozenset(found | {relationships_of(one) for one in found})


def _part(container: Container, name: str, part: bytes, words: OtherWords, dropped: frozenset[str]) -> bytes:
    root = container.parse(part)
    if name == "[Content_Types].xml":
        _keep(root, lambda element: element.get("PartName", "").lstrip("/") not in dropped)
        for element in root:  # without its macros, it is an ordinary file
            kind = element.get("ContentType", "")
            element.set("ContentType", _WITHOUT_MACROS.get(kind, kind))
    elif name.endswith(".rels"):
        _keep(root, lambda link: not link.get("Type", "").endswith(_DROPPED))
        for link in root:
            if link.get("TargetMode") == "External":
                link.set("Target", _NOWHERE)
    elif _local(root) == "coreProperties":
        _keep(root, lambda element: _local(element) == "title")
        for title in root:
            title.text = words.text(title.text or "")
    else:
        _rewrite(root, words)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _keep(root: Element, wanted: Callable[[Element], bool]) -> None:
    for element in list(root):
        if not wanted(element):
            root.remove(element)


def _rewrite(root: Element, words: OtherWords) -> None:
    for element in [one for one in root.iter() if _local(one) in _LEFT_OUT]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    done: set[Element] = set()
    for paragraph in root.iter():
        if _local(paragraph) in _PARAGRAPHS:
            inside = list(_inside(paragraph))
            done.update(_respell(inside, _PIECES, words.text))
            done.update(_respell(inside, frozenset({"instrText"}), lambda code: field_code(code, words.text)))
    for element in root.iter():
        if element not in done:
            _other_text(element, words)
        _other_attributes(element, words)


def _inside(paragraph: Element) -> Iterator[Element]:
    """The elements of a paragraph, without those of paragraphs in boxes that hang on it."""
    for element in paragraph:
        if _local(element) not in _PARAGRAPHS:
            yield element
            yield from _inside(element)


def _respell(elements: Iterable[Element], leaves: frozenset[str], say: Callable[[str], str]) -> list[Element]:
    """Put other words over the pieces of a paragraph, whose words may begin in one and end in the next."""
    pieces = [one for one in elements if _local(one) in leaves | _GAPS]
    texts = [(one.text or "") if _local(one) in leaves else "\n" for one in pieces]
    whole = "".join(texts)
    said = say(whole)
    assert len(said) == len(whole)  # noqa: S101 - a letter for a letter, or the pieces would be cut elsewhere
    at = 0
    for piece, text in zip(pieces, texts, strict=True):
        if _local(piece) in leaves:
            piece.text = said[at : at + len(text)]
        at += len(text)
    return [one for one in pieces if _local(one) in leaves]


def _other_text(element: Element, words: OtherWords) -> None:
    local, text = _local(element), element.text
    if element.tail and element.tail.strip():
        element.tail = words.text(element.tail)
    if not text or not text.strip():
        return
    if local in _FORMULAS:
        element.text = formula(text, words.text)
    elif local in _SHEET_MARGINS:
        element.text = sheet_header(text, words.text)
    elif local == "v":
        parent = element.getparent()
        kind = parent.get("t", "n") if parent is not None else "n"
        if kind == "str" or not _is_number(text):
            element.text = text if kind in {"b", "e", "s", "d"} else words.text(text)
        elif kind == "n" and float(text) >= _LARGEST_DATE:
            element.text = words.text(text)
    elif local not in _STRUCTURAL:
        element.text = words.text(text)


def _other_attributes(element: Element, words: OtherWords) -> None:
    for key, value in element.attrib.items():
        said = _attribute(element, etree.QName(key).localname, str(value), words.text)
        if said != value:
            element.set(key, said)


def _attribute(element: Element, name: str, value: str, say: Callable[[str], str]) -> str:
    """What an attribute says in the copy."""
    local = _local(element)
    codes = {"location": formula, "instr": field_code, "formatCode": number_format}
    if name in codes:
        return codes[name](value, say)
    if name in _ADDRESSES:
        return _NOWHERE
    spoken = (
        name in _TEXTS
        or (name == "name" and local in _NAMED)
        or (name == "displayName" and local == "table")
        or (name == "v" and local == "s")
        or (name == "val" and local in _VALUED and not _is_style(element.getparent()))
        or (name == "val" and local in {"name", "aliases"} and _is_custom(element.getparent()))
    )
    return say(value) if spoken else value


def _is_style(element: Element | None) -> bool:
    return element is not None and _local(element) == "style"


def _is_custom(element: Element | None) -> bool:
    return (
        element is not None and _is_style(element) and element.get(_of(element, "customStyle")) in {"1", "true", "on"}
    )


def _of(element: Element, name: str) -> str:
    """The name of an attribute in the namespace of its element."""
    return f"{{{etree.QName(element).namespace}}}{name}"


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _grey(data: bytes, name: str) -> bytes:
    """A grey picture of the same kind and size."""
    kind, size = "PNG", (64, 64)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            size = (min(picture.width, _MOST_SIDE), min(picture.height, _MOST_SIDE))
            kind = picture.format if picture.format in {"PNG", "JPEG", "GIF", "BMP", "TIFF"} else kind
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        pass
    if name.lower().endswith(".svg"):
        return _SVG
    grey = io.BytesIO()
    Image.new("RGB", size, _GREY).save(grey, kind)
    return grey.getvalue()
