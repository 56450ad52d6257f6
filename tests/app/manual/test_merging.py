"""The page on merging copies, carried out: a changed file, a copy by mail, conflicts, the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QMessageBox, QWidget

from app.cli.main import main
from app.program import Program
from model.diff.compare import compare
from model.files.project_file import save_project
from model.formats.amend import Project, read_project
from model.redline import Stamp
from model.submission.values import Proposal, Submission, conflict_count
from tests.app.manual.boxes import with_boxes
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.texts import put_caret, select
from tests.builders.notation import redline, texts_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
BASE = "*considering*\na)\tthat texts are short enough;\nb)\tthat others are dull indeed.\n"


def version(notation: str, author: str = "") -> Project:
    base = redline(BASE)
    text = base if notation == BASE else compare(base, redline(notation), Stamp(author))
    return Project(Submission(proposals=(Proposal("MOD", "1", text, original=base),), language="en"), id="1" * 32)


def draft(program: Program) -> str:
    return " ".join(texts_of(program.session.submission.proposals[0].redline, "draft"))


def test_merging(follow: Follow, open_program: Callable[..., Program], files: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "draft.amend"
    save_project(version(BASE), path)
    program = open_program(path)
    with follow("49-merging.md", program) as hand:
        hand.section("Merging copies")
        hand.section("A file that a colleague changed")
        put_caret(program, "short")
        program.window.editor.edits.type_text("very ")
        save_project(version(BASE.replace("dull", "bright"), "EUR"), path)

        def merge(box: QWidget) -> None:
            assert isinstance(box, QMessageBox)
            hand.press_keys("Enter")

        with_boxes(program.file_menu.file_watch.look, merge)
        assert "bright" in draft(program)
        assert "very" in draft(program)
        hand.section("A copy that came by mail")
        assert program.file_menu.versions.take_version("sent")
        assert program.open_submission.save()
        copy = tmp_path / "copy.amend"
        shutil.copy(path, copy)
        held = read_project(copy)
        text = compare(
            redline(BASE), redline(BASE.replace("short enough", "short indeed").replace("dull", "bright")), Stamp("EUR")
        )
        changed = replace(held.submission, proposals=(replace(held.submission.proposals[0], redline=text),))
        select(program, "enough")
        program.window.editor.edits.type_text("plainly")
        save_project(replace(held, submission=changed), copy)
        files.append(copy)
        hand.choose("File > Merge a colleague’s copy")
        files.append(copy)
        hand.press("Ctrl+Alt+Shift+Z")
        hand.section("Conflicts")
        conflicts(hand)
        hand.passes("name", "Both", why="tests/model/merging/test_new_numbers.py keeps both provisions of one number")
        hand.section("On the command line, and with git")
        command_line(hand, tmp_path)


def conflicts(hand: Driver) -> None:
    program = hand.program
    assert conflict_count(program.session.submission)
    program.window.panels.close("conflicts")
    hand.choose("View > Merge conflicts")
    assert program.window.panels.in_front("conflicts")
    program.window.panels.close("conflicts")
    hand.press("Ctrl+Alt+Shift+G")
    panel = program.conflicts.panel
    assert panel is not None
    name = next(name for name, way in panel.buttons if way == "options")
    for english, way in (("Keep the present", "present"), ("Take the other", "other"), ("Both", "both"), ("Options", "options")):
        button = panel.buttons[name, way]
        assert button.text() == hand.row(english)
        count = conflict_count(program.session.submission)
        button.click()
        assert conflict_count(program.session.submission) == count - 1
        hand.press_keys("Ctrl+Z")
        program.conflicts._follow()
    assert program.window.panels.in_front("conflicts")


def command_line(hand: Driver, folder: Path) -> None:
    for name, notation in (("base", BASE), ("a", BASE.replace("dull", "bright")), ("b", BASE.replace("short", "long"))):
        save_project(version(notation, name), folder / f"{name}.amend")
    words = hand.code("clausewright merge base.amend a.amend b.amend -o a.amend").split()[1:]
    assert main([str(folder / word) if word.endswith(".amend") else word for word in words]) == 0
    assert "long enough" in " ".join(texts_of(read_project(folder / "a.amend").submission.proposals[0].redline, "draft"))
    for code in hand.rest("code"):  # tests/app/cli/test_merge.py carries them out with git itself
        assert "clausewright" in code.words or code.words == ".gitattributes"
