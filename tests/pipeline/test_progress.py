"""Progress is shown to people and not to pipes."""

from __future__ import annotations

import io
import re
import sys

import pytest

from pipeline.progress import with_progress


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_nothing_is_written_to_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    items = list(with_progress([1, 2, 3], 3, "Reading", lambda _: False))

    assert items == [1, 2, 3]
    assert capsys.readouterr().err == ""


def test_a_single_item_needs_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    items = list(with_progress([1], 1, "Reading", lambda _: False))

    assert items == [1]
    assert terminal.getvalue() == ""


def test_a_terminal_shows_what_is_done_failed_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")

    items = list(with_progress([1, 2, 3], 3, "Reading plans", lambda item: item == 2))

    assert items == [1, 2, 3]
    assert "Reading plans" in terminal.getvalue()
    assert "3 done, 1 failed, 0 left" in terminal.getvalue()


def test_the_bar_fits_a_line_of_80_and_is_not_red_while_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("COLORTERM", "truecolor")

    for _ in with_progress(range(1000), 1000, "Reading", lambda _: False):
        pass

    drawn = terminal.getvalue()
    lines = [re.sub("\x1b[^a-zA-Z]*[a-zA-Z]", "", line) for line in re.split("[\r\n]", drawn)]
    assert "1000 done, 0 failed, 0 left" in drawn
    assert max(map(len, lines)) <= 80
    assert not re.search("\x1b\\[(?:[0-9;]*;)?(?:31|91|38;5;(?:1|9|160|196|197)|38;2;249;38;114)m", drawn)


def test_a_long_line_said_meanwhile_is_not_cut_by_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    line = "a folder of plans/" + "with a long name/" * 10 + "plan.docx: skipped."

    for _ in with_progress([1, 2], 2, "Reading plans", lambda _: False):
        sys.stderr.write(f"{line}\n")

    assert terminal.getvalue().count(line) == 2
