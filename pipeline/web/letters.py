"""The letter of feedback: written, edited, downloaded."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from models.errors import ChangedMeanwhile, UsageError
from models.letter import Letter
from models.plan import Plan
from pipeline.letters.desk import edit, read_letter, version_of, write_letter
from pipeline.outputs.paths import letter_file
from pipeline.pages.frame import Fault
from pipeline.pages.views.letter import Around, LetterPage, letter_page
from pipeline.pages.words import whose
from pipeline.web.remedies import in_words
from pipeline.web.site import (
    Show,
    Site,
    answer,
    download,
    form,
    found_plan,
    go,
    not_found,
    pages,
    plan_crumbs,
    site_of,
    text_of,
)

MOST_SENTENCES = 400
LONGEST_SENTENCE = 5000  # characters
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
_NO_PLAN = "There is no such plan."


def show_letter(request: Request) -> Response:
    """The page."""
    return _letter(request)


def _letter(request: Request, faults: tuple[Fault, ...] = (), entered: dict[str, str] | None = None) -> Response:
    plan = found_plan(request)
    if plan is None:
        return not_found(request, _NO_PLAN)
    page = letter_value(site_of(request), plan)
    title = f"Letter of feedback, {page.name}"
    crumbs = plan_crumbs(plan, whose(plan))
    show = Show("letter.html", title, "inbox", crumbs, faults, entered or {}, 400 if faults else 200)
    return answer(request, show, page, here=f"/plans/{plan.plan_id}/letter")


def letter_value(site: Site, plan: Plan) -> LetterPage:
    """What the page shows."""
    outputs = site.shelf.outputs
    letter = read_letter(outputs, plan.plan_id)
    years = [year for year in site.shelf.years() if _others(site, plan, year)]
    around = Around(
        befores=site.shelf.plans_before(plan),
        amongs=years,
        outdated=letter is not None and site.shelf.is_newer(plan.plan_id, letter_file(plan.plan_id, "json")),
        version=version_of(outputs, plan.plan_id),
        among=_among(site, plan, letter, years),
    )
    return letter_page(plan, letter, around)


def _others(site: Site, plan: Plan, year: int) -> bool:
    own = plan.borough.name if plan.borough else ""
    return any(one.year == year and one.borough != own for one in site.shelf.listed())


def _among(site: Site, plan: Plan, letter: Letter | None, years: list[int]) -> str:
    """The year that is chosen: that of the plans the letter looks at; before there is one, the plan's own."""
    if letter is None:
        return str(plan.plan_year) if plan.plan_year in years else ""
    looked_at = {one.year for one in site.shelf.listed() if one.plan_id in letter.among}
    return str(min(year for year in looked_at if year)) if any(looked_at) else ""


def write(request: Request, sent: FormData) -> Response:
    """Write the letter, or write it again."""
    plan = found_plan(request)
    if plan is None:
        return not_found(request, _NO_PLAN)
    before, year = text_of(sent, "before"), text_of(sent, "among")
    among = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else 0
    outputs = site_of(request).shelf.outputs
    try:
        write_letter(outputs, plan.plan_id, before=before, among=among)
    except UsageError as error:
        return _letter(request, (Fault("before", error.problem),))
    return go(f"/plans/{plan.plan_id}/letter", "written")


def change(request: Request, sent: FormData) -> Response:
    """Change sentences."""
    plan, outputs = found_plan(request), site_of(request).shelf.outputs
    letter = read_letter(outputs, plan.plan_id) if plan else None
    if plan is None or letter is None:
        return not_found(request, "There is no letter for this plan.")
    edits: dict[str, str | None] = {}
    for section in letter.sections:
        for one in section.sentences:
            key = f"{section.id}/{one.id}"
            if text_of(sent, f"back:{key}"):
                edits[key] = None
            elif key in sent and text_of(sent, key) != one.shown:
                edits[key] = text_of(sent, key)[:LONGEST_SENTENCE]
    try:
        edit(outputs, plan.plan_id, edits, seen=text_of(sent, "version"))
    except ChangedMeanwhile as error:
        entered = {key: text for key, text in edits.items() if text is not None}
        return _letter(request, (Fault("", in_words(error)),), entered)
    return go(f"/plans/{plan.plan_id}/letter", "edited")


def get_letter(request: Request) -> Response:
    """The letter as a file."""
    plan, kind = found_plan(request), request.path_params["kind"]
    if kind == "edit":
        return go(f"/plans/{request.path_params['plan_id']}/letter")
    files = site_of(request).shelf.outputs.files
    if plan is None or kind not in TYPES or not files.exists(letter_file(plan.plan_id, kind)):
        return not_found(request, "There is no such letter.")
    return download(files.read(letter_file(plan.plan_id, kind)), f"letter-{plan.plan_id}.{kind}", TYPES[kind])


def routes() -> list[BaseRoute]:
    """The routes of letters."""
    here = "/plans/{plan_id}/letter"
    return [
        Route(f"{here}/{{kind}}", get_letter, methods=["GET"]),
        form(here, write),
        form(f"{here}/edit", change, fields=MOST_SENTENCES),
        *pages(here, show_letter),
    ]
