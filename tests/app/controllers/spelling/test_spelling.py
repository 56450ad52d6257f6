"""Spelling from the dictionary on the disk to the tracked correction."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.controllers.spelling import spelling
from app.user_data.dictionaries import find_dictionary
from model.edits.fields import set_field
from model.edits.ignored_words import ignored_words
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation.parsing import parse
from model.formats.show import show_json
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.values import Contact, Proposal, Submission
from widgets.spelling.spellable_words import SpellableWord
from widgets.spelling.underlines import _move_words

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
"""The offscreen platform says so when a menu opens."""


def dictionary(folder: Path, name: str, *words: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text("SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n", encoding="utf-8", newline="\n")
    (folder / f"{name}.dic").write_text("\n".join([str(len(words)), *words]) + "\n", encoding="utf-8", newline="\n")
    return folder / name


def test_the_dictionary_of_a_language(tmp_path: Path):
    assert find_dictionary("fr", [tmp_path / "none"]) is None
    dictionary(tmp_path / "a", "fr_CA", "la")
    dictionary(tmp_path / "b", "fr_FR", "la")
    dictionary(tmp_path / "b", "fro", "la")
    assert find_dictionary("fr", [tmp_path / "a"]) == tmp_path / "a" / "fr_CA"
    assert find_dictionary("fr", [tmp_path / "a", tmp_path / "b"]) == tmp_path / "b" / "fr_FR"
    (tmp_path / "b" / "fr_FR.aff").unlink()
    assert find_dictionary("fr", [tmp_path / "b"]) is None
    assert find_dictionary("", [tmp_path / "a"]) is None


@pytest.fixture
def open_on(open_program, tmp_path, monkeypatch):
    """Opens the program on a text, with an English dictionary of the words `the Union resolves to receive` alone."""
    found = dictionary(tmp_path / "words", "en_GB", "the", "Union", "resolves", "to", "receive", "indeed")
    monkeypatch.setattr(spelling, "find_dictionary", lambda language: found if language == "en" else None)

    def make(text: str, language: str = "en"):
        program = open_program()
        redline = parse(text, language=language)
        program.open_submission.show_unsaved(
            Submission(language=language, proposals=(Proposal("MOD", "1", redline, original=redline),)), "Text"
        )
        program.window.editor.setFocus()
        program.spelling.follow()
        return program

    return make


def shown_menu(program) -> QMenu | None:
    menus = [menu for menu in program.window.findChildren(QMenu) if menu.isVisible() and menu.parent() is program.window]
    return menus[0] if menus else None


def test_a_misspelt_word_is_found_and_corrected_as_a_tracked_change(open_on, qtbot):
    program = open_on("the Union resolves to recieve\n\nthe {--Unoin --}Union")
    qtbot.waitUntil(lambda: program.spelling.speller.is_wrong("recieve") is True, timeout=5000)
    assert program.spelling.speller.is_wrong("Union") is False
    assert program.spelling.speller.is_wrong("Unoin") is None, "struck text was asked about"
    program.actions["next misspelt"].trigger()
    qtbot.waitUntil(lambda: shown_menu(program) is not None, timeout=5000)
    menu = shown_menu(program)
    qtbot.waitUntil(lambda: "receive" in menu.actions()[0].text(), timeout=5000)
    menu.actions()[0].trigger()
    menu.close()
    first = program.session.submission.proposals[0].redline.clauses[0]
    assert first.text_on("draft") == "the Union resolves to receive"
    assert first.text_on("base") == "the Union resolves to recieve"
    program.session.stack.undo()
    opened = program.open_submission.persistence.project.submission
    assert program.session.submission == opened


def test_a_menu_that_grows_by_suggestions_stays_on_the_screen(open_on, qtbot):
    program = open_on("the Union resolves to recieve")
    qtbot.waitUntil(lambda: program.spelling.speller.is_wrong("recieve") is True, timeout=5000)
    waiting = []
    program.spelling.speller.suggest = lambda word, show: waiting.append(show)
    program.window.editor.caret.move_to(Place(0, 24))
    waves, menu = program.spelling.waves[program.window.editor], QMenu(program.window)
    program.spelling._offer(menu, waves, *waves.word_here())
    room = program.window.screen().availableGeometry()
    menu.popup(QPoint(room.left(), room.bottom() - menu.sizeHint().height()))
    assert room.contains(menu.geometry())
    waiting[0](["receive", "relieve", "recede", "retrieve", "reprieve"])
    assert room.contains(menu.geometry())
    menu.close()


def test_waves_stay_at_their_words_while_one_types_before_them(open_on, qtbot):
    program = open_on("the Union resolves to recieve the Unoin")
    editor, waves = program.window.editor, program.spelling.waves[program.window.editor]
    qtbot.waitUntil(lambda: program.spelling.speller.is_wrong("recieve") is True, timeout=5000)
    for at in (3, 28):
        editor.caret.move_to(Place(0, at))
        QApplication.processEvents()
        QTest.keyClicks(editor, " indeed")
        shown = waves._wrong_in(0, (0, editor.textCursor().positionInBlock()))
        text = editor.document().begin().text()
        assert [text[word.start : word.stop] for word in shown] == ["recieve", "Unoin"]


@given(st.text("aab ", max_size=20), st.text("aab ", max_size=6), st.integers(0, 20), st.integers(0, 20))
def test_words_move_with_the_text_round_a_change(old: str, put: str, a: int, b: int):
    a, b = sorted((min(a, len(old)), min(b, len(old))))
    new = old[:a] + put + old[b:]
    words = [SpellableWord(old[i : i + 2], ((i, i + 2),)) for i in range(0, len(old) - 1, 2)]
    moved = _move_words(words, old, new)
    assert all(new[word.start : word.stop] == word.text for word in moved)
    # Where the same letters stand before and behind a change, its place is not certain, and the word across it is asked anew.
    assert len(moved) >= sum(word.stop <= a or word.start >= b for word in words) - 1


def test_my_words_are_kept_and_no_longer_marked(open_on, qtbot):
    program = open_on("the Unoin")
    qtbot.waitUntil(lambda: program.spelling.speller.is_wrong("Unoin") is True, timeout=5000)
    program.actions["next misspelt"].trigger()
    qtbot.waitUntil(lambda: shown_menu(program) is not None, timeout=5000)
    menu = shown_menu(program)
    next(action for action in menu.actions() if "my words" in action.text()).trigger()
    menu.close()
    assert program.settings.value.words == ("Unoin",)
    assert program.spelling.speller.is_wrong("Unoin") is False
    assert not program.window.isWindowModified()


def test_without_a_dictionary_it_is_said_once(open_on):
    program = open_on("la Conférence", "fr")
    assert "French" in program.window.statusBar().currentMessage()
    program.window.statusBar().clearMessage()
    program.spelling.follow()
    program.actions["next misspelt"].trigger()
    assert "Hunspell" not in program.window.statusBar().currentMessage()
    assert not program.spelling.speller.on


def test_it_is_switched_off(open_on, qtbot):
    program = open_on("the Unoin")
    assert program.spelling.speller.on
    program.actions["spelling"].trigger()
    program.spelling.follow()
    assert not program.spelling.speller.on
    assert program.settings.value.spelling is False


def test_a_process_that_cannot_start_is_as_no_dictionary(open_on, qtbot, tmp_path):
    program = open_on("the Unoin")
    program.spelling.speller.start([str(tmp_path / "none")], tmp_path)
    qtbot.waitUntil(lambda: not program.spelling.speller.on, timeout=5000)


def offered(program, qtbot, part: str):
    """The entry of the menu at the next misspelt word that has a part of a text in it."""
    program.actions["next misspelt"].trigger()
    qtbot.waitUntil(lambda: shown_menu(program) is not None, timeout=5000)
    return next(action for action in shown_menu(program).actions() if part in action.text())


def wrong(program) -> list[str]:
    """The words that are marked, of all clauses."""
    waves, editor = program.spelling.waves[program.window.editor], program.window.editor
    return [word.text for block in range(editor.projection.count) for word in waves._wrong_in(block, (-1, -1))]


def test_names_of_the_tables_and_of_the_document_are_never_misspelt(open_on, qtbot):
    editions = "(Rev. Zorbagrad, 2020) indeed (Rev. {++Bucarset, ++}2022)"
    program = open_on(f"the Unoin to Busan, to Hammamet {editions}, the plenipotentiary WTSA Zorbagrad")
    header = replace(program.session.submission.header, sources=("Republic of Ruritania",), contacts=(Contact("Ana Quux"),))
    for name in ("sources", "contacts"):
        program.session.commit(set_field(program.session.submission, f"header/{name}", getattr(header, name), Stamp("me")))
    program.spelling.follow()
    speller = program.spelling.speller
    qtbot.waitUntil(lambda: speller.is_wrong("Unoin") is True, timeout=5000)
    qtbot.waitUntil(lambda: sorted(wrong(program)) == ["Bucarset", "Unoin"], timeout=5000)
    for word in ("Ruritania", "Quux", "Dubai", "Recalling", "l'Hammamet"):
        assert speller.is_wrong(word) is False
    speller.ask(["busan", "quux"])
    qtbot.waitUntil(lambda: speller.is_wrong("quux") is True, timeout=5000)
    assert speller.is_wrong("busan") is True


def test_a_word_is_ignored_here_undone_and_checked_again(open_on, qtbot):
    program = open_on("the Unoin\n\nto Unoin")
    qtbot.waitUntil(lambda: wrong(program) == ["Unoin", "Unoin"], timeout=5000)
    offered(program, qtbot, "&here").trigger()
    shown_menu(program).close()
    assert wrong(program) == ["Unoin"]
    program.session.name_steps()
    assert program.session.stack.undoText() == "Ignore spelling"
    assert program.window.isWindowModified()
    program.actions["next misspelt"].trigger()
    qtbot.waitUntil(lambda: program.window.editor.textCursor().blockNumber() == 1, timeout=5000)
    program.session.stack.undo()
    assert wrong(program) == ["Unoin", "Unoin"]
    program.session.stack.redo()
    waves, editor = program.spelling.waves[program.window.editor], program.window.editor
    menu = QMenu(editor)
    menu.addAction("last")
    program.spelling._offer_again(menu, waves, 0, waves.words(0)[1])
    assert "again" in menu.actions()[0].text()
    menu.actions()[0].trigger()
    assert wrong(program) == ["Unoin", "Unoin"]


def test_a_word_is_ignored_in_the_document_which_keeps_it_and_exports_nothing_of_it(open_on, qtbot, tmp_path):
    program = open_on("the Unoin\n\nto Unoin")
    before = program.session.submission
    qtbot.waitUntil(lambda: wrong(program) == ["Unoin", "Unoin"], timeout=5000)
    offered(program, qtbot, "&document").trigger()
    assert wrong(program) == []
    after = program.session.submission
    assert program.settings.value.words == ()
    assert show_json(after) == show_json(before)
    assert list(ignored_words(read_project(project_bytes(Project(after))).submission)) == [("", "", "Unoin")]
    program.session.stack.undo()
    assert wrong(program) == ["Unoin", "Unoin"]


def test_where_nothing_may_be_changed_ignoring_says_why(open_on, qtbot):
    program = open_on("the Unoin")
    qtbot.waitUntil(lambda: wrong(program) == ["Unoin"], timeout=5000)
    program.session.refusal = "This document is only read."
    offered(program, qtbot, "&here").trigger()
    assert program.window.statusBar().currentMessage() == "This document is only read."
    assert wrong(program) == ["Unoin"]


def test_asked_while_the_dictionary_is_read_it_says_so_and_goes_on_by_itself(open_on, qtbot):
    program = open_on("the Unoin")
    assert not program.spelling.speller.ready
    program.actions["next misspelt"].trigger()
    assert "is being read" in program.window.statusBar().currentMessage()
    qtbot.waitUntil(lambda: shown_menu(program) is not None, timeout=5000)
    assert program.window.editor.textCursor().selectedText() == "Unoin"
    assert program.window.statusBar().currentMessage() == ""


def test_asked_before_the_dictionary_is_looked_for_it_is_looked_for_at_once(open_on, qtbot):
    program = open_on("the Unoin")
    program.spelling.speller.stop()
    program.spelling._start.start()
    program.actions["next misspelt"].trigger()
    assert program.spelling.speller.on
    program.window.editor.caret.move_to(Place(0, 1))
    qtbot.waitUntil(lambda: program.spelling._waiting is None, timeout=5000)
    assert not program.window.editor.textCursor().hasSelection(), "the caret was taken from where it was put since"
    program.actions["next misspelt"].trigger()
    qtbot.waitUntil(lambda: shown_menu(program) is not None, timeout=5000)


def test_a_dictionary_that_cannot_be_read_is_told_to_who_waits_for_it(open_on, qtbot, tmp_path):
    program = open_on("the Unoin")
    program.actions["next misspelt"].trigger()
    program.spelling.speller.start([str(tmp_path / "none")], tmp_path)
    qtbot.waitUntil(lambda: "No dictionary" in program.window.statusBar().currentMessage(), timeout=5000)


def test_a_paragraph_that_went_before_its_last_word_is_judged_is_left_out(open_on):
    program = open_on("the Union\nresolves\nto receive")
    program.actions["draft"].trigger()
    editor = program.window.editor
    editor.caret.move_to(Place(2, 2))
    waves = program.spelling.waves[editor]
    waves._typing_place()
    waves._typed_at = (editor.document().blockCount() - 1, 2)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.document().blockCount() <= waves._typed_at[0]
    waves._judge_typed()
