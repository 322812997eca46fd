"""People with a browser, a folder or a workbook are never told to type a command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.catalogue import catalogue
from models.errors import EncryptedFile, OutputError
from pipeline.pages.remedies import in_a_browser
from pipeline.remedies import ASK_THE_KEEPER, COMMANDS, without_commands
from pipeline.web.remedies import in_words, remedy_of

ROOT = Path(__file__).parents[2]
ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8").split("## Messages that are not errors")[0]


@pytest.mark.parametrize("code", catalogue())
def test_a_finding_on_the_pages_names_no_command(code: str) -> None:
    remedy = in_a_browser(code, catalogue()[code].action)

    assert remedy.endswith(".")
    assert not COMMANDS.search(remedy)


def test_an_error_on_the_pages_names_no_command() -> None:
    remedies = re.findall(r"^\| .* \| (.*\.) \|$", ERRORS, re.MULTILINE)

    assert len(remedies) > 100
    assert [said for said in (remedy_of("", remedy) for remedy in remedies) if COMMANDS.search(said)] == []


@pytest.mark.parametrize("code", re.findall(r"^Code `([a-z-]+)`|^\| `([a-z-]+)` \|", ERRORS, re.MULTILINE))
def test_every_kind_of_failure_has_a_remedy_on_the_pages(code: tuple[str, str]) -> None:
    assert not COMMANDS.search(remedy_of("".join(code), "Run again with --force."))


def test_what_remains_of_a_remedy_are_whole_sentences() -> None:
    assert without_commands("Save it as PDF; `vvrap tables` shows more.") == "Save it as PDF."
    assert without_commands("Run again with --year YYYY.") == ""


def test_who_can_do_nothing_about_an_error_is_told_whom_to_ask() -> None:
    error = OutputError("The catalogue cannot be written.", "Choose another folder with --outputs.")

    assert in_words(error) == f"The catalogue cannot be written. {ASK_THE_KEEPER}"


def test_an_error_that_its_reader_can_mend_keeps_its_remedy() -> None:
    error = EncryptedFile("The PDF needs a password to open.", "Save a copy without the password.")

    assert in_words(error) == "The PDF needs a password to open. Save a copy without the password."
