"""The file dialogs of the desktop are asked for where the desktop has them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.window.desktop_dialogs import PORTAL, THEME, use_portal_dialogs

KDE = (
    "[portal]\nDBusName=org.freedesktop.impl.portal.desktop.kde\nInterfaces=org.freedesktop.impl.portal.FileChooser;\nUseIn=KDE\n"
)


@pytest.fixture
def kde(tmp_path: Path) -> dict[str, str]:
    """The variables of a session of KDE with a portal."""
    (tmp_path / "dbus-1/services").mkdir(parents=True)
    (tmp_path / "dbus-1/services/org.freedesktop.portal.Desktop.service").touch()
    (tmp_path / "xdg-desktop-portal/portals").mkdir(parents=True)
    (tmp_path / "xdg-desktop-portal/portals/kde.portal").write_text(KDE, encoding="utf-8", newline="\n")
    return {"XDG_CURRENT_DESKTOP": "KDE", "DBUS_SESSION_BUS_ADDRESS": "unix:x", "XDG_DATA_DIRS": f"/nowhere:{tmp_path}"}


def test_a_desktop_with_a_portal_shows_its_dialogs(kde: dict[str, str]) -> None:
    assert use_portal_dialogs(kde, "linux")
    assert kde[THEME] == PORTAL


@pytest.mark.parametrize(
    "change",
    [
        {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"},
        {"XDG_CURRENT_DESKTOP": ""},
        {"XDG_CURRENT_DESKTOP": "sway"},
        {"DBUS_SESSION_BUS_ADDRESS": ""},
        {"XDG_DATA_DIRS": "/nowhere"},
        {THEME: "gtk3"},
    ],
    ids=["gtk", "no desktop", "portal of another", "no bus", "no portal", "chosen by the user"],
)
def test_others_keep_what_qt_chooses(change: dict[str, str], kde: dict[str, str]) -> None:
    given = kde | change
    before = dict(given)
    assert not use_portal_dialogs(given, "linux")
    assert given == before


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_qt_shows_those_of_the_system(platform: str, kde: dict[str, str]) -> None:
    assert not use_portal_dialogs(kde, platform)


def test_a_portal_without_file_dialogs_does_not_count(kde: dict[str, str]) -> None:
    folder = Path(kde["XDG_DATA_DIRS"].split(":")[1]) / "xdg-desktop-portal/portals"
    (folder / "kde.portal").write_text(KDE.replace("FileChooser", "Screenshot"), encoding="utf-8", newline="\n")
    assert not use_portal_dialogs(kde, "linux")
