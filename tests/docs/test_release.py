"""What a release does to the changelog; building and trying it out is done by `.ci/release.py` itself."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
BEFORE = (
    "# Changes\n\n## 0.2.0 (not yet released)\n\n### Added\n\n- Old.\n\n"
    "## 0.1.0 (2026-01-01)\n\n### Added\n\n- First.\n"
)


@pytest.fixture(scope="module")
def release() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release", ROOT / ".ci" / "release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["release"] = module
    spec.loader.exec_module(module)
    return module


def test_the_unreleased_section_becomes_the_version_with_what_waited_in_it(release: ModuleType) -> None:
    text = release.released(BEFORE, "0.2.0", "2026-12-01", {"Added": ["New."], "Fixed": ["Mended."]})

    assert release.notes(text, "0.2.0") == "### Added\n\n- New.\n- Old.\n\n### Fixed\n\n- Mended.\n"
    assert release.notes(text, "0.1.0") == "### Added\n\n- First.\n"
    assert "not yet released" not in text


def test_what_waited_stands_apart_from_groups_with_titles_of_their_own(release: ModuleType) -> None:
    grouped = BEFORE.replace("### Added\n\n- Old.\n", "### Added\n\nDocuments:\n\n- Old.\n", 1)

    text = release.released(grouped, "0.2.0", "2026-12-01", {"Added": ["New."]})

    assert release.notes(text, "0.2.0") == "### Added\n\n- New.\n\nDocuments:\n\n- Old.\n"


def test_fragments_alone_make_a_section(release: ModuleType) -> None:
    after = BEFORE.replace("## 0.2.0 (not yet released)", "## 0.2.0 (2026-12-01)")

    text = release.released(after, "0.3.0", "2027-01-01", {"Changed": ["Quicker."]})

    assert text.index("## 0.3.0 (2027-01-01)") < text.index("## 0.2.0 (2026-12-01)")
    assert release.notes(text, "0.3.0") == "### Changed\n\n- Quicker.\n"


def test_nothing_to_release_and_a_version_twice_are_refused(release: ModuleType) -> None:
    done = BEFORE.replace("(not yet released)", "(2026-12-01)")

    for version in ("0.2.0", "0.3.0"):
        with pytest.raises(release.NotReadyError):
            release.released(done, version, "2027-01-01", {})


def test_a_fragment_says_what_kind_of_change_it_is(release: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Not one.", encoding="utf-8")
    (tmp_path / "odt.md").write_text("Added: openDocument\ntext is read.\n", encoding="utf-8")

    assert release.fragments(tmp_path) == {"Added": ["OpenDocument text is read."]}

    (tmp_path / "bad.md").write_text("Something.", encoding="utf-8")
    with pytest.raises(release.NotReadyError, match=r"bad\.md"):
        release.fragments(tmp_path)


def test_the_fragments_that_wait_can_be_released(release: ModuleType) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert release.released(changelog, "99.0.0", "2026-12-01", release.fragments(ROOT / "changes"))
