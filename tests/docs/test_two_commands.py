"""The two commands of the README, and continuous integration, which runs the second."""

from __future__ import annotations

import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = ROOT / ".ci" / "run"
FIRST_SCREEN = 45  # lines


def commands() -> list[str]:
    """The commands shown in the section that a newcomer tries first."""
    section = README.partition("## Try it\n")[2].partition("\n## ")[0]
    return [line.strip() for line in section.splitlines() if line.startswith("    ")]


def test_two_commands_do_all_the_set_up() -> None:
    main_job, tests = commands()

    assert all(command.startswith("python3 -m venv .venv && .venv/bin/pip install ") for command in (main_job, tests))
    assert main_job.endswith("&& .venv/bin/vvrap extract samples")
    assert tests.endswith("&& .venv/bin/pytest")


def test_the_first_screen_says_for_whom_it_is_and_how_to_try_it() -> None:
    screen = "\n".join(README.splitlines()[:FIRST_SCREEN])

    assert all(reader in screen for reader in ("officers", "analysts", "Violence Reduction Unit"))
    assert all(command in screen for command in commands())


def test_continuous_integration_runs_the_test_command_word_for_word() -> None:
    lines = [line.strip() for line in RUN.read_text(encoding="utf-8").splitlines()]

    assert lines.count(commands()[1]) == 1


def test_continuous_integration_checks_lint_format_and_types_and_stops_at_no_unset_name() -> None:
    script = RUN.read_text(encoding="utf-8")

    assert os.access(RUN, os.X_OK)
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    parts = re.findall(r"^part (\w+) (.+)$", script, re.MULTILINE)
    assert [command for _, command in parts] == [
        "tests",
        "extras",
        "browser_tests",
        "scan_tests",
        "site",
        ".venv/bin/ruff check .",
        ".venv/bin/ruff format --check .",
        ".venv/bin/mypy",
    ]
