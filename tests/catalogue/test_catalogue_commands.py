"""vvrap search, list and show: what a person reads, what a script reads, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders.records import action, naming, plan, put_plans
from models.catalogue import finding
from models.document import CellPlace, PageBox
from models.plan import LeadOrganisation, NamedLead, NarrativeBlock
from pipeline.cli import app as command_line
from pipeline.cli.exits import ALL_FAILED, DONE, USAGE

ROOT = Path(__file__).parents[2]
ESCAPE = "\x1b"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    patrol = naming(
        action(
            "2.1",
            "Patrol the estates.",
            "Officers patrol at night with Divert.\nShops were told.",
            rag="amber",
            rag_source="fill",
            named_leads=(NamedLead(text="Ann Example, Manager", name="Ann Example", role="Manager"),),
            lead_organisations=(LeadOrganisation(text="Police"), LeadOrganisation(text="Council")),
            timescale="March",
            other={"Gaps": "No van"},
            evidence={"narrative": (PageBox(page=3, bbox=(1, 2, 3, 4)), PageBox(page=4, bbox=(1, 2, 3, 4)))},
            narrative_blocks=(
                NarrativeBlock(kind="para", text="Officers patrol at night with Divert.", speaker="officers"),
                NarrativeBlock(kind="bullet", text="Shops were told."),
            ),
        ),
        "service",
        "Divert",
    )
    patrol = naming(patrol, "agency", "Officers")
    quiet = action("1.1", evidence={"ref": (CellPlace(table=0, row=4, column=1),)})
    findings = (finding("no-narrative", action_ref="1.1"), finding("page-without-text", page=2))
    return put_plans(
        tmp_path_factory.mktemp("outputs"),
        plan("Camden", 2024, quiet, patrol, findings=findings, filename="a \u202e\nname.docx"),
        plan("Barnet", 2023, action("1.1", narrative=f"A {ESCAPE}[31mred{ESCAPE}[0m alert.")),
    )


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def vvrap(outputs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> Said:
        code = command_line.run([*arguments, "--outputs", str(outputs)])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


def test_a_search_in_a_pipe_marks_words_plainly(vvrap: Run) -> None:
    said = vvrap("search", "patrol", "night")

    assert said.code == DONE
    assert said.out.splitlines() == [
        "camden-2024 2.1  Camden 2024 · theme 2 Analysis and enforcement · amber",
        "    Officers **patrol** at **night** with Divert.",
        "",
    ]


def test_a_search_on_a_terminal_marks_words_in_bold(outputs: Path) -> None:
    shown = on_a_terminal("search", "patrol", "--outputs", str(outputs))

    assert f"Officers {ESCAPE}[1mpatrol{ESCAPE}[0m at night" in shown


def test_a_terminal_whose_owner_wants_no_styles_has_none(outputs: Path) -> None:
    shown = on_a_terminal("search", "patrol", "--outputs", str(outputs), NO_COLOR="1")

    assert ESCAPE not in shown
    assert "**patrol**" in shown


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a command prints when its output is a terminal."""
    pty = pytest.importorskip("pty", reason="Windows has no such terminals")
    parent, child = pty.openpty()
    program = [sys.executable, "-c", "from pipeline.cli.app import main; main()", *arguments]
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(program, cwd=ROOT, stdout=child, env={**known, "TERM": "xterm", **environment}, check=True)
    os.close(child)
    shown = b""
    while chunk := read_terminal(parent):
        shown += chunk
    os.close(parent)
    return shown.decode()


def read_terminal(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # how Linux says that the other side of a terminal is closed
        return b""


def test_a_search_as_json_gives_passages_with_the_places_of_the_words(vvrap: Run) -> None:
    said = vvrap("search", "patrol night", "--label", "service", "--borough", "camden", "--json")

    value = json.loads(said.out)
    found = value["found"][0]
    passage = found["passages"][0]["passage"]
    assert (value["total"], value["all_words"]) == (1, True)
    assert (found["plan_id"], found["ref"], found["names"]) == ("camden-2024", "2.1", ["Divert"])
    assert [passage["text"][mark["start"] : mark["end"]] for mark in passage["marks"]] == ["patrol", "night"]


def test_a_search_names_the_services_asked_for(vvrap: Run) -> None:
    said = vvrap("search", "patrol", "--label", "service")

    assert "    Services: Divert" in said.out


def test_nothing_found_is_never_called_not_done(vvrap: Run) -> None:
    said = vvrap("search", "submarine", "--year", "2024")

    assert said.code == DONE
    assert said.out == ""
    assert said.err.splitlines() == [
        "Not mentioned in the actions searched: “submarine”. It may still be in use.",
        "Try with fewer options.",
    ]


def test_a_search_in_no_plan_at_all_says_so(vvrap: Run) -> None:
    said = vvrap("search", "patrol", "--borough", "Brent")

    assert said.code == DONE
    assert said.err.splitlines() == ["No action matches these options. `vvrap list` shows the plans."]


@pytest.mark.parametrize(
    "command", [["list"], ["show", "camden-2024"], ["search", "patrol"], ["history", "camden-2024"]]
)
def test_the_outputs_folder_has_one_name_wherever_it_is_given(
    command: list[str], outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [command_line.run([*command, option, str(outputs)]) for option in ("--out", "--outputs")]

    assert codes == [DONE, DONE]
    assert capsys.readouterr().out


def test_a_search_says_when_only_some_words_are_found(vvrap: Run) -> None:
    said = vvrap("search", "patrol", "submarine")

    assert "**patrol**" in said.out
    assert "Not mentioned in any plan here: “submarine”" in said.err
    assert "Shown are actions with some of the words." in said.err


def test_a_search_says_how_many_it_does_not_show(vvrap: Run) -> None:
    said = vvrap("search", "meeting", "--limit", "1")

    assert "2 actions found, the best 1 shown; --limit shows more." in said.err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["search", "* &"], "There are no words to search for."),
        (["search", "patrol", "--borough", "Atlantis"], "“Atlantis” is not one of the 33 London authorities."),
        (["search", "patrol", "--label", "person"], "'person'"),
        (["search"], "There are no words to search for."),
        (["show", "camden-2024", "9.9"], "camden-2024 has no action 9.9."),
    ],
)
def test_a_wrong_command_line_ends_with_2(arguments: list[str], problem: str, vvrap: Run) -> None:
    said = vvrap(*arguments)

    assert said.code == USAGE
    assert problem in said.err
    assert said.out == ""


