"""`vvrap tag`: find agencies, panels and services in text alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.tagging import TaggedText, TaggingInput

_FIELDS = ("id", "text", "borough", "document", "lead_organisations")


def tag(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A narrative.")] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Narratives, one JSON object a line: id, text, borough, document; - is stdin."
        ),
    ] = None,
    borough: Annotated[
        str | None, typer.Option(metavar="NAME", help="Borough whose registry is used for lines that name none.")
    ] = None,
    registry: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Registry folder.  [default: the built-in one]")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON value.")] = False,
) -> None:
    """Find the agencies, panels and services named in narratives, and who is speaking.

    With --jsonl, each line gives one line: id, mentions, speakers. Lines of one document are tagged together, as one
    plan.
    """
    from models.errors import UsageError
    from pipeline.registries import registry_folder
    from pipeline.tagging import TaggingInput, tag_texts

    if (text is None) == (jsonl is None):
        raise UsageError("Give either a text or --jsonl FILE.", "See `vvrap tag --help`.")
    if registry is not None:
        registry_folder(registry)  # one that is not there must not be taken for the package's
    if text is not None:
        results = list(tag_texts([TaggingInput(text=text, borough=borough)], registry))
        if as_json:
            _print(results[0].model_dump_json(indent=2))
        else:
            _show(text, results[0])
        return
    results = list(tag_texts(read_lines(_lines(jsonl), borough), registry)) if jsonl is not None else []
    if as_json:
        _print(json.dumps([result.model_dump(mode="json") for result in results], ensure_ascii=False, indent=2))
        return
    for result in results:
        _print(result.model_dump_json())


def read_lines(lines: Iterator[tuple[str, int, str]], borough: str | None) -> Iterator[TaggingInput]:
    """Inputs from (file, line number, line). Raises `DamagedFile` naming the line at fault."""
    from pydantic import ValidationError

    from models.errors import DamagedFile
    from pipeline.tagging import TaggingInput

    for name, number, line in lines:
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            fields = {field: data[field] for field in _FIELDS if data.get(field) is not None}
            yield TaggingInput.model_validate({"borough": borough, **fields})
        except (ValueError, AttributeError, TypeError, RecursionError, ValidationError) as error:
            raise DamagedFile(
                f"{name}, line {number}: not a JSON object with a text.",
                'Write lines such as {"id": "1.1", "text": "…"}.',
            ) from error


def _lines(path: Path | None) -> Iterator[tuple[str, int, str]]:
    from models.errors import UnreadableFile

    try:
        text = sys.stdin.read() if path is None or str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path} cannot be read as UTF-8 text.", "Check the path and the encoding.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        yield str(path), number, line


def _show(text: str, result: TaggedText) -> None:
    for mention in result.mentions:
        known = f"{mention.entity_id} ({mention.canonical})" if mention.entity_id else "not in the registry"
        _say(f"{mention.label:8}{mention.text}  {known}  {mention.confidence}, {mention.method}")
    for speaker in result.speakers:
        first_line = text[speaker.start : speaker.end].split("\n", 1)[0]
        shown = first_line if len(first_line) <= 60 else first_line[:59] + "…"
        _say(f"speaker {speaker.entity_id or 'not in the registry'}: {shown}")
    if not result.mentions:
        sys.stderr.write("No agency, panel or service was found.\n")


def _say(line: str) -> None:
    """A line for people, which may be wrapped; a line of JSON may not."""
    from pipeline.catalogue.screen import print_lines, wrapped

    print_lines(wrapped(line, "        ", ""))


def _print(line: str) -> None:
    print(line)  # noqa: T201 - the result
