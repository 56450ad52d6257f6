"""Tooltips never obey the text that they show."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

from widgets.tooltips import as_tooltip


def test_markup_is_shown_letter_for_letter() -> None:
    text = '<img src="file:///tmp/x.png"> & <b>bold</b>'
    document = QTextDocument()
    document.setHtml(as_tooltip(text))
    assert document.toPlainText() == text
    assert as_tooltip("") == ""
