"""Finds lines of text on a picture and reads them, by two models that the package rapidocr brings along.

The models are run by onnxruntime and nothing else of rapidocr is loaded: its own code fetches models that are missing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.pdf.scans.raster import Mask, Rectangle, pieces_of, runs_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

INSTALL = "pip install 'vvrap[ocr]'"
"""What adds recognition."""

Picture = NDArray[np.uint8]
"""Rows of pixels of red, green and blue."""
Floats = NDArray[np.float32]

SHRINK = 2
"""Lines are looked for on a picture this many times smaller: 100 dpi finds the lines that 200 dpi does, four times as
fast (69 and 68 lines of a page of small print)."""
STEP = 32
"""Pixels that the model for finding lines wants the sides to be multiples of."""
LIKELY, SURE = 0.3, 0.5
"""Chance of a pixel to be text, and the mean of those of a line, from which on they are (PP-OCR's own settings)."""
GROWN = 1.6
"""The model finds the core of a line; the line is this times its area over its outline larger (PP-OCR's own)."""
LOWEST = 3
"""Pixels of the smaller picture under which a core is dirt."""

LINE_HEIGHT = 48
"""Pixels: height of the pictures of lines that the model for reading was made for."""
NARROWED = 0.85
"""Share of its width to which a line is narrowed before it is read: a third faster, with 1 letter in 3,000 other."""
WIDENED, CLEAR = 1.1, 0.8
"""The same for a second look, at a line of which a letter is less sure than this: narrowed small type runs together."""
LEAST_WIDTH = 160
"""Pixels to which pictures of short lines are filled up."""
TALL = 1.5
"""Times its width from which on the height of a line tells that it is turned."""

_NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"
"""Without it onnxruntime 1.32 gives the machine a number and keeps records of its use to be sent to its maker, from the
moment it is loaded on; its function for turning that off comes too late."""

LETTERS = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;!?'\"()[]{}/\\|&%+-=*#@_<>~^$"
    "£€‘’“”–—•·…©®™°½¼¾éèêëàâäáçíîïñóôöúüÉ✓✔☑☐→"
)
"""What English plans are written with; the model knows 18,000 signs, and would take dirt for some of them."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was read: where its middle is, as a share of the width of its line, and how sure it is."""

    text: str
    at: float
    confidence: float


def is_installed() -> bool:
    """Whether recognition can be used here: both packages are there, and the models inside."""
    return find_spec("onnxruntime") is not None and all(_model(kind) is not None for kind in ("det", "rec"))


def _model(kind: str) -> Path | None:
    """The file of a model: `det` finds lines, `rec` reads them."""
    package = find_spec("rapidocr")
    folders = package.submodule_search_locations or () if package else ()
    return next((path for folder in folders for path in sorted(Path(folder).glob(f"models/*_{kind}_*.onnx"))), None)


class Engine:
    """The two models, loaded."""

    def __init__(self) -> None:
        self._finder, self._reader = _session("det"), _session("rec")
        known = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        signs = ["", *known, " "]  # the first stands for no letter
        self._kept = np.array([0, *(place for place, sign in enumerate(signs) if sign in LETTERS)])
        self._signs = [signs[place] for place in self._kept]

    def find_lines(self, picture: Picture) -> list[Rectangle]:
        """Where lines of text are, in pixels; a turned line is taller than wide."""
        height, width = picture.shape[:2]
        size = (max(round(width / SHRINK / STEP), 1) * STEP, max(round(height / SHRINK / STEP), 1) * STEP)
        small = np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BILINEAR))
        chances = _run(self._finder, _normalised(small))[0, 0]
        across, down = width / size[0], height / size[1]
        found = []
        for x0, top, x1, bottom in _cores(chances):
            grown = (x1 - x0) * (bottom - top) * GROWN / (2 * (x1 - x0 + bottom - top))
            found.append(
                (
                    max(round((x0 - grown) * across), 0),
                    max(round((top - grown) * down), 0),
                    min(round((x1 + grown) * across), width),
                    min(round((bottom + grown) * down), height),
                )
            )
        return sorted(found, key=lambda box: (box[1], box[0]))

    def read_line(self, picture: Picture) -> list[Letter]:
        """The letters of a level line, from the left; the better of two looks where the first leaves doubts."""
        first = self._look(picture, NARROWED)
        if _least(first) >= CLEAR:
            return first
        second = self._look(picture, WIDENED)
        return second if _least(second) > _least(first) else first

    def _look(self, picture: Picture, stretch: float) -> list[Letter]:
        height, width = picture.shape[:2]
        wide = max(round(width * LINE_HEIGHT / height * stretch), 1)
        line = np.asarray(Image.fromarray(picture).resize((wide, LINE_HEIGHT), Image.Resampling.BILINEAR))
        values = _normalised(line)
        filled = np.zeros((1, 3, LINE_HEIGHT, max(wide, LEAST_WIDTH)), dtype=np.float32)
        filled[..., :wide] = values
        chances = _run(self._reader, filled)[0][:, self._kept]
        return self._letters(chances, filled.shape[3] / wide)

    def _letters(self, chances: Floats, stretch: float) -> list[Letter]:
        """The best letter at each step; the same one at steps that follow each other is one (CTC)."""
        best = chances.argmax(axis=1)
        found: list[Letter] = []
        begun = 0
        for place in range(1, len(best) + 1):
            if place < len(best) and best[place] == best[begun]:
                continue
            if best[begun]:
                sure = float(chances[begun:place, best[begun]].max())
                at = (begun + place) / 2 / len(best) * stretch
                found.append(Letter(self._signs[best[begun]], min(at, 1.0), sure))
            begun = place
        return found


@cache
def load_engine() -> Engine:
    """The models, loaded once."""
    return Engine()


def _session(kind: str) -> InferenceSession:
    os.environ[_NO_TELEMETRY] = "1"
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - an extra, and slow to load

    options = SessionOptions()
    options.intra_op_num_threads = min(os.cpu_count() or 1, 2)
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # lines are of all widths: it would keep memory for each
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(str(_model(kind)), options, providers=["CPUExecutionProvider"])


def _least(letters: Sequence[Letter]) -> float:
    return min((letter.confidence for letter in letters), default=1.0)


def _run(session: InferenceSession, values: Floats) -> Floats:
    return cast("Floats", session.run(None, {session.get_inputs()[0].name: values})[0])


def _normalised(picture: Picture) -> Floats:
    """The picture as the models take it: blue, green and red as planes from -1 to 1."""
    planes = picture[:, :, ::-1].transpose(2, 0, 1).astype(np.float32)
    return (planes / 127.5 - 1)[np.newaxis]


def _cores(chances: Floats) -> Sequence[Rectangle]:
    likely: Mask = chances > LIKELY
    runs = runs_of(likely)
    boxes = [runs.box(members) for members in pieces_of(runs)]
    return [
        (x0, top, x1, bottom)
        for x0, top, x1, bottom in boxes
        if min(x1 - x0, bottom - top) >= LOWEST and chances[top:bottom, x0:x1][likely[top:bottom, x0:x1]].mean() >= SURE
    ]
