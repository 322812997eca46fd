"""`vvrap extract` as a person meets it: what it says, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders.broken import png, zip_bomb
from builders.runs import DERIVED, contents, document, plan_ids, put
from pipeline.cli.app import run
from pipeline.cli.exits import ALL_FAILED, DONE, INTERRUPTED, SOME_FAILED, USAGE
from pipeline.outputs.journal import JOURNAL

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from pipeline.cli.app import main; main()"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder, with an inbox of two plans."""
    monkeypatch.chdir(tmp_path)
    put(Path("inbox/brent.html"), document("brent"))
    put(Path("inbox/camden.html"), document("camden"))


def test_a_document_is_read_into_the_folder_outputs(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["extract", "inbox/camden.html", "--jobs", "0"])

    said = capsys.readouterr()
    assert code == DONE
    assert said.out == ""
    assert said.err.startswith("inbox/camden.html: Camden, 2024: 9 actions in 2 themes, ")
    assert said.err.count("\n") == 1
    assert plan_ids(Path("outputs")) == ["camden-2024"]


def test_several_documents_end_with_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("inbox/photo.pdf"), png())

    code = run(["extract", "inbox", "missing.docx", "--jobs", "0", "--out", "elsewhere"])

    lines = capsys.readouterr().err.splitlines()
    assert code == SOME_FAILED
    assert lines[2:4] == [  # by name, however they were given
        "missing.docx: There is no such file. Check the path.",
        "inbox/photo.pdf: The file is a PNG picture, which this tool does not read. Save it as Word (.docx) or PDF.",
    ]
    assert lines[4].startswith("4 documents in ")
    assert lines[4].endswith(" s: 2 read (0 with doubts), 2 failed, 0 skipped.")
    assert lines[5:] == ["  failed: missing.docx (unreadable-file)", "  failed: inbox/photo.pdf (unsupported-kind)"]
    assert {path.name for path in Path("elsewhere").iterdir()} == {
        *DERIVED,
        "plans",
        "workbooks",
        "manifest.json",
        ".vvrap",
    }


def test_when_all_fail_the_code_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["extract", "missing.docx", "--jobs", "0"])

    assert code == ALL_FAILED
    assert capsys.readouterr().err == "missing.docx: There is no such file. Check the path.\n"


def test_a_folder_without_documents_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()

    code = run(["extract", "empty", "--jobs", "0"])

    assert code == ALL_FAILED
    assert capsys.readouterr().err == (
        "There is no document in empty. Put Word, Excel, PDF or other documents there, or name another folder; hidden "
        "files, read-me pages and the outputs folder are skipped.\n"
    )
    assert not Path("outputs").exists()


def test_a_folder_without_documents_is_an_empty_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()

    run(["extract", "empty", "--json"])

    assert json.loads(capsys.readouterr().out) == []


