"""Years: what changed from one plan of a borough to another."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from pipeline.pages.frame import Crumb
from pipeline.pages.views.years import Tab, years_page
from pipeline.pages.words import whose
from pipeline.web.site import Show, answer, message, not_found, pages, site_of


def show_years(request: Request) -> Response:
    """The page."""
    shelf = site_of(request).shelf
    before, after = (shelf.plan(request.path_params[name]) for name in ("before", "after"))
    if before is None or after is None:
        return not_found(request, "One of the two plans is not there.")
    comparison = shelf.compared_years(before, after)
    if comparison is None:
        lines = [f"{whose(before)} and {whose(after)} must be plans of the same borough, the earlier one first."]
        return message(request, "These plans cannot be compared", lines, [("All plans", "/")], status=400)
    tab: Tab = next((one for one in get_args(Tab) if one == request.query_params.get("tab")), "first")
    page = years_page(comparison, before, after, tab)
    crumbs = (Crumb("All plans", "/"), Crumb(whose(after), f"/plans/{after.plan_id}"))
    title = f"{whose(before)} to {whose(after)}"
    return answer(request, Show("years.html", title, "inbox", crumbs), page)


def routes() -> list[BaseRoute]:
    """The routes of comparisons of years."""
    return [*pages("/years/{before}/{after}", show_years)]
