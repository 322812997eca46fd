"""What the command says and how it ends, for each way a call can go."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from builders.records import action, plan, put_plans
from models.errors import DamagedFile, OutputError, ReferenceDataError, UsageError, VvrapError
from pipeline.cli import app as command_line
from pipeline.cli.exits import ALL_FAILED, DONE, INTERRUPTED, SOME_FAILED, USAGE, Exit, exit_code
from pipeline.outputs.store import Outputs
from pipeline.version import build, tool_version

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nosuch"], "No such command 'nosuch'"),
        (["--nosuch"], "No such option"),
        (["extract"], "Missing argument"),
        (["extract", "plan.docx", "--year", "5"], "2000"),
        (["extract", "plan.docx", "--year", "soon"], "--year"),
        (["tables", "one", "two"], "two"),
    ],
)
def test_a_wrong_command_line_is_explained_and_ends_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = command_line.run(arguments)

    captured = capsys.readouterr()
    assert code == USAGE
    assert captured.out == ""
    assert said in captured.err
    assert "Traceback" not in captured.err


def test_no_arguments_show_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    code = command_line.run([])

    captured = capsys.readouterr()
    assert code == USAGE
    assert "extract" in captured.out + captured.err


def test_help_is_asked_for_and_given(capsys: pytest.CaptureFixture[str]) -> None:
    code = command_line.run(["--help"])

    assert code == DONE
    assert "extract" in capsys.readouterr().out


def test_the_version_tells_the_build_too(capsys: pytest.CaptureFixture[str]) -> None:
    code = command_line.run(["--version"])

    assert code == DONE
    assert capsys.readouterr().out == f"vvrap {tool_version()}, build {build()}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--outputs"],
        ["search", "knife", "--outputs"],
        ["watch", "inbox", "--once", "--out"],
    ],
)
def test_an_address_is_not_taken_for_a_folder_of_this_machine(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()

    code = command_line.run([*arguments, "s3://bucket/outputs"])

    assert code == USAGE
    assert "s3:/bucket/outputs is an address, not a folder on this computer. Copy it to this" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["inbox"]


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (UsageError("Nothing to compare.", "Name two plans."), USAGE),
        (ReferenceDataError("A line is wrong.", "Mend it."), USAGE),
        (DamagedFile("It is broken.", "Copy it again."), ALL_FAILED),
        (OutputError("The disk is full.", "Free space."), ALL_FAILED),
        (VvrapError("No process could be started.", "Install vvrap again."), ALL_FAILED),
    ],
)
def test_what_cannot_go_on_is_said_in_one_line(
    raised: VvrapError, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "app", command_that_raises(raised))

    ended = command_line.run([])

    assert ended == code
    assert capsys.readouterr().err == f"vvrap: {raised.problem} {raised.remedy}\n"


@pytest.mark.parametrize(
    ("raised", "code"),
    [(Exit(SOME_FAILED), SOME_FAILED), (BrokenPipeError(), DONE), (KeyboardInterrupt(), INTERRUPTED)],
)
def test_an_ending_keeps_its_code(
    raised: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "app", command_that_raises(raised))

    ended = command_line.run([])

    assert ended == code
    assert ("All files written so far are complete" in capsys.readouterr().err) == (code == INTERRUPTED)


def command_that_raises(raised: BaseException) -> typer.Typer:
    made = typer.Typer()

    @made.command()
    def fail() -> None:
        raise raised

    return made


@pytest.mark.parametrize(
    ("succeeded", "failed", "code"), [(3, 0, DONE), (0, 0, DONE), (2, 1, SOME_FAILED), (0, 2, ALL_FAILED)]
)
def test_the_code_tells_some_failures_from_all(succeeded: int, failed: int, code: int) -> None:
    assert exit_code(succeeded, failed) == code


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_with_130_and_no_traceback(number: signal.Signals, tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    script = "from pipeline.cli.app import main; main()"
    command = [sys.executable, "-c", script, "extract", str(ROOT / "samples"), "--out", str(outputs)]
    with (
        Outputs(outputs).locked(),
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process,
    ):
        assert process.stderr is not None
        waiting = process.stderr.readline()

        process.send_signal(number)
        said = process.stderr.read()

    assert process.returncode == INTERRUPTED
    assert waiting == f"Another run is writing to {outputs}; waiting for it to end.\n"
    assert said == (
        "3 of 3 documents not read yet. Run the same command to continue.\n"
        "Interrupted. All files written so far are complete.\n"
    )


def test_a_run_goes_on_when_nobody_listens_to_its_words(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    script = "from pipeline.cli.app import main; main()"
    samples = [str(ROOT / "tests" / "files" / "formats" / name) for name in ("richmond-2024.txt", "nosuch.txt")]
    command = [sys.executable, "-c", script, "extract", *samples, "--jobs", "0", "--out", str(outputs)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None

        process.stderr.close()

    assert process.returncode == SOME_FAILED
    assert (outputs / "catalogue.sqlite").exists()


def test_a_search_whose_first_lines_are_enough_has_done_all(tmp_path: Path) -> None:
    script = (
        "import os;read, write = os.pipe(); os.close(read); os.dup2(write, 1);from pipeline.cli.app import main; main()"
    )
    put_plans(tmp_path, plan("Camden", 2024, action("1.1", "Share information.")))
    command = [sys.executable, "-c", script, "list", "--outputs", str(tmp_path)]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == DONE
    assert "Traceback" not in ended.stderr


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    script = "from pipeline.cli.app import main; main()"
    command = [sys.executable, "-c", script, "schema"]  # prints more than a pipe holds
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()

        said = process.stderr.read()

    assert said == b""
