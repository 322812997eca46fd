"""The page of dependencies and pyproject.toml name the same packages, with the licences the packages state."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"models", "extractors", "pipeline"}
FORBIDDEN = re.compile(r"\bAGPL|Affero", re.IGNORECASE)


def normalised(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def tables(heading: str) -> list[dict[str, list[str]]]:
    text = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    found = []
    for block in re.split(r"\n\s*\n", text):
        if block.lstrip().startswith("| package"):
            cells = [
                [cell.strip() for cell in line.strip("| ").split(" | ")] for line in block.strip().splitlines()[2:]
            ]
            found.append({normalised(row[0]): row for row in cells})
    return found


def test_what_is_needed_to_run_is_what_the_project_declares() -> None:
    declared = {normalised(requirement) for requirement in PROJECT["dependencies"]}

    assert set(tables("To run")[0]) == declared


def test_what_is_needed_beside_that_is_what_the_project_declares() -> None:
    declared = {normalised(name) for extra in PROJECT["optional-dependencies"].values() for name in extra}

    assert {name for heading in ("To develop", "Extras") for table in tables(heading) for name in table} == declared


def imported() -> set[str]:
    """Top-level names that our packages import and that are neither ours nor the standard library's."""
    names = set()
    for package in sorted(OURS):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names.add(node.module.partition(".")[0])
    return {name for name in names if name not in sys.stdlib_module_names and name not in OURS}


def test_every_package_imported_is_on_the_page() -> None:
    headings = ("To run", "To develop", "Extras")
    known = {name for heading in headings for table in tables(heading) for name in table}
    providers = metadata.packages_distributions()

    lacking = {
        name for name in imported() if not known & {normalised(provider) for provider in providers.get(name, [name])}
    }

    assert lacking == set()


@pytest.mark.parametrize(
    ("package", "licence"),
    [
        (name, row[2])
        for heading in ("To run", "To develop")
        for table in tables(heading)[:1]
        for name, row in table.items()
    ],
)
def test_the_licence_is_the_one_the_package_states(package: str, licence: str) -> None:
    facts = metadata.metadata(package).json
    classifiers = [line for line in facts.get("classifier", []) if line.startswith("License ::")]
    stated = " ".join([*map(str, (facts.get("license_expression", ""), facts.get("license", ""))), *classifiers])

    words = [word for word in re.split(r"[\s-]", licence.partition(" and ")[0]) if not word[0].isdigit()]
    assert words
    assert words[0].lower() in stated.lower()
    assert not FORBIDDEN.search(stated)


def pinned(name: str) -> dict[str, str]:
    """The versions of a file of constraints."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {normalised(package): version for package, version in pins}


def test_the_oldest_versions_are_the_lower_bounds_of_the_project() -> None:
    bounds = {normalised(one): re.search(r">=([\d.]+)", one) for one in PROJECT["dependencies"]}

    oldest = pinned("constraints-oldest.txt")

    assert set(oldest) == set(bounds)
    for package, bound in bounds.items():
        assert bound
        assert oldest[package] == bound[1] or oldest[package].removesuffix(".0") == bound[1], package


def test_every_dependency_has_a_version_with_which_it_is_checked() -> None:
    declared = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]

    assert {normalised(one) for one in declared} <= set(pinned("constraints.txt"))


def test_constraints_name_versions_and_no_places() -> None:
    for name in ("constraints.txt", "constraints-oldest.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "@" not in text
