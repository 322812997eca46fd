"""Without extras, documents are read, published and anonymised, and nothing that an extra brings is missed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from builders.broken import good_docx, good_pdf, scanned_pdf

ROOT = Path(__file__).parents[1]
EXTRA = ("PIL", "pypdfium2", "onnxruntime", "rapidocr", "starlette", "uvicorn", "python_multipart", "dask", "fsspec")
"""Packages that only extras bring: here they cannot be imported, as where they are not installed."""
RUN = f"""
import sys
sys.modules.update(dict.fromkeys({EXTRA}))
from pipeline.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


def vvrap(folder: Path, *words: str) -> tuple[int, str]:
    """The exit code of the command in a folder, and what it says."""
    ended = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_documents_are_read_and_a_site_is_written(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(good_pdf())
    (tmp_path / "plan.docx").write_bytes(good_docx())

    assert vvrap(tmp_path, "extract", "plan.pdf", "plan.docx", "--jobs", "0")[0] == 0
    assert vvrap(tmp_path, "publish", "site", "--yes")[0] == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_copy_in_other_words_is_written(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(good_docx())

    assert vvrap(tmp_path, "anonymise", "plan.docx")[0] == 0


def test_a_scan_and_the_pages_say_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned_pdf())

    refused, scan = vvrap(tmp_path, "extract", "scan.pdf", "--jobs", "0")
    wrong, pages = vvrap(tmp_path, "serve")

    assert (refused, wrong) == (4, 2)
    assert "pip install 'vvrap[ocr]'" in scan
    assert "-m pip install pillow pypdfium2 python-multipart starlette uvicorn" in pages
