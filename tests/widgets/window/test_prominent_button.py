"""The button to which a window leads has the accent of the theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from widgets.theme.colours import contrast
from widgets.theme.design import SCHEMES
from widgets.theme.themes import palette_of
from widgets.window.tool_buttons import ProminentButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize("theme", SCHEMES)
def test_the_prominent_button_has_the_accent_and_readable_words(qtbot, theme: str):
    button = ProminentButton("file-up")
    qtbot.addWidget(button)
    button.setText("Export")
    button.setPalette(palette_of(theme))
    image = button.grab().toImage()
    accent = QColor(SCHEMES[theme].accent)
    assert image.pixelColor(image.width() // 2, 1) == accent
    middle = [image.pixelColor(x, image.height() // 2) for x in range(image.width())]
    assert max(contrast(colour, accent) for colour in middle) >= 4.5
