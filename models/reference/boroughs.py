"""The 33 London authorities: 32 boroughs and the City of London."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from importlib import resources

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import ReferenceDataError, UsageError
from models.plan import Borough

FILENAME = "boroughs.csv"
_OFFICE = re.compile(r"^(?:london borough of|royal borough of|lb|rb) (?=\w)| (?:borough )?council$")
AUTHORITIES = 33


class Authority(Record):
    """A borough with the other names it goes by."""

    borough: Borough = Field(description="Name, slug and GSS code.")
    aliases: tuple[str, ...] = Field(description="Other names, without forms that are made by rule (“X Council”).")


def parse_authorities(text: str) -> tuple[Authority, ...]:
    """Read authorities from CSV text. Raises `ReferenceDataError` with the line at fault."""
    authorities = []
    lines: dict[str, int] = {}
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            borough = Borough(name=row["name"], slug=slug(row["name"]), gss_code=row["gss_code"])
            aliases = tuple(alias.strip() for alias in row["aliases"].split(";") if alias.strip())
            authorities.append(Authority(borough=borough, aliases=aliases))
        except (KeyError, AttributeError, ValidationError) as error:
            raise ReferenceDataError(
                f"{FILENAME}, line {line}: {error}", "If you edited this file, correct it; if not, install vvrap again."
            ) from error
        first = lines.setdefault(borough.gss_code, line)
        if first != line:
            raise ReferenceDataError(
                f"{FILENAME}, line {line}: {borough.gss_code} is already on line {first}.",
                "Give each authority its own code.",
            )
    if len(authorities) != AUTHORITIES:
        raise ReferenceDataError(
            f"{FILENAME} has {len(authorities)} lines, not {AUTHORITIES} authorities.", "Restore the missing lines."
        )
    return tuple(authorities)


@cache
def authorities() -> tuple[Authority, ...]:
    """All 33 authorities."""
    return parse_authorities(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


def find_borough(name: str) -> Borough | None:
    """The authority of that name, slug, alias or GSS code, upper and lower case alike; None when there is none."""
    wanted = " ".join(name.replace("&", "and").casefold().split())
    wanted = _OFFICE.sub("", wanted)
    for authority in authorities():
        borough = authority.borough
        names = (borough.name, borough.slug, borough.gss_code, *authority.aliases)
        if wanted in {known.replace("&", "and").casefold() for known in names}:
            return borough
    return None


def borough_meant(name: str) -> Borough:
    """As `find_borough`, for a name that a person gives. Raises `UsageError` when there is no such authority."""
    borough = find_borough(name)
    if borough is None:
        raise UsageError(f"“{name}” is not one of the 33 London authorities.", "Use its name or its GSS code.")
    return borough


def slug(text: str) -> str:
    """Lower-case letters and digits, with single hyphens for everything else."""
    return "-".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
