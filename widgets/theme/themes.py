"""The themes: of the desktop, light, dark, high contrast."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from widgets.theme.design import SCHEMES
from widgets.theme.style_sheet import style_sheet

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
ROLES = {
    Role.Window: "window", Role.WindowText: "text", Role.Base: "base", Role.AlternateBase: "stripe", Role.Text: "text",
    Role.Button: "control", Role.ButtonText: "text", Role.BrightText: "on_accent", Role.Highlight: "selection",
    Role.HighlightedText: "on_selection", Role.Link: "link", Role.LinkVisited: "visited", Role.ToolTipBase: "window",
    Role.ToolTipText: "text", Role.PlaceholderText: "secondary", Role.Accent: "accent", Role.Light: "base",
    Role.Midlight: "hairline", Role.Mid: "surround", Role.Dark: "edge", Role.Shadow: "secondary",
}  # fmt: skip
"""The value of a theme that each role of a palette has."""
NATIVE = "native"
"""The theme of the platform."""
NATIVE_SHEET = "QMenu { menu-scrollable: 1 }"
"""What even this theme changes: else a menu that is higher than the screen breaks into columns."""
FLAT = "fusion"
"""The style that the style sheet is applied to: it looks alike on all platforms."""


def style_options() -> list[str]:
    """The options of an application for the style of its themes."""
    return [] if sys.platform == "win32" else ["-style", FLAT]


def is_flat() -> bool:
    """Whether the controls have the flat style."""
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.styleSheet() not in ("", NATIVE_SHEET)


def palette_of(theme: str) -> QPalette:
    """The palette of a theme of the program: light, dark, contrast."""
    made, scheme = QPalette(), SCHEMES[theme]
    for role, value in ROLES.items():
        made.setColor(role, QColor(getattr(scheme, value)))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(Group.Disabled, role, QColor(scheme.faded))
    made.setColor(Group.Disabled, Role.Base, QColor(scheme.window))
    made.setColor(Group.Disabled, Role.Highlight, QColor(scheme.hairline))
    made.setColor(Group.Disabled, Role.HighlightedText, QColor(scheme.text))
    return made


class Themes(QObject):
    """Applies a theme to the application."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._style = application.style().objectName() if sys.platform == "win32" else FLAT
        """The style of the platform if a theme uses it; elsewhere that of the application, which is not asked: for the answer
        PySide would load the class of styles, 5 ms of the start."""
        self._application_style = self._style
        self._applied_theme = ""
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._theme = ""
        """None before the first theme is shown."""

    def show(self, theme: str) -> None:
        """Shows system, light, dark or contrast. If it is shown already, nothing happens: each widget would be styled again."""
        if theme == self._theme:
            return
        self._theme = theme
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "contrast": Qt.ColorScheme.Dark}
        hints = self._application.styleHints()
        hints.setColorScheme(wanted.get(theme, Qt.ColorScheme.Unknown))  # for the frames that the desktop draws
        self._follow()

    def _follow(self) -> None:
        theme = self._theme
        if theme == "system":
            dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
            theme = "dark" if dark else "light"
            if self._wants_contrast():
                theme = NATIVE if sys.platform == "win32" else "contrast"  # Windows has colours of the user's choice for it
        if theme == self._applied_theme:
            return
        self._applied_theme = theme
        native = theme == NATIVE
        self._application.setPalette(QPalette() if native else palette_of(theme))  # first: the icons of the style use it
        style = self._style if native else FLAT
        if self._application_style != style:
            self._application_style = style
            self._application.setStyle(style)
        sheet = NATIVE_SHEET if native else style_sheet(theme)
        if self._application.styleSheet() != sheet:
            self._application.setStyleSheet(sheet)

    def _wants_contrast(self) -> bool:
        """Whether the desktop asks for high contrast."""
        hints = self._application.styleHints()
        accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
        return accessibility is not None and accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
