"""The editor of one field, laid over its place on the page."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from widgets.editor.document.page_formats import PageFormats
from widgets.editor.view import StoryView
from widgets.submission_form.contacts_field import ContactsField
from widgets.submission_form.text_field import TextField

ROOM = 8
"""The free space around a field after scrolling to it, in pixels."""
BESIDE = 6
"""The space between a field and its name beside it."""
_DOCUMENT = ("document", "addendum", "date", "original")
FRAME = 2
"""The space around its words, in which the ring of the keyboard is drawn."""


class FieldOnPage(QWidget):
    """Holds a field with its name above it, and keeps it at its place."""

    left = Signal()
    """The user returns to the text."""
    stepped = Signal(int)
    """Tab or Shift+Tab left the field: to the next one (1) or to the one before (-1)."""

    def __init__(self, view: StoryView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.path = ""
        self.field: QWidget | None = None
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._name = QLabel(view.viewport())
        self._name.setBackgroundRole(QPalette.ColorRole.Base)
        self._name.setAutoFillBackground(True)
        self._name.hide()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setForegroundRole(QPalette.ColorRole.Link)
        self._name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(FRAME, FRAME, FRAME, FRAME)
        self._layout.setSpacing(0)
        self.hide()
        view.pages.shown.connect(self.follow)
        for bar in (view.verticalScrollBar(), view.horizontalScrollBar()):
            bar.valueChanged.connect(self.follow)
        view.viewport().installEventFilter(self)

    def show_field(self, path: str, field: QWidget) -> None:
        """Shows a field at its place, with the keyboard in it."""
        self.path, self.field = path, field
        self._name.setText(field.accessibleName() or (field.focusProxy() or field).accessibleName())
        self._layout.addWidget(field)
        field.show()
        if isinstance(field, TextField | ContactsField):
            field.grown.connect(self._on_written, Qt.ConnectionType.UniqueConnection)
        self.follow()
        for widget in (self, self._name):
            widget.setVisible(widget is self or bool(self._name_place()))
            widget.raise_()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.show_it()

    def take_field(self) -> QWidget | None:
        """Hides the editor and returns the field that it held."""
        field, self.field, self.path = self.field, None, ""
        if self.isAncestorOf(QApplication.focusWidget() or self._view):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)  # Qt would look for another field when this is hidden
        self.hide()
        self._name.hide()
        if field is not None:
            self._layout.removeWidget(field)
        return field

    # -- its place

    def _on_written(self) -> None:
        self.follow()
        self.show_it()

    def follow(self) -> None:
        """Keeps the field over its words; it covers at least what is painted there."""
        rect = self.place()
        if self.field is None or rect is None:
            return
        name, rtl = self._name.sizeHint(), self._is_rtl()
        start = name.width() + BESIDE if self._name_place() == "inside" else 0
        self._layout.setContentsMargins(FRAME + (0 if rtl else start), FRAME, FRAME + (start if rtl else 0), FRAME)
        self._layout.activate()
        width = max(ceil(rect.width()) + 2 * FRAME, self.field.minimumSizeHint().width() + 2 * FRAME)
        left = max(0, min(round(rect.left()) - FRAME, self._view.viewport().width() - width - FRAME))
        height = max(ceil(rect.height()) + 2 * FRAME, self._layout.totalMinimumSize().height())
        place = QRect(left, round(rect.top()) - FRAME, width, height)
        if place != self.geometry():
            self.setGeometry(place)
        match self._name_place():
            case "inside":
                at = QPoint(place.right() - FRAME - name.width() if rtl else left + FRAME, place.top() + FRAME)
            case "beside":
                at = QPoint(
                    place.right() + BESIDE if rtl else left - BESIDE - name.width(), place.center().y() - name.height() // 2
                )
            case _:
                at = QPoint(place.right() - name.width() if rtl else left + FRAME, place.top() - name.height())
        self._name.setGeometry(QRect(at, name))

    def _name_place(self) -> str:
        """Where the name of the field is: inside, beside or above it; '' if the page has it as a heading."""
        name = self.path.rpartition("/")[2]
        if name in ("abstract", "contacts", "introduction", "proposal_text"):
            return ""
        return "inside" if name == "reasons" else "beside" if name in _DOCUMENT else "above"

    def _is_rtl(self) -> bool:
        formats = self._view.formats
        return isinstance(formats, PageFormats) and formats.house.language == "ar"

    def place(self) -> QRectF | None:
        """The place of the open field's words in the viewport; None if it is not shown."""
        return self.place_of(self.path)

    def place_of(self, path: str) -> QRectF | None:
        """The place of the words of a field in the viewport; None if it is not shown. The addendum is on the document's line."""
        return self._view.pages.outer.rect_of(path.replace("/addendum", "/document"))

    def show_it(self) -> None:
        """Scrolls to the field; if it is higher than the view, to its caret."""
        bar, high = self._view.verticalScrollBar(), self._view.viewport().height()
        shown = self.geometry().united(self._name.geometry() if self._name_place() == "above" else QRect())
        if shown.height() > high and isinstance(self.field, QPlainTextEdit):
            caret = self.field.cursorRect()
            shown = QRect(self.mapToParent(self.field.mapTo(self, caret.topLeft())), caret.size())
        if shown.top() < 0:
            bar.setValue(bar.value() + shown.top() - ROOM)
        elif shown.bottom() > high:
            bar.setValue(bar.value() + min(shown.bottom() - high + ROOM, shown.top()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.follow()
        return super().eventFilter(watched, event)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc returns to the text; other keys that the field does not use must not reach the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(self.field, ContactsField):
                self.focusNextPrevChild(True)  # to the next part
            else:
                self.stepped.emit(1)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Goes to the next part of the field if it has several, else to another field."""
        if self.field is None:
            return False
        parts = self._parts()
        focused = self.focusWidget()
        at = parts.index(focused) + (1 if next else -1) if focused in parts else -1
        if 0 <= at < len(parts):
            parts[at].setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        else:
            self.stepped.emit(1 if next else -1)
        return True

    def _parts(self) -> list[QWidget]:
        """The parts of the field that take the keyboard, in the order of Tab. Qt is not asked for its order: PySide makes each
        widget of `nextInFocusChain` the property of the one before, and deletes them together."""
        if self.field is None:
            return []
        if isinstance(self.field, ContactsField):
            parts = self.field.parts
        else:
            parts = [self.field, *self.field.findChildren(QWidget)]
        tab = Qt.FocusPolicy.TabFocus
        return [
            part
            for part in parts
            if part.focusPolicy() & tab == tab and part.focusProxy() is None and part.isEnabled() and part.isVisibleTo(self)
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the page below must not take it

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
