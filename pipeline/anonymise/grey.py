"""Grey pictures of one pixel, to stand where a document has a picture: the document says how large it is shown."""

from __future__ import annotations

from base64 import b64decode

GREY = "c8c8c8"
"""The colour, as red, green and blue."""
GIF = "R0lGODlhAQABAIAAAMjIyAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
_PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJmcpdfgAAAABJRU5ErkJggg==")
_JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1x"
    "eXBkeFxlZ2P/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8ASP/Z"
)
_BMP = b"BM" + bytes.fromhex(f"3a00000000000000360000002800000001000000010000000100180000000000{'00' * 20}{GREY}00")
_TIFF = b64decode(
    "SUkqAAgAAAAJAAABBAABAAAAAQAAAAEBBAABAAAAAQAAAAIBAwABAAAACAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAABEBBAABAAAAegAA"
    "ABYBBAABAAAAAQAAABcBBAABAAAAAQAAABwBAwABAAAAAQAAAAAAAADI"
)
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><path d="M0 0h64v64H0z" fill="#{GREY}"/></svg>'
_KINDS = (
    (b"\xff\xd8", _JPEG),
    (b"GIF8", b64decode(GIF)),
    (b"BM", _BMP),
    (b"II*\0", _TIFF),
    (b"MM\0*", _TIFF),
)
"""How files of each kind begin. Others (metafiles of Windows, icons) become PNG, which Office knows by its content."""


def grey_picture(data: bytes, name: str) -> bytes:
    """A grey picture of the same kind as a file of this name."""
    if name.lower().endswith(".svg"):
        return _SVG.encode("ascii")
    return next((grey for begin, grey in _KINDS if data.startswith(begin)), _PNG)
