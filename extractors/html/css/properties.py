"""The properties that the reader asks about; the other declarations of a page, eight of ten, are not kept."""

from __future__ import annotations

_NAMES = """
    -webkit-background-clip -webkit-line-clamp -webkit-mask -webkit-mask-image -webkit-text-fill-color all animation
    animation-name background background-clip background-color background-image border border-style bottom clip
    clip-path color content content-visibility counter-increment counter-reset counter-set direction display fill
    filter flex-direction flex-flow float font font-family font-size font-weight grid-template-rows height inset left
    line-clamp line-height list-style list-style-type margin margin-left margin-top mask mask-image max-height max-width
    mso-hide mso-list opacity outline outline-style overflow overflow-x overflow-y position right scale text-decoration
    text-decoration-line text-indent text-shadow top transform translate unicode-bidi vertical-align visibility
    white-space width zoom
"""
PROPERTIES = frozenset(_NAMES.split())
