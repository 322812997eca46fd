"""The steps in their order, on an empty English pipeline: nothing is downloaded, nothing pretrained is used."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]  # made by Cython, without types
from spacy.language import Language

from pipeline.tagging.components import (
    capitals,
    definitions,
    head_nouns,
    linker,
    near_names,
    places,
    registry_matcher,
    resolver,
    sequence_tagger,
    speakers,
    taught_names,
)
from pipeline.tagging.shipped import SHIPPED
from pipeline.tagging.words import TOKENIZER

RULES = (places.NAME, registry_matcher.NAME, definitions.NAME, head_nouns.NAME, near_names.NAME)
"""Steps that need no model; the sequence model sees what they find."""
STEPS = (
    *RULES,
    sequence_tagger.NAME,
    speakers.NAME,
    capitals.NAME,
    taught_names.NAME,
    resolver.NAME,
    linker.NAME,
)
_OF_A_WORD = (NORM,)
"""What the steps ask spaCy about a word. All else that it can tell, such as whether it looks like an address of a web
page, would be worked out for every word of every name."""
_WITH_REGISTRY = frozenset({registry_matcher.NAME, near_names.NAME, linker.NAME})
_WITH_MODELS = frozenset({sequence_tagger.NAME, speakers.NAME, resolver.NAME})


def build_pipeline(
    folder: Path | None = None,
    *,
    use_boroughs: bool = True,
    models: str = SHIPPED,
    steps: tuple[str, ...] = STEPS,
    without: frozenset[str] = frozenset(),
) -> Language:
    """The tagging pipeline.

    Args:
        folder: Registry folder; None is the built-in one.
        use_boroughs: Whether a borough's own registry counts, or only the general one.
        models: Name of the models, see `pipeline.tagging.shipped.name_models`.
        steps: The steps to take, in order.
        without: Steps to leave out, to measure what they add.
    """
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    getters = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]  # likewise
    nlp.vocab.lex_attr_getters = {attr: getters[attr] for attr in _OF_A_WORD}  # type: ignore[attr-defined]
    for step in steps:
        config: dict[str, object] = {}
        if step in _WITH_REGISTRY:
            config = {"folder": str(folder) if folder else None, "use_boroughs": use_boroughs}
        elif step in _WITH_MODELS:
            config = {"models": models}
        if step not in without:
            nlp.add_pipe(step, config=config)
    return nlp
