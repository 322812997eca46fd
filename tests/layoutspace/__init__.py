"""The layout space: whole documents drawn at random, each with what must be read out of it.

`draw_document(seed)` in `layoutspace.sample` is the way in; `layoutspace.axes` says along what documents differ.
"""
