"""The files of editions that people added: templates/<edition>.csv, and templates/pairs/<edition>.csv beside them."""

from __future__ import annotations

import csv
import io

from pydantic import ValidationError

from models.errors import ReferenceDataError
from models.reference.boroughs import slug
from models.reference.template import Editions, Pair, TemplateAction, parse_template_actions
from pipeline.formulas import make_exact, make_safe
from pipeline.outputs.folder import Folder
from pipeline.outputs.paths import TEMPLATES, pairs_file


def added_editions(files: Folder) -> Editions | None:
    """The known editions with those of an outputs folder; None when people added none. Raises `ReferenceDataError`."""
    added: list[TemplateAction] = []
    for name in files.names(TEMPLATES, ".csv"):
        try:
            added += parse_template_actions(files.read(name).decode("utf-8-sig"))
        except (UnicodeDecodeError, csv.Error) as error:
            raise ReferenceDataError(f"{name}: {error}.", "Save it as CSV UTF-8.") from error
    return Editions(tuple(added)) if added else None


def paired_editions(files: Folder) -> Editions | None:
    """The same with the pairs of each edition, as comparisons need them. Raises `ReferenceDataError`."""
    known = added_editions(files)
    if known is None:
        return None
    names = dict.fromkeys(action.template for action in known.added)
    return Editions(known.added, {name: pairs_of(files, name, known) for name in names})


def pairs_of(files: Folder, name: str, known: Editions) -> tuple[Pair, ...]:
    """The pairs of an edition, as people left them.

    Raises `ReferenceDataError` for a file with a fault, and for a pair that a person confirmed of actions that are not.
    """
    file = pairs_file(slug(name))
    if not files.exists(file):
        return ()
    pairs = parse_pairs(files.read(file), file)
    for one in pairs:
        before = one.before or known.before(name)
        for edition, ref in ((name, one.ref), (before, one.before_ref)):
            refs = [action.ref for action in known.by_name.get(edition or "", ())]
            if one.confirmed == "yes" and ref and ref not in refs:
                raise ReferenceDataError(f"{file}: {edition or name} has no action {ref}.", "Correct the line.")
    return pairs


def edition_csv(actions: tuple[TemplateAction, ...]) -> bytes:
    """The bytes of an edition's file, in the form of the data file that comes with the tool."""
    return _csv(list(TemplateAction.model_fields), [action.model_dump() for action in actions])


def pairs_csv(pairs: tuple[Pair, ...]) -> bytes:
    """The bytes of a file of pairs; refs are written so that a spreadsheet leaves them alone."""
    return _csv(list(Pair.model_fields), [_written(pair) for pair in pairs])


def _written(pair: Pair) -> dict[str, object]:
    refs = {name: f"action {ref}" if (ref := getattr(pair, name)) else "" for name in ("ref", "before_ref")}
    return {**pair.model_dump(), **refs}


def parse_pairs(data: bytes, name: str) -> tuple[Pair, ...]:
    """The pairs in the bytes of a file. Raises `ReferenceDataError` with the line at fault."""
    pairs = []
    line = 1
    try:
        for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
            line += 1
            values = {key: make_exact(value or "") for key, value in row.items() if key in Pair.model_fields}
            values |= {key: values.get(key, "").removeprefix("action ").strip() for key in ("ref", "before_ref")}
            values["confirmed"] = values.get("confirmed", "").strip().casefold()
            pairs.append(Pair.model_validate(values))
    except UnicodeDecodeError as error:
        raise ReferenceDataError(f"{name} is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise ReferenceDataError(f"{name}, line {line}: {where}: {fault['msg']}.", "Correct the line.") from error
    return tuple(pairs)


def _csv(columns: list[str], rows: list[dict[str, object]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        safe = {key: make_safe(value) if isinstance(value, str) else value for key, value in row.items()}
        writer.writerow({key: "" if value is None else value for key, value in safe.items()})
    return ("\ufeff" + stream.getvalue()).encode()
