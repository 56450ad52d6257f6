"""The width by which boxes and columns are measured out: that of Latin letters, whatever else the font has."""

from __future__ import annotations

from string import ascii_letters, digits

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication

from widgets.common.sizes import digit_width

LATIN = QFontDatabase.WritingSystem.Latin


@pytest.mark.usefixtures("qapp")
def test_a_font_with_chinese_characters_makes_nothing_twice_as_wide() -> None:
    families = [name for name in QFontDatabase.families() if LATIN in QFontDatabase.writingSystems(name)]
    assert families
    for family in families:
        font = QFont(family, 10)
        latin = QFontMetricsF(font).horizontalAdvance(ascii_letters + digits) / len(ascii_letters + digits)
        assert 0.5 * latin <= digit_width(font) <= 1.5 * latin, family


def test_it_grows_with_the_letters(qapp: QApplication) -> None:
    small = QFont(qapp.font())
    large = QFont(small)
    large.setPointSizeF(2 * small.pointSizeF())
    assert digit_width(large) == pytest.approx(2 * digit_width(small), rel=0.1)
