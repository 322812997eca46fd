"""The command `vvrap`. Data goes to files and stdout, words to stderr."""

from __future__ import annotations

import sys
from typing import NoReturn

import click
import typer

from models.errors import InputError, OutputError, VvrapError
from pipeline.cli.exits import ALL_FAILED, INTERRUPTED, USAGE, Exit
from pipeline.cli.extract import extract
from pipeline.cli.schema import schema
from pipeline.cli.tables import tables

app = typer.Typer(
    name="vvrap",
    help="Reads Violence and Vulnerability Reduction Action Plans into records that can be compared.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("extract")(extract)
app.command("tables")(tables)
app.command("schema")(schema)


def main() -> NoReturn:
    """Run the command line and end the process with the exit code of the contract."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line; gives the exit code."""
    try:
        result = typer.main.get_command(app).main(arguments, prog_name="vvrap", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return USAGE
    except click.ClickException as error:
        error.show(sys.stderr)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("Interrupted. Every file written is whole.\n")
        return INTERRUPTED
    except Exit as ended:
        return ended.code
    except BrokenPipeError:
        return 0
    except VvrapError as error:
        sys.stderr.write(f"vvrap: {error.problem} {error.remedy}\n")
        return ALL_FAILED if isinstance(error, InputError | OutputError) else USAGE
    return result if isinstance(result, int) else 0
