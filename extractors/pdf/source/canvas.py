"""The surface that a page is drawn on: what the interpreter shows becomes glyphs, strokes, fills, shapes, pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.utils import PathSegment

from extractors.pdf.source.actual import restate, stated_text
from extractors.pdf.source.colours import colour_of, is_white, over_white
from extractors.pdf.source.fonts import FontFace, face_of
from extractors.pdf.source.geometry import Box, Matrix, angle_of, bounding_box, intersect, multiply, transform
from extractors.pdf.source.model import Extras, Fill, Glyph, Hidden, Hollow, PageContent, Picture, Shape, Stroke, Style
from extractors.pdf.source.paths import (
    Polygon,
    as_rectangle,
    as_rounded,
    bands_around_holes,
    crosses,
    straight_edges,
    subpaths,
)
from extractors.pdf.source.pictures import OPAQUE, PictureLook
from extractors.pdf.source.regions import CLEAR, Mask, Patch, Region, Veil, ink_points
from extractors.pdf.source.typesetting import DESCENT, Placed

INVISIBLE_MODES = frozenset({3, 7})
"""Text rendering modes that leave no ink (ISO 32000-1, table 106)."""

CLIPPING_MODES = frozenset({4, 5, 6, 7})
"""Text rendering modes that clip what is drawn later to the letters."""

NO_INK = CLEAR
"""Opacity below which nothing shows."""

TINY = 1.5
"""Points, boxes of letters included: letters this small are a grey line at best."""

SCAN = 0.3
"""Share of a page from which on a picture may be one of the page itself."""

MOST_CLIPS = 8
"""Clips of other outlines than rectangles that are kept; more of them, one in the other, are a drawing's."""

TICK_BOX = 15.0
"""Points: the largest square that is a box to tick; cells of tables are wider than that, or higher."""

CLIP_SLACK = 1.0
"""Points a glyph's box may reach past the clip and still count as shown: boxes are taller than their ink."""

MOST_POINTS = 1024
"""Points of outlines that are looked at one by one; drawings of more (maps, logos) cover no words."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What besides pdfminer's own state is saved and restored: clip in displayed space, opacities, blend mode, mask.

    `outlines` are clips that are no upright rectangles; `letters` the glyphs that text has clipped to, by their order.
    """

    clip: Box | None = None
    outlines: tuple[Region, ...] = ()
    letters: tuple[int, ...] | None = None
    mask: Mask | None = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    darkening: bool = False


@dataclass(frozen=True, slots=True)
class _Pen:
    """With what a string is set: font, the way from its space to the page, and what its glyphs share."""

    font: PDFFont
    face: FontFace
    matrix: Matrix
    style: Style


