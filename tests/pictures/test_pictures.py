"""The pictures can be taken; what they show is judged by eyes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

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
