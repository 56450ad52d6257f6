"""Comparison of two folders of pictures by pixel: `python -m tests.pictures.compare BEFORE AFTER`.

Take the pictures of each checkout in the checkout itself. Prints each picture that differs, or that one folder lacks; exit
status 1 where there is any. The list of recent files on the first page shows where the checkout lies.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImage

BYTES = 4
"""Bytes of a pixel."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    options = parser.parse_args()
    for folder in (options.before, options.after):
        if not next(folder.rglob("*.png"), None):
            parser.error(f"{folder} holds no picture; take some with `python -m tests.pictures.take {folder}`")
    differences = list(compare(options.before, options.after))
    for line in differences:
        print(line)
    return 1 if differences else 0


def compare(before: Path, after: Path) -> Iterator[str]:
    """A line for each picture that is not in both folders, or not the same in both."""
    befores, afters = ({path.relative_to(folder) for path in folder.rglob("*.png")} for folder in (before, after))
    for name in sorted(befores | afters):
        if name not in afters:
            yield f"{name}: only before"
        elif name not in befores:
            yield f"{name}: only after"
        elif difference := compare_pictures(before / name, after / name):
            yield f"{name}: {difference}"


def compare_pictures(before: Path, after: Path) -> str:
    """Where two pictures differ, in words; empty if they do not."""
    before_image, other = (QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32) for path in (before, after))
    if before_image.size() != other.size():
        return f"{before_image.width()} x {before_image.height()} before, {other.width()} x {other.height()} after"
    if before_image == other:
        return ""
    width = before_image.bytesPerLine()
    pixels, others = bytes(before_image.constBits()), bytes(other.constBits())
    rows = [at for at in range(0, len(pixels), width) if pixels[at : at + width] != others[at : at + width]]
    columns = [
        [x for x in range(0, width, BYTES) if pixels[row + x : row + x + BYTES] != others[row + x : row + x + BYTES]]
        for row in rows
    ]
    left, right = min(row[0] for row in columns) // BYTES, max(row[-1] for row in columns) // BYTES
    count = sum(len(row) for row in columns)
    return f"{count} pixels, from {left}, {rows[0] // width} to {right}, {rows[-1] // width}"


if __name__ == "__main__":
    raise SystemExit(main())
