"""A watch applies corrections files by itself, once nobody is writing them any more."""

from __future__ import annotations

from pathlib import Path

from builders.runs import document, put, run
from pipeline.outputs.store import Outputs
from pipeline.watch.corrections import CorrectionsWatch

HEADER = b"ref,field,value,who,when,why\n"


def test_a_corrections_file_is_applied_when_it_has_stayed_the_same_for_some_looks(tmp_path: Path) -> None:
    run(tmp_path / "outputs", put(tmp_path / "plan.html", document()))
    outputs = Outputs(tmp_path / "outputs")
    said: list[str] = []
    watch = CorrectionsWatch(outputs, 2, said.append)
    watch.look()
    watch.look()
    put(tmp_path / "outputs" / "corrections" / "camden-2024.csv", HEADER + b"1.1,rag,red,A,2026-01-02,Off track\n")

    watch.look()
    at_first = outputs.find_plan("camden-2024").actions[0].rag
    watch.look()
    watch.look()

    assert (at_first, outputs.find_plan("camden-2024").actions[0].rag) == ("green", "red")
    assert said == ["corrections/camden-2024.csv: applied to camden-2024."]


def test_nothing_is_written_into_an_outputs_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    said: list[str] = []
    watch = CorrectionsWatch(Outputs(tmp_path / "outputs"), 1, said.append)

    watch.look()

    assert not (tmp_path / "outputs").exists()
