"""The submission form under real keys: fields become transactions, undo is shown in them, proposals come and go."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QListView, QPlainTextEdit, QWidget

from app.session.session import Session
from model.formats.notation import parse
from model.redline import Status
from model.submission.conferences import conferences
from model.submission.story import StoryId
from model.submission.values import SYMBOLS, Contact, Header, Proposal, Submission
from widgets.dialogs.small_dialogs import NamedTextDialog
from widgets.submission_form.contacts_field import ContactsField
from widgets.submission_form.form import SETTLED, SubmissionForm

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen platform says so of size hints and of popups."""
TEXT = "# RESOLUTION 75 (Rev. Geneva, 2022)\n## On a subject\n*considering*\na)\tthat it is;\nb)\tthat it was."
CONTACTS = (Contact("Ada", "Ministry", "Arcadia", "ada@example.org", "1"), Contact("Orsino"))


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def submission(**header: object) -> Submission:
    text = parse(TEXT, language="en")
    first = Proposal("MOD", "ATU/35A18/1", text, "It is due.", text)
    return Submission(Header(**header), (first,), "en")


@pytest.fixture
def opened(qtbot) -> Iterator[Callable[[Submission], tuple[Session, SubmissionForm]]]:
    """Opens forms that have the focus, and lets go of them afterwards."""
    made = []

    def make(value: Submission, clock: Clock | None = None) -> tuple[Session, SubmissionForm]:
        session = Session(value, "me", now=lambda: "2024-09-06T09:00:00Z", clock=clock or Clock())
        form = SubmissionForm(session, conferences())
        form.resize(440, 700)
        qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow, timeout=1000)
        made.append(form)
        return session, form

    yield make
    QApplication.clipboard().clear()
    for form in made:
        form.close_story()


def field(form: SubmissionForm, path: str) -> QWidget:
    known = {**form.header.by_path, **{f"proposals/1/{name}": widget for name, widget in form.proposal.by_name.items()}}
    found = known[path]
    found.setFocus(Qt.FocusReason.TabFocusReason)
    return found if found.focusProxy() is None else found.focusProxy()


def value(session: Session, path: str) -> object:
    from model.submission.transactions import get_field

    return get_field(session.submission, path)


def undo_all(session: Session) -> None:
    while session.stack.canUndo():
        session.stack.undo()


def redo_all(session: Session) -> None:
    while session.stack.canRedo():
        session.stack.redo()


LINES = ("header/document", "header/addendum", "header/date", "proposals/1/number")
TEXTS = ("header/title", "header/agenda", "header/abstract", "header/introduction", "header/proposal_text", "proposals/1/reasons")


@pytest.mark.parametrize("path", [*LINES, *TEXTS])
def test_what_is_typed_is_the_value_and_one_undo_step(path, opened):
    session, form = opened(submission())
    before = session.submission
    typed = field(form, path)
    QTest.keyClicks(typed, "18R1")
    assert value(session, path).endswith("18R1") or value(session, path).startswith("18R1")
    assert session.stack.count() == 1
    after = session.submission
    session.stack.undo()
    assert session.submission == before
    session.stack.redo()
    assert session.submission == after
    assert typed.text() == value(session, path)


@pytest.mark.parametrize("path", [*LINES, *TEXTS])
def test_a_text_in_force_becomes_a_proposal_with_the_first_field_that_is_filled_in(path, opened):
    text = parse(TEXT, language="en")
    session, form = opened(Submission(Header(), (Proposal("", "", text, "", text),), "en"))
    before, messages = session.submission, []
    form.message.connect(messages.append)
    QTest.keyClicks(field(form, path), "35")
    assert (value(session, "proposals/1/symbol"), value(session, path)) == ("MOD", "35")
    assert form.proposal.symbol.currentData() == "MOD"
    assert session.stack.count() == 1
    assert len(messages) == 1
    assert "MOD" in messages[0]
    undo_all(session)
    assert session.submission == before


