"""The window of the editions: the citations of the text on one page, the table on the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from model.preflight.citation_list import CitationEntry
from widgets.common.button_box import ButtonBox
from widgets.common.sizes import resize_to_fit
from widgets.editions.citations import CitationsPage
from widgets.editions.table import TablePage


class EditionsDialog(QDialog):
    """A window beside the text, which can still be edited."""

    came_forward = Signal()
    """The window was activated, so the text may have changed since it was last active."""

    def __init__(self, name: Callable[[CitationEntry], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Editions"))
        resize_to_fit(self, 1040, 560)
        self.citations = CitationsPage(name)
        self.table = TablePage()
        self.tabs = QTabWidget()
        self.tabs.addTab(self.citations, self.tr("Cited in this text"))
        self.tabs.addTab(self.table, self.tr("Table of editions"))
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        layout.addWidget(buttons)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.came_forward.emit()
        elif event.type() == QEvent.Type.PaletteChange and hasattr(self, "citations"):
            self.citations.show_palette()
