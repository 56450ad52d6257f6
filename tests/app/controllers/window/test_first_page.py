"""The first page, other proposals, the reasons and the closing line around the text in the window."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program
from app.session.sample import sample_submission
from app.window.main_window import MainWindow
from model.edits import fields
from model.edits.proposals.new_proposal import named_text
from model.formats.page.printout import printout, unroll
from model.submission.transactions import Selection, get_field
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.submissions import ME, SMALL
from tests.builders.timers import end_timers
from widgets.page_fields.fields import page_paths
from widgets.printing.page import NOTES
from widgets.printing.paginator import Paginator
from widgets.printing.surroundings import OuterPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


def four_proposals(language: str = "en") -> Submission:
    """A MOD with a long text between a SUP by number and title, a NOC and an ADD."""
    sample = sample_submission(language)
    small = redline(SMALL, language=language)
    others = [
        Proposal("SUP", "ATU/47A3/2", named_text("RESOLUTION 20 (Rev. Geneva, 2022)", "On old things", language)),
        Proposal("NOC", "ATU/47A3/3", small, "It is good as it is.", original=small),
        Proposal("ADD", "ATU/47A3/4", small.draft()),
    ]
    return replace(sample, proposals=(others[0], sample.proposals[0], *others[1:]))


def settled(program: Program, qtbot) -> None:
    """Waits until the pages are there; the window is as wide as a page needs."""
    program.window.resize(1400, 800)
    QApplication.processEvents()
    end_timers(program.page_view)
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=60_000)


def words(strip) -> str:
    """The words of a line of a page."""
    return strip.layout.text()[strip.line.textStart() : strip.line.textStart() + strip.line.textLength()]


def around(program: Program) -> tuple[list[OuterPage], list[OuterPage]]:
    """The pages before and after the text."""
    found = program.window.editor.pages.outer.around
    assert found is not None
    return found.before, found.after


def shown_words(pages: list[OuterPage]) -> list[str]:
    return [words(strip) for page in pages for _, _, strip in page.strips]


def placeholders(program: Program) -> list[str]:
    return [strip.source for page in (*around(program)[0], *around(program)[1]) for _, _, strip in page.placeholders]


@pytest.mark.parametrize("view", ["markup", "draft", "base"])
def test_all_that_is_printed_outside_the_text_is_shown_around_it(open_program, qtbot, view):
    program = open_program(submission=four_proposals())
    program.actions[view].trigger()
    for number in range(1, 5):
        program.window.show_proposal(number)
        settled(program, qtbot)
        pages = list(Paginator(unroll(program.session.submission, view)).pages())
        with_text = [page.number for page in pages for *_, strip in page.strips if strip.source.startswith(f"{number}/")]
        wanted = [
            words(strip)
            for page in pages
            for *_, strip in page.strips
            if not strip.source.startswith(f"{number}/")
            and (page.number not in with_text or NOTES not in strip.source)
            and (strip.source or page.number <= with_text[0] or page.number > with_text[-1] or "____" in words(strip))
        ]
        before, after = around(program)
        assert sorted(shown_words(before) + shown_words(after)) == sorted(wanted)
        assert len(before) == with_text[0]
        assert len(after) == len(pages) - with_text[-1] + 1


def test_a_document_opens_at_its_text_and_the_first_page_is_above_it(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor = program.window.editor
    bar = editor.verticalScrollBar()
    assert bar.value() == 0
    assert bar.minimum() < -1000
    assert editor.cursorRect().top() > 0, "the number line is visible"
    top = editor.pages.outer.rect_of("header/conference")
    bar.setValue(bar.minimum())
    assert editor.pages.outer.rect_of("header/conference").top() == pytest.approx(top.top() - bar.minimum())
    assert 0 < editor.pages.outer.rect_of("header/conference").top() < 120
    assert editor.document().firstBlock().layout().position().y() == editor.document().documentMargin(), "not in the document"


def test_the_first_page_stays_in_sight_while_the_page_is_scaled_to_the_room(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor = program.window.editor
    zoom, bar = editor.sheet.zoom, editor.verticalScrollBar()
    bar.setValue(bar.minimum() + 300)
    program.window.resize(1300, 700)
    qtbot.waitUntil(lambda: editor.sheet.zoom < zoom, timeout=5000)
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=60_000)
    assert bar.value() == pytest.approx(bar.minimum() + 300 * editor.sheet.zoom / zoom, abs=3)


def test_the_first_page_stays_in_sight_while_the_text_is_laid_out_again(open_program, qtbot):
    program = open_program()
    program.settings.change(zoom=100)
    settled(program, qtbot)
    editor = program.window.editor
    bar = editor.verticalScrollBar()
    bar.setValue(bar.minimum() + 50)
    program.window.resize(1390, 700)
    QApplication.processEvents()
    assert bar.value() == bar.minimum() + 50
    session = program.session
    session.commit(fields.fill_field(session.submission, "header/introduction", "A longer introduction.\n" * 60, ME))
    session.commit(fields.fill_field(session.submission, "proposals/1/symbol", "(MOD)", ME))
    least = bar.minimum()
    settled(program, qtbot)
    assert bar.minimum() < least
    assert bar.value() == bar.minimum() + 50
    assert "A longer introduction." in shown_words(around(program)[0])


def test_typing_in_the_text_moves_neither_the_page_nor_the_scroll_bar(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor = program.window.editor
    bar = editor.verticalScrollBar()
    bar.setValue(-200)
    least = bar.minimum()
    QTest.keyClicks(editor, "x")
    assert (bar.value(), bar.minimum()) == (-200, least)
    settled(program, qtbot)
    assert (bar.value(), bar.minimum()) == (-200, least)


def test_empty_fields_have_words_in_their_places_that_take_room_on_the_screen_alone(open_program, qtbot):
    sample = sample_submission("en")
    bare = replace(
        sample,
        header=Header(conference=sample.header.conference, introduction=sample.header.introduction),
        proposals=(replace(sample.proposals[0], number="", reasons=""),),
    )
    program = open_program(submission=bare)
    settled(program, qtbot)
    names = ("document", "date", "original", "sources", "title", "agenda", "abstract", "contacts", "proposal_text")
    wanted = [*(f"header/{name}" for name in names), "proposals/1/number", "proposals/1/reasons"]
    assert list(dict.fromkeys(filter(None, placeholders(program)))) == wanted
    before, _ = around(program)
    assert before[0].height > before[-1].height
    printed = [line.text for line in printout(bare).lines()]
    assert not any("Agenda item" in text or "Document number" in text for text in printed)
    starts = [page.number for page in program.window.editor.pages.starts]
    pages = list(Paginator(unroll(bare)).pages())
    assert starts == [page.number for page in pages if any(strip.source.startswith("1/") for *_, strip in page.strips)]
    for page in before:
        placed = [item for item in (*page.strips, *page.placeholders) if not item[2].source.startswith("proposals/")]
        tops = sorted((y, y + strip.height) for x, y, strip in placed if x < 2000)
        assert all(high <= low + 1 for (_, high), (low, _) in itertools.pairwise(tops)), "nothing lies on anything"


def test_the_words_of_a_filled_field_vanish(open_program, qtbot):
    program = open_program(submission=replace(sample_submission("en"), header=Header()))
    settled(program, qtbot)
    assert "header/title" in placeholders(program)
    session = program.session
    session.commit(fields.fill_field(session.submission, "header/title", "On networks", ME))
    settled(program, qtbot)
    assert "header/title" not in placeholders(program)
    session.stack.undo()
    settled(program, qtbot)
    assert "header/title" in placeholders(program)


def test_a_text_alone_has_no_first_page_and_says_so(open_program, qtbot):
    alone = replace(sample_submission("en"), proposals=(Proposal(redline=redline(SMALL), original=redline(SMALL)),))
    program = open_program(submission=alone)
    settled(program, qtbot)
    before, after = around(program)
    assert not shown_words(before)
    assert not shown_words(after)
    assert placeholders(program) == ["proposals/1/symbol"]
    assert program.window.editor.verticalScrollBar().value() == 0


def test_the_reasons_follow_the_text_while_it_grows(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor = program.window.editor
    bar = editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    reasons = editor.pages.outer.rect_of("proposals/1/reasons")
    assert editor.viewport().rect().contains(reasons.toRect())
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    place = bar.value() + editor.pages.outer.rect_of("proposals/1/reasons").top()
    QTest.keyClicks(editor, "and more words " * 12)
    assert bar.value() + editor.pages.outer.rect_of("proposals/1/reasons").top() > place + 10


def test_without_the_page_there_is_only_the_text(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    bar = program.window.editor.verticalScrollBar()
    bar.setValue(bar.minimum())
    program.actions["web layout"].trigger()
    assert (bar.minimum(), bar.value()) == (0, 0)
    assert program.window.editor.pages.outer.rect_of("header/title") is None
    program.actions["web layout"].trigger()
    settled(program, qtbot)
    assert bar.minimum() < -1000


def test_an_arabic_page_is_mirrored(open_program, qtbot):
    program = open_program(submission=four_proposals("ar"))
    program.window.show_proposal(2)
    settled(program, qtbot)
    rect = program.window.editor.pages.outer.rect_of
    assert rect("proposals/2/symbol").left() > rect("proposals/2/number").left()
    assert rect("header/document").center().x() < program.window.editor.viewport().width() / 2


# -- editing


def open_field(program: Program, path: str):
    """Clicks the place of a field, and returns the widget with the keyboard."""
    editor = program.window.editor
    bar = editor.verticalScrollBar()
    rect = editor.pages.outer.rect_of(path)
    bar.setValue(bar.value() + round(rect.top()) - 200)
    point = editor.pages.outer.rect_of(path).center().toPoint()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert program.first_page.place.path == path
    return QApplication.focusWidget()


TYPED = {
    "header/document": "48",
    "header/date": "2024-09-14",
    "header/sources": "2026",
    "header/title": "On networks",
    "header/agenda": "7",
    "header/abstract": "In short.",
    "header/introduction": "At first.",
    "header/proposal_text": "Below.",
    "proposals/1/number": "ARC/48/1",
    "proposals/1/reasons": "Because.",
}


def test_what_is_typed_in_the_page_equals_what_is_typed_in_the_form(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.window.panels.open("submission")
    session = program.session
    for path, text in TYPED.items():
        end_timers(program.page_view)
        qtbot.waitUntil(lambda: program.page_view.is_settled)
        found = []
        for in_form in (False, True):
            if in_form:
                program.submission_form.form.show_field(path, focus=True)
                field = QApplication.focusWidget()
            else:
                field = open_field(program, path)
            before = session.submission
            QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClicks(field, text)
            after = session.submission
            assert get_field(after, path) in (text, (text,))
            names = [session.stack.undoText()]
            while session.stack.canUndo():
                session.stack.undo()
                names.append(session.stack.undoText())
            assert session.submission == before
            found.append((get_field(after, path), names))
        assert found[0] == found[1], path


def test_tab_goes_through_the_fields_in_printed_order_and_into_the_text(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.actions["first page"].trigger()
    place, seen = program.first_page.place, []
    while place.field is not None:
        seen.append(place.path)
        assert place.isAncestorOf(QApplication.focusWidget())
        assert program.window.editor.viewport().rect().intersects(place.geometry())
        shown = place.path
        while place.path == shown:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert len(seen) < 30
    before, after = page_paths(program.session.submission, 1)
    assert seen == before
    assert program.window.editor.hasFocus()
    assert program.window.editor.cursorRect().intersects(program.window.editor.viewport().rect())
    program.first_page.open(after[0])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert program.window.editor.hasFocus()
    program.first_page.open("header/title")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert place.path == "header/sources"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert place.field is None
    assert program.window.editor.hasFocus()


def test_undo_acts_on_the_field_and_the_page_and_the_form_follow(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.window.panels.open("submission")
    field = open_field(program, "header/title")
    title = program.session.submission.header.title
    QTest.keyClicks(field, "XYZ ")
    form = program.submission_form.form.header.by_path["header/title"]
    assert "XYZ" in form.text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.session.submission.header.title == title
    assert field.text() == form.text() == title
    assert program.first_page.place.path == "header/title"


def test_a_field_grows_with_its_words_and_stays_at_its_place(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    field = open_field(program, "header/abstract")
    place = program.first_page.place
    high = place.height()
    QTest.keyClicks(field, "many words and more " * 20)
    assert place.height() > high + 20
    settled(program, qtbot)
    rect = program.window.editor.pages.outer.rect_of("header/abstract")
    assert abs(place.geometry().top() - rect.top()) <= 3
    assert place.geometry().contains(rect.toRect())


def test_too_long_a_title_is_refused_as_in_the_form(open_program, qtbot, monkeypatch):
    sentences: list[str] = []
    monkeypatch.setattr(MainWindow, "tell", lambda _window, sentence: sentences.append(sentence))
    program = open_program()
    settled(program, qtbot)
    program.window.panels.open("submission")
    field = open_field(program, "header/title")
    title = program.session.submission.header.title
    for edited in (field, program.submission_form.form.header.by_path["header/title"]):
        QApplication.clipboard().setText("word " * 60_000)
        edited.setFocus()
        edited.paste()
        assert program.session.submission.header.title == title
        assert edited.text() == title
    assert len(sentences) == 2
    assert sentences[0] == sentences[1]


def test_another_proposal_is_shown_where_it_was_clicked(open_program, qtbot):
    program = open_program(submission=four_proposals())
    program.window.show_proposal(2)
    settled(program, qtbot)
    editor = program.window.editor
    bar = editor.verticalScrollBar()
    clause = program.session.submission.proposals[2].redline.clauses[4]
    rect = editor.pages.outer.rect_of(f"3/{clause.id}")
    bar.setValue(bar.value() + round(rect.top()) - 300)
    rect = editor.pages.outer.rect_of(f"3/{clause.id}")
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert editor.story.proposal == 3
    assert editor.caret.clause().id == clause.id
    block = editor.document().findBlockByNumber(editor.textCursor().blockNumber())
    assert abs(block.layout().position().y() - bar.value() - rect.top()) <= 2
    assert editor.pages.outer.rect_of("proposals/2/reasons") is not None


def test_the_line_and_the_reasons_of_another_proposal_are_edited_without_leaving_the_text(open_program, qtbot):
    program = open_program(submission=four_proposals())
    program.window.show_proposal(2)
    settled(program, qtbot)
    field = open_field(program, "proposals/3/reasons")
    QTest.keyClicks(field, "Indeed. ")
    assert "Indeed." in program.session.submission.proposals[2].reasons
    assert program.window.editor.story.proposal == 2
    field = open_field(program, "proposals/1/number")
    QTest.keyClicks(field, "9")
    assert "9" in program.session.submission.proposals[0].number


def test_a_text_alone_becomes_a_proposal_on_its_page(open_program, qtbot):
    alone = replace(sample_submission("en"), proposals=(Proposal(redline=redline(SMALL), original=redline(SMALL)),))
    program = open_program(submission=alone)
    settled(program, qtbot)
    assert program.window.enter_first_page()
    field = program.first_page.place.field
    assert program.first_page.place.path == "proposals/1/symbol"
    QTest.keyClick(field, Qt.Key.Key_M)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert program.session.submission.proposals[0].symbol == "MOD"
    settled(program, qtbot)
    assert "RESOLUTION" not in program.first_page.place.path
    assert program.window.editor.pages.outer.rect_of("header/title") is not None


def test_next_pane_reaches_the_first_page_from_the_text(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.window.editor.setFocus()
    program.actions["next pane"].trigger()
    assert program.first_page.place.path == "header/conference"
    assert QApplication.focusWidget().accessibleName() == "Conference or assembly"
    program.actions["next pane"].trigger()
    assert program.first_page.place.field is None
    assert not program.window.editor.hasFocus()


def test_page_up_at_the_beginning_of_the_text_shows_the_first_page(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor = program.window.editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_PageUp)
    assert editor.verticalScrollBar().value() < -300
    QTest.keyClicks(editor, "x")
    assert editor.viewport().rect().contains(editor.cursorRect().center())


def test_a_click_in_the_white_of_a_page_of_the_text_goes_to_the_text(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor = program.window.editor
    bar = editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    rect = editor.pages.outer.rect_of("proposals/1/reasons")
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, round(rect.bottom()) + 120))
    assert program.first_page.place is None
    assert editor.textCursor().atEnd()
    bar.setValue(bar.minimum())
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert editor.textCursor().atEnd(), "the white of another page"


def test_an_open_field_follows_the_zoom(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    open_field(program, "header/date")
    QApplication.processEvents()
    field = open_field(program, "proposals/1/number")
    assert field.font().pointSizeF() == program.window.editor.formats.font_of("Proposal").pointSizeF()
    field = open_field(program, "header/title")
    size = field.font().pointSizeF()
    assert size == program.window.editor.formats.font_of("Title1").pointSizeF()
    program.actions["larger"].trigger()
    settled(program, qtbot)
    assert field.font().pointSizeF() > size
    place = program.first_page.place
    assert place.geometry().contains(program.window.editor.pages.outer.rect_of("header/title").center().toPoint())


def test_enter_goes_through_the_parts_of_the_contacts_and_then_on(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.first_page.open("header/contacts")
    place = program.first_page.place
    place.field.add.click()
    assert place.geometry().height() >= place.field.minimumSizeHint().height(), "the fields have their room on the page"
    QTest.keyClicks(QApplication.focusWidget(), "Ann")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is place.field.rows[2].lines["organization"]
    assert program.session.submission.header.contacts[2].name == "Ann"
    place.field.add.setFocus()
    QTest.keyClick(place.field.add, Qt.Key.Key_Return)
    assert place.path != "header/contacts"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert program.window.editor.hasFocus()


def test_who_scrolls_away_from_an_open_field_stays_there(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    open_field(program, "header/abstract")
    bar = program.window.editor.verticalScrollBar()
    for value in (1500, bar.minimum(), 300):
        bar.setValue(value)
        program.first_page.place.field.resize(program.first_page.place.field.width() - 1, 40)
        QApplication.processEvents()
        assert bar.value() == value
    assert program.first_page.place.path == "header/abstract"


def test_a_treaty_text_begins_after_the_first_page_without_a_line_of_a_proposal(open_program, qtbot):
    program = open_program()
    program.actions["treaty sample"].trigger()
    settled(program, qtbot)
    before, after = around(program)
    sources = [strip.source for page in (*before, *after) for _, _, strip in (*page.strips, *page.placeholders)]
    assert "header/sources" in sources
    assert not [source for source in sources if source.startswith("proposals/")]
    printed = [words(strip) for page in before for _, _, strip in page.strips]
    assert "Administration of Arcadia" in printed
    assert not any(line.startswith("MOD") for line in printed)


def test_the_first_page_is_painted_while_only_the_proposals_of_a_treaty_text_are_shown(open_program, qtbot):
    program = open_program()
    program.actions["treaty sample"].trigger()
    session = program.session
    session.commit(fields.set_field(session.submission, "header/abstract", "words of an abstract " * 600, session.stamp()))
    editor = program.window.editor
    provision = next(clause.id for clause in editor.clauses if clause.number is not None)
    program.window.go_to(Selection(editor.story, (provision, 0), (provision, 0)))
    program.actions["strike provision"].trigger()
    program.actions["only proposals"].trigger()
    settled(program, qtbot)
    before, after = around(program)
    assert len(before) > 1
    assert not after
    bar = editor.verticalScrollBar()
    bar.setValue(bar.minimum())
    assert editor.pages.outer.rect_of("header/sources").top() > 0
    assert not editor.grab().isNull()  # a fault while painting fails the test