def test_a_conference_that_is_chosen_makes_a_new_text_an_addition_and_without_a_symbol_the_form_warns(opened):
    text = parse("{++# NEW RESOLUTION++}{++¶++}\n{++## On a subject++}{++¶++}\n", language="en")
    session, form = opened(Submission(Header(), (Proposal("", "", text, "", text),), "en"))
    assert form.warning.isHidden()
    QTest.keyClicks(field(form, "header/conference"), "WTSA-24")
    assert (value(session, "header/conference"), value(session, "proposals/1/symbol")) == ("WTSA-24", "ADD")
    assert form.warning.isHidden()
    form.proposal.symbol.setCurrentIndex(0)
    form.proposal.symbol.activated.emit(0)
    assert value(session, "proposals/1/symbol") == ""
    assert form.warning.isVisible()


def test_a_second_visit_is_a_second_undo_step(opened):
    session, form = opened(submission())
    QTest.keyClicks(field(form, "header/document"), "3")
    field(form, "header/title")
    QTest.keyClicks(field(form, "header/document"), "5")
    assert session.stack.count() == 2
    session.stack.undo()
    assert value(session, "header/document") == "3"


def test_a_pause_in_a_long_text_makes_a_step_and_in_a_line_it_does_not(opened):
    clock = Clock()
    session, form = opened(submission(), clock)
    for path, steps in (("header/abstract", 2), ("header/document", 1)):
        before = session.stack.count()
        typed = field(form, path)
        QTest.keyClicks(typed, "12")
        clock.now += 10
        QTest.keyClicks(typed, "34")
        assert session.stack.count() - before == steps


@pytest.mark.parametrize("path", ["header/document", "header/abstract"])
def test_undo_leaves_the_caret_where_it_is(path, opened):
    text = "alpha beta"
    session, form = opened(submission(**{path.partition("/")[2]: text}))
    typed = field(form, path)
    QTest.keyClick(typed, Key.Key_Home)
    QTest.keyClicks(typed, "new ")
    for _ in range(3):
        QTest.keyClick(typed, Key.Key_Right)
    session.stack.undo()
    assert typed.text() == text
    QTest.keyClicks(typed, "|")
    assert value(session, path) == "alp|ha beta"


