"""Draws the house: its rooms, what each is for, and which rooms it takes from, as the imports say."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from generator.literals import statements_of, tree_of

FLOORS = ("models", "extractors", "pipeline")


def draw_house(root: Path) -> str:
    """A table for each floor, a row for each room; those that take least from others come first."""
    rooms = _rooms(root)
    takes = {room: _takes(paths, room, set(rooms)) for room, paths in rooms.items()}
    lines: list[str] = []
    for floor in FLOORS:
        lines += [f"| room in `{floor}/` | what it is for | takes from |", "| --- | --- | --- |"]
        own = [room for room in rooms if room.split(".")[0] == floor]
        for room in sorted(own, key=lambda room: (len(takes[room]), room)):
            others = ", ".join(sorted(f"`{one}`" for one in takes[room])) or "nothing of ours"
            lines.append(f"| `{room}` | {_purpose(rooms[room], root, room)} | {others} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def _rooms(root: Path) -> dict[str, list[Path]]:
    """The modules of each room: a folder right under a floor; modules right on the floor are a room of its name."""
    rooms: dict[str, list[Path]] = defaultdict(list)
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*.py")):
            inside = path.relative_to(root).parts
            rooms[".".join(inside[:2]) if len(inside) > 2 else floor].append(path)
    return dict(rooms)


def _takes(paths: list[Path], room: str, rooms: set[str]) -> set[str]:
    """The other rooms whose modules the modules of a room import, inside functions too."""
    found: set[str] = set()
    for path in paths:
        for node in statements_of(tree_of(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                inside = {".".join(name.split(".")[:2]) for name in names}
                taken = inside & rooms or {node.module.split(".")[0]}
                found.update(taken & rooms)
    return found - {room}


def _purpose(paths: list[Path], root: Path, room: str) -> str:
    """The first sentence of what a room says of itself."""
    opening = root.joinpath(*room.split("."), "__init__.py")
    text = ast.get_docstring(tree_of(opening if opening in paths else paths[0])) or ""
    return " ".join(text.split("\n\n")[0].split()).rstrip(".").replace("|", "\\|")