class Canvas(PDFTextDevice):
    """Collects what is drawn on one page of `width` by `height` points. `set_ctm` must map to displayed space."""

    def __init__(self, rsrcmgr: PDFResourceManager, width: float, height: float) -> None:
        super().__init__(rsrcmgr)
        self.page: Box = (0.0, 0.0, width, height)
        self.surroundings = Surroundings()
        self.outside = 0
        self._glyphs: list[Glyph] = []
        self._strokes: list[Stroke] = []
        self._fills: list[Fill] = []
        self._shapes: list[Shape] = []
        self._pictures: list[Picture] = []
        self._contents: list[tuple[bool, bool, int, str | None]] = []
        self._hidden = False
        self._artifact = False
        self._patches: list[Patch] = []
        self._clipping: list[int] = []
        self._rarely_hidden = False
        self._struck: list[Box] = []
        self._drawn_by_hand: list[Box] = []
        self._stamps: list[tuple[int, int]] = []
        self._slants: list[Box] = []
        self._faces: dict[int, FontFace] = {}
        self._styles: dict[object, Style] = {}

    def content(self, number: int, notes: tuple[str, ...] = (), files: int = 0) -> PageContent:
        """Everything drawn so far, as page `number`."""
        return PageContent(
            number=number,
            width=self.page[2],
            height=self.page[3],
            glyphs=tuple(self._glyphs),
            strokes=tuple(self._strokes),
            fills=tuple(self._fills),
            shapes=tuple(self._shapes),
            pictures=tuple(self._pictures),
            outside=self.outside,
            patches=tuple(self._patches),
            extras=Extras(
                struck=(*self._struck, *crosses(self._slants)),
                ink=tuple(self._drawn_by_hand),
                stamps=tuple(self._stamps),
                notes=notes,
                files=files,
            ),
        )

    def begin_afresh(self, *, darkening: bool = False) -> None:
        """Forget what the page's contents left open, before an annotation is drawn."""
        self.surroundings = Surroundings(darkening=darkening)
        self._contents.clear()
        self._hidden = self._artifact = False

    def strike(self, box: Box) -> None:
        """Strike out what is written in a box."""
        self._struck.append(box)

    def draw_by_hand(self, box: Box) -> None:
        """Note a drawing that no reader can read."""
        self._drawn_by_hand.append(box)

    @property
    def drawn(self) -> int:
        """Glyphs drawn so far."""
        return len(self._glyphs)

    def note_stamp(self, start: int) -> None:
        """Take the glyphs from `start` on for a stamp."""
        if start < len(self._glyphs):
            self._stamps.append((start, len(self._glyphs)))

    def begin_content(self, tag: str, properties: dict[str, object], *, hidden: bool) -> None:
        """Enter marked content: page furniture marked as such (`Artifact`), or a layer that may be off."""
        stated = stated_text(properties) if "ActualText" in properties else None
        self._contents.append((self._hidden, self._artifact, len(self._glyphs), stated))
        self._hidden = self._hidden or hidden
        self._artifact = self._artifact or (tag == "Artifact" and _is_pagination(properties))

    def end_content(self) -> None:
        """Leave marked content."""
        if self._contents:
            self._hidden, self._artifact, start, stated = self._contents.pop()
            if stated is not None:
                restate(self._glyphs, start, stated)

    # --- text ---------------------------------------------------------------------------------------------------

    def show(self, textstate: PDFTextState, parts: Sequence[object], graphicstate: PDFGraphicState) -> None:
        """Show strings and the steps between them: a glyph for each character code, spaces among them."""
        font = textstate.font
        if font is None:
            return
        face = self._faces.get(id(font))
        if face is None:
            face = self._faces[id(font)] = face_of(font)
        matrix = multiply(textstate.matrix, cast("Matrix", self.ctm))
        pen = _Pen(font, face, matrix, self._style(face, textstate, matrix, graphicstate))
        start, around = len(self._glyphs), self.surroundings
        self._rarely_hidden = bool(around.outlines) or around.letters is not None or around.mask is not None
        textstate.linematrix = self._show(pen, textstate, parts)
        if textstate.render in CLIPPING_MODES:
            self._clipping.extend(range(start, len(self._glyphs)))

    def _style(self, face: FontFace, textstate: PDFTextState, matrix: Matrix, state: PDFGraphicState) -> Style:
        around = self.surroundings
        stroked = textstate.render in {1, 5}
        space, value = (state.scs, state.scolor) if stroked else (state.ncs, state.ncolor)
        alpha = around.stroke_alpha if stroked else around.fill_alpha
        scale = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        ink = (space, str(value), alpha, textstate.render, self._hidden, self._artifact, around.darkening)
        key = (face, scale, textstate.fontsize, matrix[0], matrix[1], ink)
        style = self._styles.get(key)
        if style is None:
            size = abs(textstate.fontsize) * scale * face.height
            colour = colour_of(space, value)
            hidden: Hidden | None = "layer" if self._hidden else None
            if textstate.render in INVISIBLE_MODES or alpha < NO_INK or (around.darkening and is_white(colour)):
                hidden = hidden or "invisible"
            elif size <= TINY:
                hidden = hidden or "tiny"
            style = self._styles[key] = Style(
                font=face.name,
                size=size,
                descent=size * face.descent,
                bold=face.bold or textstate.render == 2,
                italic=face.italic,
                colour=over_white(colour, alpha) if colour and alpha < 1 else colour,
                angle=angle_of(matrix) if textstate.fontsize >= 0 else (angle_of(matrix) + 180) % 360,
                hidden=hidden,
                artifact=self._artifact,
            )
        return style

    def _show(self, pen: _Pen, textstate: PDFTextState, parts: Sequence[object]) -> tuple[float, float]:
        """Place the glyphs of a string; where the pen stands after it, in text space."""
        font, face, matrix, style = pen.font, pen.face, pen.matrix, pen.style
        x, y = textstate.linematrix
        size, scaling = textstate.fontsize, textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0.0 if font.is_multibyte() else textstate.wordspace * scaling
        step = 0.001 * size * scaling
        bottom = textstate.rise - face.descent * face.height * size
        top = bottom + face.height * size
        upright = face.vertical
        spaced = False
        for part in parts:
            if isinstance(part, (int, float)):
                if upright:
                    y -= part * 0.001 * size
                else:
                    x -= part * step
                spaced = True
            elif isinstance(part, bytes):
                for code in font.decode(part):
                    text, width = face.glyph(code)
                    advance = width * size * scaling
                    if upright:
                        # Upright writing: each glyph is a square below the one before it.
                        self._place(text, matrix, (x - size / 2, y - size, x + size / 2, y), style)
                        y -= size + textstate.charspace
                        continue
                    if spaced:
                        x += charspace
                    if text:
                        self._place(text, matrix, (x, bottom, x + advance, top), style)
                    x += advance
                    if wordspace and code == 32:
                        x += wordspace
                    spaced = True
        return (x, y)

    def _place(self, text: str, matrix: Matrix, box: Box, style: Style) -> None:
        """One glyph, if any of it is on the page; outside the clip it is kept and marked."""
        a, b, c, d, e, f = matrix
        left, low, right, high = box
        if b == 0 and c == 0:
            x0, x1 = a * left + e, a * right + e
            top, bottom = d * high + f, d * low + f
        elif a == 0 and d == 0:
            x0, x1 = c * low + e, c * high + e
            top, bottom = b * left + f, b * right + f
        else:
            x0, top, x1, bottom = bounding_box(
                (a * x + c * y + e, b * x + d * y + f)
                for x, y in ((left, low), (right, low), (left, high), (right, high))
            )
        if x0 > x1:
            x0, x1 = x1, x0
        if top > bottom:
            top, bottom = bottom, top
        page = self.page
        if x1 <= 0 or bottom <= 0 or x0 >= page[2] or top >= page[3]:
            self.outside += not text.isspace()
            return
        if style.hidden is None:
            clip = self.surroundings.clip
            if clip is not None and _is_outside((x0, top, x1, bottom), clip):
                style = self._hide(style, "clipped")
            elif self._rarely_hidden:
                style = self._half_hidden(style, (x0, top, x1, bottom))
        self._glyphs.append(Glyph(text, x0, top, x1, bottom, style))

    def _half_hidden(self, style: Style, box: Box) -> Style:
        """The style of a glyph that clips of other outlines, letters clipped to, or a soft mask may hide."""
        around = self.surroundings
        points = ink_points(box)
        if around.letters is not None or not any(all(one.holds(*at) for one in around.outlines) for at in points):
            return self._hide(style, "clipped")
        if around.mask is not None and all(around.mask.share(*at) < NO_INK for at in points):
            return self._hide(style, "masked")
        return style

    def _hide(self, style: Style, why: Hidden) -> Style:
        key = (why, style)
        if key not in self._styles:
            self._styles[key] = replace(style, hidden=why)
        return self._styles[key]

    def end_text(self) -> None:
        """End a text object: what text was set in a clipping mode, later drawing is clipped to."""
        if self._clipping:
            self.surroundings = replace(self.surroundings, letters=tuple(self._clipping))
            self._clipping.clear()

    def _fill_letters(self, letters: tuple[int, ...], patch: Patch) -> None:
        """Paint inside letters: those without ink of their own show in its colour."""
        for order in letters:
            glyph = self._glyphs[order]
            at = ((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
            if glyph.style.hidden == "invisible" and patch.covers(*at):
                self._glyphs[order] = replace(glyph, style=replace(glyph.style, hidden=None, colour=patch.colour))

    def type(self, placed: Sequence[Placed], size: float, colour: str) -> None:
        """Put characters that are already in their places on the page."""
        style = Style("Helvetica", size, size * DESCENT, bold=False, italic=False, colour=colour)
        self._glyphs.extend(Glyph(one.text, *one.box, style) for one in placed)

    # --- paths and pictures -------------------------------------------------------------------------------------

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001 - pdfminer's signature
        fill: bool,  # noqa: FBT001 - likewise
        evenodd: bool,  # noqa: FBT001 - likewise
        path: Sequence[PathSegment],
    ) -> None:
        """Take a painted path apart into fills, strokes and shapes, as far as the clip lets them show."""
        if self._hidden:
            return
        around = self.surroundings
        ink = fill and around.fill_alpha >= NO_INK
        pen = stroke and around.stroke_alpha >= NO_INK
        if not ink and not pen:
            return
        fill_colour = _tint(colour_of(graphicstate.ncs, graphicstate.ncolor), around.fill_alpha) if ink else None
        pen_colour = _tint(colour_of(graphicstate.scs, graphicstate.scolor), around.stroke_alpha) if pen else None
        matrix = cast("Matrix", self.ctm)
        width = graphicstate.linewidth * _scale(matrix)
        polygons = list(subpaths(path, matrix))
        rectangles = [as_rectangle(polygon) for polygon in polygons]
        if ink and polygons:
            only = rectangles[0] if len(polygons) == 1 else None
            plain = sum(len(polygon.points) for polygon in polygons) < MOST_POINTS
            if plain and not self._cover(_region(polygons, only, evenodd=evenodd), fill_colour):
                return
        for polygon, rectangle in zip(polygons, rectangles, strict=True):
            if pen:
                self._stroke(polygon, rectangle, width, pen_colour)
        if ink:
            boxes = [
                one or (None if _is_tick_box(polygon.box) else as_rounded(polygon))
                for polygon, one in zip(polygons, rectangles, strict=True)
            ]
            bands = bands_around_holes(boxes, _region(polygons, None, evenodd=evenodd))
            for band in bands or ():
                self._fill_box(band, fill_colour)
            for polygon, box in zip(polygons, boxes, strict=True) if bands is None else ():
                self._fill(polygon, box, fill_colour)

    def _cover(self, region: Region, colour: str | None, veil: Veil | None = None, *, picture: bool = False) -> bool:
        """Keep what is painted as it hides what is beneath; False when it only fills letters that are clipped to."""
        around = self.surroundings
        shown = self._shown(region.box)
        if shown is None:
            return True
        page = self.page
        scan = picture and (shown[2] - shown[0]) * (shown[3] - shown[1]) >= SCAN * page[2] * page[3]
        patch = Patch(
            replace(region, box=shown),
            colour,
            len(self._glyphs),
            around.fill_alpha,
            around.darkening,
            around.outlines,
            around.mask,
            veil,
            scan,
        )
        if around.letters is not None:
            self._fill_letters(around.letters, patch)
            return False
        self._patches.append(patch)
        return True

    def _shown(self, box: Box) -> Box | None:
        shown = intersect(box, self.page)
        clip = self.surroundings.clip
        return shown if shown is None or clip is None else intersect(shown, clip)

    def _fill(self, polygon: Polygon, rectangle: Box | None, colour: str | None) -> None:
        if rectangle is not None:
            self._fill_box(rectangle, colour)
            return
        shown = self._shown(polygon.box)
        if shown is not None:
            self._shapes.append(Shape(*shown, colour, filled=True, order=len(self._glyphs)))

    def _fill_box(self, box: Box, colour: str | None) -> None:
        around, shown = self.surroundings, self._shown(box)
        if shown is not None:
            opaque = around.fill_alpha > 1 - NO_INK and not around.darkening
            self._fills.append(Fill(*shown, colour, len(self._glyphs), opaque, self._artifact))

    def _stroke(self, polygon: Polygon, rectangle: Box | None, width: float, colour: str | None) -> None:
        is_box = rectangle is not None or polygon.curved
        edges = None if is_box and _is_tick_box(polygon.box) else straight_edges(polygon)
        if edges is None:
            shown = self._shown(polygon.box)
            if shown is not None:
                hollow: Hollow | None = "box" if rectangle is not None else "ring" if _is_ring(polygon) else None
                self._shapes.append(Shape(*shown, colour, filled=False, order=len(self._glyphs), hollow=hollow))
                if not polygon.curved and len(polygon.points) == 2:
                    self._slants.append(polygon.box)
            return
        for edge in edges:
            shown = self._shown(edge)
            if shown is not None:
                self._strokes.append(Stroke(*shown, width, colour, len(self._glyphs), self._artifact))

    def paint_shading(self, colour: str | None) -> None:
        """Cover the clip with a shading; `colour` stands for all of its colours."""
        shown = self._shown(self.page)
        if shown is not None and not self._hidden and self._cover(Region(shown), colour):
            self._fills.append(
                Fill(*shown, _tint(colour, self.surroundings.fill_alpha), len(self._glyphs), artifact=self._artifact)
            )

    def paint_picture(self, picture: PictureLook = OPAQUE) -> None:
        """A picture on the unit square of the present matrix."""
        matrix = cast("Matrix", self.ctm)
        corners = tuple(transform(matrix, x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)))
        box = bounding_box(corners)
        shown = self._shown(box)
        if shown is None or self._hidden or self.surroundings.fill_alpha < NO_INK:
            return
        upright = all(abs(part) <= CLIP_SLACK for part in matrix[1:3]) or (
            abs(matrix[0]) + abs(matrix[3]) <= CLIP_SLACK
        )
        region = Region(box) if upright else Region(box, (corners,))
        if self._cover(region, None, picture.veil(matrix), picture=True):
            self._pictures.append(Picture(*shown, order=len(self._glyphs)))


