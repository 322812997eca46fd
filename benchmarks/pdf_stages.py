"""Pages per second of each stage of the PDF reader, beside pdfplumber's own `extract_tables` on the same file.

usage: python benchmarks/pdf_stages.py [FILE.pdf ...]     without a file: the PDFs in samples/
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pdfplumber

from extractors.pdf.pagelayout import lay_out_pages
from extractors.pdf.pagetext import read_texts, to_blocks
from extractors.pdf.pdf_reader import lines_of, read
from extractors.pdf.records import to_table
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.survey import survey
from extractors.pdf.typography import study
from extractors.pdf.unruled import add_voted_grids

ROUNDS = 3
"""Runs of each stage, of which the median counts: the first warms caches, others may be disturbed."""

SAMPLES = Path(__file__).parents[1] / "samples"
Value = TypeVar("Value")


def timed(work: Callable[[], Value]) -> tuple[float, Value]:
    """Median seconds over `ROUNDS` runs, and what the last run gave."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        value = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), value


def extract_tables(path: Path) -> int:
    """The yardstick: pdfplumber's own way over all pages. Tables found."""
    with pdfplumber.open(path) as pdf:
        found = 0
        for page in pdf.pages:
            found += len(page.extract_tables())
            page.close()
    return found


def measure(path: Path) -> None:
    """Print the stages of one file."""
    data = path.read_bytes()

    def take() -> list[object]:
        with PlumberSource(data) as source:
            return list(source.pages())

    with PlumberSource(data) as source:
        contents = list(source.pages())
    pages = len(contents)
    rows = [("source: characters, lines, fills", timed(take)[0])]
    seconds, surveys = timed(lambda: [survey(content) for content in contents])
    rows.append(("survey: words, rulings, grids", seconds))
    add_voted_grids(surveys)
    seconds, layouts = timed(lambda: lay_out_pages(surveys))
    rows.append(("layout: cells, lines, paint", seconds))
    seconds, typography = timed(lambda: study(lines_of(layouts)))
    rows.append(("typography", seconds))
    seconds, _ = timed(lambda: to_blocks(read_texts(layouts, typography), typography))
    rows.append(("text outside tables", seconds))
    seconds, _ = timed(lambda: [to_table(table, page.page, typography) for page in layouts for table in page.tables])
    rows.append(("records of tables", seconds))
    whole, document = timed(lambda: read(data, path.name))
    yardstick, found = timed(lambda: extract_tables(path))
    print(f"{path.name}: {pages} pages, {len(document.tables())} tables here, {found} by pdfplumber")
    for name, spent in (*rows, ("read(), whole", whole), ("pdfplumber extract_tables", yardstick)):
        print(f"  {name:34} {1000 * spent / pages:8.1f} ms/page {pages / spent:9.1f} pages/s")
    print(f"  read() takes {whole / yardstick:.2f} of the time of extract_tables")


def main() -> None:
    """Measure the files named, or the samples."""
    for path in [Path(name) for name in sys.argv[1:]] or sorted(SAMPLES.glob("*.pdf")):
        measure(path)


if __name__ == "__main__":
    main()
