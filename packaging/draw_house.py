#!/usr/bin/env python3
"""Draws `packaging/house.svg`: the folders of the code by floor, and the imports between them.

    python3 packaging/draw_house.py

A box is a folder directly in `app`, `widgets` or `model`, or a file that stands there alone; `resources` is one box. Each stands
above all that it imports. A line is an import; one that follows from others is left out (A imports C, where A imports B
and B imports C). All imports are kept in the picture as JSON, so that a test can tell whether the picture is out of date. Only
the standard library is used.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "packaging" / "house.svg"
LAYERS = ("resources", "model", "widgets", "app")
"""From the ground up."""
COLOURS = {"resources": "#e8e2d4", "model": "#d9e8d6", "widgets": "#d6e4f2", "app": "#f3dcd3"}
Graph = Mapping[str, list[str]]
"""Each box with those that it imports, both sorted."""

WIDTH, MARGIN, LABEL = 1240, 20, 90
BOX, FLOOR, BETWEEN = 26, 64, 14
"""Heights of a box and of a floor, and the room between boxes, in pixels."""


def graph_of(root: Path = ROOT) -> Graph:
    """The imports between boxes, as the code has them, inside functions too."""
    found: dict[str, set[str]] = {}
    for layer in LAYERS:
        for path in sorted((root / layer).rglob("*.py")):
            importer = box_of(path.relative_to(root).with_suffix("").parts, root)
            if importer is None:
                continue
            targets = (box_of(tuple(name.split(".")), root) for name in imported_names(path))
            found.setdefault(importer, set()).update(target for target in targets if target not in (None, importer))
    return {box: sorted(found[box]) for box in sorted(found)}


def imported_names(path: Path) -> Iterator[str]:
    """The dotted names of what a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def box_of(parts: tuple[str, ...], root: Path) -> str | None:
    """The box of a module; None of what is not ours, and of a layer's own `__init__`."""
    if parts[0] not in LAYERS:
        return None
    if parts[0] == "resources":
        return "resources"
    if len(parts) < 2 or parts[1] == "__init__":
        return None
    inside = root / parts[0] / parts[1]
    return f"{parts[0]}/{parts[1]}" if inside.is_dir() or inside.with_suffix(".py").exists() else None


def reach_of(graph: Graph) -> dict[str, set[str]]:
    """What each box imports, directly or by others."""
    reach: dict[str, set[str]] = {}
    for box in graph:
        seen: set[str] = set()
        todo = list(graph[box])
        while todo:
            if (target := todo.pop()) not in seen:
                seen.add(target)
                todo += graph.get(target, [])
        reach[box] = seen
    return reach


def needed_lines(graph: Graph) -> list[tuple[str, str]]:
    """The imports that follow from no others."""
    reach = reach_of(graph)
    return [
        (box, target)
        for box, targets in graph.items()
        for target in targets
        if not any(target in reach[other] for other in targets if other != target and box not in reach[other])
    ]


def floors_of(graph: Graph) -> list[list[str]]:
    """The boxes floor by floor, from the ground up: each layer above the one before, each box above what it imports there.
    Boxes that import each other share a floor."""
    reach, floors = reach_of(graph), []
    for layer in LAYERS:
        left = {box for box in graph if box.partition("/")[0] == layer}
        while left:
            floor = {box for box in left if all(box in reach[other] for other in reach[box] & left - {box})}
            floors.append(sorted(floor))
            left -= floor
    return floors


def places_of(floors: list[list[str]], graph: Graph) -> dict[str, tuple[float, float, float]]:
    """Left edge, top edge and width of each box; on a floor they stand in the order of what they import below."""
    rows: list[list[str]] = []
    for floor in floors:
        rows += split_rows(order_floor(floor, rows, graph))
    places = {}
    height = len(rows) * FLOOR
    for level, row in enumerate(rows):
        widths = [width_of(box) for box in row]
        room = WIDTH - LABEL - MARGIN - sum(widths)
        gap = room / (len(row) + 1)
        x = LABEL + gap
        for box, width in zip(row, widths, strict=True):
            places[box] = (x, MARGIN + height - (level + 1) * FLOOR + (FLOOR - BOX) / 2, width)
            x += width + gap
    return places


