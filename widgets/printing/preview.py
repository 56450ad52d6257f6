"""The print preview."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from model.formats.page.blocks import Printout
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.sizes import resize_to_fit
from widgets.printing.picture import PagePicture

PORTRAIT, LANDSCAPE = 720, 1000
"""The widths of the preview in pixels."""


class PreviewDialog(QDialog):
    """Shows the pages and offers to print them or to write them as a PDF."""

    print_asked = Signal()
    pdf_asked = Signal()

    def __init__(self, printed: Printout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print preview"))
        self.picture = PagePicture()
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        for words, asked in ((self.tr("&Print …"), self.print_asked), (self.tr("Export as PD&F …"), self.pdf_asked)):
            buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(asked)
        for button in buttons.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter is for the number of the page
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addWidget(self.picture, 1)
        layout.addWidget(buttons)
        width = LANDSCAPE if printed.landscape else PORTRAIT
        resize_to_fit(self, width, _outermost(parent).height() if parent is not None else 900)
        self.picture.setFocus()
        self.picture.show_printout(printed)
        self.finished.connect(lambda _: self.picture.stop())


def _outermost(widget: QWidget) -> QWidget:
    """The window over which a widget and the boxes around it are shown."""
    while (parent := widget.parentWidget()) is not None:
        widget = parent
    return widget
