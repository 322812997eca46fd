"""pdfminer's interpreter of page contents, taught what a reader of tables needs besides.

It keeps the clip, the opacity and the layers, knows what colours mean, fills gaps of the original (`F`, `"`, `sh`,
colours of any number of inks), and looks each operator up once instead of at every use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias, cast

from pdfminer.casting import safe_float
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfinterp import Color, PDFPageInterpreter, PDFResourceManager, PDFStackT
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name

from extractors.common.rgb import Rgb, to_hex
from extractors.pdf.source.canvas import MOST_CLIPS, MOST_POINTS, Canvas, Surroundings
from extractors.pdf.source.colours import colour_by_count, parse_spaces
from extractors.pdf.source.content import ContentReader
from extractors.pdf.source.geometry import Box, Matrix, bounding_box, intersect, multiply, transform_box
from extractors.pdf.source.layers import Layers
from extractors.pdf.source.paths import Polygon, as_rectangle, subpaths
from extractors.pdf.source.patterns import pattern_colour, shading_colour
from extractors.pdf.source.pictures import OPAQUE, UNKNOWN, look_of
from extractors.pdf.source.regions import Mask, Region, light
from extractors.pdf.source.streams import unpack
from models.errors import OversizedFile

Operator: TypeAlias = tuple[Callable[..., object], int]

DARKENING = frozenset({"Multiply", "Darken", "ColorBurn"})
"""Blend modes under which what is beneath still shows, as with a highlighter."""

MAX_FORM_DEPTH = 24
"""Forms within forms deeper than this are a fault of the file."""
MAX_FORMS = 5_000
"""Forms drawn on a page. Designed pages draw some hundreds; forms that draw others twice each grow without end."""

_PATH_ENDS = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"})
_OPERATORS = {
    "W": "begin_clip",
    "W*": "begin_evenodd_clip",
    "q": "save",
    "Q": "restore",
    "gs": "set_state",
    "F": "do_f",
    "sh": "shade",
    "cs": "choose_fill_space",
    "CS": "choose_stroke_space",
    "sc": "set_fill_colour",
    "scn": "set_fill_colour",
    "SC": "set_stroke_colour",
    "SCN": "set_stroke_colour",
    "TJ": "show_texts",
    "Tj": "show_text",
    "'": "show_next_line",
    '"': "show_spaced_line",
    "BDC": "begin_content",
    "BMC": "begin_plain_content",
    "EMC": "end_content",
    "ET": "end_text",
    "EI": "draw_inline_picture",
    "Do": "draw_object",
}
"""Operators that are ours; the others are pdfminer's."""


