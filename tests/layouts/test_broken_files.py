"""A file that cannot be read as a plan is refused at once, with the reason and what to do about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import broken
from builders.expectation import expected_from
from builders.score import differences
from extractors import read_plan
from models.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    InputError,
    NotAPlan,
    OversizedFile,
    ScannedFile,
    UnsupportedKind,
)

FILES = Path(__file__).parent / "files"
LONGEST_SECONDS = 5.0  # for the slowest of these files on a slow machine
Maker = Callable[[], bytes]

REFUSED: dict[str, tuple[Maker, type[InputError]]] = {
    "no bytes": (lambda: b"", EmptyFile),
    "white space": (lambda: b" \r\n\t\n", EmptyFile),
    "a blank page": (broken.blank_pdf, EmptyFile),
    "a Word document without words": (broken.docx_without_words, EmptyFile),
    "half a PDF": (lambda: broken.truncated(broken.good_pdf()), DamagedFile),
    "a PDF without its last bytes": (lambda: broken.truncated(broken.good_pdf(), 0.97), DamagedFile),
    "the header of a PDF": (lambda: b"%PDF-1.4\n", DamagedFile),
    "a PDF of noise": (lambda: b"%PDF-1.4\n" + broken.noise(), DamagedFile),
    "half a Word document": (lambda: broken.truncated(broken.good_docx()), DamagedFile),
    "a Word document without its last bytes": (lambda: broken.truncated(broken.good_docx(), 0.97), DamagedFile),
    "a Word document without a text part": (broken.docx_without_text_part, DamagedFile),
    "a Word document of broken XML": (broken.docx_of_broken_xml, DamagedFile),
    "a PDF with a password": (broken.pdf_with_user_password, EncryptedFile),
    "a PDF with an old password": (lambda: broken.pdf_with_user_password(40), EncryptedFile),
    "a PDF with a new password": ((FILES / "aes256-user-password.pdf").read_bytes, EncryptedFile),
    "a Word document with a password": (broken.locked_docx, EncryptedFile),
    "a scan": (broken.scanned_pdf, ScannedFile),
    "a picture": (broken.png, UnsupportedKind),
    "the outside of a workbook": (broken.xlsx, DamagedFile),
    "an archive": (broken.archive, UnsupportedKind),
    "noise": (broken.noise, UnsupportedKind),
    "a strategy as PDF": (broken.pdf_without_plan, NotAPlan),
    "a strategy as Word": (broken.docx_without_plan, NotAPlan),
    "a strategy as a web page": (broken.html_without_plan, NotAPlan),
    "a strategy as text": (broken.text_without_plan, NotAPlan),
    "prose about a plan": (broken.unnumbered_prose, NotAPlan),
    "a bomb of entities": (broken.entity_bomb, DamagedFile),
    "a bomb of zeros": (broken.zip_bomb, OversizedFile),
}


@pytest.mark.parametrize(("make", "refusal"), REFUSED.values(), ids=REFUSED)
def test_file_is_refused_with_reason_and_remedy(make: Maker, refusal: type[InputError]) -> None:
    data = make()

    with pytest.raises(InputError) as caught:
        read_plan(data, "document")

    assert type(caught.value) is refusal
    assert caught.value.problem.endswith(".")
    assert caught.value.remedy.endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("make", "refusal"), REFUSED.values(), ids=REFUSED)
def test_refusal_is_quick(make: Maker, refusal: type[InputError]) -> None:
    data = make()
    start = time.perf_counter()

    with pytest.raises(refusal):
        read_plan(data, "document")

    assert time.perf_counter() - start < LONGEST_SECONDS


@pytest.mark.parametrize("strength", [40, 128])
def test_pdf_that_only_forbids_printing_is_read(strength: int) -> None:
    expected = expected_from(broken.CASE.plan, broken.CASE.layout)

    plan = read_plan(broken.pdf_with_owner_password(strength), "document")

    assert [str(difference) for difference in differences(plan, expected)] == []


def test_pdf_with_a_new_lock_that_only_forbids_printing_is_read() -> None:
    data = (FILES / "aes256-owner-password.pdf").read_bytes()

    plan = read_plan(data, "document")

    assert (plan.plan_id, len(plan.actions), plan.coverage.share) == ("lewisham-2024", 9, 1.0)
