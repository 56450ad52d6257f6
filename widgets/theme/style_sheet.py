"""The flat style of all controls: the style sheet of the application, made from `resources/style` and the design values."""

from __future__ import annotations

from functools import cache
from string import Template

from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from resources import list_names, read_text
from widgets.theme.control_icons import register_control_icons
from widgets.theme.design import RADIUS_BUTTON, RADIUS_FIELD, RADIUS_OVERLAY, SCHEMES, TARGET


def style_sheet(theme: str) -> str:
    """The style sheet of a theme in the direction of the program: a sheet is not mirrored by itself."""
    return _filled_in(theme, QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)


@cache
def _filled_in(theme: str, rtl: bool) -> str:
    values = asdict(SCHEMES[theme]) | {
        "radius_field": f"{RADIUS_FIELD}px",
        "radius_button": f"{RADIUS_BUTTON}px",
        "radius_overlay": f"{RADIUS_OVERLAY}px",
        "target": f"{TARGET}px",
        "icons": register_control_icons(theme),
        "start": "right" if rtl else "left",
        "end": "left" if rtl else "right",
    }
    return "\n".join(Template(read_text(name)).substitute(values) for name in list_names("style", ".qss"))
