"""The command `vvrap`. Data goes to files and stdout, words to stderr."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from models.errors import ReferenceDataError, UsageError, VvrapError
from pipeline.cli.anonymise import anonymise
from pipeline.cli.check import check
from pipeline.cli.compare import compare_app
from pipeline.cli.correct import correct
from pipeline.cli.exits import ALL_FAILED, DONE, INTERRUPTED, USAGE, Exit
from pipeline.cli.extract import extract
from pipeline.cli.history import history
from pipeline.cli.letter import letter
from pipeline.cli.listing import list_plans
from pipeline.cli.publish import publish
from pipeline.cli.registry import registry_app
from pipeline.cli.remove import remove
from pipeline.cli.schema import schema
from pipeline.cli.search import search
from pipeline.cli.serve import serve
from pipeline.cli.show import show
from pipeline.cli.tables import tables
from pipeline.cli.tag import tag
from pipeline.cli.template import template_app
from pipeline.cli.watch import watch
from pipeline.terminal import guarded


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - how Typer calls it
    """The version, and the build that tells whether code or data files were edited since."""
    if wanted:
        from pipeline.version import build, tool_version

        print(f"vvrap {tool_version()}, build {build()}")  # noqa: T201 - the result
        raise typer.Exit


_NOBODY_READS = 1  # how Click, on which Typer stands, ends when whoever read the results has seen enough

app = typer.Typer(
    name="vvrap",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command("extract")(extract)
app.command("tables")(tables)
app.command("anonymise")(anonymise)
app.command("schema")(schema)
app.command("watch")(watch)
app.command("correct")(correct)
app.command("letter")(letter)
app.command("check")(check)
app.command("history")(history)
app.command("remove")(remove)
app.command("list")(list_plans)
app.command("show")(show)
app.command("search")(search)
app.command("tag")(tag)
app.command("serve")(serve)
app.command("publish")(publish)
app.add_typer(compare_app, name="compare")
app.add_typer(template_app, name="template")
app.add_typer(registry_app, name="registry")


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads Violence and Vulnerability Reduction Action Plans into records that can be compared."""


def main() -> NoReturn:
    """Run the command line and end the process with the exit code of the contract."""
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the results has seen enough, e.g. `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line, nothing of a document acting on the terminal; gives the exit code."""
    with guarded():
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    try:
        typer.main.get_command(app).main(arguments, prog_name="vvrap")
    except SystemExit as ended:  # how Typer ends, also after it has said what is wrong with the command line
        code = ended.code if isinstance(ended.code, int) and ended.code != _NOBODY_READS else DONE
    except Exit as ended:
        code = ended.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = DONE
    except VvrapError as error:
        sys.stderr.write(f"vvrap: {error.problem} {error.remedy}\n")
        code = USAGE if isinstance(error, UsageError | ReferenceDataError) else ALL_FAILED
    else:
        code = DONE
    if code == INTERRUPTED:
        sys.stderr.write("Interrupted. All files written so far are complete.\n")
    return code
