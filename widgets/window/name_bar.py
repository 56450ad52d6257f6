"""The bar above the text that asks once for the name of the user for amendments."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from widgets.common.sizes import digit_width
from widgets.theme.colours import mix
from widgets.theme.design import GAP, TIGHT


class NameBar(QFrame):
    """Asks without interrupting: it does not take the focus, and the text remains editable."""

    named = Signal(str)
    """The entered name, not empty."""
    declined = Signal()
    """The user wants no name, and not to be asked again."""
    closed = Signal()
    """The user postpones the question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Your name"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        label = QLabel(self.tr("Your &name:"))
        label.setMinimumWidth(label.sizeHint().width())
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Your name"))
        self.name.setPlaceholderText(self.tr("for your amendments and comments"))
        self.name.setToolTip(self.tr("Exports show the source of the proposal instead."))
        self.name.setMinimumWidth(round(digit_width(self.font()) * 8))
        self.name.setMaximumWidth(round(digit_width(self.font()) * 40))
        label.setBuddy(self.name)
        self.keep = QPushButton(self.tr("&Use it"))
        self.decline = QPushButton(self.tr("No na&me"))
        self.decline.setToolTip(self.tr("You will not be asked again; you can enter a name in the settings at any time."))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, TIGHT, GAP, TIGHT)
        layout.addWidget(label)
        layout.addWidget(self.name, 1)
        for button in (self.keep, self.decline):
            button.setAutoDefault(False)
            layout.addWidget(button)
        layout.addStretch()
        self.keep.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._give)
        self.keep.clicked.connect(lambda _checked: self._give())
        self.decline.clicked.connect(lambda _checked: self.declined.emit())

    def _give(self) -> None:
        if name := " ".join(self.name.text().split()):
            self.named.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the background of the bars above the text."""
        roles, palette = QPalette.ColorRole, self.palette()
        QPainter(self).fillRect(self.rect(), mix(palette.color(roles.Window), palette.color(roles.Highlight), 0.16))
