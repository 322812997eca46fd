"""One document is read, and what is wrong with it is part of the answer."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders.broken import docx_without_plan, good_docx, locked_docx, png, truncated
from builders.runs import document, put
from models.errors import ReferenceDataError
from models.plan import Plan
from models.reference.boroughs import find_borough
from pipeline.batch import reading
from pipeline.batch.executor import Lost
from pipeline.batch.failures import failure_of
from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.batch.reading import (
    Fingerprint,
    NotRead,
    PlanRead,
    Request,
    answer,
    parse_answer,
    read,
    warm_up,
    without_surrogates,
)
from pipeline.corrections.lines import Correction, Corrections
from pipeline.plan_json import parse_plan


def request(path: Path, **how: Any) -> Request:  # noqa: ANN401 - the fields of a request, by their names
    return Request(str(path), path.name, **how)


def read_plan(path: Path, **how: Any) -> tuple[PlanRead, Plan]:  # noqa: ANN401 - likewise
    said, data = read(request(path, **how))
    assert isinstance(said, PlanRead)
    return said, parse_plan(data, "answer")


def failure(path: Path, **how: Any) -> NotRead:  # noqa: ANN401 - likewise
    said, data = read(request(path, **how))
    assert isinstance(said, NotRead)
    assert data == b""
    return said


def test_a_plan_comes_with_what_is_said_of_it(tmp_path: Path) -> None:
    said, plan = read_plan(put(tmp_path / "plan.html", document()))

    assert (plan.plan_id, said.read_as, said.reader) == ("camden-2024", "camden-2024", "html")
    assert said.sha256 == plan.source.sha256
    assert said.row.actions == len(plan.actions) == 9
    assert said.lines[0].startswith("Camden, 2024: 9 actions in 2 themes")
    assert said.seconds > 0


def test_an_answer_is_read_back_as_it_was_given(tmp_path: Path) -> None:
    asked = request(put(tmp_path / "plan.html", document()))

    said, data = parse_answer(answer(pickle.dumps(asked)))

    assert isinstance(said, PlanRead)
    assert data == read(asked)[1]
    assert json.loads(data)["plan_id"] == "camden-2024"


def test_borough_and_year_given_overrule_the_document(tmp_path: Path) -> None:
    path = put(tmp_path / "plan.html", document())

    said, plan = read_plan(path, borough=find_borough("Brent"), year=2030)

    assert said.read_as == plan.plan_id == "brent-2030"


def test_corrections_are_applied_before_the_plan_is_tagged_and_checked(tmp_path: Path) -> None:
    path = put(tmp_path / "plan.html", document())
    line = Correction(
        line=2, ref="1.1", field="narrative", value="MACE meets.", who="A", when=date(2026, 1, 2), why="Wrong row."
    )

    said, plan = read_plan(path, corrections=Corrections(file="corrections/x.csv", sha256="0" * 64, lines=(line,)))

    action = plan.actions[0]
    assert action.narrative == "MACE meets."
    assert [mention.text for mention in action.mentions] == ["MACE"]
    assert [found.code for found in plan.findings if found.action_ref == "1.1"] == ["correction-applied"]
    assert said.corrections == "0" * 64
    assert said.corrected[0].document.startswith("MPS: The meeting takes place")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty-file"),
        (png, "unsupported-kind"),
        (locked_docx, "encrypted-file"),
        (lambda: truncated(good_docx()), "damaged-file"),
        (docx_without_plan, "not-a-plan"),
    ],
)
def test_a_document_that_is_no_plan_is_explained(tmp_path: Path, make: Callable[[], bytes], code: str) -> None:
    said = failure(put(tmp_path / "plan.docx", make()))

    assert said.code == code
    assert said.sha256
    assert said.problem.endswith(".")
    assert said.remedy.endswith(".")


def test_a_document_that_is_not_there_has_no_fingerprint(tmp_path: Path) -> None:
    said = failure(tmp_path / "plan.docx")

    assert (said.code, said.sha256) == ("unreadable-file", None)


def test_a_document_past_the_limit_is_not_read(tmp_path: Path) -> None:
    path = put(tmp_path / "plan.html", document())

    assert failure(path, most_bytes=100).code == "oversized-file"


def test_a_fingerprint_is_told_without_reading(tmp_path: Path) -> None:
    path = put(tmp_path / "plan.html", document())

    said, data = read(request(path, only_fingerprint=True))

    assert isinstance(said, Fingerprint)
    assert data == b""
    assert said.sha256 == read_plan(path)[0].sha256


@pytest.mark.parametrize(
    ("raised", "code", "problem"),
    [
        (KeyError("the words of a document"), "fault", "A fault in this tool (KeyError at pipeline/"),
        (RecursionError(), "fault", "A fault in this tool (RecursionError at pipeline/"),
        (MemoryError(), "memory", "Reading it took more memory than one document may have."),
        (ReferenceDataError("rag.toml is wrong.", "Mend it."), "reference-data", "rag.toml is wrong."),
    ],
)
def test_a_fault_of_ours_costs_one_document_and_quotes_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception, code: str, problem: str
) -> None:
    def fail(*_: object, **__: object) -> Plan:
        raise raised

    monkeypatch.setattr(reading, "read_plan", fail)

    said = failure(put(tmp_path / "plan.html", document()))

    assert said.code == code
    assert said.problem.startswith(problem)
    assert "words of a document" not in said.problem + said.remedy


def test_halves_of_characters_become_replacement_characters_and_a_finding(tmp_path: Path) -> None:
    _, plan = read_plan(put(tmp_path / "plan.html", document()))
    action = plan.actions[0].model_copy(update={"narrative": "a\ud800b\udc00", "other": {"\udcffX": "\ud801"}})
    broken = plan.model_copy(update={"actions": (action, *plan.actions[1:])})

    clean = without_surrogates(broken)

    assert clean.actions[0].narrative == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"
    assert clean.actions[0].other == {"\N{REPLACEMENT CHARACTER}X": "\N{REPLACEMENT CHARACTER}"}
    assert clean.findings[-1].code == "unreadable-characters"
    assert clean.findings[-1].message.startswith("4 characters ")
    assert without_surrogates(plan) is plan


def test_warming_up_reads_a_plan_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    staged: list[Plan] = []

    def stage(plan: Plan) -> Plan:
        staged.append(plan)
        return plan

    monkeypatch.setattr(reading, "default_stages", lambda _: (stage,))

    warm_up()

    assert [len(plan.actions) for plan in staged] == [1]


@pytest.mark.parametrize(
    ("lost", "code", "problem"),
    [
        (Lost("time"), "time", "Reading it took more than 300 seconds of processor time and was stopped."),
        (
            Lost("time", "more than 1500 seconds by the clock"),
            "time",
            "Reading it took more than 1500 seconds by the clock and was stopped.",
        ),
        (Lost("memory"), "memory", "Reading it took more than 2048 MB of memory and was stopped."),
        (
            Lost("memory", "the system stopped it"),
            "memory",
            "The machine ran out of memory while it was read (the system stopped it).",
        ),
        (
            Lost("killed", "signal 15, Terminated"),
            "killed",
            "The process that read it was stopped by another program or person (signal 15, Terminated).",
        ),
        (
            Lost("start", "Resource temporarily unavailable"),
            "start",
            "No process could be started to read it (Resource temporarily unavailable).",
        ),
        (Lost("size"), "size", "The text read from it is larger than 64 MB; no plan is that large."),
        (
            Lost("crash", "signal 11, Segmentation fault"),
            "crash",
            "The process that was reading it ended unexpectedly (signal 11, Segmentation fault).",
        ),
    ],
)
def test_a_lost_document_is_explained(lost: Lost, code: str, problem: str) -> None:
    said = failure_of(lost, Limits())

    assert (said.code, said.problem) == (code, problem)
    assert said.remedy.endswith(".")


def test_the_limits_are_those_the_command_names() -> None:
    assert Limits() == Limits(
        seconds=300, memory=2048 * MEGABYTE, input_bytes=200 * MEGABYTE, output_bytes=64 * MEGABYTE
    )
