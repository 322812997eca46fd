"""Check: an action beside its place in the document."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from models.document import PageBox
from models.plan import Action, Plan
from pipeline.outputs.questions import read_questions
from pipeline.pages.frame import Fault
from pipeline.pages.keys import find_action
from pipeline.pages.views.check import PageSize, check_page
from pipeline.pages.words import whose
from pipeline.web.site import Show, Site, answer, found_plan, not_found, pages, plan_crumbs, site_of

WEEK_SECONDS = 7 * 24 * 3600


def show_action(request: Request) -> Response:
    """The page of an action."""
    return check(request)


def check(request: Request, faults: tuple[Fault, ...] = (), entered: dict[str, str] | None = None) -> Response:
    """The page of an action, with what is wrong in a form of it."""
    plan = found_plan(request)
    key = request.path_params["key"]
    action = find_action(plan, key) if plan else None
    if plan is None or action is None:
        return not_found(request, "There is no such action in this plan.")
    sizes, why = page_sizes(site_of(request), plan, action)
    asked: dict[str, list[str]] = {}
    for one in read_questions(site_of(request).shelf.outputs.files, plan.plan_id):
        if find_action(plan, one.ref) is action:
            asked.setdefault(one.field, []).append(f"{one.question} ({one.who})")
    page = check_page(
        plan, key, sizes=sizes, no_pictures=why, questions=asked, changeable=not site_of(request).settings.read_only
    )
    show = Show(
        "check.html",
        f"Action {action.ref}, {whose(plan)}",
        "inbox",
        plan_crumbs(plan, whose(plan)),
        faults,
        entered or {},
        400 if faults else 200,
    )
    return answer(request, show, page, here=f"/plans/{plan.plan_id}/actions/{key}")


def page_sizes(site: Site, plan: Plan, action: Action) -> tuple[tuple[PageSize, ...], str]:
    """The sizes of the document's pages, or why they cannot be shown; neither for a document without pages."""
    if not any(isinstance(where, PageBox) for places in action.evidence.values() for where in places):
        return (), ""
    document = site.desk.documents.find(plan.source.sha256)
    if document is None:
        return (
            (),
            f"The document is not kept here. Drop {plan.source.filename} into the inbox again to see its pages.",
        )
    sizes = site.pictures.sizes(document)
    return sizes, "" if sizes else "The pages of this document cannot be shown."


def picture(request: Request) -> Response:
    """The picture of a page."""
    plan = found_plan(request)
    number = request.path_params["number"]
    document = site_of(request).desk.documents.find(plan.source.sha256) if plan else None
    data = site_of(request).pictures.picture(document, number) if document and 0 < number < 10_000 else b""
    if not data or plan is None:
        return not_found(request, "There is no picture of this page.")
    of_this_document = request.query_params.get("v") and plan.source.sha256.startswith(request.query_params["v"])
    caching = f"private, max-age={WEEK_SECONDS}, immutable" if of_this_document else "no-store"
    return Response(data, media_type="image/png", headers={"cache-control": caching})


def routes() -> list[BaseRoute]:
    """The routes of actions of a plan."""
    return [
        Route("/plans/{plan_id}/pages/{number:int}.png", picture),
        *pages("/plans/{plan_id}/actions/{key}", show_action),
    ]
