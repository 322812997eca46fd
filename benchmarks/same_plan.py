"""Saves Word documents and workbooks of the layout space in other formats, and names fields that are read otherwise.

usage: python benchmarks/same_plan.py [--seed 0] [--count 12] [FILE.docx FILE.xlsx ...]

LibreOffice saves each Word document as .odt, .doc and .rtf and each workbook as .ods and .xls; what is read of those
must equal, field by field but for evidence, what is read of the document itself. Named files are added. Plans with a
heading a theme are set on slides, too (.pptx, .ppt, .odp): these must give what the Word document gives.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1])]

from builders.slides import render_slides_parts  # noqa: E402 - the tests are no package
from extractors import read_plan  # noqa: E402 - found by the line above
from extractors.converted.libreoffice import convert, find_libreoffice  # noqa: E402 - likewise
from extractors.docx.names import VALUE, value, w  # noqa: E402 - likewise
from layoutspace.composed import CannotSetError  # noqa: E402 - the tests are no package
from layoutspace.sample import draft  # noqa: E402 - likewise
from models.errors import InputError  # noqa: E402 - likewise

FORMATS = {"docx": ("odt", "doc", "rtf"), "xlsx": ("ods", "xls"), "fodp": ("pptx", "ppt", "odp")}
SLIDES = {
    "engine": "ooxml",
    "shape": "headings",
    "noise": "bare",
    "leads": "own",
    "head": "one_row",
    "rag": "fill_and_word",
}
"""What a plan on slides is like: whole tables under the name of their theme, and no dots, which the slides have not."""
ENGINES = ("docx", "ooxml", "xlsx")
OWN = 1000
"""Number of the first definition of a list that is added."""
LAST_TABLE = re.compile(rb"</w:tbl>(\s*(?:<w:sectPr|</w:body>))")


def main() -> int:
    """Convert, read and compare; the exit code says whether all was the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--count", type=int, default=12, help="seeds, each drawn by every engine")
    parser.add_argument("files", nargs="*", type=Path, help="documents of your own")
    given = parser.parse_args()
    program = find_libreoffice()
    if program is None:
        print("Nothing was compared: LibreOffice is not installed.")
        return 0
    fields, other = Counter[str](), Counter[str]()
    for name, data, kind, source in documents(range(given.seed, given.seed + given.count), given.files):
        wanted = fields_of(data)
        for ending in FORMATS[kind]:
            got = fields_of(convert(program, source, kind, ending))
            differing = [field for field in wanted | got if wanted.get(field) != got.get(field)]
            fields[ending] += len(wanted)
            other[ending] += len(differing)
            for field in differing:
                print(f"{name} as {ending}: {field}: {wanted.get(field)!r} is read as {got.get(field)!r}")
    for ending, count in fields.items():
        print(f".{ending}: {other[ending]} of {count} fields are read otherwise.")
    return 1 if other.total() else 0


def documents(seeds: range, files: list[Path]) -> Iterator[tuple[str, bytes, str, bytes]]:
    """Each document with its name, the kind of what is saved otherwise, and that: itself, or the same on slides."""
    for path in files:
        kind = path.suffix[1:]
        data = ended(path.read_bytes()) if kind == "docx" else path.read_bytes()
        yield path.name, data, kind, data
    for seed in seeds:
        drawn = draft(seed, SLIDES)
        yield f"{seed} slides", drawn.render(), "fodp", render_slides_parts(drawn.composed.parts)
        for engine in ENGINES:
            drawn = draft(seed, {"engine": engine})
            try:
                data = drawn.render()
            except CannotSetError:
                continue
            data = ended(data) if drawn.kind == "docx" else data
            yield f"{seed} {engine}", data, drawn.kind, data


def ended(data: bytes) -> bytes:
    """A Word document without two things that LibreOffice saves otherwise than Word has them.

    It loses a table that ends the document: a paragraph is put after it, as Word has it. And of a list that begins
    again by an override, it saves the first item as .doc in a list of its own, and 1, 2, 3 becomes 1, 1, 2 in any
    program: such lists are given definitions of their own, as they have in a .doc by Word.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = LAST_TABLE.sub(rb"</w:tbl><w:p/>\1", content)
            if name == "word/numbering.xml":
                content = _with_own_definitions(content)
            target.writestr(name, content)
    return made.getvalue()


def _with_own_definitions(numbering: bytes) -> bytes:
    root = etree.fromstring(numbering)
    abstracts = {each.get(w("abstractNumId")): each for each in root.iterchildren(w("abstractNum"))}
    place = len(abstracts)
    for number in root.findall(w("num")):
        overrides = number.findall(w("lvlOverride"))
        named = number.find(w("abstractNumId"))
        if not overrides or named is None or any(each.find(w("startOverride")) is None for each in overrides):
            continue
        own = deepcopy(abstracts[named.get(VALUE)])
        own.set(w("abstractNumId"), str(OWN + place))
        for each in overrides:
            (level,) = (one for one in own.iterchildren(w("lvl")) if one.get(w("ilvl")) == each.get(w("ilvl")))
            start = etree.Element(w("start"), {VALUE: value(each, "startOverride") or "1"})
            level.replace(first, start) if (first := level.find(w("start"))) is not None else level.insert(0, start)
            number.remove(each)
        named.set(VALUE, str(OWN + place))
        next(root.iterchildren(w("num"))).addprevious(own)
        place += 1
    return etree.tostring(root)


def fields_of(data: bytes) -> dict[str, object]:
    """What is read, by field; of a document that is refused, why."""
    try:
        plan = read_plan(data, "document")
    except InputError as error:
        return {"refused": error.code}
    found: dict[str, object] = {
        name: getattr(plan, name) for name in ("borough", "plan_year", "template", "title", "metadata", "themes")
    }
    for place, action in enumerate(plan.actions):
        fields = action.model_dump(exclude={"evidence"})
        found |= {f"{name} of action {place + 1}": value for name, value in fields.items()}
    return found


if __name__ == "__main__":
    sys.exit(main())
