"""A long plan is read while a person waits."""

from __future__ import annotations

import time

from builders.wordml import cell, row, table, word_file
from extractors.docx.docx_reader import read

ROWS, COLUMNS = 500, 7
MAX_SECONDS = 2.0  # the aim is half a second; a busy machine gets four times that


def test_a_table_of_five_hundred_rows_is_read_at_once() -> None:
    shade = '<w:shd w:val="clear" w:fill="FFC000"/>'
    rows = (
        row(*(cell(f"Row {line} column {place}", properties=shade) for place in range(COLUMNS))) for line in range(ROWS)
    )
    data = word_file(table(*rows))

    start = time.process_time()
    (read_table,) = read(data, "long.docx").tables()
    seconds = time.process_time() - start

    assert len(read_table.rows) == ROWS
    assert seconds < MAX_SECONDS
