"""A second sampler of whole plan documents, written without sight of the readers or of the first (`layoutspace`).

`otherhand.sample.draw` gives the document of a seed with its truth: what a careful person would read off its pages.
"""
