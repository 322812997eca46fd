"""Which narratives are learned from, and which are set aside."""

from __future__ import annotations

from pipeline.tagging.documents import borough_slugs
from pipeline.tagging.training.annotations import (
    HELD_OUT_FOLDER,
    HELD_OUT_FRESH_FOLDER,
    HELD_OUT_FRESH_ROUGH_FOLDER,
    HELD_OUT_LAST_FOLDER,
    HELD_OUT_LAST_ROUGH_FOLDER,
    HELD_OUT_LATER_FOLDER,
    HELD_OUT_NOTES_FOLDER,
    HELD_OUT_ROUGH_FOLDER,
    HELD_OUT_ROUGH_LATER_FOLDER,
    TRAIN_FOLDER,
    TRAIN_ROUGH_FOLDER,
    Narrative,
    others,
    richmond,
    synthetic,
)


def held_out() -> tuple[Narrative, ...]:
    """Narratives of the boroughs that nothing is learned from or tuned on."""
    rough = (*held_out_rough(), *held_out_rough_later(), *held_out_notes(), *held_out_last_rough())
    return (*held_out_first(), *held_out_later(), *held_out_last(), *rough, *held_out_fresh(), *held_out_fresh_rough())


def held_out_first() -> tuple[Narrative, ...]:
    """Those set aside when the tagger was made."""
    return synthetic(HELD_OUT_FOLDER)


def held_out_later() -> tuple[Narrative, ...]:
    """Those set aside when more boroughs were annotated, written before any error of the tagger on them was seen."""
    return synthetic(HELD_OUT_LATER_FOLDER)


def held_out_rough() -> tuple[Narrative, ...]:
    """Those in rough styles, of boroughs set aside; written before any error of the tagger on such styles was seen."""
    return synthetic(HELD_OUT_ROUGH_FOLDER)


def held_out_rough_later() -> tuple[Narrative, ...]:
    """More of these, of three other boroughs set aside, written by the hand that wrote the last 21 learned from."""
    return synthetic(HELD_OUT_ROUGH_LATER_FOLDER)


def held_out_notes() -> tuple[Narrative, ...]:
    """Notes in yet other styles, of eight boroughs set aside, by the hand that wrote the last 144 learned from."""
    return synthetic(HELD_OUT_NOTES_FOLDER)


def held_out_last() -> tuple[Narrative, ...]:
    """Whole sentences about the same eight boroughs, annotated before the tagger was tried on them."""
    return synthetic(HELD_OUT_LAST_FOLDER)


def held_out_last_rough() -> tuple[Narrative, ...]:
    """Rough styles about these boroughs, likewise."""
    return synthetic(HELD_OUT_LAST_ROUGH_FOLDER)


def held_out_fresh() -> tuple[Narrative, ...]:
    """Whole sentences by another hand about these boroughs, annotated before the tagger was tried on them."""
    return synthetic(HELD_OUT_FRESH_FOLDER)


def held_out_fresh_rough() -> tuple[Narrative, ...]:
    """Rough styles by that hand, likewise."""
    return synthetic(HELD_OUT_FRESH_ROUGH_FOLDER)


def learned_from() -> tuple[Narrative, ...]:
    """Everything else: Richmond, the synthetic boroughs, and the twenty others but for those of boroughs set aside."""
    aside = {slug for narrative in held_out() for slug in borough_slugs([narrative.borough])}
    free = tuple(narrative for narrative in others() if not aside & set(borough_slugs([narrative.borough])))
    return (*synthetic(TRAIN_FOLDER), *synthetic(TRAIN_ROUGH_FOLDER), *free, *richmond())
