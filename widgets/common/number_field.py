"""A field for a number."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from widgets.theme.design import NONE

BESIDE = 7
"""Pixels before the digits, as in other fields: no style sheet moves the line in a spin box."""


class NumberField(QSpinBox):
    """A spin box whose digits begin where the words of other fields begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(BESIDE, NONE, BESIDE, NONE)
