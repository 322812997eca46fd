"""Whether text can be recognised here: the extra `ocr` brings what it takes."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

INSTALL = "pip install 'vvrap[ocr]'"
"""What adds recognition."""


def is_installed() -> bool:
    """Whether recognition can be used here: all packages are there, and the models inside."""
    packages = all(find_spec(name) is not None for name in ("onnxruntime", "PIL", "pypdfium2"))
    return packages and all(model_file(kind) is not None for kind in ("det", "rec"))


def model_file(kind: str) -> Path | None:
    """The file of a model: `det` finds lines, `rec` reads them."""
    package = find_spec("rapidocr")
    folders = package.submodule_search_locations or () if package else ()
    return next((path for folder in folders for path in sorted(Path(folder).glob(f"models/*_{kind}_*.onnx"))), None)
