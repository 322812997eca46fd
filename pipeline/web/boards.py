"""The board of a year, and an action over all boroughs."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from pipeline.pages.frame import Crumb
from pipeline.pages.views.action import AnswerChoice, action_page
from pipeline.pages.views.board import BoardChoice, Layer, Only, Sort, board
from pipeline.web.site import Show, answer, message, not_found, pages, site_of


def newest(request: Request) -> Response:
    """Go to the board of the newest year."""
    years = site_of(request).shelf.years()
    if not years:
        return message(request, "Board", ["No plan has a year yet."], [("All plans", "/")])
    if len(years) > 1:
        ways = [(f"Board {year}", f"/board/{year}") for year in years]
        return message(request, "Board", ["Choose a year."], ways)
    kind = ".json" if request.url.path.endswith(".json") else ""
    return RedirectResponse(f"/board/{years[0]}{kind}", 303)


def show_board(request: Request) -> Response:
    """The board of a year."""
    shelf, year = site_of(request).shelf, request.path_params["year"]
    found = shelf.of_year(year)
    if not found.plans:
        return not_found(request, f"There is no plan of {year}.")
    asked = request.query_params
    layer: Layer = next((one for one in get_args(Layer) if one == asked.get("layer")), "rag")
    only: Only = next((one for one in get_args(Only) if one == asked.get("only")), "all")
    sort: Sort = next((one for one in get_args(Sort) if one == asked.get("sort")), "name")
    page = board(
        found.comparison,
        found.plans,
        year,
        BoardChoice(layer, only, sort, asked.get("service", "")),
        shelf.against_year_before(found.plans) if layer in {"changed", "copied"} else {},
    )
    return answer(request, Show("board.html", f"Board {year}", "board"), page)


def show_action(request: Request) -> Response:
    """What every borough wrote under an action."""
    shelf, key = site_of(request).shelf, request.path_params["key"]
    asked = request.query_params
    years = shelf.years()
    year = asked.get("year", "")
    chosen = int(year) if year.isdecimal() and len(year) == 4 else (years[0] if years else 0)
    found = shelf.of_year(chosen)
    if not found.plans:
        return not_found(request, f"There is no plan of {chosen}.")
    try:
        page = action_page(
            found.comparison,
            found.plans,
            chosen,
            key,
            AnswerChoice(asked.get("rag", ""), asked.get("nil") == "yes", asked.get("name", "")),
        )
    except KeyError:
        return not_found(request, f"No plan of {chosen} has an action {key}.")
    crumbs = (Crumb(f"Board {chosen}", f"/board/{chosen}"),)
    return answer(request, Show("action.html", f"Action {key}, {chosen}", "board", crumbs), page)


def routes() -> list[BaseRoute]:
    """The routes of boards and actions."""
    return [
        *pages("/board", newest),
        *pages("/board/{year:int}", show_board, csv=True),
        *pages("/actions/{key}", show_action, csv=True),
    ]
