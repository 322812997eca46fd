"""The steps of the tagging pipeline, each a named spaCy component."""
