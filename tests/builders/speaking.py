"""The window in a language, for as long as a test asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.translation.qt_translator import speak


@contextmanager
def english_afterwards(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets the application speak English again after what a test installs meanwhile. The translators are children of the
    application and would live as long: each language takes a megabyte."""
    installed: list[QTranslator] = []
    plain, before = qapp.installTranslator, QLocale()
    monkeypatch.setattr(qapp, "installTranslator", lambda translator: (installed.append(translator), plain(translator))[1])
    try:
        yield
    finally:
        for translator in installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        QLocale.setDefault(before)


@contextmanager
def speaking(language: str, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Windows that are made meanwhile speak a language; afterwards they speak English."""
    with english_afterwards(qapp, monkeypatch):
        assert speak(qapp, language) is None
        yield
