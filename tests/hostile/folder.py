"""A folder of good plans beside everything that officers, broken machines and ill will may put there."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from builders import broken
from builders.content import small_plan
from builders.pdf import render_pdf
from builders.runs import document
from builders.word import render_word
from hostile import page_files, pdf_files, word_files

FUTURE = 4_102_444_800  # 1 January 2100: the clock was set back since
PAST = 0
SECRET_YEAR = 2019  # of the plan outside the folder
LONGEST_NAME = 255  # bytes

READ = "read"
"""It becomes a plan, with doubts or without."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file: how it is made, and what becomes of it, `READ` or the code of the refusal."""

    make: Callable[[], bytes]
    outcome: str


GOOD: dict[str, Callable[[], bytes]] = {
    "camden.html": partial(document, "camden"),
    "camden.docx": lambda: render_word(small_plan("camden", 2023), broken.CASE.layout),
    "camden.pdf": lambda: render_pdf(small_plan("camden", 2022), broken.CASE.layout),
}
"""Plans that must be read whole, whatever stands beside them."""

FILES: dict[str, Hostile] = {
    "no-bytes.pdf": Hostile(lambda: b"", "empty-file"),
    "white-space.docx": Hostile(lambda: b" \r\n\t\n", "empty-file"),
    "half.pdf": Hostile(lambda: broken.truncated(broken.good_pdf()), "damaged-file"),
    "half.docx": Hostile(lambda: broken.truncated(broken.good_docx()), "damaged-file"),
    "picture.docx": Hostile(broken.png, "unsupported-kind"),
    "workbook.docx": Hostile(broken.xlsx, "damaged-file"),
    "noise.pdf": Hostile(broken.noise, "unsupported-kind"),
    "scan.pdf": Hostile(broken.scanned_pdf, "scanned-file"),
    "locked.docx": Hostile(broken.locked_docx, "encrypted-file"),
    "password.pdf": Hostile(broken.pdf_with_user_password, "encrypted-file"),
    "owner-password.pdf": Hostile(broken.pdf_with_owner_password, READ),
    "bomb-of-blanks.docx": Hostile(broken.zip_bomb, "oversized-file"),
    "bomb-of-parts.docx": Hostile(word_files.bomb_of_many_parts, "oversized-file"),
    "bomb-overlapping.docx": Hostile(word_files.overlapping_bomb, "damaged-file"),
    "bomb-nested.docx": Hostile(word_files.nested_bomb, "oversized-file"),
    "bomb-attached.docx": Hostile(word_files.plan_with_bomb_inside, READ),
    "bomb-packed-twice.pdf": Hostile(pdf_files.bomb, "empty-file"),
    "entities.docx": Hostile(broken.entity_bomb, "damaged-file"),
    "entities-in-styles.docx": Hostile(word_files.entity_bomb_beside_the_text, "damaged-file"),
    "entities-outside.docx": Hostile(word_files.outside_entity, "damaged-file"),
    "entities-outside.html": Hostile(page_files.outside_entities, READ),
    "names-that-lead-out.docx": Hostile(word_files.names_that_lead_out, READ),
    "links-that-lead-out.docx": Hostile(word_files.relationships_that_lead_out, READ),
    "nested-tables.docx": Hostile(partial(word_files.nested_tables, 60), READ),
    "nested-without-end.docx": Hostile(partial(word_files.nested_tables, word_files.DEEP), "damaged-file"),
    "nested-fields.docx": Hostile(word_files.nested_fields, READ),
    "nested.html": Hostile(partial(page_files.nested, "div"), "damaged-file"),
    "nested-tables.html": Hostile(page_files.nested_tables, "damaged-file"),
    "nested-arrays.pdf": Hostile(pdf_files.arrays_nested_deep, "not-a-plan"),
    "nested-pages.pdf": Hostile(pdf_files.pages_nested_deep, "damaged-file"),
    "styles-in-a-circle.docx": Hostile(word_files.styles_in_a_circle, READ),
    "pages-in-a-circle.pdf": Hostile(pdf_files.pages_in_a_circle, "damaged-file"),
    "own-parent.pdf": Hostile(pdf_files.page_that_is_its_own_parent, "damaged-file"),
    "drawing-in-a-circle.pdf": Hostile(pdf_files.drawing_in_a_circle, "not-a-plan"),
    "drawing-that-doubles.pdf": Hostile(pdf_files.drawing_that_doubles, "oversized-file"),
    "references-in-a-circle.pdf": Hostile(pdf_files.references_in_a_circle, "damaged-file"),
    "tables-of-contents-in-a-circle.pdf": Hostile(pdf_files.contents_tables_in_a_circle, "damaged-file"),
    "million-cells.docx": Hostile(word_files.million_cells, "oversized-file"),
    "million-cells.html": Hostile(page_files.million_cells, "oversized-file"),
    "million-cells.txt": Hostile(page_files.text_of_a_million_cells, "oversized-file"),
    "spans.html": Hostile(page_files.spans_without_end, "oversized-file"),
    "spans.docx": Hostile(word_files.spans_without_end, READ),
    "style-rules.html": Hostile(page_files.deep_style_rules, READ),
    "backtracking.html": Hostile(page_files.backtracking, READ),
    "word-of-a-million.html": Hostile(page_files.one_word_of_a_million, READ),
    "odd-characters.docx": Hostile(word_files.odd_characters, READ),
    "odd-characters.html": Hostile(page_files.odd_characters, READ),
    "odd-characters.pdf": Hostile(pdf_files.odd_characters, "not-a-plan"),
    "odd-characters.txt": Hostile(page_files.text_of_odd_characters, READ),
    "surrogates.txt": Hostile(page_files.text_of_surrogates, "unsupported-kind"),
    "huge-numbers.pdf": Hostile(pdf_files.huge_numbers, "damaged-file"),
    "million-characters.html": Hostile(page_files.million_characters, READ),
    "many-characters.pdf": Hostile(pdf_files.many_characters, "not-a-plan"),
    "many-lines.pdf": Hostile(pdf_files.many_lines, "not-a-plan"),
    "scripted.pdf": Hostile(pdf_files.scripted, "not-a-plan"),
}
"""Files whose content is the trouble."""

