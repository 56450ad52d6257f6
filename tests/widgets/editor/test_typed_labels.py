"""A label that is typed at the head of a new item says what the item is; one undo makes it text again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.session.session import Session
from model.numbering import Labelling
from model.redline import paragraphs
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from tests.builders.editor_checks import look_at
from tests.builders.notation import redline

LETTERS = """
    *considering*
    a)	one;
    b)	two:
      i)	under two;
      ii)	more under two;
    c)	three,
    """
NUMBERS = """
    *resolves*
    1	to go;
    2	to stay,
    """
PLAIN = """
    *resolves*
    to go on,
    """
HEARD = """
    *considering*
    h)	eight,
    """
ARABIC = """
    *وإذ يضع في اعتباره*
     أ )	واحد،
    ب)	اثنان،
    """


class LabelledEditor:
    """An editor on a text, with what it says as people read it."""

    def __init__(self, editors, text: str, language: str = "en") -> None:
        value = redline(text, language=language)
        self.session = Session(Submission(proposals=(Proposal("MOD", "1", value, original=value),), language=language), "me")
        self.editor = editors(self.session)

    @property
    def lines(self) -> list[str]:
        value = self.session.submission.proposals[0].redline
        labelling = Labelling.of(value)
        return [
            f"{'  ' * max(paragraph.props.level - 1, 0)}{labelling.draft(paragraph.bearer.id) or ''}|{paragraph.text}"
            for paragraph in paragraphs(value.clauses, "draft")
        ]

    def new_item_after(self, words: str) -> None:
        clauses = self.editor.clauses
        index = next(index for index, clause in enumerate(clauses) if clause.text.startswith(words))
        self.editor.caret.move_to(Place(index, len(clauses[index].text)))
        QTest.keyClick(self.editor, Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        for char in text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.editor, _key(char), char, Qt.KeyboardModifier.NoModifier)


def _key(char: str) -> Qt.Key:
    return Qt.Key.Key_Tab if char == "\t" else Qt.Key.Key_unknown


CASES = {
    "the label it has": (LETTERS, "three", "d) four", "d)|four"),
    "the next of its list": (LETTERS, "three", "e) four", "d)|four"),
    "one before": (LETTERS, "three", "c) four", "d)|four"),
    "deeper": (LETTERS, "three", "i) four", "  i)|four"),
    "deeper by a number": (LETTERS, "three", "1. four", "  1|four"),
    "back": (LETTERS, "more under", "c) four", "c)|four"),
    "as deep": (LETTERS, "more under", "iii) four", "  iii)|four"),
    "a tab": (NUMBERS, "to stay", "3\tto run", "3|to run"),
    "a dot": (NUMBERS, "to stay", "3. to run", "3|to run"),
    "under a number": (NUMBERS, "to stay", "a) to run", "  a)|to run"),
    "where nothing is labelled": (PLAIN, "to go", "a) to run", "a)|to run"),
    "i after h": (HEARD, "eight", "i) nine", "i)|nine"),
}


@pytest.mark.parametrize(("text", "after", "typed", "line"), CASES.values(), ids=CASES)
def test_it_is_taken_for_what_it_says(text, after, typed, line, editors):
    labelled = LabelledEditor(editors, text)
    labelled.new_item_after(after)
    before = len(labelled.lines)
    labelled.type(typed)
    assert line in labelled.lines
    assert len(labelled.lines) == before
    look_at(labelled.editor)
    labelled.session.stack.undo()  # what was typed behind it
    labelled.session.stack.undo()
    head = typed[: len(typed.split()[0]) + 1]
    assert any(shown.endswith(f"|{head}") for shown in labelled.lines), "the characters are back after one undo"
    assert labelled.editor.caret.selected_range()[0].offset == len(head)
    labelled.type("x")
    assert any(shown.endswith(f"|{head}x") for shown in labelled.lines), "and are left alone"


def test_the_labels_of_arabic(editors):
    labelled = LabelledEditor(editors, ARABIC, "ar")
    labelled.new_item_after("اثنان")
    labelled.type("ج) ثلاثة")
    assert labelled.lines[-1].endswith("|ثلاثة")


def test_it_is_said_what_became_of_the_letters(editors):
    labelled = LabelledEditor(editors, LETTERS)
    sentences: list[str] = []
    labelled.editor.refused.connect(sentences.append)
    labelled.new_item_after("three")
    labelled.type("e) four")
    assert sentences == ["“e)” was taken as the number of this paragraph, which is “d)”; Undo makes it text."]


CHINESE = """
    *考虑到*
    a)	第一；
    b)	第二，
    """
CYRILLIC = """
    *учитывая*
    а)	раз;
    б)	два,
    """
MORE = {
    "a bis": (LETTERS, "en", "one", "a)bis x", "b)|x"),
    "a numbered bis": (NUMBERS, "en", "to go", "1bis x", "2|x"),
    "a bracket of Chinese": (CHINESE, "zh", "第二", "c） 第三", "c)|第三"),
    "a Cyrillic letter": (CYRILLIC, "ru", "два", "в) три", "в)|три"),
}


@pytest.mark.parametrize(("text", "language", "after", "typed", "line"), MORE.values(), ids=MORE)
def test_labels_with_a_tail_and_of_other_scripts(text, language, after, typed, line, editors):
    labelled = LabelledEditor(editors, text, language)
    labelled.new_item_after(after)
    labelled.type(typed)
    assert line in labelled.lines


STAYS = {
    "in kept text": (LETTERS, "three", "home", "d) x"),
    "behind other words": (LETTERS, "three", "new", "see d) x"),
    "too far": (LETTERS, "three", "new", "z) x"),
    "a number that is none": (LETTERS, "three", "new", "2024 x"),
    "an abbreviation": (LETTERS, "three", "new", "p. x"),
    "a word": (LETTERS, "three", "new", "a x"),
    "a dash": (LETTERS, "three", "new", "– x"),
    "a list of letters in one of letters": (LETTERS, "one", "new", "a) x"),
    "a call": (LETTERS, "considering", "home", "a) x"),
}


@pytest.mark.parametrize(("text", "after", "where", "typed"), STAYS.values(), ids=STAYS)
def test_other_text_stays(text, after, where, typed, editors):
    labelled = LabelledEditor(editors, text)
    if where == "new":
        labelled.new_item_after(after)
    else:
        clauses = labelled.editor.clauses
        labelled.editor.caret.move_to(Place(next(n for n, clause in enumerate(clauses) if clause.text.startswith(after)), 0))
    labelled.type(typed)
    assert any(f"|{typed}" in line for line in labelled.lines)


def test_in_kept_text_whose_words_are_replaced_it_stays(editors):
    labelled = LabelledEditor(editors, LETTERS)
    index = next(n for n, clause in enumerate(labelled.editor.clauses) if clause.text.startswith("three"))
    labelled.editor.caret.move_to(Place(index, len("three,")), Place(index, 0))
    labelled.type("d) x")
    assert "c)|d) x" in labelled.lines
