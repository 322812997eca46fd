"""A file is whole when it has looked the same for so many looks in a row, whatever its clock says."""

from __future__ import annotations

from pathlib import Path

from pipeline.watch.inbox import Document, Signature
from pipeline.watch.whole_files import WholeFiles

PLAN = Path("plan.docx")


def document(size: int, changed: int = 0, path: Path = PLAN) -> Document:
    return Document(path, Signature(size, changed))


def test_a_file_that_stays_the_same_is_whole_after_so_many_looks() -> None:
    whole_files = WholeFiles(3)

    looks = [whole_files.whole([document(10)]) for _ in range(4)]

    assert looks == [[], [], [document(10)], [document(10)]]


def test_a_file_that_grows_is_not_whole() -> None:
    whole_files = WholeFiles(2)

    looks = [whole_files.whole([document(size)]) for size in (1, 2, 3, 4, 4)]

    assert looks == [[], [], [], [], [document(4)]]


def test_a_file_that_is_written_to_without_growing_is_not_whole() -> None:
    whole_files = WholeFiles(2)

    looks = [whole_files.whole([document(10, changed)]) for changed in (1, 2, 3)]

    assert looks == [[], [], []]


def test_a_file_dated_in_the_past_or_future_settles_like_any_other() -> None:
    whole_files = WholeFiles(2)

    looks = [whole_files.whole([document(10, changed)]) for changed in (2**62, -5, -5)]

    assert looks == [[], [], [document(10, -5)]]


def test_a_file_that_went_and_came_back_starts_anew() -> None:
    whole_files = WholeFiles(2)

    looks = [whole_files.whole(found) for found in ([document(10)], [], [document(10)])]

    assert looks == [[], [], []]


def test_files_settle_each_on_its_own() -> None:
    whole_files = WholeFiles(2)
    other = Path("other.docx")

    whole_files.whole([document(1), document(5, path=other)])
    whole = whole_files.whole([document(2), document(5, path=other)])

    assert whole == [document(5, path=other)]
    assert whole_files.changing() == [PLAN]
