"""What is pasted and dropped: formats that there are here, clauses that their labels tell, and what is no text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from model.formats.notation import parse
from model.redline import Run
from model.redline.edit_text import Place
from model.submission.transaction_kinds import TransactionKind
from model.submission.values import Proposal, Submission
from tests.builders.editor_checks import look_at
from tests.builders.own_drop import OwnDrop
from tests.widgets.builders import session_on, text_of
from widgets.editor.clipboard import Foreign
from widgets.editor.intents import PART

WORD = (
    "<html><head><style>p {color: red}</style></head><body><p class=MsoNormal>one <i>two</i> "
    "<b style='mso-bidi-font-weight:normal'>th<u>ree</u></b><o:p></o:p></p>"
    "<p>four<sup>2</sup><script>no()</script></p></body></html>"
)
RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}one {\i two} {\b th{\ul ree}}\par four{\super 2}\par}"

LINES = Foreign([(Run("5\tAfrica"),), (Run("3\tAsia"),)], formatted=True, rows=frozenset({0, 1}))


def html(text: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(text)
    return data


def rtf(text: bytes) -> QMimeData:
    data = QMimeData()
    data.setData("text/rtf", text)
    return data


def runs(session) -> list[tuple[str, str]]:
    """Each inserted run with its formats."""
    out = []
    for clause in session.submission.proposals[0].redline.clauses:
        for run in clause.runs:
            style = run.style
            on = (("i", style.italic), ("b", style.bold), ("u", style.underline), ("^", style.vertical == "superscript"))
            if run.status.in_draft and not run.status.in_base:
                out.append((run.text, "".join(sign for sign, active in on if active)))
    return out


@pytest.mark.parametrize("data", [html(WORD), rtf(RTF)], ids=["html", "rtf"])
def test_foreign_text_keeps_paragraphs_and_the_formats_that_there_are(data, editors):
    session = session_on("ab")
    editor = editors(session)
    editor.insertFromMimeData(data)
    assert runs(session) == [("one ", ""), ("two", "i"), (" ", ""), ("th", "b"), ("ree", "bu"), ("four", ""), ("2", "^")]
    assert len(session.submission.proposals[0].redline.clauses) == 2
    assert session.stack.count() == 1
    look_at(editor)


def test_labels_in_html_make_clauses_and_the_marks_around_follow(editors):
    redline = parse("*recalling*\na)\tone;\nb)\ttwo,\n*resolves*\n1\tto go.\n", language="en")
    session = session_on("x")
    session.load(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),), language="en"))
    editor = editors(session)
    editor.edits.intents.punctuate = True
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(2).position() + 4)
    editor.setTextCursor(cursor)
    editor.insertFromMimeData(html("<p>a)&#9;three <i>more</i>;</p><p>b)&#9;four;</p>"))
    labelling = session.labelling(1)
    lines = [(labelling.draft(clause.id), clause.text_on("draft")) for clause in editor.clauses]
    assert lines[1:5] == [("a)", "one;"), ("b)", "two;"), ("c)", "three more;"), ("d)", "four,")]
    assert ("more", "i") in runs(session)


def test_lists_of_a_page_make_items_on_their_levels(editors):
    session = session_on("x")
    redline = parse("*resolves*\n1\tto go;\n2\tto stop.\n", language="en")
    session.load(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),), language="en"))
    editor = editors(session)
    editor.caret.move_to(Place(1, len("to go;")))
    editor.insertFromMimeData(html("<ol><li>to run<ol type=a><li>fast<li>far</ol><li>to rest</ol>"))
    labelling = session.labelling(1)
    lines = [(labelling.draft(clause.id), clause.text) for clause in editor.clauses[1:]]
    assert lines == [("1", "to go;"), ("2", "to run"), ("a)", "fast"), ("b)", "far"), ("3", "to rest"), ("4", "to stop.")]


@pytest.mark.parametrize("blank", ["\t", "\u2003", "\u00a0", " \t "])
def test_indented_labels_are_labels(blank, editors):
    session = session_on("x")
    redline = parse("*resolves*\n1\tto go;\n", language="en")
    session.load(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),), language="en"))
    editor = editors(session)
    editor.caret.move_to(Place(1, len("to go;")))
    editor.edits.put_text(f"a)\tone\n{blank}i)\tsub\nb){blank}two")
    labelling = session.labelling(1)
    lines = [(labelling.draft(clause.id), clause.text) for clause in editor.clauses[2:]]
    assert lines == [("a)", "one"), ("i)", "sub"), ("b)", "two")]


def test_first_cells_of_a_table_are_no_labels(editors):
    editor = editors(session_on("one"))
    editor.edits.intents.punctuate = True
    editor.edits.apply(lambda at: editor.edits.intents.paste(at, LINES, TransactionKind.PASTE))
    assert [clause.text for clause in editor.clauses] == ["5\tAfrica", "3\tAsiaone"]


def test_bytes_that_are_no_text_are_refused_in_a_sentence(editors, qtbot):
    session = session_on("ab")
    editor = editors(session)
    data = QMimeData()
    data.setText("\x00\x01\x02PK\x03\x04\ufffd\ufffd\x10\x11" * 20)
    with qtbot.waitSignal(editor.refused) as blocker:
        editor.insertFromMimeData(data)
    assert "not text" in blocker.args[0]
    assert text_of(session) == "ab"


ATTRIBUTES = " ".join(f"a{number}" for number in range(40_000))
UNREADABLE = {"text/rtf": rb"{\rtf1\ansicpg31999 caf\'e9}", "text/html": f"<p {ATTRIBUTES}>x".encode()}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_the_plain_text_is_put_in_where_the_formats_cannot_be_read(kind, editors, qtbot):
    session = session_on("ab")
    editor = editors(session)
    data = QMimeData()
    data.setData(kind, UNREADABLE[kind])
    with qtbot.waitSignal(editor.refused) as blocker:
        editor.insertFromMimeData(data)
    assert "cannot be read" in blocker.args[0]
    assert text_of(session) == "ab"
    data.setText("café")
    with qtbot.waitSignal(editor.refused) as blocker:
        editor.insertFromMimeData(data)
    assert "plain text" in blocker.args[0]
    assert text_of(session) == "+café+ab"
    look_at(editor)


def test_what_holds_no_text_is_told_of(editors, qtbot):
    session = session_on("ab")
    editor = editors(session)
    with qtbot.waitSignal(editor.refused):
        editor.insertFromMimeData(html("<img src='x'>"))
    assert text_of(session) == "ab"


def test_a_file_is_not_pasted_as_its_name(editors, qtbot):
    session = session_on("ab")
    editor = editors(session)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/a.docx")])
    with qtbot.waitSignal(editor.refused):
        editor.insertFromMimeData(data)
    assert text_of(session) == "ab"


COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


def drop(editor, position: int, data: QMimeData, *, own_action: Qt.DropAction | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    where = QPointF(editor.cursorRect(cursor).center())
    event = OwnDrop(where, own_action, data, editor) if own_action is not None else QDropEvent(
        where, COPY, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    editor.dropEvent(event)


def test_text_dragged_inside_moves_with_its_formats_as_one_step(editors):
    session = session_on("one two three")
    editor = editors(session)
    cursor = editor.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(4, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    drop(editor, 13, editor.createMimeDataFromSelection(), own_action=MOVE)
    assert text_of(session) == "-one -two three+one +"
    assert session.stack.count() == 1
    session.stack.undo()
    assert text_of(session) == "one two three"


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("one/two/three", 8, "-one-¶-/two/+one+¶+/three"),
        ("one/two/three", 10, "-one-¶-/two/th+one+¶+/ree"),
        ("one/two/three", 13, "-one-¶-/two/three/+one+¶+"),
        ("one/two/", 8, "-one-¶-/two/+one+"),
    ],
    ids=["head", "inside", "end", "empty"],
)
def test_a_whole_paragraph_dragged_inside_stays_one(text, target, expected, editors):
    session = session_on(text)
    editor = editors(session)
    editor.caret.move_to(Place(1, 0), Place(0, 0))
    drop(editor, target, editor.createMimeDataFromSelection(), own_action=MOVE)
    assert text_of(session) == expected
    look_at(editor)


def test_clauses_dragged_inside_with_ctrl_are_put_in_as_when_they_are_pasted(editors):
    session = session_on("one/two/three")
    editor = editors(session)
    texts = []
    for put in (editor.insertFromMimeData, lambda data: drop(editor, 10, data, own_action=COPY)):
        editor.caret.move_to(Place(1, 3), Place(0, 1))
        data = editor.createMimeDataFromSelection()
        editor.caret.move_to(Place(2, 2))
        put(data)
        texts.append(text_of(session))
        session.stack.undo()
    assert texts == ["one/two/th+ne+¶+/+two+ree"] * 2


def test_text_of_another_program_is_dropped_where_the_mouse_is(editors):
    session = session_on("ab")
    editor = editors(session)
    drop(editor, 1, html("<p>x <b>y</b></p>"))
    assert text_of(session) == "a+x y+b"
    assert runs(session) == [("x ", ""), ("y", "b")]


def test_a_long_paste_comes_in_parts_and_is_one_step(editors):
    session = session_on("ab/cd")
    editor, shown = editors(session), []
    editor.edits.intents.in_slices = lambda steps, message: all(
        shown.append((message, len(editor.clauses))) is None for _ in steps
    )
    editor.caret.move_to(Place(0, 1))
    editor.edits.put_text("\n".join(f"x{number}" for number in range(2 * PART + 200)))
    assert [message for message, _ in shown] == ["Paste …"] * 4
    assert len({count for _, count in shown}) == 4
    assert (len(editor.clauses), session.stack.count()) == (2 * PART + 201, 1)
    look_at(editor)
    session.stack.undo()
    assert text_of(session) == "ab/cd"
    look_at(editor)
    session.stack.redo()
    assert len(editor.clauses) == 2 * PART + 201
    look_at(editor)


def test_a_long_paste_that_is_stopped_leaves_the_text_as_it_was(editors):
    session = session_on("ab")
    editor = editors(session)
    editor.edits.intents.in_slices = lambda steps, message: next(steps) is not None
    editor.edits.put_text("x\n" * (2 * PART))
    assert text_of(session) == "ab"
    look_at(editor)


@pytest.mark.parametrize("data", [html("<ol><li>run<li>rest;</ol>"), "1\trun\n2\trest;"], ids=["html", "text"])
def test_inside_a_text_the_labels_of_what_is_pasted_are_no_words(data, editors):
    session = session_on("x")
    redline = parse("*resolves*\n1\tto go;\n2\tto stop.\n", language="en")
    session.load(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),), language="en"))
    editor = editors(session)
    editor.caret.move_to(Place(1, 3))
    if isinstance(data, str):
        plain, data = data, QMimeData()
        data.setText(plain)
    editor.insertFromMimeData(data)
    labelling = session.labelling(1)
    lines = [(labelling.draft(clause.id), clause.text) for clause in editor.clauses[1:]]
    assert lines == [("1", "to run"), ("2", "rest;go;"), ("3", "to stop.")]
    look_at(editor)