NAMES = (
    "a\nline: everything is well.html",
    "$(touch touched) `touch touched` ; touch touched | & > touched.html",
    "--out=elsewhere.html",
    "-rf.html",
    "=cmd|' !A0.html",
    "\u202elmth.nalp\u202c.html",
    "\x1b[2J\x07.html",
    "\udcff\udcfe.html",
    "…, \"'\\ .html",
    f"{'x' * (LONGEST_NAME - 5)}.html",
)
"""Names that a shell, a terminal, a spreadsheet or a file system may stumble over; the plans in them are good."""
FIRST_YEAR = 2001
"""Of those plans, each for a year of its own."""


def make_good(folder: Path) -> None:
    """The good plans alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in GOOD.items():
        (folder / name).write_bytes(make())


def make_folder(folder: Path, outside: Path) -> dict[str, str]:
    """All of it. `outside`: a folder that links lead to. Gives what must become of each file, by its name."""
    make_good(folder)
    expected = dict.fromkeys(GOOD, READ)
    for name, hostile in FILES.items():
        (folder / name).write_bytes(hostile.make())
        expected[name] = hostile.outcome
    for number, name in enumerate(NAMES):
        (folder / name).write_bytes(document("camden", FIRST_YEAR + number))
        expected[name] = READ
    _put_what_is_no_file(folder, outside)
    directory = folder / "directory.pdf"
    directory.mkdir()
    (directory / "inside.html").write_bytes(document("camden", 2015))
    closed = folder / "no-permission.html"
    closed.write_bytes(document("camden", 2016))
    closed.chmod(0)
    for name, when in (("from-the-future.html", FUTURE), ("from-the-past.html", PAST)):
        (folder / name).write_bytes(document("camden", 2017 + (when == PAST)))
        os.utime(folder / name, (when, when))
        expected[name] = READ
    # an administrator may read what is closed to others
    expected[closed.name] = READ if os.access(closed, os.R_OK) else "unreadable-file"
    return {**expected, "directory.pdf/inside.html": READ}


def _put_what_is_no_file(folder: Path, outside: Path) -> None:
    """Links that lead out of the folder, to nothing and round in a circle, and a pipe that nobody writes to."""
    outside.mkdir()
    (outside / "secret.html").write_bytes(document("camden", SECRET_YEAR))
    (folder / "link-to-a-file.html").symlink_to(outside / "secret.html")
    (folder / "link-to-a-folder").symlink_to(outside)
    (folder / "link-to-nothing.pdf").symlink_to(outside / "nothing.pdf")
    (folder / "link-to-itself.pdf").symlink_to(folder / "link-to-itself.pdf")
    (folder / "link-to-here").symlink_to(folder)
    os.mkfifo(folder / "pipe.pdf")
