"""The page on the submission form, carried out: what is missing, fields, proposals, the picture of the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLineEdit, QScrollArea, QWidget

from app.program import Program
from model.submission.story import StoryId
from model.submission.values import Header, Proposal, Submission
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.seen import read_out
from tests.app.manual.texts import SMALL, submission_of
from tests.builders.notation import redline
from widgets.dialogs.small_dialogs import NamedTextDialog
from widgets.submission_form.form import SubmissionForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_form(follow: Follow, open_program: Callable[..., Program]) -> None:
    text = redline(SMALL)
    program = open_program(submission=Submission(proposals=(Proposal(redline=text, original=text),), language="en"))
    with follow("50-form.md", program) as hand:
        hand.section("The submission")
        hand.choose("View > Submission form")
        form = form_of(hand)
        assert form.isVisible()
        missing(hand, form)
        hand.section("Document")
        document(hand, form)
        hand.section("Proposals")
        proposals(hand, form)
        hand.section("The page")
        pages(hand)


def form_of(hand: Driver) -> SubmissionForm:
    form = hand.program.submission_form.form
    assert form is not None
    return form


def missing(hand: Driver, form: SubmissionForm) -> None:
    program = hand.program
    program.open_submission.show_unsaved(submission_of(), "Text")
    hand.reads("missing for the export", within=form)
    form.state.setFocus()
    for _ in range(len(form.state.missing)):
        hand.press_keys("Tab", at=form.state)
        if form.state.hasSelectedText():
            break
    first = form.state.missing[0]
    hand.take("key", "Tab")
    hand.press("Enter", at=form.state)
    field = form.header.by_path[first]
    wait_for(lambda: field.hasFocus() or field.isAncestorOf(QApplication.focusWidget()), f"the field {first}")


def document(hand: Driver, form: SubmissionForm) -> None:
    program = hand.program
    text = redline(SMALL)
    program.open_submission.show_unsaved(Submission(proposals=(Proposal(redline=text, original=text),), language="en"), "Text")
    hand.sees("Proposals", within=form)
    for key, typed in (("Enter", "EGY"), ("Tab", "ATU")):
        sources = form.header.by_path["header/sources"]
        sources.setFocus()
        hand.press_keys("Ctrl+A", at=sources)
        hand.write(typed)
        popup = popup_of(sources)
        wait_for(popup.isVisible, "the offered name")
        hand.press(key, at=popup)
        wait_for(lambda typed=typed: source_names(program) not in ("", typed), f"the name of {typed}")
    assert [proposal.symbol for proposal in program.session.submission.proposals] == ["MOD"], "the first field made it a proposal"
    symbol = form.proposal.symbol
    words = hand.name("none")
    row = next(row for row in range(symbol.count()) if plain(symbol.itemText(row)).startswith(words))
    symbol.setFocus()
    symbol.setCurrentIndex(row)
    symbol.activated.emit(row)
    assert program.session.submission.proposals[0].symbol == ""
    assert form.warning.isVisible()
    lines = form.header.deadlines
    assert not lines.isVisible()
    program.open_submission.show_unsaved(submission_of(header=Header("PP-26")), "Text")
    wait_for(lines.isVisible, "the deadlines of the conference")
    names = {words.replace("…", "").strip() for words in hand.called("{name} (not verified)")}
    assert any(words in plain(lines.text()) for words in names), f"{names} is not read in {lines.text()}"
    assert lines.toolTip(), "by which rule they were counted, or where they are from"


def source_names(program: Program) -> str:
    return " ".join(program.session.submission.header.sources)


def popup_of(field: QWidget) -> QWidget:
    """The list of names that is offered in a field."""
    completer = field.findChild(QCompleter)
    assert completer is not None
    return completer.popup()


def proposals(hand: Driver, form: SubmissionForm) -> None:
    program = hand.program
    header = Header("WTSA-24", "35", "18", sources=("African Telecommunication Union Administrations",))
    program.open_submission.show_unsaved(submission_of(header=header), "Text")
    seen = [plain(text).casefold() for text in read_out(form)]
    for name in ("symbol", "number", "reasons"):
        words = hand.name(name).casefold()
        assert any(words in text for text in seen), f"{words} is not in the form"
    hand.passes("name", "text", why="the window shows it when the proposal is chosen, as is seen below")
    number = form.proposal.findChildren(QLineEdit)[0]
    number.setFocus()
    hand.press_keys("Ctrl+A", at=number)
    hand.write(hand.code("ATU/35A18/1"))
    hand.press_keys("Enter", at=number)
    assert program.session.submission.proposals[0].number == "ATU/35A18/1"
    hand.sees("Add", within=form)
    form.proposals.add.setFocus()

    def suppress(box: QWidget) -> None:
        assert isinstance(box, NamedTextDialog)
        hand.write("RESOLUTION 20")
        hand.press_keys("Enter")

    hand.choose("File > Add a proposal")
    menu = form.proposals.menu
    wait_for(menu.isVisible, "the kinds of proposals")
    named = next(action for action in menu.actions() if action.objectName() == "suppress named")
    hand.choose_entry(menu, plain(named.text()), suppress)
    assert [(proposal.symbol, proposal.number) for proposal in program.session.submission.proposals] == [
        ("MOD", "ATU/35A18/1"), ("SUP", "ATU/35A18/2"),
    ]  # fmt: skip
    assert program.window.editor.story == StoryId(2)
    form.proposals.list.setFocus()
    hand.press_keys("Up", at=form.proposals.list)
    assert program.window.editor.story == StoryId(1)
    box = next(iter(program.window.bars.views.findChildren(QComboBox)))
    wait_for(box.isVisible, "the box before the views")
    assert box.count() == 2
    words = hand.name("Markup")
    button = program.window.bars.views.widgetForAction(program.actions["markup"])
    assert plain(program.actions["markup"].text()) == words
    before, after = box.mapToGlobal(box.rect().center()).x(), button.mapToGlobal(button.rect().center()).x()
    assert (before < after) is not QApplication.isRightToLeft()


def pages(hand: Driver) -> None:
    program = hand.program
    long = SMALL + "".join(f"    {number}\tto go on with what was begun in other years;\n" for number in range(3, 90))
    program.open_submission.show_unsaved(submission_of(long), "Text")
    page = program.submission_form.page
    assert page is not None
    on_the_page(hand)
    program.actions["pane below"].trigger()
    if not page.isVisible():
        program.actions["submission form"].trigger()
    picture = page.picture
    wait_for(picture.next.isEnabled, "the pages")
    area = next(candidate for candidate in picture.findChildren(QScrollArea))
    area.setFocus()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())  # before the end of the page the keys scroll
    hand.press("PgDown", at=area)
    assert picture.number == 2
    bar.setValue(bar.minimum())
    hand.press("PgUp", at=area)
    assert picture.number == 1


def on_the_page(hand: Driver) -> None:
    """The fields around the text, edited where they are printed."""
    window, first_page = hand.program.window, hand.program.first_page
    wait_for(lambda: window.editor.pages.outer.rect_of("header/title") is not None, "the first page")
    hand.choose("Edit > First page")
    assert first_page.place is not None
    assert first_page.place.path == "header/conference"
    first_page.leave()
    hand.press("Ctrl+Alt+Home", at=window.editor)
    assert first_page.place.path == "header/conference"
    hand.press("Tab", at=QApplication.focusWidget())
    assert first_page.place.path == "header/document"
    hand.press("Shift+Tab", at=QApplication.focusWidget())
    assert first_page.place.path == "header/conference"
    hand.press("Esc", at=QApplication.focusWidget())
    assert window.editor.hasFocus()
