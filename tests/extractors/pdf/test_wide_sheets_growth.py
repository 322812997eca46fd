"""Looking for pages side by side costs a page of a long document little more than one of a short one."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.pdf.source.model import PageContent
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.wide_sheets.arrangement import arrange
from extractors.pdf.wide_sheets.source import MOST_PAGES
from extractors.pdf.wide_sheets.traces import Trace

SAMPLE = Path(__file__).parents[3] / "samples" / "richmond-2024.pdf"
FEW = MOST_PAGES // 3
MOST = 8.0  # times as much for a page where there are three times as many; it was over twelve times, and is under five


@pytest.fixture(scope="module")
def page() -> PageContent:
    """A page whose table goes on over all others."""
    with PlumberSource(SAMPLE.read_bytes()) as source:
        return list(source.pages())[1]


def seconds(page: PageContent, pages: int) -> float:
    traces = [Trace(replace(page, number=number)) for number in range(1, pages + 1)]
    began = time.process_time()
    assert len(arrange(traces)) == pages
    return time.process_time() - began


def test_a_page_of_many_costs_little_more_than_one_of_few(page: PageContent) -> None:
    few = min(seconds(page, FEW) for _ in range(3))
    many = min(seconds(page, MOST_PAGES) for _ in range(2))

    assert many / MOST_PAGES < MOST * few / FEW