@pytest.mark.parametrize("path", ["header/document", "header/abstract"])
def test_undo_keys_are_not_the_fields(path, opened):
    session, form = opened(submission())
    typed = field(form, path)
    QTest.keyClicks(typed, "35")
    QTest.keyClick(typed, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert value(session, path) == typed.text() == "35"


def test_what_changes_elsewhere_is_shown_in_every_field(opened):
    header = Header(
        "WTSA-24", "35", "18", "2024-09-13", "es", ("A", "B"), "T", "1.2", "first\nsecond", CONTACTS, "intro", "proposal"
    )  # fmt: skip
    session, form = opened(Submission())
    session.load(Submission(header, submission().proposals, "es"))
    assert [form.header.by_path[f"header/{name}"].currentData() for name in ("conference", "original")] == ["WTSA-24", "es"]
    assert form.header.by_path["language"].currentData() == "es"
    assert form.header.by_path["header/sources"].toPlainText() == "A\nB"
    assert form.header.by_path["header/abstract"].toPlainText() == "first\nsecond"
    assert form.header.by_path["header/contacts"].value == CONTACTS
    assert form.proposal.symbol.currentData() == "MOD"
    assert form.file_name.whole() == "T22-WTSA.24-C-0035!A18!MSW-S.docx"
    assert session.stack.count() == 0
    session.load(Submission())
    assert form.header.by_path["header/date"].line.text() == ""
    assert form.header.by_path["header/contacts"].value == ()
    assert not form.proposal.isEnabled()


def test_the_file_name_follows_what_is_typed(opened):
    session, form = opened(submission(conference="WTSA-24"))
    assert form.file_name.whole() == "T22-WTSA.24-C-XXXX!!MSW-E.docx"
    QTest.keyClicks(field(form, "header/document"), "35")
    QTest.keyClicks(field(form, "header/addendum"), "18")
    assert form.file_name.whole() == "T22-WTSA.24-C-0035!A18!MSW-E.docx"
    undo_all(session)
    assert form.file_name.whole() == "T22-WTSA.24-C-XXXX!!MSW-E.docx"


def choose(box: QComboBox, data: str) -> None:
    """As the arrow keys choose."""
    box.setFocus(Qt.FocusReason.TabFocusReason)
    steps = box.findData(data) - box.currentIndex()
    for _ in range(abs(steps)):
        QTest.keyClick(box, Key.Key_Down if steps > 0 else Key.Key_Up)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_text_alone_becomes_a_proposal_by_its_symbol(symbol, opened):
    text = parse(TEXT, language="en")
    session, form = opened(Submission(Header(), (Proposal(redline=text, original=text),), "en"))
    before = session.submission
    choose(form.proposal.symbol, symbol)
    assert session.submission.proposals[0].symbol == symbol
    assert symbol in form.proposal.symbol.currentText()
    assert len(form.proposal.symbol.currentText()) > len(symbol) + 5
    undo_all(session)
    assert session.submission == before
    assert form.proposal.symbol.currentData() == ""


def test_a_value_that_is_not_offered_is_kept_and_shown(opened):
    session, form = opened(submission(conference="WTSA-20"))
    box = form.header.by_path["header/conference"]
    assert "WTSA-20" in box.currentText()
    assert session.stack.count() == 0
    choose(box, "PP-26")
    assert value(session, "header/conference") == "PP-26"
    session.stack.undo()
    assert box.currentData() == "WTSA-20"
    session.load(Submission(Header(conference="X-1")))
    assert [box.itemData(row) for row in range(box.count())].count("WTSA-20") == 0


def test_a_wheel_over_a_choice_chooses_nothing(opened):
    session, form = opened(submission())
    box = form.header.by_path["header/conference"]
    at = QPointF(5, 5)
    wheel = QWheelEvent(
        at, box.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert session.stack.count() == 0


def test_a_regional_symbol_offers_the_name(opened):
    session, form = opened(submission())
    sources = field(form, "header/sources")
    QTest.keyClicks(sources, "at")
    popup = sources._completer.popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Key.Key_Return)
    assert sources.hasFocus()
    assert value(session, "header/sources") == ("African Telecommunication Union Administrations",)
    assert not popup.isVisible()
    QTest.keyClick(sources, Key.Key_Return)
    assert value(session, "header/sources") == ("African Telecommunication Union Administrations",)
    QTest.keyClicks(sources, "Arcadia")
    assert value(session, "header/sources")[1:] == ("Arcadia",)
    undo_all(session)
    assert value(session, "header/sources") == ()
    assert sources.toPlainText() == ""


def test_tab_takes_the_name_that_is_offered_and_goes_on(opened):
    session, form = opened(submission())
    sources = field(form, "header/sources")
    QTest.keyClicks(sources, "at")
    QTest.keyClick(sources._completer.popup(), Key.Key_Tab)
    assert value(session, "header/sources") == ("African Telecommunication Union Administrations",)
    assert QApplication.focusWidget() is field(form, "header/title")
    sources._completer.popup().setFocus(Qt.FocusReason.ActiveWindowFocusReason)  # as a window manager may do a moment later
    assert QApplication.focusWidget() is field(form, "header/title")


def test_no_label_has_a_key_that_leads_nowhere(opened):
    _, form = opened(submission())
    heads = [label for label in form.findChildren(QLabel) if "&" in label.text().replace("&&", "")]
    assert len(heads) > 8
    assert [head.text() for head in heads if head.buddy() is None or head.buddy().focusPolicy() == Qt.FocusPolicy.NoFocus] == []


@pytest.mark.parametrize(("typed", "name"), [("egy", "Egypt"), ("b", "Brazil"), ("USA", "United States")])
def test_the_symbol_of_a_country_offers_its_name(typed, name, opened):
    session, form = opened(submission())
    sources = field(form, "header/sources")
    QTest.keyClicks(sources, typed)
    QTest.keyClick(sources._completer.popup(), Key.Key_Return)
    assert value(session, "header/sources") == (name,)


def test_a_source_that_resembles_a_name_is_not_replaced(opened):
    session, form = opened(submission())
    sources = field(form, "header/sources")
    QTest.keyClicks(sources, "Administrations")
    popup = sources._completer.popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Key.Key_Return)
    assert value(session, "header/sources") == ("Administrations",)
    QTest.keyClicks(sources, " of Arcadia")
    QTest.keyClick(sources, Key.Key_Return)
    QTest.keyClicks(sources, "X")
    assert value(session, "header/sources") == ("Administrations of Arcadia", "X")


