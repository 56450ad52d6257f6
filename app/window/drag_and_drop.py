"""Files that are dropped on the window: documents are opened, zips added to the library, others refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMainWindow

from app.session.open_submission import OpenSubmission

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


def dropped_files(data: QMimeData) -> list[Path]:
    """The files that are dragged from another program, by their paths."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


class DragAndDrop(QObject):
    """Takes files over before the part of the window over which they are dropped takes their names for text."""

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
        for part in (window, *parts):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or event.type() not in (*_DRAGS, QEvent.Type.Drop):
            return False
        files = dropped_files(event.mimeData())
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.take_later(files)
        return True

    def take_later(self, files: list[Path]) -> None:
        """Opens a file after the drop is over: the other program waits for that, and a box must not block it."""
        QTimer.singleShot(0, self, lambda: self.take(files))

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
