"""Letters of feedback in an outputs folder: write one, keep what people edit.

letters/<plan_id>.json holds the sentences and their edits, .docx and .html are made from it. For the command line and
the pages: values in, values out, the folder's lock taken inside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

from pydantic import ValidationError

from models.errors import ChangedMeanwhile, DamagedFile, UsageError
from models.letter import Letter, LetterSection, Sentence
from models.plan import Plan
from models.reference.template import using_editions
from pipeline.compare.boroughs import compare_many_boroughs
from pipeline.compare.years import compare_two_years
from pipeline.letters.document import letter_docx
from pipeline.letters.facts import sections
from pipeline.letters.page import letter_html
from pipeline.outputs.paths import letter_file
from pipeline.outputs.store import Outputs
from pipeline.templates.files import paired_editions

FORMS: Mapping[str, Callable[[Letter], bytes]] = {"docx": letter_docx, "html": letter_html}


def write_letter(
    outputs: Outputs,
    plan_id: str,
    *,
    before: str | None = None,
    among: int | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> Letter:
    """Write the letter on a plan, with the edits that people made to it before.

    Args:
        outputs: the folder.
        plan_id: the plan.
        before: the plan to compare it with; None to keep the choice of the letter that is there, if there is one; empty
            for none.
        among: the year whose plans of other boroughs are looked at; None likewise; 0 for none.
        waiting: called once if another writer must finish first.

    Raises `UsageError` when a plan is not there, `OutputError` when the folder cannot be written.
    """
    with outputs.locked(waiting):
        plan = outputs.find_plan(plan_id)
        known = read_letter(outputs, plan.plan_id)
        earlier = before if before is not None else known.before if known else None
        others = _still_there(outputs, known) if among is None else _others(outputs, plan, among) if among else []
        with using_editions(paired_editions(outputs.files)):
            letter = _composed(plan, outputs.find_plan(earlier) if earlier else None, others)
        return _put(outputs, with_edits_of(letter, known) if known else letter)


def read_letter(outputs: Outputs, plan_id: str) -> Letter | None:
    """The letter on a plan; None when none was written. Raises `DamagedFile` for a JSON that is no letter."""
    name = letter_file(plan_id, "json")
    if not outputs.files.exists(name):
        return None
    try:
        return Letter.model_validate_json(outputs.files.read(name))
    except ValidationError as error:
        raise DamagedFile(
            f"{outputs.files.place(name)} is not a letter that this version of vvrap can read.",
            "Move it away and write the letter again.",
        ) from error


def version_of(outputs: Outputs, plan_id: str) -> str:
    """Tells whether the letter on a plan has been changed; empty when none was written."""
    name = letter_file(plan_id, "json")
    return hashlib.sha256(outputs.files.read(name)).hexdigest() if outputs.files.exists(name) else ""


def edit(
    outputs: Outputs,
    plan_id: str,
    edits: Mapping[str, str | None],
    waiting: Callable[[], None] = lambda: None,
    *,
    seen: str | None = None,
) -> Letter:
    """Change sentences of a letter, and write its Word document and page again.

    edits: by the id of a section, a slash and the id of a sentence: what is to stand there; empty to leave the sentence
    out, None to take an edit back.
    seen: the version that the person was looking at, as `version_of` gives it; None when nobody looked.

    Raises `UsageError` when there is no letter, or no such sentence; `ChangedMeanwhile` when it is another by now.
    """
    with outputs.locked(waiting):
        letter = read_letter(outputs, plan_id)
        if letter is None:
            raise UsageError(f"There is no letter for {plan_id}.", f"Write it first: vvrap letter {plan_id}")
        if seen is not None and seen != version_of(outputs, plan_id):
            raise ChangedMeanwhile(
                "Somebody else changed the letter meanwhile.", "Nothing was saved yet. Look at it, then save again."
            )
        known = {f"{section.id}/{one.id}" for section in letter.sections for one in section.sentences}
        if unknown := sorted(set(edits) - known):
            raise UsageError(f"The letter on {plan_id} has no sentence {unknown[0]}.", "Look at the letter again.")
        return _put(outputs, _edited(letter, edits))


def with_edits_of(letter: Letter, before: Letter) -> Letter:
    """A letter with the edits of an earlier one, by the ids of its sentences."""
    made = {
        f"{section.id}/{one.id}": one
        for section in before.sections
        for one in section.sentences
        if one.edited is not None
    }
    return _mapped(letter, lambda key, one: _with(one, made.get(key)))


def _with(sentence: Sentence, before: Sentence | None) -> Sentence:
    if before is None:
        return sentence
    return sentence.model_copy(update={"edited": before.edited, "edited_from": before.edited_from})


def _edited(letter: Letter, edits: Mapping[str, str | None]) -> Letter:
    def changed(key: str, sentence: Sentence) -> Sentence:
        if key not in edits:
            return sentence
        text = edits[key]
        back = text is None or text.strip() == sentence.text
        facts = {"edited": None, "edited_from": None} if back else {"edited": text, "edited_from": sentence.text}
        return sentence.model_copy(update=facts)

    return _mapped(letter, changed)


def _mapped(letter: Letter, change: Callable[[str, Sentence], Sentence]) -> Letter:
    def of(section: LetterSection) -> LetterSection:
        sentences = tuple(change(f"{section.id}/{one.id}", one) for one in section.sentences)
        return section.model_copy(update={"sentences": sentences})

    return letter.model_copy(update={"sections": tuple(map(of, letter.sections))})


def _composed(plan: Plan, before: Plan | None, others: Iterable[Plan]) -> Letter:
    among = list(others)
    years = compare_two_years(before, plan) if before else None
    boroughs = compare_many_boroughs([plan, *among]) if among else None
    whose = plan.borough.name if plan.borough else plan.plan_id
    return Letter(
        plan_id=plan.plan_id,
        document=plan.source.filename,
        before=before.plan_id if before else None,
        among=tuple(one.plan_id for one in among),
        title=f"Feedback on the violence and vulnerability reduction plan: {whose}, {plan.plan_year or 'undated'}",
        sections=sections(plan, years, boroughs),
    )


def _others(outputs: Outputs, plan: Plan, year: int) -> list[Plan]:
    found = [one for one in outputs.read_plans() if one.plan_year == year and one.plan_id != plan.plan_id]
    found = [one for one in found if not (plan.borough and one.borough and one.borough.slug == plan.borough.slug)]
    if not found:
        raise UsageError(f"There is no plan of another borough for {year} here.", "`vvrap list` shows the plans.")
    return found


def _still_there(outputs: Outputs, known: Letter | None) -> list[Plan]:
    there = set(outputs.plan_ids())
    return [outputs.find_plan(plan_id) for plan_id in (known.among if known else ()) if plan_id in there]


def _put(outputs: Outputs, letter: Letter) -> Letter:
    made = {form: write(letter) for form, write in FORMS.items()}
    made["json"] = letter.model_dump_json(indent=2).encode() + b"\n"
    for form, data in made.items():
        with outputs.files.write(letter_file(letter.plan_id, form)) as file:
            file.write(data)
    return letter
