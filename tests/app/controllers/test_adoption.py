"""After the decision, in the window: what was adopted is the text of the document, the library's, and that of a new proposal."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from app.program import Program
from model.edits.fields import set_field
from model.files.project_file import save_project
from model.formats.amend import Project
from model.submission.amendments import amendments
from model.submission.values import Header
from tests.builders.announced import announced
from tests.builders.notation import texts_of
from tests.builders.submissions import ME, SMALL, submission
from widgets.dialogs.adoption import AdoptionDialog

MINE = SMALL.replace("short", "{--short--}{++brief++}").replace("to stop", "to {--stop--}{++rest++}")


@pytest.fixture
def given():
    value = submission(MINE)
    proposal = replace(value.proposals[0], symbol="MOD", number="ATU/35A18/1", reasons="Because.")
    return replace(value, header=Header(conference="WTSA-24", title="Small texts"), proposals=(proposal,))


@pytest.fixture
def box(monkeypatch, answers):
    """Does something in the dialog, then accepts it."""
    shown: list[AdoptionDialog] = []

    def use(do):
        def run(dialog: AdoptionDialog) -> int:
            shown.append(dialog)
            do(dialog)
            return int(QDialog.DialogCode.Accepted)

        monkeypatch.setattr(AdoptionDialog, "exec", run)
        return shown

    answers["ask_to_adopt"] = True
    return use


def untick(dialog: AdoptionDialog, words: str) -> None:
    for _, item in dialog._leaves():
        if words in item.text(0):
            item.setCheckState(0, item.checkState(0).Unchecked)


def words_of(program: Program) -> list[str]:
    return texts_of(program.session.submission.proposals[0].redline, "base")


def test_a_part_is_adopted_and_undo_brings_all_back(program, box) -> None:
    def use(dialog: AdoptionDialog) -> None:
        assert "Adopted: 2" in dialog.counts.text()
        untick(dialog, "rest")
        assert "Adopted: 1. Not adopted: 1." in dialog.counts.text()
        dialog.library.setChecked(False)

    box(use)
    before = program.session.submission
    program.actions["adopt"].trigger()
    after = program.session.submission
    assert words_of(program)[0] == "RESOLUTION 7 (Rev. New Delhi, 2024)"
    assert "that texts are brief;" in words_of(program)
    assert words_of(program)[-1] == "to stop."
    assert not amendments(after.proposals[0].redline)
    versions = program.open_submission.persistence.project.versions
    assert [version.name for version in versions] == ["Before the decision", "Not adopted"]
    assert versions[0].submission == before
    assert texts_of(versions[1].submission.proposals[0].redline, "draft")[-1] == "to rest."
    program.actions["undo"].trigger()
    assert program.session.submission == before
    program.actions["redo"].trigger()
    assert program.session.submission == after


def test_groups_by_party_and_ticks_of_a_whole_group(program, box) -> None:
    def use(dialog: AdoptionDialog) -> None:
        assert [dialog.tree.topLevelItem(place).text(0) for place in range(2)] == ["considering", "resolves"]
        dialog.tree.topLevelItem(0).setCheckState(0, dialog.tree.topLevelItem(0).checkState(0).Unchecked)
        assert dialog.chosen == (1,)
        dialog.grouping.setCurrentIndex(1)
        assert dialog.tree.topLevelItemCount() == 1
        assert dialog.chosen == (1,)
        dialog.library.setChecked(False)

    box(use)
    program.actions["adopt"].trigger()
    assert "that texts are short;" in words_of(program)
    assert words_of(program)[-1] == "to rest."


def test_what_is_ticked_is_said(program, box, monkeypatch, qtbot) -> None:
    described = Qt.ItemDataRole.AccessibleDescriptionRole

    def use(dialog: AdoptionDialog) -> None:
        top = dialog.tree.topLevelItem(0)
        assert top.data(0, described).startswith("adopted, level 1")
        dialog.tree.setCurrentItem(top.child(0))
        with announced(monkeypatch) as heard:
            top.child(0).setCheckState(0, Qt.CheckState.Unchecked)
            qtbot.waitUntil(lambda: bool(heard))
        assert heard == ["Adopted: 1. Not adopted: 1."]
        assert top.child(0).data(0, described).startswith("not adopted, level 2")

    box(use)
    program.actions["adopt"].trigger()


def test_from_a_returned_file(program, box, tmp_path, monkeypatch) -> None:
    path = tmp_path / "final.amend"
    save_project(Project(submission(SMALL.replace("short", "brief").replace("to go on", "to go on now"))), path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def use(dialog: AdoptionDialog) -> None:
        dialog.returned.click()
        assert dialog.chosen == (0,)
        assert "final.amend" in dialog.counts.text()
        dialog.library.setChecked(False)

    box(use)
    program.actions["adopt"].trigger()
    assert "to go on now;" in words_of(program)
    assert "that texts are brief;" in words_of(program)
    assert words_of(program)[-1] == "to stop."


def test_a_file_of_another_text_is_refused(program, box, tmp_path, monkeypatch, shown_errors) -> None:
    path = tmp_path / "other.txt"
    path.write_text("*noting*\na)\tcertain meadows lie fallow,\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    box(lambda dialog: (dialog.returned.click(), dialog.library.setChecked(False)))
    program.actions["adopt"].trigger()
    assert shown_errors == ["other.txt: nothing in it is in the proposed text; give the file of the adopted text"] or (
        "give the file of the adopted text" in shown_errors[0]
    )


def test_nothing_happens_if_the_result_is_refused(program, box, answers) -> None:
    answers["ask_to_adopt"] = False
    box(lambda dialog: None)
    before = program.session.submission
    program.actions["adopt"].trigger()
    assert program.session.submission == before
    assert not program.open_submission.persistence.project.versions


def test_the_adopted_text_is_that_of_a_new_proposal_and_the_library(program, box) -> None:
    """The journey: adopted, in the library in force, and amended again at the next conference."""
    box(lambda dialog: None)
    program.actions["adopt"].trigger()
    (held,) = program.open_library.texts().values()
    assert held.status == "in_force"
    assert (held.identity.number, held.identity.place, held.identity.year) == ("7", "New Delhi", 2024)
    assert any(row.year == 2024 and row.number == "7" for row in program.editions.rows())
    in_force = words_of(program)
    made = set_field(program.session.submission, "proposals/1/symbol", "MOD", ME)
    program.session.commit(made)
    assert words_of(program) == in_force
    from model.library.imports.original_file import submission_of

    read = submission_of(program.open_library.library.text(held.id))
    assert texts_of(read.proposals[0].redline, "base") == in_force


def test_without_amendments_it_says_so(program, monkeypatch) -> None:
    monkeypatch.setattr(AdoptionDialog, "exec", lambda dialog: pytest.fail("nothing is to be asked"))
    program.session.load(submission(SMALL))
    program.actions["adopt"].trigger()
    assert "Nothing has been amended yet." in program.window.statusBar().currentMessage()


def test_a_suppression_leaves_no_text_and_marks_the_library(program, box, answers, tmp_path) -> None:
    box(lambda dialog: None)
    program.actions["adopt"].trigger()  # the text in force of the next proposal, also in the library
    made = set_field(program.session.submission, "proposals/1/symbol", "SUP", ME)
    program.session.commit(made)
    shown = box(lambda dialog: dialog.conference.setCurrentIndex(dialog.conference.findData("WTSA-24")))
    before = program.session.submission
    program.actions["adopt"].trigger()
    dialog = shown[-1]
    assert dialog.tree.isHidden()
    assert dialog.adopt.isEnabled()
    assert "no longer in force" in dialog.library.text()
    assert program.session.submission.proposals == ()
    (held,) = program.open_library.texts().values()
    assert held.status == "abrogated"
    assert "no longer in force" in program.window.statusBar().currentMessage()
    assert program.open_submission._save(tmp_path / "a.amend")
    program.actions["undo"].trigger()
    assert program.session.submission == before


def test_what_is_adopted_unchanged_stays_as_it_is(program, box) -> None:
    program.session.commit(set_field(program.session.submission, "proposals/1/symbol", "NOC", ME))
    in_force = words_of(program)
    shown = box(lambda dialog: None)
    program.actions["adopt"].trigger()
    assert shown[-1].tree.isHidden()
    assert words_of(program) == in_force
    assert not amendments(program.session.submission.proposals[0].redline)
    (held,) = program.open_library.texts().values()
    assert held.status == "in_force"