def test_the_likely_number_is_shown_and_taken(opened):
    session, form = opened(Submission(Header(document="35", addendum="18", sources=("Arab States Administrations",)),
                                      (Proposal("MOD"),), "en"))  # fmt: skip
    assert form.proposal.number.placeholderText() == "ARB/35A18/1"
    QTest.mouseClick(form.proposal.use, Qt.MouseButton.LeftButton)
    assert session.submission.proposals[0].number == "ARB/35A18/1"
    assert not form.proposal.use.isVisible()
    session.stack.undo()
    assert form.proposal.use.isVisible()


@pytest.mark.parametrize(("first", "second"), [("ARB/35A18/1", "ARB/35A18/2"), ("", "")])
def test_a_proposal_beside_one_with_a_number_has_the_next(first, second, opened):
    session, form = opened(Submission(Header(document="35", addendum="18"), (Proposal("MOD", first),), "en"))
    form.add_text(parse(TEXT, language="en"), "SUP")
    assert [proposal.number for proposal in session.submission.proposals] == [first, second]
    session.stack.undo()
    assert len(session.submission.proposals) == 1


def test_the_menu_of_kinds_opens_where_its_button_comes_to_rest(opened, qtbot):
    _session, form = opened(submission())
    form.offer_proposals()
    QTimer.singleShot(SETTLED // 2, form, lambda: form.move(form.pos() + QPoint(300, 0)))
    menu, button = form.proposals.menu, form.proposals.add
    qtbot.waitUntil(menu.isVisible, timeout=2000)
    assert abs(menu.x() - button.mapToGlobal(QPoint()).x()) < button.width()
    menu.close()


def test_dates_are_typed_or_chosen_and_what_is_none_is_said(opened):
    session, form = opened(submission())
    date = form.header.by_path["header/date"]
    QTest.keyClicks(field(form, "header/date"), "soon")
    assert value(session, "header/date") == "soon"
    assert date.note.isVisible()
    date._choose(date._calendar.selectedDate())
    assert len(value(session, "header/date")) == 10
    assert not date.note.isVisible()


def contact_line(form: SubmissionForm, number: int, part: str) -> QLineEdit:
    """A field of a contact, with the keyboard."""
    line = form.header.by_path["header/contacts"].rows[number].lines[part]
    line.setFocus()
    return line


def test_contacts_are_typed_field_by_field(opened):
    session, form = opened(submission())
    QTest.keyClicks(contact_line(form, 0, "name"), "Ada L")
    assert value(session, "header/contacts") == (Contact("Ada L"),)
    assert session.stack.count() == 1
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Ministry")
    assert value(session, "header/contacts") == (Contact("Ada L", "Ministry"),)
    assert session.stack.count() == 2
    form.header.by_path["header/contacts"].add.click()
    QTest.keyClicks(contact_line(form, 1, "phone"), "123")
    assert value(session, "header/contacts")[1] == Contact(phone="123")
    form.setFocus()
    undo_all(session)
    assert session.submission == submission()
    assert form.header.by_path["header/contacts"].value == ()


def test_a_field_that_is_emptied_empties_the_contact_and_keeps_the_keyboard(opened):
    session, form = opened(submission())
    line = contact_line(form, 0, "name")
    QTest.keyClicks(line, "A")
    QTest.keyClick(line, Key.Key_Backspace)
    assert value(session, "header/contacts") == ()
    QTest.keyClicks(line, "B")
    assert value(session, "header/contacts") == (Contact("B"),)


def test_a_contact_is_removed(opened):
    session, form = opened(submission(contacts=CONTACTS))
    contacts = form.header.by_path["header/contacts"]
    QTest.mouseClick(contacts.rows[0].remove, Qt.MouseButton.LeftButton)
    assert value(session, "header/contacts") == CONTACTS[1:]
    session.stack.undo()
    assert contacts.value == CONTACTS


def test_a_new_resolution_is_added_shown_and_undone(opened, qtbot):
    session, form = opened(submission(conference="WTSA-24"))
    before = session.submission
    with qtbot.waitSignal(form.proposal_chosen) as blocker:
        form.proposals.menu.actions()[0].trigger()
    assert blocker.args == [2]
    added = session.submission.proposals[1]
    assert added.symbol == "ADD"
    assert added.redline.clauses[0].text == "DRAFT NEW RESOLUTION [ATU-1]"
    assert all(run.status is Status.INSERTED for clause in added.redline.clauses for run in clause.runs)
    assert form.proposal.symbol.currentData() == "ADD"
    assert form.proposals.list.count() == 2
    form.proposal.number.selectAll()
    QTest.keyClicks(form.proposal.number, "x")
    assert session.submission.proposals[1].number == "x"
    undo_all(session)
    assert session.submission == before
    assert (form.number, form.proposals.list.count(), form.proposal.symbol.currentData()) == (1, 1, "MOD")


def test_proposals_are_reordered_removed_and_chosen(opened):
    session, form = opened(submission())
    form._add("new")
    both = session.submission.proposals
    chosen: list[int] = []
    form.proposal_chosen.connect(chosen.append)
    QTest.mouseClick(form.proposals.up, Qt.MouseButton.LeftButton)
    assert session.submission.proposals == both[::-1]
    assert form.number == 1
    QTest.keyClick(form.proposals.list, Key.Key_Down)
    assert form.number == 2
    assert form.proposal.reasons.text() == "It is due."
    QTest.mouseClick(form.proposals.remove, Qt.MouseButton.LeftButton)
    assert session.submission.proposals == both[1:]
    assert not form.proposals.remove.isEnabled()
    assert chosen == [1, 2, 1]
    undo_all(session)
    assert session.submission == submission()


@pytest.mark.parametrize(("kind", "symbol"), [("suppress", "SUP"), ("keep", "NOC"), ("amend", "MOD")])
def test_a_text_opened_beside_is_asked_for_and_added(kind, symbol, opened, qtbot):
    session, form = opened(submission())
    with qtbot.waitSignal(form.text_asked) as blocker:
        form._add(kind)
    assert blocker.args == [symbol]
    form.add_text(parse(TEXT.replace("75", "20"), language="en"), symbol)
    added = session.submission.proposals[1]
    assert (added.symbol, added.redline.clauses[0].text) == (symbol, "RESOLUTION 20 (Rev. Geneva, 2022)")
    assert added.original == added.redline
    undo_all(session)
    assert session.submission == submission()


def test_a_text_is_suppressed_by_its_name(opened, monkeypatch):
    session, form = opened(submission())

    def answer(dialog: NamedTextDialog) -> int:
        ok = dialog._buttons.button(dialog._buttons.StandardButton.Ok)
        assert not ok.isEnabled()
        QTest.keyClicks(dialog._number, "RESOLUTION 5")
        QTest.keyClicks(dialog._title, "On ships")
        assert ok.isEnabled()
        return 1

    monkeypatch.setattr(NamedTextDialog, "exec", answer)
    form._add("suppress named")
    added = session.submission.proposals[1]
    assert (added.symbol, [clause.text for clause in added.redline.clauses]) == ("SUP", ["RESOLUTION 5", "On ships"])


def test_pasted_text_is_plain_and_a_step_of_its_own(opened):
    session, form = opened(submission())
    abstract = field(form, "header/abstract")
    QTest.keyClicks(abstract, "a")
    data = QMimeData()
    data.setHtml("<b>x</b>")
    data.setText("one\r\ntwo\x00\ufffc\n")
    abstract.insertFromMimeData(data)
    QTest.keyClicks(abstract, "b")
    assert value(session, "header/abstract") == "aone\ntwob"
    assert session.stack.count() == 3
    QApplication.clipboard().setText("35\nA")
    document = field(form, "header/document")
    document.paste()
    assert value(session, "header/document") == "35 A"
    assert document.text() == "35 A"


@pytest.mark.parametrize("text", ["a\u00a0b\u2028c", "𝒳 e\u0301 🇸🇳", "إضافة 18", "<img src='file:///x'>", "&amp; &x"])
def test_every_character_is_shown_and_kept(text, opened):
    session, form = opened(submission(abstract=text, document=text))
    abstract = field(form, "header/abstract")
    QTest.keyClick(abstract, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(abstract, "z")
    assert value(session, "header/abstract") == text + "z"
    session.stack.undo()
    assert abstract.text() == text
    assert form.header.by_path["header/document"].text() == text


def test_a_composition_is_one_edit(opened):
    session, form = opened(submission())
    abstract = field(form, "header/abstract")
    QApplication.sendEvent(abstract, QInputMethodEvent("´", []))
    assert session.stack.count() == 0
    committed = QInputMethodEvent("", [])
    committed.setCommitString("é")
    QApplication.sendEvent(abstract, committed)
    assert value(session, "header/abstract") == "é"
    assert session.stack.count() == 1


def test_arabic_runs_from_right_to_left(opened):
    session, form = opened(submission())
    abstract = form.header.by_path["header/abstract"]
    assert abstract.document().defaultTextOption().textDirection() == Qt.LayoutDirection.LayoutDirectionAuto
    session.load(Submission(Header(abstract="ملخص"), (Proposal("MOD"),), "ar"))
    for shown in (abstract, form.proposal.reasons, form.header.by_path["header/sources"]):
        option = shown.document().defaultTextOption()
        assert option.textDirection() == Qt.LayoutDirection.RightToLeft
        assert option.alignment() == Qt.AlignmentFlag.AlignRight


def test_a_refused_change_is_told_and_the_value_shown_again(opened, monkeypatch, qtbot):
    from model.errors import EditError

    session, form = opened(submission(document="35"))

    def refuse(transaction, merge="") -> None:
        raise EditError("no")

    monkeypatch.setattr(session, "commit", refuse)
    document = field(form, "header/document")
    with qtbot.waitSignal(form.refused) as blocker:
        QTest.keyClicks(document, "x")
    assert blocker.args == ["no"]
    assert document.text() == "35"


@pytest.mark.slow
def test_a_title_that_is_too_long_is_refused_and_the_old_one_shown_again(opened, qtbot):
    session, form = opened(submission(title="A title"))
    title = form.header.by_path["header/title"]
    with qtbot.waitSignal(form.refused) as refusal:
        title.setPlainText("x" * 199_001)
    assert refusal.args == ["a field has at most 199,000 characters in a paragraph, and this has more; shorten it"]
    assert title.toPlainText() == "A title"
    assert session.submission.header.title == "A title"


def test_typing_in_the_text_does_not_wait_for_the_form(opened, monkeypatch):
    from model.edits.text import type_text
    from model.redline.edit_text import Place

    session, form = opened(submission())
    monkeypatch.setattr(form, "follow", lambda: pytest.fail("the form followed"))
    session.commit(type_text(session.submission, StoryId(1), Place(3, 0), Place(3, 0), "x", session.stamp()))


def test_tab_goes_through_every_field_in_order(opened):
    _, form = opened(submission(contacts=CONTACTS))
    passed: list[QWidget] = []
    form.header.first.setFocus()
    while (focused := QApplication.focusWidget()) not in passed and len(passed) < 60:
        passed.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
    symbol, *rest = form.proposal.by_name.values()
    order = [widget.focusProxy() or widget for widget in (symbol, *form.header.by_path.values(), *rest)]
    places = [passed.index(widget) for widget in order]
    wanted = sorted(places)
    assert places == wanted
    assert {form.proposals.list, form.proposals.add} <= set(passed)
    back = passed[-1]
    back.setFocus()
    QTest.keyClick(back, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is passed[-2]


def test_every_field_has_a_name_and_a_label_and_no_two_labels_a_key(opened):
    _, form = opened(submission())
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QListView, QAbstractButton):
        for part in form.findChildren(kind):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
                assert part.accessibleName() or getattr(part, "text", str)(), part
    labels = [label for label in form.findChildren(QLabel) if "&" in label.text()]
    keys = [label.text()[label.text().index("&") + 1].lower() for label in labels]
    # With the menus these are all letters that the labels have; what stands behind another field goes without.
    assert len(keys) == len(set(keys)) >= 12
    buddies = {label.buddy() for label in form.findChildren(QLabel)}
    fields = (*form.header.by_path.values(), *form.proposal.by_name.values())
    assert buddies >= {field.focusProxy() or field for field in fields}


def contacts_shown(field: ContactsField) -> tuple[Contact, ...]:
    contacts = [Contact(**{part: line.text() for part, line in row.lines.items()}) for row in field.rows]
    while contacts and contacts[-1] == Contact():
        contacts.pop()
    return tuple(contacts)


def shown(form: SubmissionForm) -> list[object]:
    """What the fields show, as values."""
    fields_ = [*form.header.by_path.values(), *form.proposal.by_name.values()]
    return [
        field.currentData() if isinstance(field, QComboBox) else contacts_shown(field) if isinstance(field, ContactsField)
        else field.line.text() if hasattr(field, "line") else field.text()
        for field in fields_
    ]  # fmt: skip


def held(session: Session, form: SubmissionForm) -> list[object]:
    paths = [*form.header.by_path, *(f"proposals/{form.number}/{name}" for name in form.proposal.by_name)]
    found = [value(session, path) for path in paths]
    return ["\n".join(entries) if path == "header/sources" else entries for path, entries in zip(paths, found, strict=True)]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_and_undone_the_form_shows_the_submission(seed, opened):
    chance = random.Random(seed)
    session, form = opened(submission())
    opening = session.submission
    fields_ = [*form.header.by_path, "proposals/1/symbol", "proposals/1/number", "proposals/1/reasons"]

    def type_somewhere() -> None:
        chosen = field(form, chance.choice(fields_))
        if isinstance(chosen, QComboBox):
            QTest.keyClick(chosen, chance.choice((Key.Key_Down, Key.Key_Up)))
        elif hasattr(chosen, "textCursor") or isinstance(chosen, QLineEdit):
            QTest.keyClick(chosen, chance.choice((Key.Key_Home, Key.Key_End, Key.Key_Left)))
            QTest.keyClicks(chosen, chance.choice(("a", "b 1", "12")))
            committed = QInputMethodEvent("", [])
            committed.setCommitString(chance.choice(("é", "𝒳", "\u2019")))
            QApplication.sendEvent(chosen, committed)
            QTest.keyClick(chosen, chance.choice((Key.Key_Backspace, Key.Key_Delete, Key.Key_Right)))
        else:
            contacts = form.header.by_path["header/contacts"]
            contacts.add.click()
            row = chance.randrange(sum(not row.isHidden() for row in contacts.rows))
            QTest.keyClicks(contact_line(form, row, chance.choice([*contacts.rows[row].lines])), "c")
            form.setFocus()

    acts = [
        *[type_somewhere] * 6,
        lambda: form._add("new"),
        form.proposals.up.click,
        form.proposals.remove.click,
        lambda: form.proposals.list.setCurrentRow(chance.randrange(max(form.proposals.list.count(), 1))),
        *[session.stack.undo] * 3,
        session.stack.redo,
    ]
    for _ in range(120):
        chance.choice(acts)()
        QApplication.processEvents()
        assert shown(form) == held(session, form)
    redo_all(session)
    last = session.submission
    undo_all(session)
    assert session.submission == opening
    redo_all(session)
    assert session.submission == last
    assert shown(form) == held(session, form)


def test_the_form_names_what_is_missing_for_the_export_and_leads_there_by_keys(opened):
    text = parse(TEXT, language="en")
    _, form = opened(Submission(Header(), (Proposal("", "", text, "", text),), "en"))
    assert form.state.accessibleName() == "Missing for the export: symbol, conference, document number, source, title"
    form.state.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(3):
        QTest.keyClick(form.state, Key.Key_Tab)
    QTest.keyClick(form.state, Key.Key_Return)
    assert QApplication.focusWidget() is form.header.by_path["header/document"]
    QTest.keyClicks(QApplication.focusWidget(), "35")
    assert form.state.missing == ("header/conference", "header/sources", "header/title")


def test_with_all_that_a_document_is_filed_by_it_is_ready(opened):
    _, form = opened(submission(conference="WTSA-24", document="35", sources=("ATU",), title="On a subject"))
    assert (form.state.text(), form.state.accessibleName()) == ("✓ Ready for the export", "Ready for the export")
    assert form.state.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_form_that_lacks_nothing_tells_of_errors_in_the_text(opened, qtbot):
    _, form = opened(submission(conference="WTSA-24", document="35", sources=("ATU",), title="On a subject"))
    form.state.show_errors(2)
    assert form.state.accessibleName() == "Nothing is missing, but the checks find errors: 2"
    form.state.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(form.state, Key.Key_Tab)
    with qtbot.waitSignal(form.state.errors_asked):
        QTest.keyClick(form.state, Key.Key_Return)
    form.header.by_path["header/title"].setPlainText("")
    assert form.state.accessibleName() == "Missing for the export: title"
    form.state.show_errors(0)
    assert form.state.accessibleName() == "Missing for the export: title"


def test_the_symbol_stands_first_and_says_whose_it_is(opened):
    session, form = opened(submission())
    assert form.header.first is form.proposal.symbol
    form._add("new")
    assert form.proposal.symbol.accessibleName() == "Symbol and kind of proposal 2"
    session.stack.undo()
    assert form.proposal.symbol.accessibleName() == "Symbol and kind"


@pytest.mark.parametrize("width", [220, 240, 300, 430, 900])
def test_no_width_cuts_a_field(width, opened):
    _, form = opened(submission(contacts=CONTACTS))
    form.resize(width, 600)
    QApplication.processEvents()
    assert form.width() == width
    assert form._area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 4, 1), ("Contributions: by 14 April 2026, 13 days left", "31 October 2026, 213 days left")),
        (date(2026, 4, 13), ("Contributions: by 14 April 2026, 1 day left", "201 days left")),
        (date(2026, 4, 14), ("Contributions: by today, 14 April 2026", "200 days left")),
        (date(2026, 11, 1), ("Contributions: the deadline of 14 April 2026 has passed", "31 October 2026 has passed")),
    ],
)
def test_the_deadlines_of_the_conference_stand_under_it_with_the_days_that_are_left(opened, monkeypatch, today, expected):
    session, form = opened(submission(conference="Council"))
    lines = form.header.deadlines
    monkeypatch.setattr(lines, "_today", lambda: today)
    form.follow()
    shown = lines.text().splitlines()
    assert lines.isVisible()
    assert [wanted in line for wanted, line in zip(expected, shown, strict=True)] == [True, True]
    assert "council.itu.int/2026/ds0b" in lines.toolTip()
    box = form.header.by_path["header/conference"]
    assert box.accessibleDescription() == lines.text()
    choose(box, "WTSA-24")
    assert (lines.isVisible(), lines.text(), box.accessibleDescription()) == (False, "", box.accessibleName())
    session.load(submission(conference="PP-26"))
    assert all("(not verified)" in line for line in lines.text().splitlines())
