"""Fields that number a paragraph and keep no result in the file: AUTONUM and its kin, and LISTNUM."""

from __future__ import annotations

import re

from extractors.docx.names import whole
from extractors.docx.number_formats import spell

_SWITCH = re.compile(r"\\(?P<name>\w|\*)\s*(?P<value>\"[^\"]*\"|[^\s\\]+)?")
_AUTOMATIC = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})
_FORMATS = {"ARABIC": "decimal", "ALPHABETIC": "upperLetter", "ROMAN": "upperRoman"}
_LEVELS = {
    "NUMBERDEFAULT": (
        ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"), ("decimal", "({})"), ("lowerLetter", "({})"),
        ("lowerRoman", "({})"), ("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}."),
    ),
    "OUTLINEDEFAULT": (
        ("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})"), ("decimal", "({})"),
        ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
    ),
}  # fmt: skip
"""How Word writes the levels of the lists that LISTNUM has of its own (field codes: LISTNUM)."""
_LEGAL = "LEGALDEFAULT"


class FieldNumbers:
    """Counts what the fields of one story number, from top to bottom."""

    def __init__(self) -> None:
        self._automatic = 0
        self._lists: dict[str, list[int]] = {}
        self._in_paragraph = 0

    def begin_paragraph(self) -> None:
        """The next LISTNUM is the first of its paragraph, so it is of the first level."""
        self._in_paragraph = 0

    def next(self, instruction: str) -> str:
        """The number that a field draws; empty for a field that draws none."""
        words = instruction.split()
        name = words[0].upper() if words else ""
        switches = {match["name"]: (match["value"] or "").strip('"') for match in _SWITCH.finditer(instruction)}
        if name in _AUTOMATIC:
            self._automatic += 1
            number_format = _format(switches.get("*", ""))
            return spell(self._automatic, number_format) + (switches.get("s") or ("" if "e" in switches else "."))
        if name == "LISTNUM":
            return self._listed(words[1] if len(words) > 1 and not words[1].startswith("\\") else "", switches)
        return ""

    def _listed(self, name: str, switches: dict[str, str]) -> str:
        self._in_paragraph += 1
        key = name.strip('"').upper()
        level = min(max(whole(switches.get("l"), self._in_paragraph), 1), 9)
        counts = self._lists.setdefault(key, [])
        del counts[level:]
        counts += [0] * (level - len(counts))
        counts[-1] = whole(switches.get("s"), counts[-1] + 1)
        if key == _LEGAL:
            return ".".join(str(max(count, 1)) for count in counts) + "."
        number_format, pattern = _LEVELS.get(key, _LEVELS["NUMBERDEFAULT"])[level - 1]
        return pattern.format(spell(counts[-1], number_format))


def _format(switch: str) -> str:
    found = _FORMATS.get(switch.upper(), "decimal")
    return found.replace("upper", "lower") if switch.islower() else found
