"""The window in each language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.translation.qt_translator import speak
from resources.catalogues import languages

OTHERS = [code for code in languages() if code != "en"]


@pytest.fixture(params=OTHERS)
def spoken(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language that the window speaks."""
    installed: list[QTranslator] = []
    plain, before = qapp.installTranslator, QLocale()
    monkeypatch.setattr(qapp, "installTranslator", lambda translator: (installed.append(translator), plain(translator))[1])
    assert speak(qapp, request.param) is None
    yield request.param
    for translator in installed:
        QCoreApplication.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)
