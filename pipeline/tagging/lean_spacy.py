"""Loads spaCy without its command line.

spaCy imports that only to offer `spacy.info`. It brings in clients for the web, which nothing here may use, and takes
half of the time that spaCy needs to load.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

_COMMANDS = "spacy.cli.info"


def load_spacy() -> None:
    """Import spaCy; when it is there already, nothing is done. Its commands can still be imported afterwards."""
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(_COMMANDS)
    stand_in.info = None  # type: ignore[attr-defined]  # what spaCy takes from there
    sys.modules[_COMMANDS] = stand_in
    try:
        import_module("spacy")
    finally:
        sys.modules.pop(_COMMANDS, None)
