"""The pictures of the manual can be taken, and their files contain pixels only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.conftest import ROOT
from tests.pictures.manual import COLOURS, SCALE, png
from tests.pictures.manual_scenes import PAGES
from tests.pictures.manual_stage import WIDTH


def test_a_page_has_its_picture_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.pictures.manual", "fr", "--only", "printing", "--out", str(tmp_path)]
    around = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, cwd=ROOT, env=around, check=True, capture_output=True, timeout=120)
    (path,) = tmp_path.rglob("*.png")
    assert path == tmp_path / "fr/pictures/printing.png"
    picture = QImage(str(path))
    assert 200 * SCALE < picture.width() <= WIDTH * SCALE
    assert 1 < picture.colorCount() <= COLOURS


def test_a_file_is_the_same_for_the_same_pixels_and_has_few_colours() -> None:
    image = QImage(41, 30, QImage.Format.Format_RGB32)
    for x in range(image.width()):
        for y in range(image.height()):
            image.setPixelColor(x, y, (x * 6) << 16 | (y * 8) << 8 | 0x40 if x > 20 else 0xFFFFFF)
    data = png(image)
    assert data == png(image.copy())
    read = QImage.fromData(data, "PNG")
    assert read.size() == image.size()
    assert read.pixelColor(3, 3).name() == "#ffffff"
    assert len({read.pixel(x, y) for x in range(41) for y in range(30)}) <= COLOURS
    assert [data[at : at + 4] for at in (12, 37)] == [b"IHDR", b"PLTE"]


@pytest.mark.parametrize("wrong", ["xx", "EN"])
def test_an_unknown_language_is_refused(wrong: str) -> None:
    command = [sys.executable, "-m", "tests.pictures.manual", wrong]
    ended = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert ended.returncode == 2
    assert f"no language of the window: {wrong}" in ended.stderr


def test_every_page_has_a_scene() -> None:
    pages = {path.name.partition("-")[2].removesuffix(".md") for path in (ROOT / "resources/help").glob("*.md")}
    assert pages <= PAGES.keys()
