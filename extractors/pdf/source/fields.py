"""What form fields and typed notes say where the file holds no drawing of it (ISO 32000-1, 12.5.6.6 and 12.7.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pdfminer.casting import safe_float, safe_int
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import decode_text

from extractors.common.rgb import to_hex
from extractors.pdf.source.colours import colour_by_count
from extractors.pdf.source.content import ContentReader

MAX_PARENTS = 16
"""Fields above a field; more are a circle."""
MULTILINE, PASSWORD, RADIO, PUSH_BUTTON = 1 << 12, 1 << 13, 1 << 15, 1 << 16
"""Flags of fields (ISO 32000-1, tables 226 and 228)."""
_TAG = re.compile(r"<[^<>]*>")
_COUNTS = {b"g": 1, b"rg": 3, b"k": 4}
"""Operators that choose the colour of text, and how many numbers they take."""

Dictionary = dict[object, object]


@dataclass(frozen=True, slots=True)
class Typed:
    """A text to be set in a box: its size in points (0 to fit), its colour, and whether it begins at the top."""

    text: str
    size: float
    colour: str
    from_top: bool = True


def typed_note(annotation: Dictionary, form: Dictionary) -> Typed | None:
    """What a note typed over the page says."""
    text = text_of(annotation.get("Contents")) or _TAG.sub(" ", text_of(annotation.get("RC")))
    return _typed(text, annotation, form, from_top=True) if text.strip() else None


def filled_field(widget: Dictionary, form: Dictionary) -> Typed | None:
    """What a field of a form shows; None for one that is empty, a button, or secret. `form` is the document's form."""
    chain = _chain(widget)
    kind, flags = _name(_inherited(chain, "FT")), safe_int(resolve1(_inherited(chain, "Ff"))) or 0
    value = resolve1(_inherited(chain, "V"))
    if kind == "Btn":
        sign = None if flags & PUSH_BUTTON else _tick(resolve1(widget.get("AS")), value, radio=bool(flags & RADIO))
        return Typed(sign, 0.0, "#000000", from_top=False) if sign else None
    if kind not in {"Tx", "Ch"} or flags & PASSWORD:
        return None
    values = value if isinstance(value, list) else [value] if value is not None else _chosen(chain)
    text = "\n".join(filter(None, (_shown(text_of(one), _inherited(chain, "Opt")) for one in values)))
    appearance: Dictionary = {"DA": _inherited(chain, "DA")}
    return _typed(text, appearance, form, from_top=bool(flags & MULTILINE)) if text.strip() else None


def text_of(value: object) -> str:
    """A text string of the file, or one kept as a stream; empty for anything else."""
    known = resolve1(value)
    data = known.get_data() if isinstance(known, PDFStream) else known
    if isinstance(data, str):
        return data
    return decode_text(data).replace("\r\n", "\n").replace("\r", "\n") if isinstance(data, bytes) else ""


def _chain(widget: Dictionary) -> list[Dictionary]:
    chain = [widget]
    while len(chain) < MAX_PARENTS and isinstance(parent := resolve1(chain[-1].get("Parent")), dict):
        chain.append(parent)
    return chain


def _inherited(chain: list[Dictionary], key: str) -> object:
    return next((one[key] for one in chain if key in one), None)


def _tick(state: object, value: object, *, radio: bool) -> str:
    chosen = _name(state if state is not None else value)
    if chosen in {"", "Off"}:
        return "○" if radio else "☐"
    return "●" if radio else "☒"


def _chosen(chain: list[Dictionary]) -> list[object]:
    """The entries of a list that are chosen by their places alone."""
    places, options = resolve1(_inherited(chain, "I")), resolve1(_inherited(chain, "Opt"))
    if not isinstance(places, list) or not isinstance(options, list):
        return []
    listed = [options[place] for place in map(resolve1, places) if isinstance(place, int) and place < len(options)]
    known = map(resolve1, listed)
    return [one[0] if isinstance(one, list) and one else one for one in known]


def _shown(value: str, options: object) -> str:
    """What an entry of a list shows, where that is not what it means."""
    listed = resolve1(options)
    for option in map(resolve1, listed if isinstance(listed, list) else []):
        if isinstance(option, list) and len(option) == 2 and text_of(option[0]) == value:
            return text_of(option[1])
    return value


def _typed(text: str, annotation: Dictionary, form: Dictionary, *, from_top: bool) -> Typed:
    given = text_of(annotation.get("DA")) or text_of(form.get("DA"))
    size, colour = 0.0, "#000000"
    for keyword, operands in ContentReader(given.encode("latin-1", "replace")).operators():
        numbers = [float(part) for part in operands if isinstance(part, float)]
        if keyword == b"Tf" and numbers:
            size = abs(numbers[-1])
        elif _COUNTS.get(keyword) == len(numbers) and (convert := colour_by_count(len(numbers))):
            colour = to_hex(convert(numbers))
    return Typed(text, size, colour, from_top=from_top)


def colour_in(value: object) -> str | None:
    """The colour of an annotation as #rrggbb, None when it has none."""
    listed = resolve1(value)
    numbers = [safe_float(resolve1(part)) for part in listed] if isinstance(listed, list) else []
    known = [number for number in numbers if number is not None]
    convert = colour_by_count(len(known)) if len(known) == len(numbers) else None
    return to_hex(convert(known)) if convert else None


def _name(value: object) -> str:
    known = resolve1(value)
    return str(literal_name(known)) if isinstance(known, PSLiteral) else ""
