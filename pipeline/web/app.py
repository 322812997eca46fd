"""The application: all routes, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.errors import InputError, UsageError, VvrapError
from pipeline.outputs.store import Outputs
from pipeline.pages.environment import ASSETS, asset
from pipeline.web import (
    boards,
    checking,
    comparing,
    correcting,
    entering,
    inbox,
    letters,
    naming,
    plans,
    searching,
    templates,
)
from pipeline.web.desk import Desk
from pipeline.web.guard import SAID_TOO_MUCH, TOO_MUCH, Guard
from pipeline.web.pictures import Pictures
from pipeline.web.remedies import remedy_of
from pipeline.web.settings import Settings
from pipeline.web.shelf import Shelf
from pipeline.web.site import Site, go, message, not_found, site_of

DAY_SECONDS = 24 * 3600
FORM_ONLY, FAULT = 405, 500  # statuses


def create_app(settings: Settings, first: Sequence[tuple[str, Path]] = ()) -> Guard:
    """The pages of an outputs folder, as an ASGI application.

    first: names and places of documents to read when it starts; those that were read before are left as they are.
    """
    shelf = Shelf(Outputs(settings.outputs))
    site = Site(settings, shelf, Desk(settings, shelf), Pictures())
    app = Starlette(
        routes=[
            Route("/assets/{name}", _asset),
            *entering.routes(),
            *inbox.routes(settings.most_files),
            *correcting.routes(),
            *checking.routes(),
            *plans.routes(),
            *boards.routes(),
            *comparing.routes(),
            *naming.routes(),
            *letters.routes(),
            *templates.routes(),
            *searching.routes(),
        ],
        exception_handlers={VvrapError: _wrong, HTTPException: _http, Exception: _broken},
        lifespan=_lifespan,
    )
    app.state.site = site
    guard = Guard(app, settings)
    site.guards.append(guard)
    site.first = tuple(first)
    return guard


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    site: Site = app.state.site
    site.shelf.prepare(site.shelf.years()[:1])
    if not site.settings.read_only:
        site.desk.read_first(site.first)
        site.desk.start()
    yield
    await run_in_threadpool(site.desk.stop)
    await run_in_threadpool(site.looking.close)
    await run_in_threadpool(site.pictures.close)


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        return not_found(request)
    return Response(asset(name), media_type=ASSETS[name], headers={"cache-control": f"max-age={DAY_SECONDS}"})


def _wrong(request: Request, error: Exception) -> Response:
    """What cannot be done, and what to do about it."""
    if not isinstance(error, VvrapError):
        raise error
    status = 400 if isinstance(error, UsageError) else 422 if isinstance(error, InputError) else 503
    code = error.code if isinstance(error, InputError) else ""
    said = [error.problem, remedy_of(code, error.remedy)]
    return message(request, "That could not be done", said, [("All plans", "/")], status)


def _broken(request: Request, _: Exception) -> Response:
    """A fault of ours. What it says may hold text of a document, so it is not shown."""
    lines = [
        "This is a fault in the program. Go back, check whether your change was saved, and try again.",
        "If it happens again, tell whoever runs this program what you did.",
    ]
    return message(request, "Something went wrong", lines, [("All plans", "/")], FAULT)


def _http(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == 404:
        return not_found(request)
    status = error.status_code if isinstance(error, HTTPException) else FAULT
    if status == FORM_ONLY and request.method == "GET":  # the address of a form that was shown again, asked for anew
        path = request.url.path
        return go("/" if path.startswith("/documents") else path.rpartition("/")[0])
    said = SAID_TOO_MUCH if status == TOO_MUCH else "The form could not be read. Go back and try again."
    if isinstance(error, HTTPException) and error.detail.startswith("Too many files"):
        said = f"Send no more than {site_of(request).settings.most_files} documents at a time."
    return message(request, "That could not be done", [said], [("All plans", "/")], status)
