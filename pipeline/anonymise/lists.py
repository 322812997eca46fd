"""The data file that says where words stand in files of each kind."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

FILENAME = "lists.toml"


def listed(name: str) -> frozenset[str]:
    """The words of a list: `html.inline`."""
    section, _, key = name.partition(".")
    return frozenset(_lists()[section][key].split())


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))
