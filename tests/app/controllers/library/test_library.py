"""The library in the window: filled, searched by keys, cited, compared, begun on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMetaMethod, QPoint, QPointF, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.program import Program
from model.message import Message
from model.redline import Status
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.app.controllers.test_printing import answer
from tests.builders.boxes import in_new_proposal
from tests.builders.library_window import put_in
from widgets.dialogs.sending import SendingDialog
from widgets.library.entries import LibraryEntry
from widgets.library.search_page import SearchPage
from widgets.library.window import LibraryWindow
from widgets.start.new_proposal import NewProposalDialog

Key = Qt.Key

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


def page_of(program: Program) -> SearchPage:
    assert program.library.window is not None
    return program.library.window.search


def entries(program: Program) -> list[LibraryEntry]:
    return list(page_of(program).list.entries.entries)


def look_for(program: Program, words: str, qtbot: QtBot) -> list[LibraryEntry]:
    """Types words into the form, and gives what is found."""
    field = page_of(program).form.words
    field.clear()
    for sign in words:
        QTest.sendKeyEvent(QTest.KeyAction.Click, field, Key.Key_unknown, sign, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: bool(program.library.search) and not program.library.search.is_busy)
    return entries(program)


def choose(program: Program, name: str) -> LibraryEntry:
    page = page_of(program)
    page.form.words.clear()
    assert program.library.search is not None
    program.library.search.search()
    row = next(row for row, entry in enumerate(page.list.entries.entries) if entry.name == name)
    page.list.setCurrentIndex(page.list.entries.index(row, 0))
    assert page.list.entry is not None
    return page.list.entry


def in_front(window: QWidget, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_what_was_added_is_listed_with_editions_and_states(program: Program) -> None:
    assert [(entry.name, entry.where) for entry in entries(program)] == [
        ("Resolution 71 (Rev. Busan, 2014)", "PP, English, replaced"),
        ("القرار 71 (المراجَع في دبي، 2018)", "PP, Arabic, superseded by Bucharest, 2022 (not in the library)"),
        ("Resolution 71 (Rev. Dubai, 2018)", "PP, English, superseded by Bucharest, 2022 (not in the library)"),
        ("Resolution 72 (Rev. Dubai, 2018)", "PP, English, in force"),
    ]
    assert page_of(program).state.text() == "4 texts"


def test_hits_come_while_words_are_typed_and_are_marked(program: Program, qtbot: QtBot) -> None:
    found = look_for(program, "implement", qtbot)  # the last word is not finished
    assert len(found) == 3
    entry = found[0]
    (start, stop), *_ = entry.marks
    assert entry.words[start:stop] == "implementation"
    assert entry.name == "Resolution 71 (Rev. Dubai, 2018)"  # in force before replaced
    reader = page_of(program).reader.text
    qtbot.waitUntil(lambda: reader.textCursor().selectedText().startswith("to report every second year"))


def test_arabic_is_found_without_hamza_and_article(program: Program, qtbot: QtBot) -> None:
    (entry,) = look_for(program, "امم متحدة", qtbot)
    assert entry.name.startswith("القرار 71")


def test_nothing_found_is_said(program: Program, qtbot: QtBot) -> None:
    assert look_for(program, "zzz", qtbot) == []
    assert page_of(program).state.text() == "0 clauses found"


def test_filters_narrow_the_list(program: Program) -> None:
    form = page_of(program).form
    form.status.setCurrentIndex(form.status.findData("older"))
    assert program.library.search is not None
    program.library.search.search()
    assert [entry.name for entry in entries(program)] == ["Resolution 71 (Rev. Busan, 2014)"]
    assert page_of(program).state.text() == "1 of 4 texts"


def test_down_leads_from_the_words_to_the_list(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    in_front(page.window(), qtbot)
    assert page.form.words.hasFocus()
    QTest.keyClick(page.form.words, Key.Key_Down)
    assert page.list.hasFocus()


def test_the_same_text_twice_is_told(program: Program, texts: Path, answers) -> None:
    assert program.library.window is not None
    put_in(program, [texts / "new.txt"])
    assert len(entries(program)) == 4


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(program: Program, tmp_path: Path, monkeypatch) -> None:
    sentences: list[str] = []
    monkeypatch.setattr(
        "widgets.dialogs.messages.show_warnings", lambda parent, rows, first="": sentences.extend([first, *map(str, rows)])
    )
    more = tmp_path / "more"
    more.mkdir()
    (more / "empty.docx").write_bytes(b"")
    (more / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    (more / "good.txt").write_text("# RESOLUTION 99 (Rev. Dubai, 2018)\n\n## A title\n", "utf-8", newline="\n")
    assert program.library.window is not None
    put_in(program, [more])
    assert sentences[0].startswith("1 text was added.")
    assert any("empty.docx" in sentence for sentence in sentences)
    assert any("broken.docx" in sentence for sentence in sentences)
    assert len(entries(program)) == 5


def test_a_text_is_cited_where_the_caret_stands(program: Program) -> None:
    editor = program.window.editor
    clause = next(candidate for candidate in editor.clauses if candidate.props.kind == "paragraph")
    editor.caret.select(Selection(StoryId(1), (clause.id, 0), (clause.id, 0)))
    choose(program, "Resolution 72 (Rev. Dubai, 2018)")
    assert program.library.window is not None
    program.library.window.cite.trigger()
    new = next(candidate for candidate in editor.clauses if candidate.id == clause.id)
    typed = "".join(run.text for run in new.runs if run.status is Status.INSERTED)
    assert typed.startswith(
        "Resolution 72 (Rev. Dubai, 2018) of the Plenipotentiary Conference, on linking strategic, financial and operational"
    )
    program.session.stack.undo()


def test_removed_after_a_question(program: Program, answers) -> None:
    answers["ask_to_remove_text"] = True
    choose(program, "Resolution 72 (Rev. Dubai, 2018)")
    assert program.library.window is not None
    program.library.window.remove.trigger()
    assert len(entries(program)) == 3


def test_the_edition_before_is_compared(program: Program, qtbot: QtBot) -> None:
    window = program.library.window
    assert window is not None
    choose(program, "Resolution 72 (Rev. Dubai, 2018)")
    assert not window.compare.isEnabled()
    choose(program, "Resolution 71 (Rev. Dubai, 2018)")
    assert window.compare.isEnabled()
    window.compare.trigger()
    qtbot.waitUntil(lambda: program.comparison._compared is not None)
    comparison = program.comparison.window
    assert comparison is not None
    assert comparison.names == ("Resolution 71 (Rev. Busan, 2014)", "Resolution 71 (Rev. Dubai, 2018)")


def test_editions_say_who_brought_in_what(program: Program) -> None:
    window = program.library.window
    assert window is not None
    choose(program, "Resolution 71 (Rev. Dubai, 2018)")
    window.chain.trigger()
    page = window.chain_page
    assert window.pages.currentWidget() is page
    rows = {
        page.origins.item(row, 1).text(): (page.origins.item(row, 2).text(), page.origins.item(row, 3).text())
        for row in range(page.origins.rowCount())
    }
    assert rows["to adopt the strategic plan,"] == ("Rev. Busan, 2014", "")
    changed = next(value for words, value in rows.items() if words.startswith("to report"))
    assert changed == ("Rev. Busan, 2014", "Rev. Dubai, 2018")
    assert "second" in page.reader.text.toPlainText()


def test_a_proposal_is_begun_with_its_lines_made_ready(program: Program) -> None:
    """The box knows the text and its conference already; where only the sample was open, it takes its place."""
    choose(program, "Resolution 71 (Rev. Dubai, 2018)")
    offered: list[tuple[str, str, str]] = []

    def accept(dialog: NewProposalDialog) -> None:
        offered.append((dialog.file.text(), Path(dialog.wish.path).name, dialog.wish.conference))
        dialog.name.setText("me")
        QTest.keyClick(dialog, Key.Key_Return)

    assert program.library.window is not None
    in_new_proposal(program.library.window.begin.trigger, accept)
    name = "Resolution 71 (Rev. Dubai, 2018)"
    assert offered == [(name, f"{name}.txt", "PP-26")]
    assert program.session.stack.count() == 1
    drafts = [
        "".join(run.text for run in clause.runs if run.status is not Status.DELETED) for clause in program.window.editor.clauses
    ]
    assert drafts[0] == "RESOLUTION 71 (Rev. Doha, 2026)"
    assert drafts[2] == "The Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),"


def test_a_box_that_is_left_begins_nothing(program: Program) -> None:
    before = program.session.submission
    choose(program, "Resolution 71 (Rev. Dubai, 2018)")
    assert program.library.window is not None
    in_new_proposal(program.library.window.begin.trigger, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    assert program.session.submission is before


def test_where_a_document_is_open_a_window_is_started_on_the_text(program: Program, started: list[list[str]]) -> None:
    first = next(clause for clause in program.window.editor.clauses if clause.props.kind == "paragraph")
    program.window.editor.caret.select(Selection(StoryId(1), (first.id, 0), (first.id, 0)))
    program.window.editor.edits.type_text("Changed ")
    choose(program, "Resolution 71 (Rev. Dubai, 2018)")
    assert program.library.window is not None
    program.library.window.begin.trigger()
    (command,) = started
    assert command[-2] == "--new"
    assert Path(command[-1]).name == "Resolution 71 (Rev. Dubai, 2018).txt"
    assert Path(command[-1]).is_file()


def caret_in_citation(program: Program, qtbot: QtBot) -> None:
    editor = program.window.editor
    clause = next(candidate for candidate in editor.clauses if "Resolution 71 (Rev. " in candidate.text)
    at = clause.text.index("Resolution 71") + 3
    in_front(program.window, qtbot)
    editor.setFocus()
    editor.caret.select(Selection(StoryId(1), (clause.id, at), (clause.id, at)))


def test_the_panel_shows_what_is_cited(program: Program, qtbot: QtBot) -> None:
    caret_in_citation(program, qtbot)
    program.actions["show cited"].trigger()
    beside = program.library.beside
    assert beside is not None
    sentence = "Resolution 71 (Rev. Dubai, 2018), superseded by Bucharest, 2022 (not in the library) – Strategic plan"
    assert beside.page.reader.head.text().startswith(sentence)


def test_a_citation_of_an_edition_that_the_library_has_not_shows_another_and_says_so(program: Program, qtbot: QtBot) -> None:
    caret_in_citation(program, qtbot)
    editor = program.window.editor
    program.actions["show cited"].trigger()
    assert "does not have the edition that is cited here" in said_of(program)
    assert "Resolution 71 (Rev. Dubai, 2018), superseded by Bucharest, 2022" in said_of(program)
    (hint,) = program.cited_text._hint(editor, QPointF(editor.cursorRect().center()))
    assert "The library has another edition: " in hint


def said_of(program: Program) -> str:
    """The message in the status bar."""
    return program.window.statusBar().currentMessage()


def test_f1_in_a_citation_shows_the_text_and_elsewhere_the_manual(program: Program, qtbot: QtBot) -> None:
    caret_in_citation(program, qtbot)
    program.actions["manual"].trigger()
    beside = program.library.beside
    assert beside is not None
    assert beside.page.reader.head.text().startswith("Resolution 71 (Rev. Dubai, 2018)")
    in_front(program.window, qtbot)
    editor = program.window.editor
    editor.setFocus()
    editor.caret.select(Selection(StoryId(1), (editor.clauses[0].id, 0), (editor.clauses[0].id, 0)))
    program.actions["manual"].trigger()
    manual = [top for top in QApplication.topLevelWidgets() if top.isVisible() and type(top).__name__ == "HelpWindow"]
    assert len(manual) == 1
    manual[0].close()


def test_the_pointer_on_a_citation_is_told_the_title(program: Program, qtbot: QtBot) -> None:
    caret_in_citation(program, qtbot)
    editor = program.window.editor
    at = QPointF(editor.cursorRect().center())
    (hint,) = program.cited_text._hint(editor, at)
    assert "Strategic plan for the Union" in hint
    assert "superseded by Bucharest, 2022 (not in the library)" in hint
    assert hint.endswith("Shift+F1 shows it.")
    assert program.cited_text._hint(editor, QPointF(at.x(), editor.viewport().height() + 5000)) == []


def test_twins_of_the_clause_under_the_caret(program: Program, open_program, texts: Path) -> None:
    other = open_program(texts / "new.txt")
    other.actions["library"].trigger()
    editor = other.window.editor
    clause = next(candidate for candidate in editor.clauses if candidate.text.startswith("to report"))
    editor.caret.select(Selection(StoryId(1), (clause.id, 0), (clause.id, 0)))
    page = other.library.window.twins
    page.for_caret.click()
    (group,) = page._groups
    assert [(twin.name, twin.share) for twin in group.twins] == [("Resolution 72 (Rev. Dubai, 2018)", "100%")]
    assert page.draft.isEnabled()


def test_all_twins_of_the_library_and_mandates(program: Program) -> None:
    window = program.library.window
    assert window is not None
    window.twins.all.click()
    window.twins.kind.setCurrentIndex(window.twins.kind.findData(""))
    assert window.twins.tree.topLevelItemCount() == 2
    heads = [window.twins.tree.topLevelItem(row) for row in range(2)]
    assert [head.text(3) for head in heads if head is not None] == ["100%", "100%"]  # as alike as the least alike of the group
    window.pages.setCurrentWidget(window.mandates)
    page = window.mandates
    assert {row.addressees for row in page.mandates.rows} == {"", "Secretary-General", "Member States"}
    page.addressee.setCurrentIndex(page.addressee.findData("member_states"))
    assert [row.words for row in page.mandates.rows] == ["to contribute;"]


def test_it_is_published_for_others(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers) -> None:
    window = program.library.window
    assert window is not None
    sentences: list[str] = []
    monkeypatch.setattr(
        "widgets.dialogs.messages.show_warnings", lambda _parent, rows, first="": sentences.extend([*rows, first])
    )
    share = tmp_path / "share"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(share)))
    window.publish.trigger()
    assert sentences == ["4 texts can be read there by others."]
    assert (share / "published.json").is_file()
    answers["show_error"] = None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(tmp_path / "config" / "library")))
    window.publish.trigger()
    assert "the folder contains a library" in answers.asked[-1][1]
    asked = len(answers.asked)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: ""))
    window.publish.trigger()
    assert len(answers.asked) == asked


def test_what_the_files_contain_is_said_before_it_is_published(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.library.window
    assert window is not None
    monkeypatch.setattr("widgets.dialogs.messages.show_warnings", lambda *_: None)
    found = ("given.docx", Message.of("macros"))
    monkeypatch.setattr("model.library.copies.publishing.contents_of_originals", lambda _: found)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(tmp_path / "share")))
    seen: list[str] = []

    def omit(dialog: SendingDialog) -> None:
        box = dialog.boxes["originals"]
        seen.append(box.accessibleDescription())
        assert not box.isChecked()
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    answer(SendingDialog, SendingDialog.reject)
    window.publish.trigger()
    assert not (tmp_path / "share").exists()
    answer(SendingDialog, lambda dialog: QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton))
    window.publish.trigger()
    assert [*(tmp_path / "share" / "originals").rglob("*")]
    answer(SendingDialog, omit)
    window.publish.trigger()
    assert seen == ["given.docx\nmacros"]
    assert not [*(tmp_path / "share" / "originals").rglob("*")]


def test_each_entry_of_the_window_does_something(program: Program) -> None:
    window = program.library.window
    assert window is not None
    signals = (name for name, value in vars(LibraryWindow).items() if isinstance(value, Signal))
    assert [name for name in signals if not window.isSignalConnected(QMetaMethod.fromSignal(getattr(window, name)))] == []


@pytest.mark.parametrize("suffix", [".docx", ".html", ".csv"])
def test_mandates_are_exported(program: Program, tmp_path: Path, suffix: str) -> None:
    window = program.library.window
    assert window is not None
    window.pages.setCurrentWidget(window.mandates)
    path = tmp_path / f"mandates{suffix}"
    program.library.mandates.export(path)
    assert path.stat().st_size > 200


def test_no_library_is_made_by_looking(open_program) -> None:
    program = open_program()
    editor = program.window.editor
    clause = next(candidate for candidate in editor.clauses if "Resolution 71" in candidate.text)
    editor.setFocus()
    editor.caret.select(Selection(StoryId(1), (clause.id, 2), (clause.id, 2)))
    program.actions["show cited"].trigger()
    assert not program.open_library.folder.exists()
    assert "You have no library yet" in program.window.statusBar().currentMessage()


def test_a_hit_in_a_footnote_says_so_and_not_its_name_in_the_file(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "note.txt"
    path.write_text(
        "# RESOLUTION 97 (Rev. Dubai, 2018)\n\n*considering*\n\na)\tthat words[^1] stand;\n\n[^1]: Hippopotamus.\n",
        "utf-8",
        newline="\n",
    )
    assert program.library.window is not None
    put_in(program, [path])
    (entry,) = look_for(program, "hippopotamus", qtbot)
    assert entry.where == "footnote"
