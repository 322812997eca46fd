"""Where files stand in an outputs folder: the one place in which a plan_id becomes part of a path."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from models.errors import UsageError
from models.plan import is_plan_id

PLANS = "plans"
REVISIONS = "revisions"
CORRECTIONS = "corrections"
QUESTIONS = "questions"
COMPARISONS = "comparisons"
WORKBOOKS = "workbooks"
LETTERS = "letters"
TEMPLATES = "templates"
PAIRS = f"{TEMPLATES}/pairs"


def plan_file(plan_id: str) -> str:
    """A plan's JSON. Raises `UsageError` for what is no plan_id, as the others below."""
    return f"{PLANS}/{_checked(plan_id)}.json"


def revisions_folder(plan_id: str) -> str:
    """The folder of the kept copies of a plan."""
    return f"{REVISIONS}/{_checked(plan_id)}"


def revision_file(plan_id: str, number: int) -> str:
    """The kept copy of that number."""
    return f"{revisions_folder(plan_id)}/{number:04d}.json"


def corrections_file(plan_id: str) -> str:
    """The corrections of a plan."""
    return f"{CORRECTIONS}/{_checked(plan_id)}.csv"


def questions_file(plan_id: str) -> str:
    """The questions for the leads of a plan."""
    return f"{QUESTIONS}/{_checked(plan_id)}.csv"


def workbook_file(plan_id: str) -> str:
    """The workbook of a plan."""
    return f"{WORKBOOKS}/{_checked(plan_id)}.xlsx"


def letter_file(plan_id: str, form: str) -> str:
    """The letter on a plan: json, docx or html."""
    return f"{LETTERS}/{_checked(plan_id)}.{form}"


def edition_file(name: str) -> str:
    """The actions of an edition of the template that people added, by the slug of its name."""
    return f"{TEMPLATES}/{_checked(name)}.csv"


def pairs_file(name: str) -> str:
    """How the actions of an edition pair with those of the one before."""
    return f"{PAIRS}/{_checked(name)}.csv"


def inside(name: str) -> str:
    """A path inside the outputs folder as it is. Raises `UsageError` for one that leads out of it.

    Some come from files that people can edit: the manifest, the journal.
    """
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    if posix.is_absolute() or windows.drive or windows.root or ".." in windows.parts:
        raise UsageError(
            f"“{name}” is outside the outputs folder.", "Delete manifest.json, and read the documents again."
        )
    return name


def _checked(plan_id: str) -> str:
    if not is_plan_id(plan_id):
        raise UsageError(f"“{plan_id}” is not a plan_id.", "`vvrap list` shows those that are there.")
    return plan_id