class Interpreter(PDFPageInterpreter):
    """Draws a page's contents on a `Canvas`; `layers` tells what is switched off."""

    def __init__(self, rsrcmgr: PDFResourceManager, canvas: Canvas, layers: Layers) -> None:
        super().__init__(rsrcmgr, canvas)
        self.canvas = canvas
        self.layers = layers
        self.depth = 0
        self._forms_left = iter(range(MAX_FORMS))
        self._masks: dict[tuple[int | None, Matrix], Mask | None] = {}
        self._saved: list[Surroundings] = []
        self._clip_pending = self._clip_evenodd = False
        self._operators: dict[bytes, Operator | None] = {}

    def dup(self) -> Interpreter:
        """A fresh interpreter on the same canvas, for a form."""
        inner = Interpreter(self.rsrcmgr, self.canvas, self.layers)
        inner.depth = self.depth + 1
        inner._forms_left, inner._masks = self._forms_left, self._masks  # one count for the page
        return inner

    def init_resources(self, resources: dict[object, object]) -> None:
        """As pdfminer's, but with colour spaces that know what their numbers mean."""
        known = dict_value(resources) if resources else {}
        super().init_resources({key: value for key, value in known.items() if key != "ColorSpace"})
        self.resources = known
        self.csmap.update(parse_spaces(known))
        self._properties = dict_value(known.get("Properties") or {})
        self._states = dict_value(known.get("ExtGState") or {})
        self._shadings = dict_value(known.get("Shading") or {})
        self._patterns = dict_value(known.get("Pattern") or {})

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams, joined as the standard says; a form that calls itself is not run again."""
        self.stream_ids.clear()
        parts = []
        for stream in map(stream_value, streams):
            if stream.objid is None or stream.objid not in self.parent_stream_ids:
                parts.append(unpack(stream))
                if stream.objid is not None:
                    self.stream_ids.add(stream.objid)
        self.run(b"\n".join(parts))

    def run(self, contents: bytes) -> None:
        """Run the operators of some contents."""
        operators = self._operators
        for keyword, operands in ContentReader(contents).operators():
            try:
                operator = operators[keyword]
            except KeyError:
                operator = operators[keyword] = self._find(keyword)
            if operator is None:
                continue
            function, count = operator
            self.argstack = cast("list[PDFStackT]", operands)
            if count == 0:
                function()
            elif len(operands) >= count:
                function(*self.pop(count))

    def _find(self, keyword: bytes) -> Operator | None:
        name = keyword.decode("latin-1")
        function = getattr(self, _OPERATORS.get(name, f"do_{name.replace('*', '_a')}"), None)
        if function is None:
            return None
        count = function.__code__.co_argcount - 1
        return (self._then_clip(function) if keyword in _PATH_ENDS else function), count

    def _then_clip(self, paint: Callable[[], None]) -> Callable[[], None]:
        """A path-painting operator that also narrows the clip, when `W` came before it."""

        def painted() -> None:
            path = self.curpath
            paint()
            if self._clip_pending:
                self._clip_pending = False
                self._clip_to(list(subpaths(path, self.ctm)))

        return painted

    def _clip_to(self, polygons: list[Polygon]) -> None:
        """Clip to some outlines; one upright rectangle, as nearly all of them are, is kept as its box alone."""
        if not polygons:
            self._narrow_clip((0.0, 0.0, 0.0, 0.0))
            return
        self._narrow_clip(bounding_box(point for polygon in polygons for point in polygon.points))
        if len(polygons) == 1 and as_rectangle(polygons[0]) is not None:
            return
        around, outlines = self.canvas.surroundings, tuple(polygon.points for polygon in polygons)
        if len(around.outlines) < MOST_CLIPS and sum(map(len, outlines)) < MOST_POINTS:
            region = Region(around.clip or self.canvas.page, outlines, self._clip_evenodd)
            self.canvas.surroundings = replace(around, outlines=(*around.outlines, region))

    def _narrow_clip(self, box: Box) -> None:
        around = self.canvas.surroundings
        narrowed = box if around.clip is None else intersect(around.clip, box)
        self.canvas.surroundings = replace(around, clip=narrowed or (0.0, 0.0, 0.0, 0.0))

    def begin_clip(self) -> None:
        """Clip to the path that the next operator paints or ends."""
        self._clip_pending, self._clip_evenodd = True, False

    def begin_evenodd_clip(self) -> None:
        """As `begin_clip`, what the path encloses twice left out."""
        self._clip_pending = self._clip_evenodd = True

    def end_text(self) -> None:
        """End a text object."""
        self.do_ET()
        self.canvas.end_text()

    def save(self) -> None:
        """Save the graphics state."""
        self.do_q()
        self._saved.append(self.canvas.surroundings)

    def restore(self) -> None:
        """Restore the graphics state."""
        self.do_Q()
        if self._saved:
            self.canvas.surroundings = self._saved.pop()

    def set_state(self, name: PDFStackT) -> None:
        """Opacities and blend mode of a named graphics state."""
        state = dict_value(self._states.get(literal_name(name)) or {})
        around = self.canvas.surroundings
        blend = resolve1(state.get("BM"))
        blends = blend if isinstance(blend, list) else [blend]
        names = {str(literal_name(item)) for item in map(resolve1, blends) if isinstance(item, PSLiteral)}
        fill, stroke = safe_float(resolve1(state.get("ca"))), safe_float(resolve1(state.get("CA")))
        self.canvas.surroundings = replace(
            around,
            fill_alpha=around.fill_alpha if fill is None else fill,
            stroke_alpha=around.stroke_alpha if stroke is None else stroke,
            darkening=bool(names & DARKENING) if names else around.darkening,
            mask=self._soft_mask(state["SMask"]) if "SMask" in state else around.mask,
        )

    def _soft_mask(self, given: object) -> Mask | None:
        """The soft mask of a graphics state; None for none, and for one that cannot be told."""
        settings = resolve1(given)
        group = resolve1(settings.get("G")) if isinstance(settings, dict) else None
        if not isinstance(group, PDFStream) or self.depth >= MAX_FORM_DEPTH:
            return None
        known = (group.objid, self.ctm)
        if group.objid is not None and known in self._masks:
            return self._masks[known]
        mask = self._masks[known] = self._draw_mask(group, settings)
        return mask

    def _draw_mask(self, group: PDFStream, settings: dict[object, object]) -> Mask | None:
        transfer = resolve1(settings.get("TR"))
        surface = Canvas(self.rsrcmgr, *self.canvas.page[2:])
        inner = Interpreter(self.rsrcmgr, surface, self.layers)
        inner.depth, inner._forms_left = self.depth + 1, self._forms_left
        inner.init_resources({})
        inner.init_state(self.ctm)
        inner.draw_form(group, self.ctm)
        drawn = surface.content(1)
        if drawn.glyphs or not (transfer is None or _is_named(transfer, "Identity")):
            return None
        by_ink = _is_named(resolve1(settings.get("S")), "Alpha")
        return Mask(drawn.patches, 0.0 if by_ink else _light_of(settings.get("BC")), by_ink)

    def shade(self, name: object) -> None:
        """Paint the clip with a shading."""
        colour = shading_colour(self._shadings.get(literal_name(name)))
        self.canvas.paint_shading(to_hex(colour) if colour else None)

    def choose_fill_space(self, name: PDFStackT) -> None:
        """Choose the space of filling colours; the colour starts again at the space's first."""
        self.do_cs(name)
        self.graphicstate.ncolor = _initial(self.graphicstate.ncs)

    def choose_stroke_space(self, name: PDFStackT) -> None:
        """Choose the space of stroking colours; the colour starts again at the space's first."""
        self.do_CS(name)
        self.graphicstate.scolor = _initial(self.graphicstate.scs)

    def set_fill_colour(self) -> None:
        """Set the filling colour, of any number of components; of a pattern, the colour that stands for it."""
        components = tuple(self.argstack)
        self.graphicstate.ncolor = cast("Color", self._of_pattern(components) or components)

    def _of_pattern(self, components: tuple[PDFStackT, ...]) -> Rgb | None:
        if not components or not isinstance(components[-1], PSLiteral):
            return None
        tint = [float(part) for part in components[:-1] if isinstance(part, (int, float))]
        return pattern_colour(self._patterns.get(literal_name(components[-1])), tint, self.graphicstate.ncs)

    def set_stroke_colour(self) -> None:
        """Set the stroking colour, of any number of components."""
        self.graphicstate.scolor = cast("Color", tuple(self.argstack))

    def show_texts(self, seq: PDFStackT) -> None:
        """Show text."""
        if self.textstate.font is not None and isinstance(seq, Iterable):
            self.canvas.show(self.textstate, list(seq), self.graphicstate)

    def show_text(self, text: PDFStackT) -> None:
        """Show one string."""
        self.show_texts([text])

    def show_next_line(self, text: PDFStackT) -> None:
        """Go to the next line and show one string."""
        self.do_T_a()
        self.show_texts([text])

    def show_spaced_line(self, aw: PDFStackT, ac: PDFStackT, s: PDFStackT) -> None:
        """Set spacing, go to the next line and show text."""
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.show_next_line(s)

    def begin_content(self, tag: PDFStackT, props: PDFStackT) -> None:
        """Begin marked content, its properties looked up when they are named."""
        if not isinstance(tag, PSLiteral):
            return
        reference = self._properties.get(literal_name(props)) if isinstance(props, PSLiteral) else props
        properties = resolve1(reference)
        hidden = literal_name(tag) == "OC" and self.layers.hide(reference)
        self.canvas.begin_content(
            str(literal_name(tag)), properties if isinstance(properties, dict) else {}, hidden=hidden
        )

    def begin_plain_content(self, tag: PDFStackT) -> None:
        """Begin marked content without properties."""
        self.canvas.begin_content(str(literal_name(tag)), {}, hidden=False)

    def end_content(self) -> None:
        """End marked content."""
        self.canvas.end_content()

    def draw_inline_picture(self, obj: PDFStackT) -> None:
        """An inline image: a picture on the unit square."""
        stencil = isinstance(obj, dict) and (obj.get("IM") or obj.get("ImageMask"))
        self.canvas.paint_picture(UNKNOWN if stencil else OPAQUE)

    def draw_object(self, xobjid_arg: PDFStackT) -> None:
        """Draw a picture, or a form inside its own box."""
        target = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        if not isinstance(target, PDFStream) or self.depth >= MAX_FORM_DEPTH:
            return
        kind = resolve1(target.get("Subtype"))
        hidden = "OC" in target and self.layers.hide(target.attrs["OC"])
        self.canvas.begin_content("XObject", {}, hidden=hidden)
        if isinstance(kind, PSLiteral) and literal_name(kind) == "Form":
            self.draw_form(target, self.ctm)
        elif isinstance(kind, PSLiteral) and literal_name(kind) == "Image":
            self.canvas.paint_picture(look_of(target) if self.canvas.drawn else OPAQUE)
        self.canvas.end_content()

    def draw_form(self, form: PDFStream, ctm: Matrix) -> None:
        """Run a form's contents: it starts from the state here, is clipped to its box, and leaves no trace in it."""
        numbers = [safe_float(resolve1(part)) for part in list_value(form.get("Matrix") or [1, 0, 0, 1, 0, 0])]
        corners = [safe_float(resolve1(part)) for part in list_value(form.get("BBox") or [])]
        if len(numbers) != 6 or len(corners) != 4 or None in numbers or None in corners:
            return
        if next(self._forms_left, None) is None:
            raise OversizedFile("A page of the PDF contains too much to read.", "Save the document as PDF again.")
        matrix = multiply(cast("Matrix", tuple(numbers)), ctm)
        around = self.canvas.surroundings
        self._narrow_clip(transform_box(matrix, cast("Box", tuple(corners))))
        resources = form.get("Resources")
        inner = self.subinterp()
        inner.init_resources(dict_value(resources) if resources else self.resources)
        inner.init_state(matrix)
        inner.graphicstate, inner.textstate = self.graphicstate.copy(), self.textstate.copy()
        inner.execute([form])
        self.canvas.surroundings = around
        self.canvas.set_ctm(self.ctm)


def _is_named(value: object, name: str) -> bool:
    return isinstance(value, PSLiteral) and str(literal_name(value)) == name


def _light_of(backdrop: object) -> float:
    """The light of a mask's backdrop, 0 to 1; black when it names none."""
    parts = resolve1(backdrop)
    components = [
        float(part)
        for part in map(resolve1, parts if isinstance(parts, list) else [])
        if isinstance(part, (int, float))
    ]
    convert = colour_by_count(len(components))
    return light(to_hex(convert(components))) if convert else 0.0


def _initial(space: PDFColorSpace) -> Color:
    """The colour a space starts with: full ink for spot colours, none for patterns, black for the rest."""
    if space.name == "Pattern":
        return cast("Color", ())
    if space.name in {"Separation", "DeviceN"}:
        return cast("Color", (1.0,) * space.ncomponents)
    if space.ncomponents == 4:
        return (0.0, 0.0, 0.0, 1.0)
    return cast("Color", (0.0,) * space.ncomponents)
