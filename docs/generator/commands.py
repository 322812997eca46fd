"""The reference of the command line, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from generator.markdown import anchor, paragraphs, table
from pipeline.cli.app import app


def every_command() -> Iterator[tuple[str, Any]]:
    """Each command that can be run, with the words that call it, in the order of the help."""
    yield from _below("vvrap", typer.main.get_command(app))


def _below(words: str, command: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - Typer keeps the type to itself
    for name, child in getattr(command, "commands", {}).items():
        if child.hidden:
            continue
        if getattr(child, "commands", None):
            yield from _below(f"{words} {name}", child)
        else:
            yield f"{words} {name}", child


def describe_commands() -> str:
    """A section for each command: how to call it, what it does, its arguments and options."""
    return "\n\n".join(_describe(words, command) for words, command in every_command())


def list_commands() -> str:
    """A table of the commands, each with the first sentence of its help and a link to its section."""
    rows = []
    for words, command in every_command():
        sentence = paragraphs(command.help or "").split("\n")[0]
        link = f"docs/reference/commands.md#{anchor(words)}"
        rows.append((f"[`{words}`]({link})", sentence))
    return table(("command", "does"), rows)


def _describe(words: str, command: Any) -> str:  # noqa: ANN401 - likewise
    arguments = [parameter for parameter in command.params if not _is_option(parameter)]
    options = [parameter for parameter in command.params if _is_option(parameter) and not parameter.hidden]
    usage = " ".join([words, *(["[OPTIONS]"] if options else []), *(_usage(argument) for argument in arguments)])
    rows = [(f"`{_metavar(argument)}`", _help(argument)) for argument in arguments]
    rows += [(f"`{_names(option)}`", _help(option)) for option in options]
    parts = [f"## {words}", f"```\n{usage}\n```", paragraphs(command.help or "")]
    if rows:
        parts.append(table(("argument or option", "what it is"), rows))
    return "\n\n".join(parts)


def _is_option(parameter: Any) -> bool:  # noqa: ANN401 - likewise
    return any(name.startswith("-") for name in parameter.opts)


def _metavar(parameter: Any) -> str:  # noqa: ANN401 - likewise
    return str(parameter.metavar or parameter.name.upper())


def _usage(argument: Any) -> str:  # noqa: ANN401 - likewise
    return _metavar(argument) if argument.required else f"[{_metavar(argument)}]"


def _names(option: Any) -> str:  # noqa: ANN401 - likewise
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {_metavar(option)}"


def _help(parameter: Any) -> str:  # noqa: ANN401 - likewise
    default = parameter.default
    said = (parameter.help or "").split("  [default:")
    if len(said) > 1:
        return f"{said[0]} Default: {said[1].strip(' ]')}."
    if isinstance(default, str | int | float | Path) and not isinstance(default, bool) and str(default):
        return f"{said[0]} Default: `{default}`."
    return said[0]
