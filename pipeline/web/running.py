"""Runs the server: at which address it listens, and what it writes to its log."""

from __future__ import annotations

import errno
import logging
import socket
import traceback
from contextlib import closing
from typing import TYPE_CHECKING

import uvicorn

from models.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from starlette.types import ASGIApp

KEEP_OPEN_SECONDS = 75
"""For which a connection stays open between two pages: longer than a page is looked at, as other servers do."""
_WAITING = 2048  # connections that may wait to be taken, as uvicorn has it


def run(app: ASGIApp, host: str, port: int, *, behind_proxy: bool, ready: Callable[[int], None]) -> None:
    """Serve until it is stopped. `ready` is told the port, once it is ours.

    Raises `UsageError` when the address cannot be listened on.
    """
    with closing(_listening(host, port)) as listening:
        config = uvicorn.Config(
            app,
            log_level="warning",
            log_config=None,
            access_log=False,  # addresses hold what people search for
            server_header=False,
            timeout_keep_alive=KEEP_OPEN_SECONDS,
            ws="none",  # no page opens a web socket
            proxy_headers=behind_proxy,
        )
        _log_without_text()
        ready(listening.getsockname()[1])
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    name = host.strip("[]")
    try:
        family = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((name, port), family=family, backlog=_WAITING)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"Port {port} is used by another program.",
                f"Stop that program, or choose another port, such as --port {port + 1}.",
            ) from error
        why = errno.errorcode.get(error.errno or 0, "no such name")
        raise UsageError(
            f"Nothing can be served at {host}, port {port} ({why}).", "Check --host and --port."
        ) from error


class WithoutText(logging.Formatter):
    """Says of a fault what kind it is and where it happened, not its words: they may hold text of a document."""

    def formatException(  # noqa: N802 - the name and shape that logging gives it
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The fault."""
        kind, _, where = ei
        return f"{''.join(traceback.format_tb(where))}{kind.__name__ if kind else ''}"


def _log_without_text() -> None:
    """Let what the server logs go to stderr without the words of faults."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutText("%(levelname)s: %(message)s"))
    logger = logging.getLogger("uvicorn")
    logger.handlers, logger.propagate = [handler], False
