"""Makes the models that ship from the annotations: `python -m pipeline.tagging.train`. Takes minutes, needs scipy.

The same annotations and registry give the same models. What they were made from is kept beside them, and a test fails
when it is no longer what lies in the repository.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from pipeline.tagging.registry.files import read_registry
from pipeline.tagging.shipped import FOLDER, LOGISTIC_FILE, MANIFEST_FILE, SEQUENCE_FILE, Shipped
from pipeline.tagging.training.annotations import (
    OTHERS_FILE,
    RICHMOND_FILE,
    SPEAKERS_FILE,
    TRAIN_FOLDER,
    TRAIN_ROUGH_FOLDER,
    annotations_folder,
)

PACKAGE = Path(__file__).parent


def inputs() -> dict[str, str]:
    """SHA-256 of everything the models are made from, by its path in the package.

    Of the registry only what is matched counts, so that a source or a note may be mended without fitting anew.
    """
    annotations = annotations_folder()
    paths = [annotations / name for name in (RICHMOND_FILE, OTHERS_FILE, SPEAKERS_FILE)]
    paths += sorted(
        path for name in (TRAIN_FOLDER, TRAIN_ROUGH_FOLDER) for path in (annotations / name).glob("*.jsonl")
    )
    paths += [PACKAGE / name for name in ("heads.csv", "wordlists.toml", "places.txt")]
    found = {str(path.relative_to(PACKAGE)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    matched = [(e.id, e.label, e.names(), e.scope, e.ambiguous) for e in read_registry().general_entries()]
    found["registry/general.csv"] = hashlib.sha256(json.dumps(matched).encode()).hexdigest()
    return found


def save(models: Shipped, folder: Path) -> None:
    """Write the models and what they were made from."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SEQUENCE_FILE).write_bytes(models.sequence.to_bytes())
    judges = {"speakers": models.speakers.model_dump(), "candidates": models.candidates.model_dump()}
    (folder / LOGISTIC_FILE).write_text(json.dumps(judges, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    (folder / MANIFEST_FILE).write_text(json.dumps(inputs(), indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Fit and write the models; the figures are the report's."""
    from pipeline.tagging.training.fitting import fit  # noqa: PLC0415 keeps `inputs` free of scipy
    from pipeline.tagging.training.material import learned_from  # noqa: PLC0415 likewise

    save(fit(learned_from()).models, PACKAGE / FOLDER)
    sys.stderr.write(f"models written to {FOLDER}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
