"""A PDF that Chromium prints of a web page."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from layoutspace.composed import Composed
from layoutspace.engines.kept import made_once
from layoutspace.engines.web import printed_page

KIND = "pdf"
NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
SECONDS = 90


def missing() -> str:
    """The program, where it is not installed."""
    return "" if _program() else "Chromium (the package chromium of the system)"


def render(composed: Composed) -> bytes:
    """The document as a PDF; its dates are those of the first time it was made."""
    page = printed_page(composed, turns=True)
    return made_once("chromium", page.encode(), lambda: _printed(page))


def _printed(source: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(source, encoding="utf-8")
        subprocess.run(command(folder, page, pdf), check=True, capture_output=True, timeout=SECONDS)
        return pdf.read_bytes()


def command(folder: str, page: Path, pdf: Path) -> list[str]:
    """What starts Chromium to print a page; its profile is in `folder`."""
    profile = f"--user-data-dir={folder}/profile"
    return [_program(), *OPTIONS, profile, f"--print-to-pdf={pdf}", page.as_uri()]


def _program() -> str:
    return next((found for name in NAMES if (found := shutil.which(name))), "")
