"""A plan: its page, its files and its versions."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from models.errors import InputError
from models.plan import Plan
from pipeline.outputs.paths import plan_file
from pipeline.outputs.questions import read_questions
from pipeline.outputs.versions import remove, restore
from pipeline.pages.csvs import plan_csv
from pipeline.pages.frame import Crumb
from pipeline.pages.keys import first_keys, keyed
from pipeline.pages.views.plan import (
    Changes,
    Download,
    PlanPage,
    PlanVersion,
    Question,
    changes_between,
    plan_page,
)
from pipeline.pages.words import field_word, whose
from pipeline.web.site import (
    Show,
    Site,
    answer,
    download,
    form,
    found_plan,
    go,
    message,
    not_found,
    pages,
    site_of,
    text_of,
)

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_plan(request: Request) -> Response:
    """The page of a plan."""
    plan = found_plan(request)
    if plan is None:
        return not_found(request, "There is no such plan.")
    page = plan_value(site_of(request), plan)
    return answer(request, Show("plan.html", page.name, "inbox", (Crumb("All plans", "/"),)), page)


def plan_value(site: Site, plan: Plan) -> PlanPage:
    """What the page shows."""
    versions = site.shelf.versions(plan.plan_id)
    return plan_page(
        plan,
        versions=[
            PlanVersion(
                number=one.number, filename=one.filename or "not readable", current=one.current, change=one.change
            )
            for one in versions
        ],
        changes=_changes(site, plan),
        questions=_questions(site, plan),
        downloads=_downloads(site, plan),
    )


def _changes(site: Site, plan: Plan) -> list[Changes]:
    keys = first_keys(plan)
    found = []
    versions = site.shelf.versions(plan.plan_id)
    earlier = [one for one in versions[:-1] if one.sha256 != plan.source.sha256]
    if earlier:
        try:
            before = site.shelf.outputs.read_plan(earlier[-1].kept)
        except InputError:
            before = None
        comparison = site.shelf.compared_versions(before, earlier[-1].kept, plan) if before else None
        if comparison:
            found.append(
                changes_between(comparison, f"version {earlier[-1].number}, {earlier[-1].filename}", keys, None)
            )
    year_before = site.shelf.year_before(plan)
    comparison = site.shelf.compared_years(year_before, plan) if year_before else None
    if comparison and year_before:
        address = f"/years/{year_before.plan_id}/{plan.plan_id}"
        found.append(changes_between(comparison, whose(year_before), keys, address))
    return found


def _questions(site: Site, plan: Plan) -> list[Question]:
    known = {key for key, _ in keyed(plan)}
    return [
        Question(
            ref=one.ref,
            key=one.ref if one.ref in known else "",
            label=field_word(one.field),
            text=one.question,
            who=one.who,
        )
        for one in read_questions(site.shelf.outputs.files, plan.plan_id)
    ]


def _downloads(site: Site, plan: Plan) -> list[Download]:
    files = [
        Download(name="actions.csv", text="The actions as a table (CSV)"),
        Download(name="plan.json", text="The whole plan as data (JSON)"),
    ]
    if site.shelf.outputs.files.exists(_workbook(plan)):
        files.insert(0, Download(name="plan.xlsx", text="The plan as a workbook (Excel)"))
    if site.desk.documents.find(plan.source.sha256):
        files.append(Download(name="document", text=f"The document itself ({plan.source.filename})"))
    return files


def _workbook(plan: Plan) -> str:
    return f"workbooks/{plan.plan_id}.xlsx"


def get_file(request: Request) -> Response:
    """A file of a plan, to be saved."""
    plan = found_plan(request)
    if plan is None:
        return not_found(request, "There is no such plan.")
    site, files = site_of(request), site_of(request).shelf.outputs.files
    name = request.path_params["name"]
    if name == "actions.csv":
        return download(plan_csv(plan), f"{plan.plan_id}.csv", "text/csv; charset=utf-8")
    if name == "plan.json":
        return download(files.read(plan_file(plan.plan_id)), f"{plan.plan_id}.json", "application/json")
    if name == "plan.xlsx" and files.exists(_workbook(plan)):
        return download(files.read(_workbook(plan)), f"{plan.plan_id}.xlsx", WORKBOOK_TYPE)
    document = site.desk.documents.find(plan.source.sha256) if name == "document" else None
    if document:
        return download(document.read_bytes(), plan.source.filename, "application/octet-stream")
    return not_found(request, "There is no such file.")


def put_back(request: Request, sent: FormData) -> Response:
    """Make an earlier version the current one."""
    plan_id, number = request.path_params["plan_id"], text_of(sent, "number")
    if site_of(request).shelf.plan(plan_id) is None or not (number.isdecimal() and len(number) < 6):
        return not_found(request, "There is no such version.")
    restore(site_of(request).shelf.outputs, plan_id, int(number))
    return go(f"/plans/{plan_id}", "restored")


def take_out(request: Request, sent: FormData) -> Response:
    """Take a plan out."""
    plan_id = request.path_params["plan_id"]
    if site_of(request).shelf.plan(plan_id) is None:
        return not_found(request, "There is no such plan.")
    if text_of(sent, "sure") != "yes":
        lines = ["Nothing was removed. Tick the box to confirm."]
        return message(request, "Are you sure?", lines, [("Back to the plan", f"/plans/{plan_id}")], status=400)
    remove(site_of(request).shelf.outputs, plan_id)
    return go("/", "removed")


def routes() -> list[BaseRoute]:
    """The routes of plans."""
    return [
        Route("/plans/{plan_id}/download/{name}", get_file),
        form("/plans/{plan_id}/restore", put_back),
        form("/plans/{plan_id}/remove", take_out),
        *pages("/plans/{plan_id}", show_plan, csv=True),
    ]
