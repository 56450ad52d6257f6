"""A new proposal from the one box: what is open then, and that nothing is written before it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.formats.amend import read_project
from model.redline import Status
from model.references.editions import EditionRow
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.builders.boxes import in_new_proposal
from tests.builders.drags import drag
from widgets.start.new_proposal import NewProposalDialog, NewProposalRequest

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
TEXT = "# RESOLUTION 7 (Rev. Geneva, 2022)\n## Access to networks\n*considering*\na)\tthat networks grow,\n"


@pytest.fixture
def text(tmp_path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, "utf-8", newline="\n")
    return path


@pytest.fixture
def program(open_program):
    return open_program(page=True, author="")


@pytest.mark.parametrize(
    ("moves", "typed"), [([], "ATU"), ([Key.Key_Down], "ATU – African Telecommunication Union Administrations")]
)
def test_tab_leaves_who_submits_where_names_are_offered(program, moves, typed, monkeypatch):
    def leave(dialog) -> None:
        dialog.source.setFocus()
        QTest.keyClicks(dialog.source, "ATU")
        popup, shown = dialog.source.completer().popup(), []
        assert popup.isVisible()
        follow = dialog.source.focusNextPrevChild
        monkeypatch.setattr(dialog.source, "focusNextPrevChild", lambda on: (shown.append(popup.isVisible()), follow(on))[1])
        for key in (*moves, Key.Key_Tab):
            QTest.keyClick(popup, key)
        assert shown == [False], "a list that is still open takes the next key"
        assert (dialog.source.text(), dialog.focusWidget()) == (typed, dialog.document)
        assert not popup.isVisible()
        popup.setFocus(Qt.FocusReason.ActiveWindowFocusReason)  # as a window manager may do a moment later
        assert dialog.focusWidget() is dialog.document

    in_new_proposal(program.actions["new"].trigger, leave)


def test_a_treaty_text_is_amended_at_the_conference_that_amends_it(program, tmp_path):
    """Its provisions have their numbers, and nothing is changed in it at first."""
    path = tmp_path / "regulations.tsv"
    rows = "\tARTICLE 9\n9.1\tThe first provision of this text.\n9.2\tThe second provision of this text.\n"
    path.write_text(f"number\ttext\n{rows}", "utf-8", newline="\n")
    guessed = []

    def fill(dialog) -> None:
        QTest.keyClicks(dialog.file, str(path))
        QTest.keyClicks(dialog.source, "ATU")
        QTest.keyClicks(dialog.name, "Ana")
        dialog._judge()
        guessed.append(dialog.conference.currentData())
        dialog.begin.click()

    in_new_proposal(program.actions["new"].trigger, fill)
    assert guessed == ["WRC-27"]
    (proposal,) = program.session.submission.proposals
    numbers = program.session.labelling(1).numbers
    assert [(both.base, both.draft) for both in numbers.values()] == [("9.1", "9.1"), ("9.2", "9.2")]
    assert (proposal.symbol, proposal.redline.instrument, proposal.redline) == ("MOD", "RR", proposal.original)


def test_the_keys_of_labels_lead_to_their_fields(program):
    def look(dialog) -> None:
        for key, field in ((Key.Key_T, dialog.file), (Key.Key_D, dialog.document), (Key.Key_W, dialog.source)):
            QTest.keyClick(dialog, key, Qt.KeyboardModifier.AltModifier)
            assert dialog.focusWidget() is field

    in_new_proposal(program.actions["new"].trigger, look)


def test_from_the_box_straight_to_the_text_and_only_then_to_a_file(program, text, tmp_path, monkeypatch):
    def fill(dialog) -> None:
        assert not dialog.begin.isEnabled()
        QTest.keyClicks(dialog.file, str(text))
        dialog.conference.show_value("WTSA-24")
        QTest.keyClicks(dialog.source, "ATU")
        QTest.keyClicks(dialog.document, "35")
        QTest.keyClicks(dialog.addendum, "18")
        QTest.keyClicks(dialog.name, "Ana")
        dialog.begin.click()

    in_new_proposal(program.actions["new"].trigger, fill)
    submission, (proposal,) = program.session.submission, program.session.submission.proposals
    assert (proposal.symbol, proposal.number) == ("MOD", "ATU/35A18/1")
    header = submission.header
    assert (header.conference, header.document, header.addendum) == ("WTSA-24", "35", "18")
    assert header.sources == ("African Telecommunication Union Administrations",)
    assert program.settings.value.author == "Ana"
    assert program.session.stack.count() == 1
    assert not program.start_page.shown
    assert sorted(path.name for path in tmp_path.glob("*.amend")) == []
    QTest.keyClicks(program.window.editor, "x")
    assert program.open_submission._save(tmp_path / "out.amend")
    saved = read_project(tmp_path / "out.amend").submission
    assert saved.proposals[0].redline.clauses[0].runs[0].stamp.author == "Ana"
    assert saved.proposals[0].original.base().clauses[0].text_on("base").startswith("RESOLUTION 7")


def test_the_name_is_asked_once(program, text):
    program.settings.change(author="Ana")
    in_new_proposal(
        program.actions["new"].trigger, lambda dialog: pytest.fail("asked again") if dialog.name.isVisible() else None
    )


@pytest.mark.parametrize(("symbol", "language", "words"), [("ADD", "es", "RESOLUCIÓN"), ("ADD", "en", "RESOLUTION")])
def test_a_new_text_has_its_skeleton(symbol, language, words, program):
    assert (
        program.new_proposal.begin(
            NewProposalRequest(symbol, conference="WTSA-24", source="ATU", document="35", language=language)
        )
        == ""
    )
    (proposal,) = program.session.submission.proposals
    assert (proposal.symbol, proposal.number) == ("ADD", "ATU/35/1")
    assert words in proposal.redline.clauses[0].text_on("draft")
    assert all(run.status is Status.INSERTED for clause in proposal.redline.clauses for run in clause.runs)
    program.session.stack.undo()
    assert program.session.submission.proposals == ()


@pytest.mark.parametrize("symbol", ["SUP", "NOC"])
def test_what_goes_or_stays_needs_no_more_than_its_number(symbol, program):
    wish = NewProposalRequest(symbol, named=("RESOLUTION 20 (Rev. Geneva, 2022)", "Procedures"), language="en")
    assert program.new_proposal.begin(wish) == ""
    (proposal,) = program.session.submission.proposals
    assert proposal.symbol == symbol
    assert [clause.props.kind for clause in proposal.redline.clauses] == ["number", "title"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "no such file"), (b"PK\x03\x04x", "damaged"), (b"\x00\x01rubbish", "not a Word file")],
)
def test_a_file_that_cannot_be_used_is_told_in_the_box_which_stays(content, words, program, tmp_path):
    path = tmp_path / "x.docx"
    if content is not None:
        path.write_bytes(content)
    error = program.new_proposal.begin(NewProposalRequest("MOD", str(path)))
    assert words in error
    assert program.open_submission.persistence is None
    assert program.start_page.shown


def test_a_problem_stands_in_the_box_and_what_was_typed_stays(program, tmp_path):
    def fill(dialog) -> None:
        QTest.keyClicks(dialog.file, str(tmp_path / "gone.docx"))
        QTest.keyClicks(dialog.source, "EGY")
        QTimer.singleShot(300, lambda: check(dialog))
        dialog.begin.click()

    seen = []

    def check(dialog) -> None:
        seen.append((dialog.isVisible(), dialog.problem.text(), dialog.source.text()))
        dialog.reject()

    in_new_proposal(program.actions["new"].trigger, fill)
    assert seen[0][0]
    assert "gone.docx" in seen[0][1]
    assert seen[0][2] == "EGY"


def test_what_a_submission_proposes_is_not_taken_for_the_text_in_force(program, tmp_path):
    from app.session.sample import sample_submission
    from model.files.project_file import save_project
    from model.formats.amend import Project

    sample = sample_submission("en")
    save_project(Project(sample), tmp_path / "s.amend")
    assert program.new_proposal.begin(NewProposalRequest("MOD", str(tmp_path / "s.amend"))) == ""
    (proposal,) = program.session.submission.proposals
    assert [clause.text_on("base") for clause in proposal.redline.clauses] == [
        clause.text_on("base") for clause in sample.proposals[0].redline.base().clauses
    ]
    assert all(run.status is Status.KEPT for clause in proposal.redline.clauses for run in clause.runs)
    assert program.session.submission.header.title == ""


def test_beside_a_document_a_window_of_its_own_asks(open_program, started):
    program = open_program()
    QTest.keyClicks(program.window.editor, "x")
    program.actions["new"].trigger()
    assert [command[-1] for command in started] == ["--new"]


def test_a_file_is_dropped_into_the_box(qtbot, text):
    dialog = NewProposalDialog([], dict)
    qtbot.addWidget(dialog)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(text))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, drag(QDragEnterEvent, QPointF(9, 9), copy, data))
    QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), copy, data, left, none))
    assert dialog.file.text() == str(text)
    assert dialog.begin.isEnabled()
    assert dialog.wish == NewProposalRequest("MOD", str(text), language="en")


OLD = (
    "# RESOLUTION 130 (Rev. Dubai, 2018)\n## A subject\n> The Plenipotentiary Conference (Dubai, 2018),\n*considering*\na)\tit,\n"
)
NOT_IN_FORCE = (
    "Resolution 130 (Rev. Dubai, 2018) is not in force: the edition in force is Rev. Bucharest, 2022. "
    "Make the proposal on that edition"
)


def test_a_text_that_is_not_in_force_is_told_in_the_box_and_may_be_begun_on_all_the_same(program, tmp_path, qtbot):
    path = tmp_path / "old.txt"
    path.write_text(OLD, "utf-8", newline="\n")

    def fill(dialog) -> None:
        assert dialog.warning.isHidden()
        dialog.file.setText(str(path))
        qtbot.waitUntil(lambda: not dialog.warning.isHidden())
        assert dialog.warning.text() == f"⚠ {NOT_IN_FORCE}"
        dialog._buttons["ADD"].click()
        assert dialog.warning.isHidden(), "a new text has no text in force"
        dialog._buttons["SUP"].click()
        assert not dialog.warning.isHidden()
        dialog._buttons["MOD"].click()
        dialog.begin.click()

    in_new_proposal(program.actions["new"].trigger, fill)
    (proposal,) = program.session.submission.proposals
    assert proposal.symbol == "MOD"


@pytest.mark.parametrize(("old", "new"), [("Dubai, 2018", "Bucharest, 2022"), ("RESOLUTION 130", "RESOLUTION 999")])
def test_a_text_that_is_in_force_or_not_known_is_begun_on_without_a_word(program, tmp_path, old, new):
    path = tmp_path / "text.txt"
    path.write_text(OLD.replace(old, new), "utf-8", newline="\n")
    assert program.new_proposal.facts_of(path).note == ""


def test_an_edition_that_a_user_added_to_the_table_counts(program, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(OLD.replace("RESOLUTION 130", "RESOLUTION 999"), "utf-8", newline="\n")
    row = EditionRow("resolution", "PP", "999", "place", "Bucharest", 2022, "", "2022-09-26", revised=True, status="abrogated")
    program.editions._user_rows = (row,)
    assert program.new_proposal.facts_of(path).note == (
        "Resolution 999 (Rev. Dubai, 2018) has been abrogated: choose a text that is in force"
    )


def test_the_box_is_told_of_a_text_of_the_library_before_anything_is_typed(program, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(OLD, "utf-8", newline="\n")
    seen = []
    in_new_proposal(lambda: program.new_proposal.ask_about(path), lambda dialog: seen.append(dialog.warning.text()))
    assert seen == [f"⚠ {NOT_IN_FORCE}"]


@pytest.mark.parametrize("enters", ["typed", "dropped", "from the command line"])
def test_a_mod_on_a_file_begins_with_the_lines_of_the_likely_conference_in_one_step(enters, program, tmp_path):
    path = tmp_path / "pp.txt"
    path.write_text(OLD.replace("Dubai, 2018", "Bucharest, 2022"), "utf-8", newline="\n")

    def begin(dialog) -> None:
        if enters == "typed":
            QTest.keyClicks(dialog.file, str(path))
        elif enters == "dropped":
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path))])
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            copy = Qt.DropAction.CopyAction
            QApplication.sendEvent(dialog, drag(QDragEnterEvent, QPointF(9, 9), copy, data))
            QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), copy, data, left, none))
        dialog.begin.click()

    ask = program.actions["new"].trigger
    in_new_proposal(ask if enters != "from the command line" else lambda: program.new_proposal.ask_about(path), begin)
    (proposal,) = program.session.submission.proposals
    lines = [clause.text_on("draft") for clause in proposal.redline.clauses]
    assert program.session.submission.header.conference == "PP-26"
    assert (lines[0], lines[2]) == ("RESOLUTION 130 (Rev. Doha, 2026)", "The Plenipotentiary Conference (Doha, 2026),")
    program.problems.live_preflight.check_all()
    assert not [finding for finding in program.problems.live_preflight.findings if finding.rule.endswith("-line")]
    assert program.session.stack.count() == 1
    program.session.stack.undo()
    assert program.session.submission.proposals[0].symbol == ""


def test_a_conference_that_the_user_chose_stays(program, tmp_path):
    path = tmp_path / "pp.txt"
    path.write_text(OLD.replace("Dubai, 2018", "Bucharest, 2022"), "utf-8", newline="\n")

    def fill(dialog) -> None:
        dialog.conference.show_value("WTDC-25")
        QTest.keyClicks(dialog.file, str(path))
        dialog.begin.click()

    in_new_proposal(program.actions["new"].trigger, fill)
    assert program.session.submission.header.conference == "WTDC-25"


def test_a_text_that_is_not_in_force_is_not_begun_on_before_that_was_read(program, tmp_path):
    path = tmp_path / "old.txt"
    path.write_text(OLD, "utf-8", newline="\n")
    seen = []

    def hurry(dialog) -> None:
        QTest.keyClicks(dialog.file, str(path))
        dialog.begin.click()
        seen.append((dialog.isVisible(), dialog.warning.text()))
        dialog.begin.click()

    in_new_proposal(program.actions["new"].trigger, hurry)
    assert seen == [(True, f"⚠ {NOT_IN_FORCE}")]
    assert program.session.submission.proposals[0].symbol == "MOD"


@pytest.mark.parametrize("symbol", ["MOD", "ADD", "SUP", "NOC"])
def test_typing_does_not_move_the_next_field(symbol, program):
    """A delegate typed the document number into who submits: a row had come in between."""

    def shown(dialog) -> list[int]:
        return [row for row in range(dialog._rows.rowCount()) if dialog._rows.isRowVisible(row)]

    def look(dialog) -> None:
        dialog._buttons[symbol].click()
        before = shown(dialog)
        for field in (dialog.number, dialog.title, dialog.source, dialog.document, dialog.file):
            if field.isVisible():
                QTest.keyClicks(field, "20")
                assert shown(dialog) == before

    in_new_proposal(program.actions["new"].trigger, look)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_a_new_text_opens_at_its_title_and_tab_goes_to_its_fields(language, program, qtbot):
    program.new_proposal.begin(NewProposalRequest("ADD", conference="WTSA-24", source="ATU", document="35", language=language))
    editor = program.window.editor

    def selected() -> str:
        return editor.textCursor().selectedText()

    title = selected()
    assert (title[0], title[-1]) == ("[", "]")
    assert title == editor.clauses[1].text
    assert editor.verticalScrollBar().value() <= 0
    assert editor.viewport().rect().contains(editor.cursorRect().center())
    QTest.keyClicks(editor, "x")
    assert editor.clauses[1].text == "x"
    QTest.keyClick(editor, Key.Key_Tab)
    assert selected() == "[…]"
    first = editor.textCursor().position()
    QTest.keyClick(editor, Key.Key_Tab)
    assert editor.textCursor().position() > first
    QTest.keyClick(editor, Key.Key_Backtab)
    assert editor.textCursor().position() == first
    assert program.window.list.amendments.rows
    program.cards.follow()
    assert [card for card in program.cards.margin.cards.all if card.kind == "amendment"] == []


def test_tab_at_the_beginning_of_an_item_still_changes_its_level(program):
    program.new_proposal.begin(NewProposalRequest("ADD", conference="WTSA-24", language="en"))
    editor = program.window.editor
    item = next(clause for clause in editor.clauses if clause.props.scheme == "letter")
    second = editor.clauses[editor.clauses.index(item) + 1]
    editor.caret.select(Selection(StoryId(1), (second.id, 0), (second.id, 0)))
    QTest.keyClick(editor, Key.Key_Tab)
    assert next(clause for clause in editor.clauses if clause.id == second.id).props.level == 2


def test_tab_types_a_tab_when_all_fields_are_filled_in_and_in_other_texts(program, text):
    assert program.new_proposal.begin(NewProposalRequest("MOD", str(text))) == ""
    editor = program.window.editor
    title = editor.clauses[1]
    editor.caret.select(Selection(StoryId(1), (title.id, 3), (title.id, 3)))
    editor.edits.type_text("[…]")
    QTest.keyClick(editor, Key.Key_Tab)
    assert "[…]\t" in editor.clauses[1].text


def test_a_paragraph_that_another_delegate_adds_to_a_new_text_has_a_card(program):
    program.new_proposal.begin(NewProposalRequest("ADD", conference="WTSA-24", language="en", author="Ana"))
    program.settings.change(author="Bea")
    program.session.author = "Bea"
    editor = program.window.editor
    last = editor.clauses[-1]
    editor.caret.select(Selection(StoryId(1), (last.id, len(last.text)), (last.id, len(last.text))))
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClicks(editor, "to act")
    assert program.window.list.amendments.rows
    program.cards.follow()
    authors = [card.amendments[0].stamp.author for card in program.cards.margin.cards.all if card.kind == "amendment"]
    assert authors
    assert set(authors) == {"Bea"}


def test_begin_says_what_is_missing(qtbot):
    dialog = NewProposalDialog([], dict)
    qtbot.addWidget(dialog)
    assert not dialog.begin.isEnabled()
    assert "text in force" in dialog.begin.toolTip()
    assert "text in force" in dialog.begin.accessibleDescription()
    dialog._buttons["ADD"].click()
    assert dialog.begin.isEnabled()
    assert not dialog.begin.toolTip()
