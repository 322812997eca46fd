"""The documentation builds as a site, strictly, and the site fetches nothing. `.ci/run` asks for it by VVRAP_SITE."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("mkdocs") is None and os.environ.get("VVRAP_SITE") != "required",
    reason="the site was not built; to do so: pip install -e '.[docs]'",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return folder


def test_every_page_of_the_documentation_is_on_the_site(site: Path) -> None:
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]

    lost = [page for page in pages if page.parts[0] != "source" and not (site / page.with_suffix(".html")).is_file()]

    assert lost == []
    assert (site / "about" / "readme.html").is_file()


def test_no_page_of_the_site_fetches_anything(site: Path) -> None:
    fetched = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//[^>]*>")

    found = {
        path.name: match[0] for path in site.rglob("*.html") for match in fetched.finditer(path.read_text("utf-8"))
    }

    assert found == {}
    assert not [
        path for path in site.rglob("*.css") if re.search(r"url\([\"']?(?:https?:)?//", path.read_text("utf-8"))
    ]
