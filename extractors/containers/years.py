"""The plans of a workbook that has a sheet for each year: each is given as a workbook of its own."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from extractors.common.office import Container
from extractors.containers.contents import Contents, Member
from models.errors import DamagedFile

MOST_BYTES = 4 * 1024 * 1024
"""Of the part that lists the sheets, unpacked; one of a hundred sheets has some 20 kB."""
_MAIN = "xl/workbook.xml"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*?/>")
_NAME = re.compile(r"\sname=(?:\"([^\"]*)\"|'([^']*)')")
_HIDDEN = re.compile(r"\sstate=[\"'](?:hidden|veryHidden)[\"']")
_DEFINED_NAMES = re.compile(r"<((?:\w+:)?definedNames)\b.*?</\1\s*>", re.DOTALL)
"""Names of cells and what is printed, which count the sheets that are there."""
_YEAR = re.compile(r"(?<!\d)(?:(20\d\d)(?:\s?[-–_ ]\s?(?:20)?\d\d)?|(\d\d)\s?[-–_]\s?(\d\d))(?!\d)")
"""2024, 2024-25, 2024-2025 or 24-25."""
_OF_A_PLAN = re.compile(r"\b(?:plan|plans|action|actions|vvrap|vrp|violence)\b|^$", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError, KeyError)


def has_years(data: bytes) -> bool:
    """Whether a workbook has a sheet for each of several years."""
    try:
        return bool(_years(_names(_main(data))))
    except _BROKEN:
        return False


def open_years(data: bytes) -> Contents:
    """A workbook for each year, with the sheets that are of no year too. Raises `DamagedFile`."""
    try:
        names = _names(_main(data))
    except _BROKEN as error:
        raise DamagedFile("The workbook is damaged or incomplete.", "Download or copy it again.") from error
    dated = {name: year for name in names if (year := _year_of(name))}
    return Contents(
        [
            Member(
                f"{sheet}.xlsx",
                partial(_with_sheets, data, [name for name in names if dated.get(name) in {None, year}]),
            )
            for sheet, year in _years(names).items()
        ]
    )


def _years(names: Sequence[str]) -> dict[str, int]:
    """The sheets that are the plans of several years: their names say nothing else but that they are."""
    alike: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name in names:
        year = _year_of(name)
        rest = " ".join(re.findall(r"\w+", _YEAR.sub(" ", name).casefold()))
        if year and _OF_A_PLAN.search(rest):
            alike[rest][name] = year
    most = max(alike.values(), key=len, default={})
    return most if len(set(most.values())) == len(most) > 1 else {}


def _year_of(name: str) -> int | None:
    """The year that the name of a sheet states; of two numbers such as 24-25 the second follows the first."""
    for match in _YEAR.finditer(name):
        if match[1]:
            return int(match[1])
        if int(match[3]) == int(match[2]) + 1:
            return 2000 + int(match[2])
    return None


def _main(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_MAIN) as part:
        return part.read(MOST_BYTES).decode("utf-8")


def _names(main: str) -> list[str]:
    """The names of the sheets that show."""
    return [name for sheet in _SHEET.findall(main) if not _HIDDEN.search(sheet) for name in _name_of(sheet)]


def _name_of(sheet: str) -> Iterator[str]:
    match = _NAME.search(sheet)
    if match:
        yield html.unescape(match[1] or match[2] or "")


def _with_sheets(data: bytes, names: Sequence[str]) -> bytes:
    """The workbook with these of the sheets that show. Raises an `InputError`."""

    def kept(sheet: re.Match[str]) -> str:
        return sheet[0] if _HIDDEN.search(sheet[0]) or set(_name_of(sheet[0])) & set(names) else ""

    parts = Container("workbook").unpack(data)
    main = _SHEET.sub(kept, _DEFINED_NAMES.sub("", parts[_MAIN].decode("utf-8")))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**parts, _MAIN: main.encode()}.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)  # of no time: the same bytes each time
    return made.getvalue()