def test_results_of_another_run_are_not_taken_for_documents(capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract", "inbox/brent.html", "--jobs", "0", "--out", "inbox/results"])
    capsys.readouterr()

    code = run(["extract", "inbox", "inbox/results", "--jobs", "0"])

    assert code == DONE
    assert plan_ids(Path("outputs")) == ["brent-2024", "camden-2024"]
    assert capsys.readouterr().err.count("inbox/results: skipped. It is an outputs folder of vvrap") == 2


@pytest.mark.parametrize("arguments", [["extract", ""], ["extract", "inbox", " "], ["extract", "inbox", "--out", ""]])
def test_a_name_left_empty_does_not_stand_for_this_folder(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(arguments)

    assert code == USAGE
    assert '--outputs is empty. Use "." for the current folder.' in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["inbox"]


def test_results_cannot_go_into_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["extract", "inbox", "--out", "inbox/camden.html"])

    assert code == USAGE
    assert capsys.readouterr().err == "vvrap: inbox/camden.html is a file, not a folder. Name a folder.\n"


def test_json_tells_what_was_done_with_each(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("inbox/photo.pdf"), png())
    put(Path("inbox/zcopy.html"), document("brent"))

    run(["extract", "inbox", "--jobs", "0", "--json"])

    first = json.loads(capsys.readouterr().out)
    assert [(one["input"], one["status"]) for one in first] == [
        ("inbox/brent.html", "read"),
        ("inbox/camden.html", "read"),
        ("inbox/photo.pdf", "failed"),
        ("inbox/zcopy.html", "skipped"),
    ]
    assert (first[1]["plan_id"], first[1]["title"], first[1]["actions"]) == (
        "camden-2024",
        "Camden Violence Reduction Plan 2024",
        9,
    )
    assert (first[2]["code"], first[2]["remedy"]) == ("unsupported-kind", "Save it as Word (.docx) or PDF.")
    assert (first[3]["reason"], first[3]["plan_id"]) == ("It has the same content as brent.html.", "brent-2024")


def test_a_skipped_document_is_told_with_its_plan(capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract", "inbox", "--jobs", "0"])
    capsys.readouterr()

    code = run(["extract", "inbox/camden.html", "--jobs", "0", "--json"])

    said = capsys.readouterr()
    assert code == DONE
    assert said.err == (
        "inbox/camden.html: skipped. "
        "It was read before, and neither it nor the tool has changed; --force reads it again.\n"
    )
    assert json.loads(said.out)[0]["plan_id"] == "camden-2024"


def test_many_skipped_documents_are_only_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.cli.extract.MOST_SKIPS_TOLD", 1)
    run(["extract", "inbox", "--jobs", "0"])
    capsys.readouterr()

    run(["extract", "inbox", "--jobs", "0"])

    assert capsys.readouterr().err == "2 documents in 0 s: 0 read (0 with doubts), 0 failed, 2 skipped.\n"


def test_force_borough_and_year_are_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract", "inbox/camden.html", "--jobs", "0"])
    code = run(["extract", "inbox/camden.html", "--jobs", "0", "--force", "--borough", "E09000026", "--year", "2031"])

    assert code == DONE
    assert "Redbridge, 2031" in capsys.readouterr().err
    assert plan_ids(Path("outputs")) == ["redbridge-2031"]


def test_a_borough_nobody_knows_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["extract", "inbox", "--borough", "Atlantis"])

    assert code == USAGE
    assert capsys.readouterr().err == (
        "vvrap: “Atlantis” is not one of the 33 London authorities. Use its name or its GSS code.\n"
    )
    assert not Path("outputs").exists()


def test_limits_are_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    with Path("inbox/large.pdf").open("wb") as file:
        file.truncate(2 * 1024 * 1024 + 1)

    code = run(["extract", "inbox/large.pdf", "--jobs", "0", "--size-limit", "2"])

    assert code == ALL_FAILED
    assert capsys.readouterr().err == (
        "inbox/large.pdf: It is 2 MB; the limit is 2 MB. "
        "Save the plan's own pages as a separate file. You can also raise the limit with --size-limit.\n"
    )


def test_raw_csv_is_written_exactly() -> None:
    run(["extract", "inbox", "--jobs", "0", "--raw-csv"])
    raw = Path("outputs/actions.csv").read_text(encoding="utf-8")

    run(["extract", "inbox", "--jobs", "0"])

    safe = Path("outputs/actions.csv").read_text(encoding="utf-8")
    assert raw != safe
    assert len(raw) < len(safe)


def test_a_name_of_any_kind_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("inbox/two\nlines \x1b[31m\u202e.html"), b"")
    put(Path("inbox/caf\udce9.html"), b"")

    run(["extract", "inbox", "--jobs", "0", "--json"])

    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert sum(line.startswith("inbox/two\\nlines \\x1b[31m\\u202e.html: The file is empty.") for line in lines) == 1
    assert sum(line.startswith("inbox/caf\\udce9.html: The file is empty.") for line in lines) == 1
    assert [one["input"] for one in json.loads(said.out) if one["status"] == "failed"] == [
        "inbox/caf\N{REPLACEMENT CHARACTER}.html",
        "inbox/two\nlines \x1b[31m\u202e.html",
    ]


def test_a_damaged_plan_in_the_folder_is_named_and_the_others_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("outputs/plans/lewisham-2024.json"), b"{")

    code = run(["extract", "inbox", "--jobs", "0"])

    assert code == SOME_FAILED
    assert (
        "outputs/plans/lewisham-2024.json is not JSON. It was left out of the CSV files. "
        "Run `vvrap extract` on the document again.\n"
    ) in capsys.readouterr().err


def test_corrections_that_wait_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("outputs/corrections/brent-2020.csv"), b"ref,field,value,who,when,why\n")

    run(["extract", "inbox/camden.html", "--jobs", "0"])

    assert capsys.readouterr().err.splitlines()[-1] == (
        "corrections/brent-2020.csv: there is no plan brent-2020, so nothing was corrected."
    )


def test_documents_read_in_processes_give_the_same_bytes_as_those_read_here() -> None:
    for name in ("brent", "camden"):
        put(Path(f"inbox/{name}-new.html"), document(name, offset=4))

    codes = [run(["extract", "inbox", "--jobs", jobs, "--out", f"out-{jobs}"]) for jobs in ("0", "2")]

    assert codes == [DONE, DONE]
    assert contents(Path("out-0")) == contents(Path("out-2"))


def test_a_bomb_is_named_and_costs_the_others_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("inbox/bomb.docx"), zip_bomb())

    code = run(["extract", "inbox", "--jobs", "2", "--memory-limit", "256", "--time-limit", "60"])

    assert code == SOME_FAILED
    assert "inbox/bomb.docx: " in capsys.readouterr().err
    assert plan_ids(Path("outputs")) == ["brent-2024", "camden-2024"]


