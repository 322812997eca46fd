"""What readers and the writer of catalogue.sqlite agree on. Imports nothing heavy: a search must start at once."""

from __future__ import annotations

FILENAME = "catalogue.sqlite"
JOURNAL = f"{FILENAME}-journal"
"""What SQLite keeps beside it while it is changed. Left there by a run that was killed, it undoes the change."""
APPLICATION_ID = 0x76767261  # "vvra": tells a catalogue from any other SQLite file
VERSION = 3  # raise it when a search or a list needs something that catalogues before did not have
PAGE_SIZE = 4096  # bytes; fixed, so that the same plans give the same file whatever SQLite's own default is

# Words are folded by Unicode's rules, accents left out, and cut to their stems by Porter's method, so that "mentors"
# finds "mentoring".
TOKENIZER = "porter unicode61 remove_diacritics 2"

# The fields searched, and how much each weighs. What a borough says it does weighs more than the template's wording,
# which all boroughs share and which would otherwise fill the first page of every search.
SEARCHED = {
    "narrative": 2.0,
    "mandatory_action": 1.0,
    "outcome": 1.0,
    "other": 1.0,
    "lead_organisations": 1.0,
    "named_leads": 1.0,
}

DETAIL_WEIGHT = 1.0  # of the column of a declared role, which is searched as `other` is

# Labels of mentions, and the column of `actions` that holds the names of each.
NAMES = {"agency": "agencies", "panel": "panels", "service": "services"}

CACHE_KIBIBYTES = 128 * 1024  # of memory, at most, for pages that change; a plan changes some 0.3 MB of them

WAIT_SECONDS = 30.0  # that a reader waits for a change to end, and the other way round; either takes well under one

STATISTICS = "ANALYZE main"
"""For SQLite's planner. It looks at every page of some indexes, so it is taken again only when the number of plans has
passed a power of two."""
STATISTICS_LIMIT = 1000  # rows looked at in each index; the order of size of the figures is all that the planner needs

PRIMARY = 0xFF
"""The bits of SQLite's codes that say what kind of error it is."""


def storable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot hold, written as escapes, as in the CSV files."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8") if not text.isascii() else text


def file_of(name: str) -> str:
    """How the tables call a plan's JSON that has this path inside the outputs folder."""
    return storable(name.rpartition("/")[2])
