"""The further windows, the boxes that ask and what commands say, in a language of brackets."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.controllers.comparison.compared_texts import BASE, DRAFT
from app.program import Program
from app.window.action_ids import ActionId
from model.files.opening import open_document
from model.files.text_forms import format_submission
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Proposal, Submission
from tests.builders.boxes import ASKERS, ask_with, during
from tests.builders.library_window import each_page, opened_with, texts_for_library
from tests.builders.pseudo_language import TEXT, nothing, untranslated, untranslated_words
from tests.builders.variants import Editor
from widgets.consolidation.parties_dialog import PartiesDialog, PartyFile
from widgets.dialogs import messages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NOT_DONE = {"quit", "close window", "new window", "spelling", "manual", "tour", "start page", "next pane", "copy"}
"""Ends the window, begins another process, or has a test of its own."""


@pytest.fixture
def copies(tmp_path: Path) -> list[Path]:
    """The text as three others have changed it."""
    draft = in_view(open_document(TEXT).submission.proposals[0].redline, "draft")
    paths = []
    for number, name in enumerate(("Ана", "Боб", "Вера")):
        changed = Submission(proposals=(Proposal(redline=Editor(random.Random(number)).edit(draft, 12)),), language="ru")
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(format_submission(changed, "markup", "notation"), encoding="utf-8", newline="\n")
    return paths


@pytest.mark.parametrize("name", ASKERS)
def test_boxes_that_ask(bracketed: None, qtbot: QtBot, name: str) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    found, seen = during(ask_with(name, host, "то", ["раз", "два"]), untranslated)
    nothing(found)
    assert seen == 1


def test_the_comparison(shown: Program, qtbot: QtBot) -> None:
    shown.comparison.open(BASE, DRAFT)
    qtbot.waitUntil(lambda: shown.comparison._compared is not None and shown.comparison._is_fresh())
    window = shown.comparison.window
    assert window.changes.rowCount() > 2
    nothing(untranslated(window))
    window.close()


def test_the_consolidation(shown: Program, copies: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: pytest.fail(sentence))
    assert shown.other_proposals.load(copies)
    nothing(untranslated(shown.window))
    dialog = PartiesDialog(PartyFile("", "ба", open_document(TEXT).submission), shown.window)
    shown.consolidation.add_files(dialog, copies)
    dialog.show()
    nothing(untranslated(dialog))
    assert shown.consolidation._consolidate(dialog)
    dialog.close()
    dialog.deleteLater()
    window = shown.consolidation.window
    assert window._board.conflicts
    for key in list(window._board.conflicts)[:4]:
        window.show_conflict(key)
        nothing(untranslated(window))
    window.panel.choose(1)
    for tab in range(window.tabs.count()):
        window.tabs.setCurrentIndex(tab)
        nothing(untranslated(window))
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: "discard")
    window.close()


def test_returned_copies(shown: Program, copies: list[Path], qtbot: QtBot) -> None:
    shown.returned_copies.combine(copies)
    qtbot.waitUntil(lambda: shown.copies.window is not None and shown.copies.window.isVisible(), timeout=10000)
    window = shown.copies.window
    qtbot.waitUntil(lambda: window._board is not None and bool(window._board.lines), timeout=10000)
    nothing(untranslated(window))
    window.close()


def test_the_library(shown: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences: list[str] = []
    monkeypatch.setattr(messages, "show_warnings", lambda _parent, rows, first="": sentences.extend([first, *map(str, rows)]))
    texts = texts_for_library(tmp_path / "тексты", "ru")
    (texts / "пуст.docx").write_bytes(b"")
    window = opened_with(shown, [texts])
    assert len(sentences) > 1
    found = [f"{' '.join(words)} in {text!r}" for text in sentences if (words := untranslated_words(text))]
    for name in each_page(shown):
        found += [f"{name}: {found_words}" for found_words in untranslated(window, shown.window)]
    nothing(found)
    window.close()


def test_the_manual(shown: Program) -> None:
    """Its pages are in Russian, what is around them in the language of brackets."""
    shown.actions["manual"].trigger()
    window = next(top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not shown.window)
    nothing(untranslated(window))
    window.close()


def test_the_tour(shown: Program) -> None:
    shown.actions["tour"].trigger()
    tour = shown.tour
    for _ in range(20):
        if tour.callout is None:
            break
        nothing(untranslated(shown.window))
        tour.go(1)
        QApplication.processEvents()
    assert tour.callout is None


def test_the_start_page_with_recent_files(bracketed: None, open_program: Callable[..., Program], copies: list[Path]) -> None:
    for path in (*copies, copies[0].with_name("нет.txt")):
        if path.exists():
            open_program(path)
    copies[1].write_bytes(b"PK\x03\x04")
    program = open_program(page=True)
    nothing(untranslated(program.start_page.page))


def test_what_commands_say(shown: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command once in the text, once in its first line: what it says in the status bar and in its boxes."""
    window, sentences = shown.window, set[str]()
    monkeypatch.setattr(type(window), "tell", lambda _self, sentence: sentences.add(sentence))
    monkeypatch.setattr(shown.session, "refusal", "")
    found = []
    for at in (0, 6, 8):
        for id in [id for id in ActionId if id not in NOT_DONE]:
            clause = window.editor.clauses[min(at, len(window.editor.clauses) - 1)]
            window.go_to(Selection(StoryId(1), (clause.id, 0), (clause.id, 2)))
            window.editor.setFocus()
            before = shown.session.submission
            if shown.actions[id].isEnabled():
                boxes, _ = during(shown.actions[id].trigger, untranslated, window, patience=1)
                found += [f"{id}: {box}" for box in boxes]
            while shown.session.submission is not before and shown.actions["undo"].isEnabled():
                shown.actions["undo"].trigger()
    assert len(sentences) > 10
    nothing(found + [f"{' '.join(words)} in {text!r}" for text in sentences if (words := untranslated_words(text))])
