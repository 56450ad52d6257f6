"""Copying and pasting clauses: our own with their structure, those of plain text by their labels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.edits import paste
from model.redline import paragraphs
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply, invert
from tests.builders.submissions import ME, submission
from tests.profiles import times_profile
from widgets.editor.clipboard import CLAUSES, as_mime, clauses_in

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(editors):
    return editors(Session(submission(), "me", now=lambda: "2024-09-06T09:00:00Z"))


def draft(editor) -> list[str]:
    labelling = editor._store.labelling(1)
    return [
        "  " * max(paragraph.props.level - 1, 0) + f"{labelling.draft(paragraph.bearer.id) or ''} {paragraph.text}".strip()
        for paragraph in paragraphs(editor.clauses, "draft")
        if paragraph.props.kind in ("call", "paragraph")
    ]


def at(editor, words: str, *, end: bool = False) -> Place:
    index = next(place for place, clause in enumerate(editor.clauses) if words in clause.text)
    return Place(index, len(editor.clauses[index].text) if end else 0)


def paste_text(editor, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    editor.insertFromMimeData(data)


def test_clauses_keep_their_structure(editor):
    editor.caret.move_to(at(editor, "others"), at(editor, "some have"))
    QTest.keyClick(editor, Key.Key_C, Control)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "b)\tthat some have items:\ni)\tone of them,\nii)\tanother,"
    assert '<p style="margin-left:24pt">i)<span style="mso-tab-count:1">' in data.html()
    editor.caret.move_to(at(editor, "others", end=True))
    QTest.keyClick(editor, Key.Key_V, Control)
    assert draft(editor)[5:9] == ["c) that others have none,", "d) that some have items:", "  i) one of them,", "  ii) another,"]
    editor._store.stack.undo()
    assert draft(editor)[6] == "resolves"


def test_a_word_is_copied_as_a_word(editor):
    editor.caret.move_to(Place(at(editor, "texts are").index, 4), at(editor, "texts are"))
    QTest.keyClick(editor, Key.Key_C, Control)
    assert QApplication.clipboard().text() == "that"
    assert not QApplication.clipboard().mimeData().hasFormat(CLAUSES)


def test_plain_text_with_labels_becomes_clauses(editor):
    editor.caret.move_to(at(editor, "one of", end=True))
    paste_text(editor, "i)\tnew one;\nii)\tnew two:\n–\tdeeper,\n")
    assert draft(editor)[3:8] == ["  i) one of them,", "  ii) new one;", "  iii) new two:", "    – deeper,", "  iv) another,"]


def test_a_text_with_calls_becomes_blocks(editor):
    editor.caret.move_to(at(editor, "others", end=True))
    paste_text(editor, "d)\tlast,\nnoting\na)\tone;\nb)\ttwo,")
    assert draft(editor)[6:10] == ["d) last,", "noting", "a) one;", "b) two,"]


def test_an_empty_item_gives_way(editor):
    editor.caret.move_to(at(editor, "others", end=True))
    QTest.keyClick(editor, Key.Key_Return)
    paste_text(editor, "a) first;\nb) second,")
    assert draft(editor)[6:9] == ["d) first;", "e) second,", "resolves"]


def test_inside_a_text_it_is_text(editor):
    editor.caret.move_to(Place(at(editor, "to go on").index, 3))
    paste_text(editor, "a)\tx")
    assert "1 to a)\txgo on;" in draft(editor)


@pytest.mark.parametrize("rubbish", [b"\xff", b"[1]", b"{}", b"[]", b"[" * 5000, b'[{"id": 3}]', b"null"])
def test_what_is_no_clause_is_not_taken_for_one(rubbish):
    data = QMimeData()
    data.setData(CLAUSES, rubbish)
    assert clauses_in(data) == ()


def test_html_is_escaped():
    value = submission("*considering*\na)\t<script>&x;\n")
    html = as_mime(story_clauses(value, StoryId(1))).html()
    assert "<script>" not in html
    assert "&lt;script&gt;&amp;x;" in html


@settings(max_examples=times_profile(1.6), deadline=None)
@given(st.integers(0, 11), st.integers(0, 11), st.booleans(), st.booleans(), st.integers(0, 11), st.booleans())
def test_pasting_is_a_lawful_edit(first, last, head, tail, target, end):
    value = submission()
    clauses = story_clauses(value, StoryId(1))
    first, last, target = (min(index, len(clauses) - 1) for index in (first, last, target))
    a, b = sorted((Place(first, 0 if head else 2), Place(last, 0 if tail else len(clauses[last].text))))
    new = clauses_in(as_mime(paste.copied_clauses(clauses, a, b, "draft", lambda _: "a)")))
    place = Place(target, len(clauses[target].text) if end else 0)
    made = paste.put_clauses(value, StoryId(1), place, place, new, ME, kind=TransactionKind.PASTE)
    if made is None:
        return
    after = apply(value, made)
    assert apply(after, invert(made)) == value
    result = story_clauses(after, StoryId(1))
    assert canonical(result) == result
    assert len(list(paragraphs(result, "draft"))) == len(list(paragraphs(clauses, "draft"))) + len(new)
    assert [index.text for index in paragraphs(result, "base")] == [index.text for index in paragraphs(clauses, "base")]
