"""Files that are dropped on a window; on that of a document, documents are opened and zips added to the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from app.session.open_submission import OpenSubmission
from widgets.editor.clipboard import files_in

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class FileDrops(QObject):
    """Takes files over before the part of a window over which they are dropped takes their names for text."""

    def __init__(self, widget: QWidget, take: Callable[[list[Path]], object], *parts: QObject) -> None:
        """Takes the drops on a window or panel as long as it accepts drops.

        widget: the window or panel
        take: gets the files and folders after the drop is over: the other program waits for that, and a box must not block it
        *parts: its parts that would take drops themselves
        """
        super().__init__(widget)
        self._widget = widget
        self._take = take
        for part in (widget, *parts):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or event.type() not in (*_DRAGS, QEvent.Type.Drop):
            return False
        files = [Path(path) for path in files_in(event.mimeData())]
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(self._widget.acceptDrops())
        if event.type() == QEvent.Type.Drop and event.isAccepted():
            self.take_later(files)
        return True

    def take_later(self, files: list[Path]) -> None:
        """Takes files when nothing else waits."""
        QTimer.singleShot(0, self, lambda: self._take(files))


class DragAndDrop(QObject):
    """Opens the files that are dropped on the window of the document."""

    def __init__(
        self,
        open_submission: OpenSubmission,
        window: QMainWindow,
        add_to_library: Callable[[Sequence[Path]], object],
        *parts: QObject,
    ) -> None:
        """Takes the drops of a window; `parts` are those that take drops themselves, `add_to_library` adds texts from files."""
        super().__init__(window)
        self._add_to_library = add_to_library
        self._open_submission = open_submission
        window.setAcceptDrops(True)
        self.take_later = FileDrops(window, self.take, *parts).take_later
        """Opens files when nothing else waits."""

    def take(self, files: list[Path]) -> None:
        """Opens files, each in a window of its own, and adds the texts in zips to the library; says why of what is neither."""
        zips = [file for file in files if file.suffix.lower() == ".zip" and file.is_file()]
        if zips:
            self._add_to_library(zips)
        refusals: list[str] = []
        for file in files:
            if file in zips:
                continue
            refusal = self._refusal(file)
            if refusal:
                refusals.append(refusal)
            else:
                self._open_submission.open_or_raise(file)
        if refusals:
            self._open_submission.message.emit(" ".join(refusals))

    def _refusal(self, file: Path) -> str:
        name = file.name
        if file.is_dir():
            return self.tr("“{name}” is a folder; drop a document that is in it.").format(name=name)
        if QtGui.QImageReader.imageFormat(str(file)):
            return self.tr("“{name}” is a picture. A text cannot contain pictures.").format(name=name)
        return ""
