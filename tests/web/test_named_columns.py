"""Names of columns in the pages: given to the server, or kept in the outputs folder while it runs."""

from __future__ import annotations

from pathlib import Path

from builders.serving import drop, settled, visit
from builders.simple import RENDERERS
from pipeline.column_names import Asked, save_columns
from pipeline.outputs.folder import LocalFolder

ROWS = (
    ("Line", "VRU standard for all", "Held by", "Where things stand today"),
    ("A1", "Board of all partners", "Police", "Met"),
    ("A2", "Visits to all shops", "Trading Standards", "Visited"),
)
PLAN = RENDERERS["html"]("Camden Violence Reduction Action Plan 2024", ROWS)
"""A plan whose columns no list knows."""


def test_a_name_given_to_the_server_holds_for_what_is_dropped(tmp_path: Path) -> None:
    asked = Asked(("VRU standard for all=mandatory_action",))

    with visit(tmp_path / "outputs", columns=asked) as client:
        drop(client, ("camden.html", PLAN))
        (done,) = settled(client)

    assert (done["state"], done["plan_id"]) == ("done", "camden-2024")


def test_a_name_kept_after_a_document_was_refused_holds_when_it_is_dropped_again(tmp_path: Path) -> None:
    with visit(tmp_path / "outputs") as client:
        drop(client, ("camden.html", PLAN))
        (refused,) = settled(client)
        save_columns(LocalFolder(tmp_path / "outputs"), {"VRU standard for all": "mandatory_action"})
        drop(client, ("camden.html", PLAN))
        read, _ = settled(client)

    assert (refused["state"], read["state"]) == ("failed", "done")


def test_a_faulty_file_of_names_is_told_of_the_document_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "columns.toml").write_text("colour = ['Status']", encoding="utf-8")

    with visit(tmp_path / "outputs") as client:
        drop(client, ("camden.html", PLAN))
        (failed,) = settled(client)
        (tmp_path / "outputs" / "columns.toml").write_text("rag = ['Colour']", encoding="utf-8")
        drop(client, ("again.html", RENDERERS["html"]("Camden Violence Reduction Action Plan 2025", ROWS)))
        after, _ = settled(client)

    assert failed["state"] == "failed"
    assert "“colour” is not a field" in failed["problem"]
    assert after["problem"].startswith("No action plan was found in it")
