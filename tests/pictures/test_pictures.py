"""The pictures can be taken; what they show is judged by eyes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from app.session.clock import utc_now
from app.window import main_window
from tests.pictures.compare import compare
from tests.pictures.scenes import held

ROOT = Path(__file__).resolve().parents[2]


def take(out: Path, text: str, theme: str, scale: str, only: str) -> None:
    given = ["--text", text, "--theme", theme, "--scale", scale, "--only", only]
    command = [sys.executable, "-m", "tests.pictures.take", str(out), *given]
    around = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, cwd=ROOT, env=around, check=True, capture_output=True, timeout=120)


def test_a_picture_is_taken_in_the_language_theme_and_size_that_are_asked_for(tmp_path):
    take(tmp_path, "ar", "contrast", "2", "view draft")
    picture = QImage(str(tmp_path / "ar-contrast-2" / "view draft.png"))
    assert picture.width() == 2 * 1340
    assert picture.pixelColor(picture.width() - 40, picture.height() // 3).lightness() < 40


def test_pictures_are_compared_by_pixel(tmp_path):
    for folder, names in (("before", "same gone moved larger"), ("after", "same new moved larger")):
        (tmp_path / folder).mkdir()
        for name in names.split():
            picture = QImage(9, 5 + (name == "larger" and folder == "after"), QImage.Format.Format_RGB32)
            picture.fill("white")
            if name == "moved" and folder == "after":
                picture.setPixelColor(2, 1, "red")
                picture.setPixelColor(7, 3, "red")
            picture.save(str(tmp_path / folder / f"{name}.png"))
    assert list(compare(tmp_path / "before", tmp_path / "after")) == [
        "gone.png: only before",
        "larger.png: 9 x 5 before, 9 x 6 after",
        "moved.png: 2 pixels, from 2, 1 to 7, 3",
        "new.png: only after",
    ]


def test_clock_caret_and_sentences_stand_still_while_pictures_are_taken(qapp):
    blinking, told_for = qapp.cursorFlashTime(), main_window.TELL_FOR
    with held():
        assert utc_now() == "2024-09-06T09:00:00Z"
        assert (qapp.cursorFlashTime(), main_window.TELL_FOR) == (0, 0)
    assert utc_now() > "2024-09-06T09:00:00Z"
    assert (qapp.cursorFlashTime(), main_window.TELL_FOR) == (blinking, told_for)
