"""Coming in with the token that `vvrap serve --token` asks for."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from pipeline.pages.frame import Fault
from pipeline.pages.views.message import Message
from pipeline.web.guard import ENTRY, SIGN_IN, cookie
from pipeline.web.site import Show, answer, form, go, site_of, text_of


def ask(request: Request) -> Response:
    """Ask for the token."""
    return _ask(request)


def _ask(request: Request, faults: tuple[Fault, ...] = ()) -> Response:
    page = Message(title="Sign in", lines=())
    return answer(
        request, Show("sign-in.html", "Sign in", faults=faults, status=403 if faults else 200, has_data=False), page
    )


def enter(request: Request, sent: FormData) -> Response:
    """Let in who knows the token."""
    guard = site_of(request).guards[0]
    if not site_of(request).settings.token or not guard.knows(text_of(sent, "word")):
        return _ask(request, (Fault("word", "That is not the password. Ask whoever started the server."),))
    done = go("/")
    done.headers.append("set-cookie", cookie(ENTRY, guard.entry(), https=request.url.scheme == "https"))
    return done


def routes() -> list[BaseRoute]:
    """The routes of signing in."""
    return [Route(SIGN_IN, ask, methods=["GET"]), form(SIGN_IN, enter, reading=True)]
