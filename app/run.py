"""The start of the program with a window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.background import GarbageCollector
from app.controllers.start.windows import not_open_elsewhere, windows_folder
from app.program import Program
from app.session.recovery import state_folder
from app.translation.choice import Choice, choose_language
from app.translation.qt_translator import speak
from app.user_data.interface_setting import interface_setting
from app.window.action_ids import ActionId
from app.window.desktop_dialogs import dress_file_dialogs, use_portal_dialogs
from app.window.identity import introduce
from model.errors import ClausewrightError
from model.message import Message
from model.storage.own_command import NEW, TOUR
from model.submission.values import Submission
from widgets.common.tasks import debounce
from widgets.common.translation import say
from widgets.theme.themes import style_options


def run(files: Sequence[str], submission: Submission | None = None, begin: str = "", choice: Choice | None = None) -> int:
    """Opens the window and returns the exit status when it is closed. Raises ClausewrightError if no letter could be shown.

    files: those to open
    submission: what is open if there are none
    begin: `NEW`, on the first of the files if there are some, or `TOUR` where it begins with that, or what a window that was
    left hands on
    choice: the language of the window
    """
    use_portal_dialogs(os.environ)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([*sys.argv[:1], *style_options()])
    introduce(application)
    dress_file_dialogs(application)
    choice = choice or choose_language(None, interface_setting)
    problem = speak(application, choice.language) or choice.problem
    if not QFontMetrics(application.font()).inFont("A"):
        raise ClausewrightError(
            Message.of("this system has no font, so the window would show boxes for letters; install fonts-liberation")
        )
    journals = state_folder()
    given = files[0] if begin == NEW and files else ""
    if given:
        files = files[1:]
    files, named = not_open_elsewhere(files, windows_folder(journals)), files
    if named and not files:
        return 0
    program = Program(journals, QSettings())
    if choice.is_given:
        program.windows.interface = choice.language
    left = None
    if begin not in ("", NEW, TOUR):
        from app.controllers.start.restart import left_off

        left = left_off(begin)
    program.start(files, submission, page=program.settings.value.welcome or bool(begin), left=left)
    if problem is not None:
        program.window.tell(say(problem))
    collector = GarbageCollector(program.window)
    collection = debounce(collector, 0, collector.collect_everything)  # some 0.05 s that the first picture need not wait for
    program.open_submission.opened.connect(collection.start)
    if given:
        QTimer.singleShot(0, lambda: program.new_proposal.ask_about(Path(given)))
    for asked, action in ((NEW, ActionId.NEW), (TOUR, ActionId.TOUR)):
        if begin == asked and not given:
            QTimer.singleShot(0, program.actions[action].trigger)
    return application.exec()
