"""The menu of recent files; a missing one is shown as such and can be removed from the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from widgets.common.foreign_text import as_caption, as_tooltip
from widgets.common.menu import Menu
from widgets.common.names import shown_folder


class RecentMenu(Menu):
    """Lists the files whenever it is opened."""

    open_asked = Signal(str)
    drop_asked = Signal(list)
    """Paths to remove from the list."""

    def __init__(self, recent: Callable[[], Sequence[str]], name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        """
        recent: returns the paths, the latest first
        name_of: the name of the document in a file by its contents; '' if it is unknown
        """
        super().__init__(parent)
        self._name_of = name_of
        self._recent = recent
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.follow)

    def follow(self) -> None:
        """Lists the files again."""
        self.clear()
        paths = list(self._recent())
        missing = [path for path in paths if not is_there(path)]
        for number, path in enumerate(paths, 1):
            self._add(number, path, missing=path in missing)
        if not paths:
            self.addAction(self.tr("No recent files")).setEnabled(False)
            return
        self.addSeparator()
        if missing:
            self.addAction(self.tr("Remove the &missing ones"), lambda: self.drop_asked.emit(missing))
        self.addAction(self.tr("&Clear the list"), lambda: self.drop_asked.emit(paths))

    def _add(self, number: int, path: str, *, missing: bool) -> None:
        parts = filter(None, ("" if missing else self._name_of(path), Path(path).name, shown_folder(path)))
        text = f"&{number % 10}  " + " — ".join(map(as_caption, parts))
        if missing:
            text = self.tr("{file} (missing)").format(file=text)
        action = self.addAction(text, lambda: self.open_asked.emit(path))
        action.setToolTip(self.tr("It no longer exists.") if missing else as_tooltip(path))
        action.setEnabled(not missing)


def is_there(path: str) -> bool:
    """Whether a path leads to a file; False for invalid paths."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False
