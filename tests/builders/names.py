"""Reviews of names for tests, and what a registry folder holds of a borough."""

from __future__ import annotations

from pathlib import Path

from pipeline.outputs.store import Outputs
from pipeline.tagging.registry.files import read_registry
from pipeline.tagging.registry.review import ReviewRow, write_review

BOROUGH = "camden"


def review(folder: Path) -> Outputs:
    """An outputs folder with three names to decide: two boroughs', and one borough's."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        ReviewRow(
            name=name,
            boroughs=boroughs,
            count=count,
            suggested_label="service",
            suggested_id="-".join(name.lower().split()),
            reason="read as a name, not known yet",
            examples=f"{boroughs[-1]}-2024 1.1: The {name} meets by hand",
        )
        for name, boroughs, count in (
            ("Blue Lantern", ("brent", BOROUGH), 6),
            ("Blue Lanterns", ("brent",), 2),
            ("Zebedee House", (BOROUGH,), 1),
        )
    ]
    write_review(folder / "review.csv", rows)
    return Outputs(folder)


def registry_rows(registry: Path, borough: str) -> set[tuple[str, str, str]]:
    """Id, label and names of the rows of a borough."""
    entries = read_registry(registry).borough_entries(borough)
    return {(entry.id, entry.label, "; ".join(entry.names())) for entry in entries}
