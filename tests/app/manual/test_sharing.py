"""The page on working together, carried out: two windows share a draft, who is there, undo, a collision, saving and leaving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.program import Program
from model.files.project_file import save_project
from model.formats.amend import Project, read_project
from model.submission.values import conflict_count
from tests.app.manual.boxes import with_boxes
from tests.app.manual.conftest import Follow
from tests.app.manual.pages import plain
from tests.builders.arrivals import do_replace, draft_words
from tests.builders.submissions import submission
from widgets.sharing.dialog import ShareDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = "*considering*\na)\tthat texts are short enough;\nb)\tthat others are dull indeed.\n"


def exchange(*programs: Program) -> None:
    for program in programs:
        assert program.file_menu.sharing.send()


def words(program: Program) -> str:
    return draft_words(program.session.submission)


def test_sharing(follow: Follow, open_program: Callable[..., Program], tmp_path: Path) -> None:
    path = tmp_path / "folder" / "draft.amend"
    path.parent.mkdir()
    save_project(Project(submission(TEXT), id="1" * 32), path)
    program = open_program(path, author="Ana")
    with follow("49-sharing.md", program) as hand:
        hand.section("Working on one draft together")
        hand.section("Sharing and joining")

        def share(box: QWidget) -> None:
            assert isinstance(box, ShareDialog)
            assert plain(box.private.text()) == hand.name("Share positions and private comments too")
            assert box.name.text() == "Ana"
            box.share.click()

        hand.choose("File > Share this draft with colleagues", share)
        program.window.panels.close("sharing")
        hand.press("Ctrl+Alt+Shift+R")
        assert program.window.panels.in_front("sharing")

        def join(box: QWidget) -> None:
            assert isinstance(box, ShareDialog)
            assert plain(box.alone.text()) == hand.name("Open alone")
            box.name.setText("Ben")
            box.share.click()

        others: list[Program] = []
        with_boxes(lambda: others.append(open_program(path, author="Ben")), join)
        (ben,) = others
        hand.section("Who is there")
        exchange(ben, program)
        (person,) = program.file_menu.sharing.people.people
        program.window.activateWindow()
        program.window.panels.close("sharing")
        hand.choose("View > Colleagues at work")
        panel = program.file_menu.sharing.people.panel
        assert panel is not None
        assert "Ben" in panel.people.item(0).text()
        program.window.panels.close("sharing")
        hand.press("Ctrl+Alt+Shift+Q")
        assert program.window.panels.in_front("sharing")
        program.file_menu.sharing.people.row.buttons[person.id].click()
        clause = program.window.editor.caret.clause()
        assert clause is not None
        assert clause.id == person.clause
        hand.section("Undoing")
        do_replace(program.session, "short", "brief")
        do_replace(ben.session, "dull", "bright")
        exchange(program, ben, program)
        hand.press_keys("Ctrl+Z", at=program.window.editor)
        assert "short enough" in words(program)
        assert "bright" in words(program)
        hand.section("Collisions")
        do_replace(program.session, "short", "tiny")
        do_replace(ben.session, "short", "long")
        exchange(program, ben, program)
        assert conflict_count(program.session.submission) == conflict_count(ben.session.submission) == 1
        hand.passes("name", "Merge conflicts", why="tests/app/manual/test_merging.py carries it out")
        hand.section("Saving and leaving")
        hand.press_keys("Ctrl+S", at=program.window.editor)
        assert draft_words(read_project(path).submission) == words(program) == words(ben)
        hand.passes("name", "Save as", why="tests/app/controllers/sharing/test_sharing.py carries it out")
        program.window.panels.open("sharing")
        hand.click("Stop sharing", within=panel)
        assert program.file_menu.sharing.draft is None
        program.session.stack.setClean()