def _region(polygons: Sequence[Polygon], rectangle: Box | None, *, evenodd: bool) -> Region:
    """What a path encloses; `rectangle` when it is one."""
    if rectangle is not None:
        return Region(rectangle)
    outlines = tuple(polygon.points for polygon in polygons)
    return Region(bounding_box(point for outline in outlines for point in outline), outlines, evenodd)


def _is_tick_box(box: Box) -> bool:
    """Whether a drawn rectangle is a small square: a box to tick, which would pass for a cell."""
    width, height = box[2] - box[0], box[3] - box[1]
    return max(width, height) <= TICK_BOX and min(width, height) >= 0.8 * max(width, height)


def _is_ring(polygon: Polygon) -> bool:
    """Whether a drawn curve closes, small enough to be the ring of a choice."""
    return polygon.curved and (polygon.closed or polygon.points[0] == polygon.points[-1]) and _is_tick_box(polygon.box)


def _tint(colour: str | None, alpha: float) -> str | None:
    return over_white(colour, alpha) if colour is not None and alpha < 1 else colour


def _scale(matrix: Matrix) -> float:
    """How much a matrix enlarges, on the average of its directions."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _is_outside(box: Box, clip: Box) -> bool:
    """Whether a glyph lies wholly outside the clip. Half its height is taken: its ink rarely fills its box."""
    middle, centre = (box[1] + box[3]) / 2, (box[0] + box[2]) / 2
    return (
        centre < clip[0] - CLIP_SLACK
        or centre > clip[2] + CLIP_SLACK
        or middle < clip[1] - CLIP_SLACK
        or middle > clip[3] + CLIP_SLACK
    )


def _is_pagination(properties: dict[str, object]) -> bool:
    """Whether an artifact says it is page furniture (ISO 32000-1, 14.8.2.2.2)."""
    names = {str(getattr(properties.get(key), "name", "")) for key in ("Type", "Subtype")}
    return bool(names & {"Pagination", "Header", "Footer", "Watermark"})
