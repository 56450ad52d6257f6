"""The file dialogs of the desktop. Qt shows those of Windows, macOS and GTK by itself; other desktops of Linux offer theirs
through a portal. Without either, Qt shows one of its own, which is dressed like the other boxes of the program."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

THEME, PORTAL = "QT_QPA_PLATFORMTHEME", "xdgdesktopportal"
_OF_GTK = frozenset("gnome unity mate xfce cinnamon x-cinnamon lxde pantheon budgie".split())
"""The desktops for which Qt loads its theme of GTK."""
_SERVICE = "dbus-1/services/org.freedesktop.portal.Desktop.service"
_PORTALS = "xdg-desktop-portal/portals"
_DIALOG = "org.freedesktop.impl.portal.FileChooser"


def use_portal_dialogs(environment: MutableMapping[str, str], platform: str = sys.platform) -> bool:
    """Asks Qt for the portal's dialogs if the desktop has them and Qt would not find its own. Returns whether it did. Call it
    before the application is made.

    environment: the variables of the process, to which the request is added
    """
    desktops = [name for name in environment.get("XDG_CURRENT_DESKTOP", "").lower().split(":") if name]
    if platform != "linux" or THEME in environment or not desktops or not _OF_GTK.isdisjoint(desktops):
        return False
    if not environment.get("DBUS_SESSION_BUS_ADDRESS") or not _has_portal(environment, desktops):
        return False
    environment[THEME] = PORTAL
    return True


def _has_portal(environment: MutableMapping[str, str], desktops: list[str]) -> bool:
    """Whether the portal is installed with file dialogs for one of the desktops. Without them Qt's dialog would close at once."""
    folders = [Path(name) for name in (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":") if name]
    if not any((folder / _SERVICE).is_file() for folder in folders):
        return False
    with suppress(OSError):
        for folder in folders:
            for portal in sorted((folder / _PORTALS).glob("*.portal")):
                lines = dict(line.partition("=")[::2] for line in portal.read_text("utf-8", "replace").splitlines())
                used_in = {name.strip().lower() for name in lines.get("UseIn", "").split(";")}
                if _DIALOG in lines.get("Interfaces", "") and not used_in.isdisjoint(desktops):
                    return True
    return False


_DRESSED = "dressed"
"""The property of a dialog that has been dressed."""


def dress_file_dialogs(application: QApplication) -> None:
    """Dresses each file dialog of Qt when it gets the keyboard: the functions that ask for a file make it themselves."""
    application.focusChanged.connect(lambda _old, now: _dress_window(now))


def _dress_window(now: QWidget | None) -> None:
    window = now.window() if now is not None else None
    if window is None or not window.inherits("QFileDialog") or window.property(_DRESSED):
        return
    from widgets.dialogs.file_dialog import dress_file_dialog  # with classes that the first window does not need

    window.setProperty(_DRESSED, True)
    dress_file_dialog(cast("QFileDialog", window))
