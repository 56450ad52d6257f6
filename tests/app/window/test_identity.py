"""What a desktop knows the program by, and the files that it hands over."""

from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.version import DESKTOP_ID, VERSION
from app.window.identity import icon, introduce
from model.files.project_file import save_project
from tests.app.builders import build_project


def test_the_desktop_is_told_name_version_and_icon(qapp):
    before = QApplication.applicationName(), QApplication.organizationName(), QApplication.applicationDisplayName()
    try:
        introduce(qapp)
        assert QApplication.applicationVersion() == VERSION
        assert QApplication.desktopFileName() == DESKTOP_ID
        assert not QApplication.windowIcon().isNull()
    finally:
        qapp.setApplicationName(before[0])
        qapp.setOrganizationName(before[1])
        qapp.setApplicationDisplayName(before[2])
        qapp.setApplicationVersion("")


def test_the_icon_is_drawn_for_each_size(qapp):
    assert {size.width() for size in icon().availableSizes()} == {16, 24, 32, 48, 64, 128, 256}


def test_a_file_that_macos_hands_over_is_opened(open_program, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("app.program.sys", SimpleNamespace(platform="darwin"))
    program = open_program()
    save_project(build_project(), tmp_path / "handed over.amend")
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "handed over.amend"))))
    qtbot.waitUntil(lambda: program.open_submission.title == "handed over.amend", timeout=5000)
