"""Loads spaCy without its own command line, of which `spacy/__init__.py` imports one function that nothing here calls.

With it come its package manager and three network libraries: half of the modules and a third of the time that every
process which tags would spend on loading. Importing `spacy.cli` later, and calling `spacy.info`, work as ever.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

_PACKAGE, _MODULE = "spacy.cli", "spacy.cli.info"


def load_spacy() -> None:
    """Import spaCy, unless somebody has: with empty modules where its command line would be, for that time alone."""
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(_MODULE)
    vars(stand_in)["info"] = _info
    sys.modules |= {_PACKAGE: ModuleType(_PACKAGE), _MODULE: stand_in}
    try:
        import_module("spacy")
    finally:
        del sys.modules[_PACKAGE], sys.modules[_MODULE]


def _info(*args: object, **named: object) -> object:
    """The `info` of spaCy, loaded when it is called."""
    return import_module(_MODULE).info(*args, **named)