def order_floor(floor: list[str], below: list[list[str]], graph: Graph) -> list[str]:
    at = {box: (index + 1) / (len(row) + 1) for row in below for index, box in enumerate(row)}

    def centre(box: str) -> float:
        found = [at[target] for target in graph[box] if target in at]
        return sum(found) / len(found) if found else 0.5

    return sorted(floor, key=lambda box: (centre(box), box))


def split_rows(floor: list[str]) -> Iterator[list[str]]:
    """A floor in as many rows as the width of the picture asks for."""
    row: list[str] = []
    for box in floor:
        if row and sum(width_of(member) + BETWEEN for member in (*row, box)) > WIDTH - LABEL - MARGIN:
            yield row
            row = []
        row.append(box)
    yield row


def width_of(box: str) -> float:
    return 18 + 7.2 * len(name_of(box))


def name_of(box: str) -> str:
    return box.partition("/")[2] or box


def picture_of(graph: Graph) -> str:
    """The picture as SVG, the same for the same imports."""
    places = places_of(floors_of(graph), graph)
    height = max(y for _, y, _ in places.values()) + FLOOR + MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" font-family="sans-serif" font-size="12">',
        "<title>The folders of Clausewright, each above all that it imports</title>",
        f"<metadata>{escape(json.dumps(graph), quote=False)}</metadata>",
        f'<rect width="{WIDTH}" height="{height:g}" fill="#ffffff"/>',
        *bands(places),
    ]
    for box, target in needed_lines(graph):
        x, y, width = places[box]
        to_x, to_y, to_width = places[target]
        start, stop = (x + width / 2, y + BOX), (to_x + to_width / 2, to_y)
        if to_y == y:  # they import each other: round below both
            middle = (start[0] + stop[0]) / 2
            path = f"M{start[0]:.0f} {start[1]:.0f} Q{middle:.0f} {y + BOX + 24:.0f} {stop[0]:.0f} {y + BOX:.0f}"
        else:
            bend = (stop[1] - start[1]) / 2
            path = (
                f"M{start[0]:.0f} {start[1]:.0f} C{start[0]:.0f} {start[1] + bend:.0f} "
                f"{stop[0]:.0f} {stop[1] - bend:.0f} {stop[0]:.0f} {stop[1]:.0f}"
            )
        lines.append(f'<path d="{path}" fill="none" stroke="#5a6670" stroke-opacity="0.55"/>')
    for box, (x, y, width) in places.items():
        lines.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{BOX}" rx="4" '
            f'fill="{COLOURS[box.partition("/")[0]]}" stroke="#444c52"/>'
        )
        lines.append(f'<text x="{x + width / 2:.1f}" y="{y + 17:.1f}" text-anchor="middle" fill="#111">{name_of(box)}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def bands(places: Mapping[str, tuple[float, float, float]]) -> Iterator[str]:
    """The names of the layers at the left, and a line between two of them."""
    tops = {}
    for layer in dict.fromkeys(box.partition("/")[0] for box in places):
        heights = [y for box, (_, y, _) in places.items() if box.partition("/")[0] == layer]
        tops[layer] = min(heights)
        middle = (min(heights) + max(heights) + BOX) / 2 + 4
        yield f'<text x="{MARGIN}" y="{middle:.0f}" font-weight="bold" fill="#111">{layer}</text>'
    for below, _ in pairwise(tops):
        y = tops[below] - (FLOOR - BOX) / 2
        yield f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{y:g}" y2="{y:g}" stroke="#aab2b8" stroke-dasharray="4 4"/>'


def embedded_graph(picture: str) -> Graph:
    """The imports that a picture was drawn from."""
    found = re.search(r"<metadata>(.*?)</metadata>", picture, re.DOTALL)
    kept = found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if found else "{}"
    return json.loads(kept)


if __name__ == "__main__":
    PICTURE.write_text(picture_of(graph_of()), encoding="utf-8", newline="\n")
