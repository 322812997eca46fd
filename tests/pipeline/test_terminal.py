"""Whatever a document says, nothing of it acts on the terminal: no command prints a control character."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from builders.runs import put
from pipeline.cli.app import run
from pipeline.cli.exits import ALL_FAILED, DONE, USAGE
from pipeline.progress import with_progress
from pipeline.terminal import Guard, escaped, guarded

ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
CLEARS, TITLES, TURNS = "\x1b[2J", "\x1b]0;x\x07", "\u202eneerG\u202c"
"""Clears the screen; renames the window; turns the words round."""
NASTY = f"{CLEARS}{TITLES}\x9b31m{TURNS}\rover"


def plan(borough: str, year: int, word: str) -> bytes:
    """A page of which every part holds characters that act."""
    signs = "".join(f"&#{ord(sign)};" for sign in NASTY)
    head = f"<tr><th>Ref<th>Mandatory action<th>Lead agency<th>RAG<th>Progress narrative<th>Odd {signs}col"
    rows = "".join(
        f"<tr><td>{number}<td>Do {word} {signs} useful for the borough<td>{signs}MPS<td>{signs}purple"
        f"<td>MPS {word} a narrative {signs} of some words<td>v{signs}"
        for number in ("1.1", "1.2")
    )
    title = f"London Borough of {borough} Violence and Vulnerability Reduction Action Plan {year}"
    return f"<title>{title}{signs}</title><h1>{title}</h1><h2>Theme 1: {signs}</h2><table>{head}{rows}</table>".encode()


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans of one borough and one of another, all of them read."""
    folder = tmp_path_factory.mktemp("read")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        put(Path("inbox/brent-2023.html"), plan("Brent", 2023, "nothing"))
        put(Path("inbox/brent-2024.html"), plan("Brent", 2024, "something"))
        put(Path("inbox/camden.html"), plan("Camden", 2024, "anything"))
        assert run(["extract", "inbox", "--jobs", "0"]) == DONE
    return folder


@pytest.fixture(autouse=True)
def here(read_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a copy of that folder."""
    shutil.copytree(read_once, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["extract", "inbox", "--jobs", "0", "--out", "anew"], id="extract"),
        pytest.param(["extract", "inbox", "--jobs", "0", "--out", "anew", "--json"], id="extract --json"),
        pytest.param(["tables", "inbox/camden.html"], id="tables"),
        pytest.param(["tables", "inbox/camden.html", "--json"], id="tables --json"),
        pytest.param(["list"], id="list"),
        pytest.param(["list", "--json"], id="list --json"),
        pytest.param(["show", "camden-2024"], id="show"),
        pytest.param(["show", "camden-2024", "1.1"], id="show of an action"),
        pytest.param(["show", "camden-2024", "--json"], id="show --json"),
        pytest.param(["search", "narrative"], id="search"),
        pytest.param(["search", "narrative", "--json"], id="search --json"),
        pytest.param(["history", "camden-2024"], id="history"),
        pytest.param(["tag", f"The MPS {NASTY} met the YJS{NASTY}."], id="tag"),
        pytest.param(["tag", f"The MPS {NASTY} met the YJS{NASTY}.", "--json"], id="tag --json"),
        pytest.param(["compare", "years", "brent-2023", "brent-2024", "--out", "years"], id="compare years"),
        pytest.param(["compare", "years", "brent-2023", "brent-2024", "--out", "years", "--json"], id="years --json"),
        pytest.param(["compare", "boroughs", "brent-2024", "camden-2024", "--out", "all"], id="compare boroughs"),
        pytest.param(["registry", "review"], id="registry review"),
    ],
)
def test_no_command_prints_what_acts_on_a_terminal(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    code = run(arguments)

    said = capsys.readouterr()
    assert code == DONE
    assert said.out or said.err
    assert ACTING.findall(said.out + said.err) == []


def test_json_keeps_the_values_that_it_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    run(["tables", "inbox/camden.html", "--json"])

    texts = [cell["text"] for row in json.loads(capsys.readouterr().out)["tables"][0]["rows"] for cell in row]
    assert any("\x1b" in text or "\x9b" in text for text in texts)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["extract", f"{CLEARS}.docx"], ALL_FAILED),
        (["show", f"{CLEARS}"], USAGE),
        (["search", "x", "--borough", CLEARS], USAGE),
        (["tables", f"{CLEARS}.docx"], ALL_FAILED),
        (["extract", f"--{CLEARS}"], USAGE),
        ([CLEARS], USAGE),
        (["compare", "years", CLEARS, "brent-2024"], USAGE),
    ],
)
def test_errors_quote_what_was_given_without_letting_it_act(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    ended = run(arguments)

    said = capsys.readouterr()
    assert ended in {code, USAGE, ALL_FAILED}
    assert said.err
    assert ACTING.findall(said.out + said.err) == []


def test_bold_is_the_command_s_own_and_never_a_document_s(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    capsys.readouterr()
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    assert run(["search", "narrative"]) == DONE

    said = capsys.readouterr().out
    assert said.count("\x1b[1m") == said.count("\x1b[0m") > 0
    assert ACTING.findall(said.replace("\x1b[1m", "").replace("\x1b[0m", "")) == []


def test_what_is_said_while_the_progress_is_drawn_is_escaped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    capsys.readouterr()
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
    monkeypatch.setenv("TERM", "xterm")

    with guarded():
        for _ in with_progress(range(3), 3, "Reading", lambda _: False):
            sys.stderr.write(f"one {TITLES} two\n")

    said = capsys.readouterr().err
    assert TITLES not in said
    assert "\\x1b]0;x\\x07" in said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text” 🟢\n\tmore", "plain – “text” 🟢\n\tmore"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x00\x07\r", "\\x00\\x07\\x0d"),
        ("\x7f\x9b", "\\u007f\\u009b"),
        ("\u202e\u2028\udce9", "\\u202e\\u2028\\udce9"),
    ],
)
def test_characters_that_act_are_written_as_escapes(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_guard_is_in_all_else_its_stream(capsys: pytest.CaptureFixture[str]) -> None:
    guard = Guard(sys.stdout)

    guard.writelines(["a\n", "b\x1b\n"])
    guard.flush()

    assert guard.encoding == sys.stdout.encoding
    assert capsys.readouterr().out == "a\nb\\x1b\n"
