"""The themes: of the desktop, light, dark, high contrast."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyle

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
LIGHT = {
    Role.Window: "#f0f0f0", Role.WindowText: "#161616", Role.Base: "#ffffff", Role.AlternateBase: "#f5f6f8",
    Role.Text: "#161616", Role.Button: "#ebebeb", Role.ButtonText: "#161616", Role.BrightText: "#ffffff",
    Role.Highlight: "#1f5f9e", Role.HighlightedText: "#ffffff", Role.Link: "#0b57b0", Role.LinkVisited: "#6b3fa0",
    Role.ToolTipBase: "#fffbe6", Role.ToolTipText: "#161616", Role.PlaceholderText: "#666666", Role.Accent: "#1f5f9e",
    Role.Light: "#ffffff", Role.Midlight: "#dcdcdc", Role.Mid: "#b4b6ba", Role.Dark: "#8c8c8c", Role.Shadow: "#6c6c6c",
}  # fmt: skip
DARK = {
    Role.Window: "#2a2c2f", Role.WindowText: "#ececec", Role.Base: "#1c1e20", Role.AlternateBase: "#232628",
    Role.Text: "#ececec", Role.Button: "#383b3f", Role.ButtonText: "#ececec", Role.BrightText: "#ffffff",
    Role.Highlight: "#2f6fb0", Role.HighlightedText: "#ffffff", Role.Link: "#7db4ff", Role.LinkVisited: "#c9a6ff",
    Role.ToolTipBase: "#3a3d41", Role.ToolTipText: "#ececec", Role.PlaceholderText: "#a0a0a0", Role.Accent: "#5b9be0",
    Role.Light: "#55595e", Role.Midlight: "#45484d", Role.Mid: "#0e0f10", Role.Dark: "#131415", Role.Shadow: "#000000",
}  # fmt: skip
CONTRAST = {
    Role.Window: "#000000", Role.WindowText: "#ffffff", Role.Base: "#000000", Role.AlternateBase: "#000000",
    Role.Text: "#ffffff", Role.Button: "#000000", Role.ButtonText: "#ffffff", Role.BrightText: "#ffff00",
    Role.Highlight: "#ffff00", Role.HighlightedText: "#000000", Role.Link: "#ffff00", Role.LinkVisited: "#ffc0ff",
    Role.ToolTipBase: "#000000", Role.ToolTipText: "#ffffff", Role.PlaceholderText: "#d0d0d0", Role.Accent: "#ffff00",
    Role.Light: "#ffffff", Role.Midlight: "#c0c0c0", Role.Mid: "#303030", Role.Dark: "#ffffff", Role.Shadow: "#ffffff",
}  # fmt: skip
FADED = {"light": "#7a7a7a", "dark": "#8d8d8d", "contrast": "#7dff7d"}
"""The colour of disabled text; high contrast has a colour of its own, as Windows does."""
OUTLINED = ("dark", "contrast")
"""The themes that need stronger outlines than those of Fusion."""
PALETTES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def palette_of(theme: str) -> QPalette:
    """The palette of a theme of the program: light, dark, contrast."""
    made, roles = QPalette(), PALETTES[theme]
    for role, name in roles.items():
        made.setColor(role, QColor(name))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(Group.Disabled, role, QColor(FADED[theme]))
    made.setColor(Group.Disabled, Role.Base, QColor(roles[Role.Window]))
    made.setColor(Group.Disabled, Role.Highlight, QColor(roles[Role.Mid]))
    made.setColor(Group.Disabled, Role.HighlightedText, QColor(roles[Role.Text]))
    return made


class Themes(QObject):
    """Applies a theme to the application; native widgets stay native if the platform supports the colours."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._style = application.style().objectName()
        """The style of the platform."""
        self._applied_theme = ""
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._theme = ""
        """None before the first theme is shown."""

    def show(self, theme: str) -> None:
        """Shows system, light, dark or contrast. If it is shown already, nothing happens: the platform would style each widget
        again."""
        if theme == self._theme:
            return
        self._theme = theme
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "contrast": Qt.ColorScheme.Dark}
        hints = self._application.styleHints()
        hints.setColorScheme(wanted.get(theme, Qt.ColorScheme.Unknown))
        self._follow()

    def _follow(self) -> None:
        scheme = self._application.styleHints().colorScheme()
        native = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(self._theme)
        theme = self._theme
        if theme == "system":
            # A platform without colour schemes has no palette for them: the default of Qt has too little contrast in lists.
            theme = "contrast" if self._wants_contrast() else ("" if scheme != Qt.ColorScheme.Unknown else "light")
        elif native is not None and scheme == native:
            theme = ""
        if theme == self._applied_theme:
            return
        self._applied_theme = theme
        style = theme if theme in OUTLINED else "fusion" if theme else self._style
        self._application.setPalette(palette_of(theme) if theme else QPalette())  # first: the icons of the style use it
        if self._application.style().objectName() != style:
            self._application.setStyle(_outlines(theme) if theme in OUTLINED else style)

    def _wants_contrast(self) -> bool:
        """Whether the desktop asks for high contrast and Qt does not provide it: Windows sets the palette itself."""
        if sys.platform == "win32" or not hasattr(self._application.styleHints(), "accessibility"):
            return False
        hints = self._application.styleHints()
        accessibility = hints.accessibility()
        return accessibility is not None and accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast


def _outlines(theme: str) -> QStyle:
    from widgets.theme.outlined_style import Outlines

    style = Outlines(strong=theme == "contrast")
    style.setObjectName(theme)
    return style
