"""What stands before every page: who may come in, from where, and what a browser may do with what it gets.

Against other sites in the same browser (posts across sites, DNS rebinding): the Host must be one of ours, a post must
come from our own pages by its Origin, and every form holds a token that only our pages know. Against what documents
say: nothing is run or loaded that is not ours (Content-Security-Policy without inline script or style).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import time
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.web.settings import MOST_FORM_BYTES, Settings

SESSION = "vvrap_session"
ENTRY = "vvrap_entry"
SIGN_IN = "/sign-in"
TIMING = "server-timing"
"""Header that says how long the server took, in milliseconds: browsers show it beside the network's own time."""
SESSION_BYTES = 24
TOO_MUCH = 413
"""Status of an answer to more than may be sent."""
PASSING_SECONDS, PASSING_BYTES = 60.0, 4_000_000_000
"""What is sent and not wanted may take so long, and be so much, before the connection is closed on it."""
SAID_TOO_MUCH = "That is too much to send at once. Send fewer or smaller documents."
_UPLOADS = frozenset({"/documents", "/templates"})
"""Addresses that take documents."""
_METHODS = frozenset({"GET", "HEAD", "POST"})
_OPEN = ("/assets/", SIGN_IN)
"""Addresses for which nobody needs to be signed in."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Lets in what may come in, and sends every answer out with its headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no page opens a web socket
            return
        connection = HTTPConnection(scope)
        session = connection.cookies.get(SESSION, "")
        new = "" if _is_session(session) else secrets.token_urlsafe(SESSION_BYTES)
        scope.setdefault("state", {})
        scope["state"]["form_token"] = self.form_token(new or session)
        scope["state"]["who"] = self._who(connection.headers)
        https = scope.get("scheme") == "https"
        began = time.perf_counter()
        most = self._settings.most_upload_bytes if scope["path"] in _UPLOADS else MOST_FORM_BYTES
        body = _Body(receive, most)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                if scope["method"] == "POST":
                    await body.let_pass()
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                headers[TIMING] = f"total;dur={(time.perf_counter() - began) * 1000:.1f}"
                if new:
                    headers.append("set-cookie", cookie(SESSION, new, https=https))
            await send(message)

        refusal = self._refusal(connection) or body.refusal(connection.headers)
        await (refusal or self._app)(scope, body.receive, send_guarded)

    def form_token(self, session: str) -> str:
        """What a form holds so that it is known for one of ours."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def _who(self, headers: Headers) -> str:
        return headers.get(self._settings.user_header, "") if self._settings.user_header else ""

    def _refusal(self, connection: HTTPConnection) -> Response | None:
        """Why a request is not answered; None when it is."""
        scope = connection.scope
        if not self._is_our_name(connection.headers.get("host", "")):
            return PlainTextResponse("This server does not answer to that name.\n", 421)
        if scope["method"] not in _METHODS:
            return PlainTextResponse("These pages cannot do that.\n", 405, {"allow": "GET, HEAD, POST"})
        if scope["method"] == "POST" and not self._is_from_here(connection):
            return PlainTextResponse("This form was sent from another site.\n", 403)
        return self._not_signed_in(connection)

    def _is_our_name(self, host: str) -> bool:
        if not self._settings.hosts:
            return bool(host)
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name.casefold() in self._settings.hosts

    @staticmethod
    def _is_from_here(connection: HTTPConnection) -> bool:
        """Whether a post comes from a page of ours. A browser that says neither has the form's token to show it."""
        origin = connection.headers.get("origin")
        if origin is not None:
            return urlsplit(origin).netloc.casefold() == connection.headers.get("host", "").casefold()
        return connection.headers.get("sec-fetch-site", "same-origin") == "same-origin"

    def _not_signed_in(self, connection: HTTPConnection) -> Response | None:
        path = connection.scope["path"]
        if path.startswith(_OPEN):
            return None
        if self._settings.user_header:
            known = connection.headers.get(self._settings.user_header, "").strip()
            return None if known else PlainTextResponse("Sign in first.\n", 401)
        if not self._settings.token or self.is_entry(connection.cookies.get(ENTRY, "")):
            return None
        if connection.scope["method"] == "GET" and not path.endswith((".json", ".csv", ".png")):
            return RedirectResponse(SIGN_IN, 303)
        return PlainTextResponse("Sign in first.\n", 401)

    def entry(self) -> str:
        """What a browser keeps that has given the token."""
        return hmac.new(self._secret, b"entry", hashlib.sha256).hexdigest()

    def is_entry(self, text: str) -> bool:
        """Whether a browser has given the token, since the server was started."""
        return hmac.compare_digest(text.encode("utf-8", "replace"), self.entry().encode())

    def knows(self, token: str) -> bool:
        """Whether it is the token."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self._settings.token.encode())


def _is_session(text: str) -> bool:
    return 20 <= len(text) <= 64 and text.replace("-", "").replace("_", "").isalnum() and text.isascii()


def cookie(name: str, value: str, *, https: bool, script: bool = False) -> str:
    """A cookie for this site alone, gone when the browser is closed."""
    parts = [f"{name}={value}", "Path=/", "SameSite=Strict"]
    return "; ".join(parts + ([] if script else ["HttpOnly"]) + (["Secure"] if https else []))


def form_token(request: Request) -> str:
    """The token of the forms of a page that answers this request."""
    token: str = request.state.form_token
    return token


class _Body:
    """What is sent with a request: refused when it is larger than may be, by what it says of itself and by what comes.

    A browser shows an answer only once it has sent everything. If the connection is closed before, it shows none.
    """

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._come = 0
        self._ended = False

    def refusal(self, headers: Headers) -> Response | None:
        """Why it is not read at all; None when it is."""
        said = headers.get("content-length", "0")
        if said.isdecimal() and int(said) <= self._most:
            return None
        return PlainTextResponse(f"{SAID_TOO_MUCH}\n", TOO_MUCH, {"connection": "close"})

    async def receive(self) -> Message:
        """The next part. Raises `HTTPException` when all parts together are too much."""
        message = await self._next()
        if self._come > self._most:
            raise HTTPException(TOO_MUCH)
        return message

    async def _next(self) -> Message:
        message = await self._receive()
        self._come += len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        return message

    async def let_pass(self) -> None:
        """Let what is still coming pass unread, within limits."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PASSING_SECONDS):
                while not self._ended and self._come < PASSING_BYTES:
                    await self._next()