def test_history_lists_the_documents_of_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract", "inbox/camden.html", "--jobs", "0"])
    run(["extract", str(put(Path("june.html"), document(offset=5))), "--jobs", "0"])
    capsys.readouterr()

    code = run(["history", "camden-2024"])
    told = " ".join(capsys.readouterr().out.split())
    run(["history", "camden-2024", "--json"])
    versions: list[dict[str, Any]] = json.loads(capsys.readouterr().out)

    assert code == DONE
    assert told.startswith("1 revisions/camden-2024/0001.json: camden.html ")
    assert ": 9 actions. The first version kept. 2 current: june.html " in told
    assert [version["kept"] for version in versions] == [
        "revisions/camden-2024/0001.json",
        "plans/camden-2024.json",
    ]


def test_history_of_a_plan_nobody_knows_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["history", "atlantis-2024"])

    assert code == USAGE
    assert capsys.readouterr().err == (
        "vvrap: There is no plan “atlantis-2024” in outputs. "
        "outputs contains no plans yet. Read a document first with: vvrap extract DOCUMENT\n"
    )


def test_a_full_disk_is_said_in_a_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="Windows sets no such limits")
    script = (
        "import resource, sys; from pipeline.cli.app import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000));"  # as a disk that is full after so many bytes
        "main()"
    )
    full = subprocess.run(
        [sys.executable, "-c", script, "extract", "inbox", "--jobs", "0"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    code = run(["extract", "inbox", "--jobs", "0"])

    assert full.returncode == ALL_FAILED
    assert re.fullmatch(r"vvrap: outputs/\S+ cannot be written: .+ Free space.+", full.stderr.splitlines()[-1])
    assert "Traceback" not in full.stderr
    assert code == DONE
    assert plan_ids(tmp_path / "outputs") == ["brent-2024", "camden-2024"]
    assert not list(tmp_path.rglob("*.part"))


def test_ctrl_c_ends_with_130_whole_files_and_a_run_that_goes_on_from_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for year in range(2018, 2040):
        put(Path(f"inbox/lewisham-{year}.html"), document("lewisham", year))
    with subprocess.Popen(
        [*COMMAND, "extract", "inbox", "--jobs", "1", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stderr.readline()
        process.stderr.readline()

        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all that run in the foreground
        said = process.stderr.read()
        told = json.loads(process.stdout.read())

    done = plan_ids(Path("outputs"))
    assert process.returncode == INTERRUPTED
    assert said.splitlines()[-1] == "Interrupted. All files written so far are complete."
    assert sorted(one["plan_id"] for one in told) == done
    assert f"{24 - len(done)} of 24 documents not read yet. Run the same command to continue." in said.splitlines()
    assert "Traceback" not in said
    assert 2 <= len(done) < 24
    assert len(Path("outputs/plans.csv").read_text(encoding="utf-8").splitlines()) == len(done) + 1
    assert Path("outputs", JOURNAL).exists()
    assert run(["extract", "inbox", "--jobs", "0", "--json"]) == DONE
    again = json.loads(capsys.readouterr().out)
    assert sum(one["status"] == "skipped" for one in again) == len(done)
    assert len(plan_ids(Path("outputs"))) == 24
    assert not Path("outputs", JOURNAL).exists()


def test_two_runs_at_once_both_keep_what_they_read(tmp_path: Path) -> None:
    for year in range(2020, 2024):
        put(Path(f"other/lewisham-{year}.html"), document("lewisham", year))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    runs = [
        subprocess.Popen([*COMMAND, "extract", folder, "--jobs", "0"], env=environment, stderr=subprocess.DEVNULL)
        for folder in ("inbox", "other", "inbox")
    ]
    codes = [one.wait(120) for one in runs]

    assert codes == [DONE, DONE, DONE]
    assert len(plan_ids(tmp_path / "outputs")) == 6
    assert len(Path("outputs/plans.csv").read_text(encoding="utf-8").splitlines()) == 7
    assert not Path("outputs/revisions").exists()


def test_help_is_there_at_once() -> None:
    def seconds() -> float:
        """Of the processor: a busy machine is not our fault. None on Windows, which does not tell."""
        before = os.times()
        subprocess.run([*COMMAND, "--help"], cwd=ROOT, capture_output=True, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, pipeline.cli.app; print(*sorted(sys.modules))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert {"pydantic", "lxml", "spacy", "pdfplumber", "pandas", "concurrent.futures", "fsspec"}.isdisjoint(loaded)
    assert min(seconds() for _ in range(5)) < 0.2


def test_a_link_in_the_folder_is_named_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    Path("inbox/link.html").symlink_to(Path("inbox/camden.html").resolve())

    run(["extract", "inbox", "--jobs", "0"])

    assert (
        "inbox/link.html: skipped. It is a link; links in folders are not followed. To read it, name it.\n"
    ) in capsys.readouterr().err
