"""The name of the open document by its contents: in the title of its window, and in the file names that are proposed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.session.persistence import Persistence
from app.session.session import Session
from widgets.common.tasks import debounce

APPLICATION = "Clausewright"
NAME_AFTER = 300
"""Milliseconds after the last change until the document is named again. A new window appears before that."""


class DocumentTitle(QObject):
    """Names the document of a session, and its window, again after changes."""

    changed = Signal()
    """The document has another name."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._persistence: Persistence | None = None
        self._is_new = False
        self._shown = ""
        self._timer = debounce(self, NAME_AFTER, self._follow)
        session.changed.connect(self._timer.start)

    def begin(self, persistence: Persistence | None, *, is_new: bool = False) -> None:
        """Begins with another document, which is named after a moment; None for no document.

        is_new: whether a proposal begins with it: its contents say more than its title
        """
        self._persistence, self._is_new, self._shown = persistence, is_new, ""
        if persistence is not None:
            self._timer.start()
        else:
            self._timer.stop()

    @property
    def title(self) -> str:
        """The name of the file, or what replaces it."""
        return self._persistence.title if self._persistence is not None else APPLICATION

    @property
    def caption(self) -> str:
        """The last shown name of the document by its contents, followed by the title if that says more."""
        title, shown = self.title, self._shown
        if not shown:
            return title
        from model.library.texts.document_names import file_stem

        has_file = self._persistence is not None and self._persistence.path is not None
        is_same = Path(title).stem in (shown, file_stem(shown))
        return shown if is_same or (self._is_new and not has_file) else f"{shown} · {title}"

    @property
    def stem(self) -> str:
        """The name for another file of the document, without its ending: by its contents, otherwise by its title."""
        from model.library.texts.document_names import file_stem

        return file_stem(self._name()) or Path(self.title).stem

    def show(self) -> None:
        """Shows the caption as the title of the window."""
        text = self.caption.replace("[*]", "[**]")  # Qt shows `[**]` as `[*]`
        self._window.setWindowTitle(f"{text}[*] — {APPLICATION}")

    def _name(self) -> str:
        from model.library.texts.document_names import document_name

        return document_name(self._session.submission) if self._persistence is not None else ""

    def _follow(self) -> None:
        name = self._name()
        if name != self._shown:
            self._shown = name
            self.show()
            self.changed.emit()
