"""What a catalogue says, whatever order its rows stand in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.catalogue.schema import FILENAME


def catalogue_rows(outputs: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table and view, and how often each word stands in the index of words."""
    with closing(sqlite3.connect(outputs / FILENAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'actions_fts%'"
        ).fetchall()
        rows = {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608 - names of our own
            for (name,) in names
        }
        connection.execute("INSERT INTO actions_fts(actions_fts, rank) VALUES ('integrity-check', 1)")
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, actions_fts, row)")
        rows["words"] = connection.execute("SELECT term, doc, cnt FROM temp.words ORDER BY term").fetchall()
    return rows
