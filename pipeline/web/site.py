"""What all routes share: the outputs folder, the desk, and how a page is answered."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from models.base import Record
from models.plan import Plan
from pipeline.pages.csvs import csv_of, has_rows
from pipeline.pages.environment import ASSETS, asset, render
from pipeline.pages.frame import Crumb, Fault, Frame
from pipeline.pages.links import ServedLinks
from pipeline.pages.views.message import Message
from pipeline.web.desk import Desk
from pipeline.web.guard import Guard, cookie, form_token
from pipeline.web.looking import Looking
from pipeline.web.pictures import Pictures
from pipeline.web.settings import Settings
from pipeline.web.shelf import Shelf

WHO = "vvrap_who"
LONGEST_WHO = 100
VERSION_DIGITS = 10
KINDS = (".json", ".csv")
MOST_FIELDS = 40  # of a form
OK = 200

NOTICES = {
    "changed": "The change is saved.",
    "right": "Saved: the document is right.",
    "decided": "Your decision is saved.",
    "asked": "The question is on the list for leads.",
    "answered": "The question is off the list for leads.",
    "restored": "That version is now the current one.",
    "removed": "The plan is removed. A copy is kept.",
    "named": "Your decision is saved. Documents read from now on will use it; to use it in the plans already here, "
    "look through them again.",
    "unnamed": "The decision is undone.",
    "written": "The letter is written.",
    "edited": "Your changes to the letter are saved.",
    "added": "The edition is added. Plans that use it were checked again.",
    "paired": "Your answers are saved.",
}
"""What has just been done, by the code that the next address carries: no text comes in by an address."""


@dataclass(slots=True)
class Site:
    """The site that is served. `guard` is there once the application is made."""

    settings: Settings
    shelf: Shelf
    desk: Desk
    pictures: Pictures
    looking: Looking = field(default_factory=Looking)
    guards: list[Guard] = field(default_factory=list)
    first: tuple[tuple[str, Path], ...] = ()

    @property
    def links(self) -> ServedLinks:
        """Links to these pages."""
        return ServedLinks(assets_version())


def site_of(request: Request) -> Site:
    """The site a request came to."""
    return cast("Site", request.app.state.site)


def assets_version() -> str:
    """Changes when a style sheet or script does."""
    return hashlib.sha256("".join(map(asset, sorted(ASSETS))).encode()).hexdigest()[:VERSION_DIGITS]


@dataclass(frozen=True, slots=True)
class Show:
    """How a page is shown.

    Attributes:
        template: of the page.
        title: of the page.
        section: the entry of the menu it belongs to.
        crumbs: the pages above it.
        faults, entered: of a form that is shown again.
        status: of the answer.
        has_data: whether the page can be had as data at its address.
    """

    template: str
    title: str
    section: str = ""
    crumbs: tuple[Crumb, ...] = ()
    faults: tuple[Fault, ...] = ()
    entered: dict[str, str] = field(default_factory=dict)
    status: int = 200
    has_data: bool = True


def answer(request: Request, show: Show, page: Record, here: str | None = None) -> Response:
    """A page as HTML; as JSON or CSV when its address ends so."""
    path = request.url.path
    if path.endswith(".json"):
        return JSONResponse(page.model_dump(mode="json"), show.status)
    if path.endswith(".csv") and has_rows(page):
        return download(csv_of(page), f"{path.rsplit('/', 1)[1]}", "text/csv; charset=utf-8")
    site = site_of(request)
    query = request.url.query
    frame = Frame(
        links=site.links,
        title=show.title,
        here=here or unquote(path),
        section=show.section,
        crumbs=show.crumbs,
        writable=not site.settings.read_only,
        token=form_token(request),
        who=who_is(request),
        notice=NOTICES.get(request.query_params.get("done", ""), ""),
        faults=show.faults,
        data=("json", "csv") if has_rows(page) else ("json",) if show.has_data else (),
        query=f"?{query}" if query and "done=" not in query else "",
        entered=show.entered,
    )
    return HTMLResponse(render(show.template, frame, page), show.status)


def who_is(request: Request) -> str:
    """The name of who uses the pages: of who is signed in, or as they gave it in the last form."""
    signed_in: str = request.state.who
    return (signed_in or unquote(request.cookies.get(WHO, "")))[:LONGEST_WHO]


def message(
    request: Request, title: str, lines: Sequence[str], ways: Sequence[tuple[str, str]] = (), status: int = 200
) -> Response:
    """A page of a few sentences. What tells that something is wrong stands at an address that has no data."""
    page = Message(title=title, lines=tuple(lines), ways=tuple(ways))
    return answer(request, Show("message.html", title, status=status, has_data=status == OK), page)


def not_found(request: Request, what: str = "There is no such page.") -> Response:
    """A page for an address that leads nowhere."""
    lines = (what, "It may have been removed, or the address may be wrong.")
    return message(request, "Page not found", lines, [("All plans", "/")], status=404)


def found_plan(request: Request) -> Plan | None:
    """The plan of the address."""
    return site_of(request).shelf.plan(request.path_params["plan_id"])


def plan_crumbs(plan: Plan, name: str) -> tuple[Crumb, ...]:
    """The pages above one about a part of a plan."""
    return (Crumb("All plans", "/"), Crumb(name, f"/plans/{plan.plan_id}"))


def download(data: bytes, name: str, media_type: str) -> Response:
    """A file to be saved, never shown: a browser runs nothing in it."""
    shown = quote(name, safe="~.-")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{shown}", "content-security-policy": "sandbox"}
    return Response(data, media_type=media_type, headers=headers)


Reads = Callable[[Request], Response]
Writes = Callable[[Request, FormData], Response]


def pages(path: str, endpoint: Reads, *, csv: bool = False) -> list[Route]:
    """The routes of a page: as HTML, as JSON, and as CSV where it has rows."""
    data = "/index" if path == "/" else path
    kinds = KINDS if csv else KINDS[:1]
    return [*(Route(f"{data}{kind}", endpoint) for kind in kinds), Route(path, endpoint)]


def form(path: str, work: Writes, *, files: int = 0, fields: int = MOST_FIELDS, reading: bool = False) -> Route:
    """The route of a form. What is sent is read within limits and known for ours before anything is done.

    files, fields: the most that it may hold. reading: whether it may be sent where nothing can be changed.
    """

    async def endpoint(request: Request) -> Response:
        site = site_of(request)
        if site.settings.read_only and not reading:
            return message(request, "These pages can only be read", ["Nothing was changed."], status=403)
        async with request.form(max_files=files, max_fields=fields) as sent:
            if sent.get("token") != form_token(request):
                lines = ["The server was started again after this page was opened. Nothing was changed."]
                ways = [("Go to all plans and try again", "/")]
                return message(request, "Send it again", lines, ways, status=403)
            done = await run_in_threadpool(work, request, sent)
        given = text_of(sent, "who")
        if given and done.status_code == 303:
            https = request.url.scheme == "https"
            done.headers.append("set-cookie", cookie(WHO, quote(given[:LONGEST_WHO]), https=https))
        return done

    return Route(path, cast("Callable[[Request], Awaitable[Response]]", endpoint), methods=["POST"])


def text_of(sent: FormData, name: str) -> str:
    """A text that was sent, without white space around it; empty when there is none."""
    value = sent.get(name)
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""


def go(address: str, done: str = "", part: str = "", *, page: int = 1) -> Response:
    """Go on to a page, after something was done; to a page of its list."""
    asked = ([f"done={done}"] if done else []) + ([f"page={page}"] if page > 1 else [])
    query = f"?{'&'.join(asked)}" if asked else ""
    return RedirectResponse(quote(address, safe="/~.-") + query + (f"#{part}" if part else ""), 303)
