"""What to do about a finding, in words for people who have a browser and no command line."""

from __future__ import annotations

_COLUMN = (
    "Check a few actions against the document and correct what is wrong. Tell whoever looks after this tool what the "
    "column is called, so that it is recognised next time."
)
_EXTRA_COLUMN = "Nothing, unless it is one of the usual columns. If so, tell whoever looks after this tool."
_MISSED = (
    "Look at the page. If an action or part of one is missing, ask the author for the document as Word, and drop that."
)
_WRONG_COLUMN = (
    "Check a few actions against the document. If the columns were mixed up, tell whoever looks after this tool."
)
_BY_CODE = {
    "text-between-tables": _MISSED,
    "text-after-table": _MISSED,
    "row-not-taken": _MISSED,
    "table-not-taken": (
        "Look at the document. If the table contains actions, tell whoever looks after this tool what their column is "
        "called."
    ),
    "table-taken-unsurely": "Check that it is the plan. If not, remove it at the end of the plan’s page.",
    "column-not-understood": _COLUMN,
    "column-doubtful": _COLUMN,
    "column-guessed": _COLUMN,
    "much-text-beside": _COLUMN,
    "column-told-by-content": _EXTRA_COLUMN,
    "column-of-its-own": _EXTRA_COLUMN,
    "column-name-unused": "Nothing. Whoever looks after this tool gave that name for other documents.",
    "wordings-unlike-template": _WRONG_COLUMN,
    "field-unlike": _WRONG_COLUMN,
    "borough-uncertain": "Drop the document again, and choose its borough there.",
    "year-uncertain": "Drop the document again, and write its year there.",
    "template-edition-unknown": "Add the blank template of that edition under “Templates”.",
    "same-plan-twice": "Remove the older plan, or drop the document again with its year.",
    "newer-lacks-actions": "Nothing if it is the whole plan. If not, restore the previous version on the plan’s page.",
    "rag-not-understood": "Read the cell. If it shows a status, change the RAG to that.",
    "correction-applied": "Nothing.",
    "correction-agrees": "Nothing.",
    "correction-held": "Decide which counts: the document’s value or yours.",
}


def in_a_browser(code: str, action: str) -> str:
    """What to do about a finding of a code; `action` is what the catalogue says."""
    return _BY_CODE.get(code, action)
