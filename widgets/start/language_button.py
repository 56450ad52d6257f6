"""The choice of the interface language: a button with the name of the present one, and a menu of all in their own names."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.common.labels import set_tooltip
from widgets.common.menu import Menu
from widgets.theme.icons import icon


class LanguageButton(QPushButton):
    """Emits the code of another language that the user chooses."""

    chosen = Signal(str)

    def __init__(self, languages: Mapping[str, str], current: str, parent: QWidget | None = None) -> None:
        """
        languages: the names of the languages in themselves, by their codes
        current: the code of the present one
        """
        super().__init__(icon("languages"), languages.get(current, current), parent)
        self._languages = languages
        self._current = current
        self.setAutoDefault(False)
        name = self.tr("Language of the window: {language}").format(language=self.text())
        self.setAccessibleName(name)
        set_tooltip(self, name)
        menu = Menu(self)
        menu.aboutToShow.connect(self._fill)  # its names need the fonts of six scripts, which takes time
        self.setMenu(menu)

    def _fill(self) -> None:
        menu = self.menu()
        if not menu.isEmpty():
            return
        group = QActionGroup(menu)
        for code, name in self._languages.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == self._current)
            action.triggered.connect(lambda _checked, code=code: self._choose(code))
            group.addAction(action)
            if code == self._current:
                menu.setActiveAction(action)

    def _choose(self, code: str) -> None:
        if code != self._current:
            self.chosen.emit(code)