def test_text_of_a_document_cannot_act_on_the_terminal(vvrap: Run) -> None:
    searched = vvrap("search", "alert").out
    page = vvrap("show", "barnet-2023", "1.1").out
    table = vvrap("list").out

    assert ESCAPE not in searched + page + table
    assert "\\x1b[31mred" in searched
    assert "\\x1b[31mred" in page
    assert "a \\u202e\\x0aname.docx" in " ".join(table.split())


def test_plans_are_listed_by_borough_and_year(vvrap: Run) -> None:
    said = vvrap("list")

    lines = [line.split() for line in said.out.splitlines() if not line.startswith(" ")]
    assert lines[0] == ["plan_id", "actions", "nil", "errors", "warnings", "document"]
    assert [line[0] for line in lines[1:]] == ["barnet-2023", "camden-2024"]
    assert said.err == "2 plans of 2 boroughs, 3 actions; with findings to look at: 1 (vvrap show PLAN_ID).\n"


def test_plans_are_listed_as_json(vvrap: Run) -> None:
    said = vvrap("list", "--json")

    camden = json.loads(said.out)[1]
    assert (camden["plan_id"], camden["actions"], camden["nil_returns"]) == ("camden-2024", 2, 1)
    assert camden["errors"] + camden["warnings"] + camden["infos"] == 2


def test_a_plan_is_shown_with_its_actions_and_what_to_do(vvrap: Run) -> None:
    said = vvrap("show", "camden-2024")

    assert "Theme 2: Analysis and enforcement" in said.out
    assert "  2.1  amber           Patrol the estates." in said.out
    assert "  1.1  not rated  nil  Hold a meeting." in said.out
    assert "page 2: Page 2 is a picture, or its text" in " ".join(said.out.split())
    assert "run text recognition" in " ".join(said.out.split())
    assert max(map(len, said.out.splitlines())) <= 80


def test_an_action_is_shown_with_all_that_is_known_of_it(vvrap: Run) -> None:
    said = vvrap("show", "camden-2024", "2.1")

    for line in (
        "RAG:                amber, by the cell's colour",
        "Named leads:        Ann Example (Manager)",
        "Lead organisations: Police",
        "                    Council",
        "Timescale:          March",
        "Gaps:               No van",
        "Read from:          pages 3, 4",
        "  [Officers]",
        "  Officers patrol at night with Divert.",
        "  - Shops were told.",
        "  Services: Divert",
    ):
        assert line in said.out.splitlines()


def test_a_nil_return_is_shown_as_one(vvrap: Run) -> None:
    said = vvrap("show", "camden-2024", "1.1")

    assert "  Nil return: the cell is empty." in said.out
    assert "Read from: table 1, row 5" in said.out
    assert "not rated" in said.out


def test_an_action_is_shown_as_json(vvrap: Run) -> None:
    said = vvrap("show", "camden-2024", "1.1", "--json")

    value = json.loads(said.out)
    assert [one["ref"] for one in value["actions"]] == ["1.1"]
    assert [one["code"] for one in value["findings"]] == ["no-narrative"]


def test_a_plan_is_shown_as_json(vvrap: Run) -> None:
    said = vvrap("show", "camden-2024", "--json")

    assert json.loads(said.out)["plan_id"] == "camden-2024"


def test_a_plan_that_is_not_there_is_said_in_a_line(vvrap: Run) -> None:
    said = vvrap("show", "camden-2042")

    assert said.code == ALL_FAILED
    assert "camden-2024" in said.err
    assert said.err.count("\n") == 1
