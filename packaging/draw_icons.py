#!/usr/bin/env python3
"""Draws the icon of the program from `packaging/icon.svg` in every size: into `resources/icon/`, which is committed, and on
request as the .ico of Windows.

    python packaging/draw_icons.py [clausewright.ico]
"""

import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (16, 24, 32, 48, 64, 128, 256)


def draw():
    """Writes the pictures again; PySide6 draws them."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(ROOT / "packaging/icon.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(picture(size)))


def picture(size):
    """The file of the icon in a size, in pixels."""
    return ROOT / f"resources/icon/clausewright-{size}.png"


def ico():
    """The bytes of an .ico of all sizes, each held as a PNG, as Windows reads it since Vista."""
    datas = [picture(size).read_bytes() for size in SIZES]
    place = 6 + 16 * len(SIZES)
    head, body = [struct.pack("<HHH", 0, 1, len(SIZES))], b""
    for size, data in zip(SIZES, datas, strict=True):
        head.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place + len(body)))
        body += data
    return b"".join(head) + body


if __name__ == "__main__":
    draw()
    if sys.argv[1:]:
        Path(sys.argv[1]).write_bytes(ico())
