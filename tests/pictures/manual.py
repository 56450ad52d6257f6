"""Pictures of the pages of the manual: `python -m tests.pictures.manual`, or `… fr ar --only review` for some.

Each page has a picture per language, such as `resources/help/fr/pictures/review.png`; those of the English pages are in
`resources/help/pictures`. Further pictures of a page are named after it. They are taken from the real window on the sample, at
twice its size, in 24 colours. The files contain pixels only: no path, no time, no name of a program. Take them again after a
change of what they show, and look at them.
"""

from __future__ import annotations

import argparse
import gc
import os
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from resources.catalogues import ENGLISH, languages
from tests.pictures.take import ROOT, screen

MANUAL = ROOT / "resources" / "help"
SCALE = 2
COLOURS = 24
"""How many colours a picture has: text with smooth edges, two or three hues and their tints."""
COMMON = 8
"""How many colours are chosen only because they are frequent: the backgrounds."""
DISTANCES = (160, 128, 96, 80, 64, 48, 40, 32, 24, 12, 6, 0)
"""How far each further colour is at least from those before, in steps of its three parts, so that no hue is lost."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="those of the window; all by itself")
    parser.add_argument("--only", default="", help="part of the names of the pages")
    parser.add_argument("--out", type=Path, default=MANUAL, help="the folder of the manual")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.languages) - set(languages()):
        parser.error(f"no language of the window: {' '.join(sorted(unknown))}; there are {' '.join(languages())}")
    if options.here:
        from tests.pictures.manual_scenes import take_pages
        from tests.pictures.scenes import held

        gc.disable()  # as for the other pictures
        with held():
            take_pages(options.languages[0], options.only, folder_of(options.languages[0], options.out))
        return
    for language in options.languages or languages():
        given = [language, "--only", options.only, "--out", str(options.out.absolute()), "--here"]
        with tempfile.TemporaryDirectory() as home:
            places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
            around = os.environ | {"QT_QPA_PLATFORM": screen(Path(home), SCALE), "QT_SCALE_FACTOR": str(SCALE)} | places
            around["PYTHONPATH"] = str(ROOT)
            subprocess.run([sys.executable, "-m", "tests.pictures.manual", *given], cwd=home, env=around, check=True)


def folder_of(language: str, manual: Path = MANUAL) -> Path:
    """Where the pictures of a language are."""
    return (manual if language == ENGLISH else manual / language) / "pictures"


def save(image: QImage, path: Path) -> None:
    """Writes a picture as a PNG file of 24 colours that is the same for the same pixels."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png(image))


def png(image: QImage) -> bytes:
    """A picture as PNG with a palette; its only chunks are size, palette and pixels."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    palette = chosen_colours(plain)
    flags = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    indexed = plain.convertToFormat(QImage.Format.Format_Indexed8, palette, flags)
    width, height, line = indexed.width(), indexed.height(), indexed.bytesPerLine()
    pixels = bytes(indexed.constBits())
    packed = b"".join(b"\0" + pixels[at : at + width] for at in range(0, height * line, line))
    colours = b"".join(struct.pack(">I", colour & 0xFFFFFF)[1:] for colour in palette)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    packer = zlib.compressobj(level=9, memLevel=9)  # 0.6 % less than `zlib.compress`
    parts = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", packer.compress(packed) + packer.flush()), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def chosen_colours(image: QImage) -> list[int]:
    """The most frequent colours of a picture, then those that are far enough from all before, at most 24."""
    counted = Counter(memoryview(image.constBits()).cast("I"))
    frequent = [colour for colour, _ in sorted(counted.items(), key=lambda found: (-found[1], found[0]))[:3000]]
    chosen = frequent[:COMMON]
    for least in DISTANCES:
        for colour in frequent:
            if len(chosen) < COLOURS and all(distance(colour, other) > least for other in chosen):
                chosen.append(colour)
    return chosen


def distance(a: int, b: int) -> int:
    """How far two colours are apart: the sum of the differences of red, green and blue."""
    return sum(abs((a >> shift & 255) - (b >> shift & 255)) for shift in (0, 8, 16))


if __name__ == "__main__":
    main()
