"""Puts something over, around or beside words of a drawn PDF, and says what a page then shows of them.

PDFium makes the changes and is the witness: a letter shows while its ink stands out from what is around it. Whatever
shows must be read, and what does not must be told of ("seen = said or told").
"""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from random import Random

import numpy as np
import pypdfium2  # ships no types; few names of it are used
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from builders.viewer import SCALE
from extractors import read_document
from extractors.assembler.assemble import assemble
from layoutspace.treatments import MARKED, MARKER, ROUND, SHOWN, Box, Changed, Handle, Spot, Treatment, corners
from models.catalogue import is_doubt
from models.document import Block, Document
from models.plan import Plan

SHOWS, HIDDEN = 0.6, 0.1
"""Shares of a letter's contrast from which on it shows, and up to which it does not."""
MORE = 1.5
"""Times the contrast from which on the edge of something else stands in the letter's box."""
TOKEN = re.compile(r"[^\W_]+")
WORD = re.compile(r"(?<![\w\-\u2010\ufffe])[A-Za-z]{5,}(?![\w\-\u2010\ufffe])")
"""A longer word, whole: neither end of it stands at a hyphen."""
HEADERS = 3
"""Rows at the top of a table that may name its columns."""
STATUSES = frozenset({"amber", "green", "track", "complete", "completed", "delayed", "progress", "started"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What was read otherwise than it shows, without a word about it."""

    kind: str
    word: str
    what: str


def spots(data: bytes) -> list[Spot]:
    """The words that may be treated: longer ones, level, of letters that stand one after the other."""
    found: list[Spot] = []
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        text_page = document[number].get_textpage()
        text = str(text_page.get_text_range())
        if len(text) != text_page.count_chars():
            continue
        for match in WORD.finditer(text):
            boxes = tuple(_box(text_page, place) for place in range(*match.span()))
            if match[0].casefold() not in STATUSES and _is_level(boxes):
                found.append(Spot(number, match[0], boxes))
    return found


def _box(text_page: Handle, place: int) -> Box:
    left, bottom, right, top = text_page.get_charbox(place)
    return left, bottom, right, top


def _is_level(boxes: tuple[Box, ...]) -> bool:
    """Whether letters stand side by side, none away on another line or turned."""
    height = max(box[3] for box in boxes) - min(box[1] for box in boxes)
    in_order = all(-0.5 <= after[0] - before[0] <= 3 * height for before, after in pairwise(boxes))
    return in_order and 2.0 < height < 20.0 and boxes[-1][2] - boxes[0][0] > height


def changed(data: bytes, treat: Treatment, spot: Spot, chance: Random) -> bytes:
    """The document with a word treated."""
    document = pypdfium2.PdfDocument(data)
    page = Changed(document, spot.page)
    treat(page, spot, chance)
    page.done()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def showing(before: bytes, after: bytes, spot: Spot) -> list[float]:
    """Of each letter of a word, the share of its contrast that is left."""
    first, second = _rendered(before, spot.page), _rendered(after, spot.page)
    return [_left(first, second, box) for box in _device_boxes(before, spot)]


@lru_cache(maxsize=2)  # before and after; a page is drawn with twenty million pixels
def _rendered(data: bytes, number: int) -> NDArray[np.uint8]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    picture = document[number].render(scale=2 * SCALE, may_draw_forms=True, rev_byteorder=True)
    return np.asarray(picture.to_numpy()[..., :3], dtype=np.uint8)


def _device_boxes(data: bytes, spot: Spot) -> Iterator[tuple[int, int, int, int]]:
    page = pypdfium2.PdfDocument(data)[spot.page]
    wide, high = (round(side * 2 * SCALE) for side in page.get_size())
    for box in spot.boxes:
        points = [_on_device(page, wide, high, *corner) for corner in corners(box)]
        xs, ys = sorted(x for x, _ in points), sorted(y for _, y in points)
        yield xs[0], ys[0], xs[-1] + 1, ys[-1] + 1


def _on_device(page: Handle, wide: int, high: int, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x, y, across, down)
    return across.value, down.value


def _left(first: NDArray[np.uint8], second: NDArray[np.uint8], box: tuple[int, int, int, int]) -> float:
    edge = (box[2] - box[0]) // 6  # what ends beside a letter may reach into its box
    x0, top, x1, bottom = box[0] + edge, box[1], box[2] - edge, box[3]
    before, after = (picture[top:bottom, x0:x1].reshape(-1, 3).astype(np.int64) for picture in (first, second))
    if not len(before):
        return 0.5
    ground = np.median(before, axis=0)
    away = np.abs(before - ground).max(axis=1)
    ink, around = away > 0.6 * away.max(), away < 0.2 * away.max()
    if away.max() < 60 or not ink.any() or not around.any():
        return 0.5
    was = np.abs(before[ink].mean(axis=0) - before[around].mean(axis=0)).max()
    now = np.abs(after[ink].mean(axis=0) - after[around].mean(axis=0)).max()
    return float(now / was) if now < MORE * was else 0.5


def near(before: bytes, after: bytes, number: int) -> set[str]:
    """The words of a page that lie where it was changed."""
    first, second = _rendered(before, number), _rendered(after, number)
    rows, columns = np.nonzero((np.maximum(first, second) - np.minimum(first, second)).max(axis=2) > 10)
    if not len(rows):
        return set()
    document = pypdfium2.PdfDocument(before)
    text_page, page = document[number].get_textpage(), document[number]
    wide, high = (round(side * 2 * SCALE) for side in page.get_size())
    text, found = str(text_page.get_text_range()), set()
    for match in TOKEN.finditer(text):
        for place in range(*match.span()):
            points = [_on_device(page, wide, high, *corner) for corner in corners(_box(text_page, place))]
            xs, ys = sorted(x for x, _ in points), sorted(y for _, y in points)
            across = xs[-1] >= columns.min() and xs[0] <= columns.max()
            if across and ys[-1] >= rows.min() and ys[0] <= rows.max():
                found.add(match[0])
    return found


def tokens(document: Document) -> Counter[str]:
    """All words that a reader gives, those of furniture included."""
    blocks: list[Block] = [
        *document.blocks(),
        *(block for t in document.tables() for c in t.cells() for block in c.blocks),
    ]
    return Counter(token for block in blocks for token in TOKEN.findall(f"{block.marker or ''} {block.text}"))


def recorded(plan: Plan) -> Counter[tuple[str, str]]:
    """The words of each action, and its status."""
    found: Counter[tuple[str, str]] = Counter()
    for action in plan.actions:
        texts = [
            action.mandatory_action, action.narrative, action.timescale or "", action.outcome or "",
            *(lead.text for lead in action.named_leads), *(body.text for body in action.lead_organisations),
            *action.other.values(),
        ]  # fmt: skip
        found.update((action.ref, token) for text in texts for token in TOKEN.findall(text))
        found[action.ref, f"status {action.rag}"] += 1
    return found


def faults(data: bytes, treat: Treatment, spot: Spot, chance: Random) -> list[Fault]:
    """Treats a word of a document, and compares what shows with what is read; nothing where the witness is not sure."""
    kind = getattr(treat, "__name__", "")
    after = changed(data, treat, spot, chance)
    states = showing(data, after, spot)
    if any(HIDDEN < state < SHOWS for state in states):
        return []
    shown = "".join(letter if state >= SHOWS else " " for letter, state in zip(spot.word, states, strict=True)).split()
    gone = shown != [spot.word]
    lost, gained = Counter([spot.word] * gone), Counter(shown if gone else ())
    gained += Counter([MARKER] if kind in SHOWN else ())
    hidden = gone or (kind in MARKED - SHOWN)
    before_read, read = read_document(data, "plan.pdf"), read_document(after, "plan.pdf")
    was, now = tokens(before_read), tokens(read)
    found: list[Fault] = []
    beside = near(data, after, spot.page) - {spot.word} if kind in ROUND else set()
    missing = Counter({token: count for token, count in (was - now).items() if token not in beside})
    more = Counter({token: count for token, count in (now - was).items() if not any(token in one for one in beside)})
    if missing != lost:
        found.append(Fault(kind, spot.word, f"lost {dict(missing)} and not {dict(lost)}"))
    if more != gained:
        found.append(Fault(kind, spot.word, f"gained {dict(more)} and not {dict(gained)}"))
    if hidden and "unseen-text" not in {one.code for one in read.findings}:
        found.append(Fault(kind, spot.word, "nothing told of what does not show"))
    if found or _is_of_a_header(spot.word, before_read):
        return found
    return _record_faults(kind, spot, (before_read, read), {*lost, *gained, *beside, *(now - was)})


def _is_of_a_header(word: str, document: Document) -> bool:
    """Whether a word is of a header, label or title: what belongs to it may then be read otherwise, and rightly."""
    cells = [cell for table in document.tables() for row in table.rows[:HEADERS] for cell in row]
    headings = [block.text for block in document.blocks() if block.kind in {"heading", "furniture"}]
    labels = [block.text.partition(":")[0] for block in document.blocks() if ":" in block.text]
    return any(word in TOKEN.findall(text) for text in [*headings, *labels, *(cell.text for cell in cells)])


def _record_faults(kind: str, spot: Spot, files: tuple[Document, Document], expected: set[str]) -> list[Fault]:
    """What the record says otherwise than before, beside the word itself, and no doubt tells of."""
    before, after = map(assemble, files)
    was, now = recorded(before), recorded(after)
    moved = [(ref, token) for ref, token in ((was - now) + (now - was)) if token not in expected]
    known = Counter((one.code, one.action_ref) for one in before.findings)
    doubts = [one for one in after.findings if is_doubt(one) and not known[one.code, one.action_ref]]
    silent = [
        (ref, token)
        for ref, token in moved
        if not any(one.action_ref in {None, ref} and one.code != "unseen-text" for one in doubts)
    ]
    return [Fault(kind, spot.word, f"the record differs: {silent[:6]}")] if silent else []
