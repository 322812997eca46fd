"""`vvrap serve`: the pages, for people who have a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.column_options import ColumnOption, ReferenceOption, SaveOption

if TYPE_CHECKING:
    from pipeline.web.settings import Settings

DEFAULT_PORT = 8000
PACKAGES = ("python-multipart", "starlette", "uvicorn")
"""What the extra `web` installs."""
SHORTEST_TOKEN = 12  # characters: too many to guess over a network


def serve(  # noqa: PLR0913, PLR0917 - each option of the command is a parameter
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT...]", help="Plan documents, or folders of them, to read first.", show_default=False
        ),
    ] = None,
    out: Annotated[str, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = "outputs",
    host: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Name or address to listen on. Any other address than this machine's needs --token."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Port to listen on.")] = DEFAULT_PORT,
    token: Annotated[str | None, typer.Option(metavar="WORD", help="Password that people must enter.")] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Host name by which people reach this server. May be given several times."),
    ] = None,
    user_header: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Header in which a reverse proxy with sign-in passes the user's name."),
    ] = None,
    registry: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Registry folder for names.  [default: the built-in one]"),
    ] = None,
    column: ColumnOption = None,
    save_columns: SaveOption = False,
    reference: ReferenceOption = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Allow no changes.")] = False,
) -> None:
    """Show the plans in a browser: drop documents in, check them, compare boroughs, search.

    Open the address that is printed. Stop with Ctrl-C.
    """
    from dataclasses import replace

    from models.errors import UsageError
    from pipeline.catalogue.screen import said
    from pipeline.column_names import Asked, told_columns
    from pipeline.outputs.store import Outputs

    try:
        import python_multipart  # noqa: F401 - forms are read with it, and only then would it be missed

        from pipeline.web.app import create_app
        from pipeline.web.running import run
    except ImportError as error:
        raise UsageError(
            f"The pages need packages that are not installed, such as {error.name}.",
            f"Install them with: {sys.executable} -m pip install {' '.join(PACKAGES)}",
        ) from error
    asked = Asked(tuple(column or ()), save_columns, reference)
    settings = replace(
        _settings(out, host, token, allow_host or [], user_header, read_only=read_only),
        registry=_registry(registry),
        columns=replace(asked, save=False),
    )
    for line in told_columns(asked, Outputs(settings.outputs).files).lines:
        said(line)
    app = create_app(settings, first=_first(inputs or [], out))
    shown = f"[{host}]" if ":" in host and not host.startswith("[") else host

    def ready(port: int) -> None:
        said(f"Open http://{shown}:{port}/ in a browser. Stop with Ctrl-C.")

    run(app, host, port, behind_proxy=bool(user_header), ready=ready)


def _settings(
    out: str, host: str, token: str | None, names: list[str], user_header: str | None, *, read_only: bool
) -> Settings:
    """The settings. Raises `UsageError` for a server that everybody on the network could come in to."""
    from models.errors import UsageError
    from pipeline.outputs.remote import folder_here
    from pipeline.web.settings import LOOPBACK, Settings

    here = host.strip("[]").casefold()
    if here not in LOOPBACK and not token and not user_header:
        raise UsageError(
            f"Anybody on the network could open the plans at {host}.",
            "Add --token WORD, or --user-header NAME behind a proxy that signs people in.",
        )
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError("The token is too short to be safe.", f"Use at least {SHORTEST_TOKEN} characters.")
    if here in {"0.0.0.0", "::"} and not names:  # noqa: S104 - told apart, not used
        raise UsageError(
            f"{host} means every address of this computer.", "Add --allow-host NAME with the name people will use."
        )
    hosts = LOOPBACK | {here} | {name.casefold() for name in names}
    return Settings(folder_here(Path(out)), read_only, token or "", frozenset(hosts), user_header or "")


def _registry(folder: Path | None) -> Path | None:
    """The registry folder. Raises `UsageError` for one that holds none: it must not be started unseen."""
    from pipeline.registries import registry_folder

    return Path(registry_folder(folder).path) if folder else None


def _first(inputs: list[str], out: str) -> list[tuple[str, Path]]:
    """The documents to read first, by the names they go by. Raises `UsageError` when there is none."""
    from models.errors import UsageError
    from pipeline.batch.inputs import Found, find_inputs

    found = [one for one in find_inputs(inputs, Path(out)) if isinstance(one, Found)]
    if inputs and not found:
        raise UsageError(f"There is no document in {', '.join(inputs)}.", "Name documents, or a folder of them.")
    return [(one.filename, Path(one.location).absolute()) for one in found]
