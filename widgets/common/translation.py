"""Translation of texts outside a QObject. The context stands at each call, since Qt's lupdate reads it there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
"""A text in the language of the window: `translate("Comparison", "equal")`; the context first, then the text in English."""
