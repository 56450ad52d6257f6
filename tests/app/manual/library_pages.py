"""The sections of the page of the library on what is done with its texts, and on the other pages of its window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from model.redline.edit_text import Place
from tests.app.manual.boxes import wait_for, with_boxes
from tests.app.manual.driver import Driver
from tests.app.manual.library_hand import FORMER, NEWEST, OTHER, back, choose, close, forward, names, page_of, window_of
from tests.app.manual.seen import read_out
from tests.app.manual.texts import draft, put_caret
from tests.builders.waiting import settle
from widgets.start.new_proposal import NewProposalDialog

OPENING = "> The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),\n"


def used(hand: Driver) -> None:
    program, window = hand.program, window_of(hand)
    choose(hand, NEWEST)
    asked: list[str] = []

    def leave(box: QWidget) -> None:
        assert isinstance(box, NewProposalDialog)
        asked.append(Path(box.wish.path).name)
        box.reject()

    hand.choose_in("&Text", "New proposal on this text", leave)
    hand.press("Ctrl+Enter", leave)
    hand.press("Enter", leave, at=page_of(hand).list)
    assert asked == [f"{NEWEST}.txt"] * 3
    hand.choose_in("&Text", "Read beside the draft")
    beside = program.library.beside
    assert beside is not None
    assert beside.page.reader.head.text().startswith(NEWEST)
    choose(hand, OTHER)
    hand.press("Ctrl+B")
    assert beside.page.reader.head.text().startswith(OTHER)
    back(hand)
    put_caret(program, "to go on.")
    choose(hand, OTHER)
    hand.choose_in("&Text", "Cite in the draft")
    title = "on linking strategic, financial and operational planning"
    assert draft(program)[-1].casefold() == f"to go on.{OTHER} of the Plenipotentiary Conference, {title}".casefold()
    program.session.stack.undo()
    choose(hand, OTHER)
    hand.press("Ctrl+I")
    assert OTHER in draft(program)[-1]
    program.session.stack.undo()
    choose(hand, NEWEST)
    compared(hand, lambda: hand.choose_in("&Text", "Compare with the edition before"))
    choose(hand, NEWEST)
    compared(hand, lambda: hand.press("Ctrl+D"))
    choose(hand, NEWEST)
    hand.choose_in("&Text", "Editions one after another")
    assert window.pages.currentWidget() is window.chain_page
    choose(hand, NEWEST)
    hand.press("Ctrl+H")
    assert window.pages.currentWidget() is window.chain_page
    choose(hand, "Resolution 93 (Rev. Dubai, 2018)")
    hand.choose_in("&Library", "Remove from the library", lambda box: hand.click_called("&Remove", within=box))
    assert "Resolution 93 (Rev. Dubai, 2018)" not in names(hand)
    choose(hand, NEWEST)
    in_menu: list[object] = []
    timer = QTimer()
    timer.timeout.connect(lambda: look_at_menu(in_menu))
    timer.start(20)
    hand.press("Shift+F10")
    wait_for(lambda: in_menu, "the menu of a row")
    timer.stop()
    assert in_menu == list(window.of_text)
    hand.press("Ctrl+F")
    assert page_of(hand).form.words.hasFocus()


def look_at_menu(found: list[object]) -> None:
    """Keeps what an open menu offers, and closes it."""
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        found.extend(menu.actions())
        menu.close()


def compared(hand: Driver, ask: Callable[[], object]) -> None:
    """Asks for the comparison, which shows the two editions, and closes it."""
    ask()
    comparison = hand.program.comparison
    wait_for(lambda: comparison.window is not None and comparison.window.names == (FORMER, NEWEST), "the comparison")
    assert comparison.window is not None
    comparison.window.close()


def cited(hand: Driver) -> None:
    program = hand.program
    window_of(hand).close()
    back(hand)
    clause = put_caret(program, "Resolution 771")
    beside = program.library.beside
    assert beside is not None

    def show(ask: Callable[[], object]) -> None:
        program.library.show_beside(next(text for text in program.open_library.texts().values() if text.identity.number == "72"))
        back(hand)
        program.window.editor.caret.move_to(Place(program.window.editor.clauses.index(clause), 4))
        ask()
        assert FORMER in beside.page.reader.head.text(), f"not the edition that is cited: {beside.page.reader.head.text()!r}"

    show(lambda: hand.choose("Tools > Show what is cited"))
    show(lambda: hand.press("Shift+F1"))
    show(lambda: hand.press("F1"))
    back(hand)
    put_caret(program, "to go on.")
    hand.press_keys("F1")
    manual = program.help._manual
    assert manual is not None
    assert manual.isVisible()
    manual.close()
    program.window.panels.close("library")


def editions(hand: Driver) -> None:
    choose(hand, NEWEST)
    window = window_of(hand)
    window.chain.trigger()
    for name in ("Editions", "New in", "Changed in"):
        hand.sees(name, within=window)
    table = window.chain_page.origins
    (row,) = [row for row in range(table.rowCount()) if "to report" in table.item(row, 1).text()]
    assert [table.item(row, column).text() for column in (2, 3)] == ["Rev. Busan, 2014", "Rev. Dubai, 2018"]
    assert {"second"} < set(" ".join(read_out(window.chain_page)).split())


def twins(hand: Driver) -> None:
    program, window = hand.program, window_of(hand)
    page = window.twins
    put_caret(program, "to report")
    forward(hand)
    hand.sees("Same clause elsewhere", within=window)
    window.pages.setCurrentWidget(page)
    hand.click("For the clause at the caret", within=page)
    (group,) = page._groups
    found = {twin.name for twin in group.twins}
    assert found == {NEWEST, OTHER}, found
    first = page.tree.topLevelItem(0)
    assert first is not None
    page.tree.setCurrentItem(first.child(0))
    assert "second" in page.differences.toPlainText()
    assert "third" in page.differences.toPlainText()
    page.tree.setFocus()
    hand.press("Enter", at=page.tree)
    assert window.pages.currentWidget() is window.search
    window.pages.setCurrentWidget(page)
    page.tree.setCurrentItem(first)
    before, count = program.session.submission, program.session.stack.index()
    hand.click("Draft the same change for them", close, within=page)
    assert [any("every third year" in line for line in draft(program, number)) for number in (1, 2, 3)] == [True] * 3
    assert program.session.stack.index() == count + 1
    program.session.stack.undo()
    assert program.session.submission == before
    hand.click("In the whole library", within=page)
    for kind in ("Substance", "Citations", "Formulas of reports and implementation"):
        hand.choose_item(page.kind, kind)
        key = page.kind.currentData()
        assert page.tree.topLevelItemCount() == sum(group.kind == key for group in page._groups)
    page.kind.setCurrentIndex(page.kind.findData(""))
    assert page.tree.topLevelItemCount() == len(page._groups) > 0


def mandates(hand: Driver, files: list[Path], folder: Path) -> None:
    window = window_of(hand)
    forward(hand)
    hand.sees("Mandates", within=window)
    page = window.mandates
    window.pages.setCurrentWidget(page)
    assert len(page.mandates.rows) > 2
    page.addressee.setCurrentIndex(page.addressee.findData("member_states"))
    page.year.setCurrentIndex(page.year.findData("2018"))
    page.language.setCurrentIndex(page.language.findData("en"))
    page.words.setFocus()
    hand.write("contribute")
    wait_for(lambda: [row.words for row in page.mandates.rows] == ["to contribute;"], "the one mandate")
    settle(page)
    words = hand.name("Export the table")
    for suffix in (".docx", ".html", ".csv"):
        files.append(folder / f"mandates{suffix}")
        hand.press_button(words, within=page)
        assert (folder / f"mandates{suffix}").stat().st_size > 0
    assert "to contribute" in (folder / "mandates.csv").read_text(encoding="utf-8-sig")
    page.table.setCurrentIndex(page.mandates.index(0, 0))
    page.table.setFocus()
    hand.press("Enter", at=page.table)
    assert window.pages.currentWidget() is window.search
    assert page_of(hand).reader.text.textCursor().selectedText() == "to contribute;"


def missing(hand: Driver, folder: Path) -> None:
    window = window_of(hand)
    forward(hand)
    page, wanted = window.missing, "Resolution 89 (Rev. Dubai, 2018)"
    hand.sees("Missing texts", within=window)
    window.pages.setCurrentWidget(page)
    hand.sees("In the library", within=page)
    hand.sees("Words to search for", within=page)
    row = next(row for row, shown in enumerate(page.missing.rows) if shown.words == wanted)
    assert page.missing.rows[row].title == "islands"
    for ask in (lambda: hand.press("Ctrl+C", at=page.table), lambda: hand.click("Copy", within=page)):
        QApplication.clipboard().clear()
        page.select(row)
        page.table.setFocus()
        ask()
        assert QApplication.clipboard().text() == wanted
    hand.choose_item(page.source, "The draft")
    assert [shown.words for shown in page.missing.rows] == [wanted]
    page.table.setFocus()
    hand.press("Enter", at=page.table)
    clause = hand.program.window.editor.caret.clause()
    assert clause is not None
    assert wanted in clause.text
    page.source.setCurrentIndex(0)
    forward(hand)
    window.pages.setCurrentWidget(page)
    path = folder / "islands.txt"
    text = f"RESOLUTION 89 (REV. DUBAI, 2018)\nOn islands\n{OPENING}*considering*\na)\tislands.\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    add_in = hand.program.library.importer.add
    with_boxes(lambda: add_in([path], window), lambda box: QTest.keyClick(box, Qt.Key.Key_Return), close)
    assert wanted not in [shown.words for shown in page.missing.rows]
