"""Links that a source holds: hovering tells the address, Ctrl+click and the context menu open it, after a question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.window.context import Context
from widgets.common.foreign_text import isolated_always
from widgets.dialogs import messages
from widgets.editor.editor import Editor

if TYPE_CHECKING:
    from model.files.links import Links


class LinksController(QObject):
    """Shows the links in the texts of the window."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._window = window
        self._links: Links | None = None
        self._editors = {editor.viewport(): editor for editor in (window.editor, window.note)}
        for viewport, editor in self._editors.items():
            editor.tooltips.sources.append(partial(self._hint, editor))
            viewport.installEventFilter(self)
        window.menu_opens.connect(self._extend)

    def address_at(self, editor: Editor, point: QPointF) -> str:
        """The address of the link at a place of the viewport; '' if there is none."""
        if not editor.clauses or editor.hit_test.place_under(point) is None or not self._session.submission.sources:
            return ""
        place = editor.hit_test.character_at(point)
        if self._links is None:
            from model.files.links import Links  # reads Word packages; wanted only where a text came from one

            self._links = Links()
        return self._links.address_at(self._session.submission, editor.story, place.index, place.offset)

    def open(self, address: str) -> None:
        """Opens a link after a question: a link in someone else's file need not lead where it says."""
        if messages.ask_to_open_link(self._window, address):
            self._open_url(QtCore.QUrl(address))

    @staticmethod
    def _open_url(url: QtCore.QUrl) -> None:
        QtGui.QDesktopServices.openUrl(url)

    def _hint(self, editor: Editor, point: QPointF) -> list[str]:
        address = self.address_at(editor, point)
        return [self.tr("Link to {address}. Ctrl+click opens it.").format(address=isolated_always(address))] if address else []

    def _extend(self, menu: QMenu, at: QPoint) -> None:
        editor = self._window.focused_editor()
        point = editor.viewport().mapFromGlobal(at)
        if not (editor.hasFocus() and editor.viewport().rect().contains(point)):
            return
        address = self.address_at(editor, QPointF(point))
        if address:
            menu.addSeparator()
            for text, do in (
                (self.tr("Open the &link …"), self.open),
                (self.tr("Copy the address of the lin&k"), QApplication.clipboard().setText),
            ):
                action = QAction(text, menu)
                action.triggered.connect(partial(self._later, do, address))
                menu.addAction(action)

    def _later(self, do: Callable[[str], object], address: str, _checked: bool = False) -> None:
        do(address)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Opens the link under a click with Ctrl."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            editor = next((editor for viewport, editor in self._editors.items() if viewport is watched), None)
            if control and event.button() == Qt.MouseButton.LeftButton and editor is not None:
                address = self.address_at(editor, event.position())
                if address:
                    self.open(address)
        return False
