"""The same input gives the same bytes, in another process with another order of hashes too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipeline.tagging import TaggingInput, tag_texts
from pipeline.tagging.training.annotations import OTHERS_FILE, annotations_folder, read_narratives

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from pathlib import Path
from pipeline.tagging import TaggingInput, tag_texts
from pipeline.tagging.training.annotations import read_narratives
items = [TaggingInput(id=n.id, text=n.text, borough=n.borough) for n in read_narratives(Path(sys.argv[1]))]
sys.stdout.write("".join(result.model_dump_json() for result in tag_texts(items)))
"""


def test_another_process_gives_the_same_bytes() -> None:
    path = annotations_folder() / OTHERS_FILE
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}

    elsewhere = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)], env=environment, capture_output=True, check=True, encoding="utf-8"
    ).stdout

    items = [TaggingInput(id=n.id, text=n.text, borough=n.borough) for n in read_narratives(path)]
    assert elsewhere == "".join(result.model_dump_json() for result in tag_texts(items))
