"""What a run loads before it has read anything: the libraries that take long are the workers' alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("models.comparison", "numpy", "pandas", "pdfplumber", "spacy")
PROGRAM = """
import sys
import pipeline.batch.executors, pipeline.batch.pair, pipeline.batch.run
import pipeline.outputs.store, pipeline.outputs.versions, pipeline.workbooks.plan_book
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_the_process_that_gives_out_the_work_loads_no_heavy_library() -> None:
    command = [sys.executable, "-c", PROGRAM, *HEAVY]

    ended = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []


READING = """
import sys
from pathlib import Path
from extractors import read_plan
import pipeline.corrections.ledger, pipeline.derived, pipeline.workbooks.plan_book
for name in sys.argv[1:]:
    read_plan(Path(name).read_bytes(), name)
print(*(name for name in ("ssl", "http.client", "urllib.request", "ftplib", "smtplib") if name in sys.modules))
"""
READ = (
    "samples/hackney-2024.docx",
    "tests/layouts/files/aes256-owner-password.pdf",
    "tests/files/formats/richmond-2024.txt",
)


def test_reading_and_writing_load_nothing_that_speaks_to_a_network() -> None:
    command = [sys.executable, "-c", READING, *READ]

    ended = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []


TAGGING = """
import sys
import pipeline.tagging
print(*(name for name in ("spacy.cli", "weasel", "requests", "ssl", "http.client") if name in sys.modules))
import spacy, spacy.cli
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, spacy.cli.download.__module__)
"""


def test_tagging_loads_spacy_without_its_command_line_which_can_be_loaded_later() -> None:
    command = [sys.executable, "-c", TAGGING]

    ended = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)

    assert ended.stdout.splitlines() == ["", "True spacy.cli.download"]
