"""The page on treaty texts, carried out on the sample: numbers, commands, finding, the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QWidget

from app.program import Program
from app.window.action_ids import ActionId
from model.edits.tables.new_table import CellWords, insert_table
from model.redline import Run, Status
from model.redline.edit_text import Place
from model.submission.provisions import provision_symbol
from model.submission.story import StoryId
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from widgets.cuts.dialog import CutDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def put(program: Program, number: str) -> int:
    """Puts the caret into the provision with a number, and returns the index of its clause."""
    labelling, editor = program.session.labelling(1), program.window.editor
    index = next(at for at, clause in enumerate(editor.clauses) if labelling.number("draft", clause.id) == number)
    editor.caret.move_to(Place(index, 2))
    editor.setFocus()
    return index


def numbers(program: Program) -> list[str | None]:
    labelling = program.session.labelling(1)
    return [labelling.number("draft", clause.id) for clause in program.window.editor.clauses]


def test_treaty_texts(follow: Follow, open_program: Callable[..., Program]) -> None:
    program = open_program()
    with follow("33-treaty-texts.md", program) as hand:
        hand.section("Treaty texts")
        hand.choose("Help > Sample treaty text")
        assert "9.11" in numbers(program)
        hand.section("The numbers")
        hand.section("Commands")
        commands(hand)
        hand.section("Edition marks")
        edition_marks(hand)
        hand.section("Articles, sections and footnotes")
        units(hand)
        hand.section("Finding a provision")
        hand.press("Ctrl+G")
        go_to = program.find.go_to
        hand.write(hand.code("9.*"))
        assert {"9.1", "9.11", "9.11A"} <= {entry.path.lstrip("+") for entry in go_to.offered}
        assert not any(entry.path.startswith("10") for entry in go_to.offered)
        hand.press_keys("Esc")
        hand.section("The tree")
        labelling, clauses = program.session.labelling(1), program.window.editor.clauses
        symbols = {provision_symbol(clauses, labelling, index) for index in range(len(clauses))}
        assert {"ADD", "SUP"} <= symbols
        program.cuts.places.follow()
        which = program.window.clause_panel.which
        which.setCurrentIndex(which.findText(hand.name("Only proposals")))
        assert which.currentData() == "context"
        which.setCurrentIndex(0)
        only_proposals(hand)
        hand.section("Proposals")
        proposals(hand)
        hand.section("References")
        cited = ("No. 9.7A", "Nos. 9.11, 9.11A and 9.21", "Nos. 9.12 to 9.16", "No. 224 of the Constitution", "Article 9",
                 "Section II of Article 9", "Chapter VII", "Appendix 30")  # fmt: skip
        hand.passes("code", *cited, why="tests/model/references reads them")
        hand.passes(
            "key", "Shift+F1", why="the sample cites no provision: tests/app/controllers/test_provision_references.py presses it"
        )
        hand.section("Proposals of several parties")
        hand.section("The Table of Frequency Allocations")
        frequency_allocations(hand)
        hand.section("The Word file")
        exports = (
            "File > Export to Word",
            "File > Other exports > Export the whole treaty text",
            "File > Other exports > Export in the form of Final Acts",
            "File > Add a returned file as a version",
        )
        hand.passes("name", *exports, why="tests/app/controllers/files writes and reads such files")
        others = "Tools > Show what others propose"
        hand.passes("name", others, why="tests/app/controllers/consolidation/test_extracts.py reads such files")


def commands(hand: Driver) -> None:
    program = hand.program
    menu = hand.submenu("Clause > Provision")
    assert program.actions[ActionId.NEW_PROVISION] in menu.actions()
    hand.close_menus()
    put(program, "9.11")
    hand.press("Ctrl+Shift+N")
    assert "9.11A" in numbers(program)

    def answer(box: QWidget) -> None:
        assert isinstance(box, QInputDialog)
        box.setTextValue("9.[B1]")
        box.accept()

    hand.press("Ctrl+Shift+M", answer)
    assert "9.[B1]" in numbers(program)
    hand.press_keys("Ctrl+Z")
    index = put(program, "10.1")
    hand.press("Ctrl+Shift+B")
    assert numbers(program)[index + 1] is None
    index = put(program, "9.17")
    hand.press("Ctrl+Shift+K")
    assert [clause.end.status for clause in program.window.editor.clauses[index : index + 2]] == [Status.DELETED] * 2


def only_proposals(hand: Driver) -> None:
    program = hand.program
    document = program.window.editor.document()

    def hidden() -> bool:
        return any(not document.findBlockByNumber(at).isVisible() for at in range(document.blockCount()))

    hand.press("Ctrl+6")
    assert hidden()
    hand.choose("View > Treaty texts > Only proposals")
    assert not hidden()


def proposals(hand: Driver) -> None:
    program = hand.program

    def shown() -> list[tuple[str, str]]:
        program.cuts.places.settle()
        return [(row.cut.symbol, row.cut.address) for row in program.cuts.places.rows if row.cut is not None]

    hand.press("Ctrl+Shift+Y")
    assert program.window.panels.in_front("cuts")
    hand.sees("Proposals", program.window)
    assert program.cuts.panel is not None
    assert program.cuts.panel.lock.text() == hand.name("Lock numbers")
    before = shown()
    assert {"ADD", "SUP"} <= {symbol for symbol, _ in before}
    put(program, before[0][1])
    hand.press("Ctrl+Shift+O")
    box = program.window.findChild(CutDialog)
    assert box is not None
    box.reasons.setPlainText("Clearer.")
    box.accept()
    shown()
    assert "Clearer." in [row.settings.reasons for row in program.cuts.places.rows]
    put(program, before[0][1])
    hand.press("Ctrl+Shift+T")
    assert len(shown()) == len(before) - 1
    hand.press("Ctrl+Shift+X")
    assert len(shown()) == len(before)
    put(program, "9.1")
    hand.press("Ctrl+Shift+H")
    assert ("NOC", "9.1") in shown()
    hand.press("Ctrl+Shift+D")
    kept = next(row for row in program.cuts.places.rows if row.cut is not None and row.cut.symbol == "NOC")
    assert kept.settings.underlined
    hand.press("Ctrl+F10")
    hand.press("Ctrl+Shift+F10")


def edition_marks(hand: Driver) -> None:
    program = hand.program
    index = put(program, "9.9")
    QTest.keyClicks(program.window.editor, "new ")
    id = program.window.editor.clauses[index].id

    def mark() -> str:
        pair = program.session.labelling(1).marks.borne[id]
        return pair.draft.text if pair.draft is not None else ""

    assert mark() == "(WRC-27)"

    def answer(box: QWidget) -> None:
        assert isinstance(box, QInputDialog)
        box.setTextValue("(WRC-23)")
        box.accept()

    hand.choose("Clause > Provision > Set edition mark", answer)
    assert mark() == "(WRC-23)"


def units(hand: Driver) -> None:
    program = hand.program
    put(program, "9.3")
    menu = hand.submenu("Clause > Provision")
    assert program.actions[ActionId.NEW_ARTICLE] in menu.actions()
    hand.close_menus()
    program.actions[ActionId.NEW_ARTICLE].trigger()
    assert "9A.1" in numbers(program)
    hand.passes("name", "Numbers of insertions", why="tests/app/controllers/clauses/test_provisions.py fills the box")
    hand.passes("key", "Ctrl+Shift+M", why="tests/app/controllers/clauses/test_provisions.py presses it in a footnote")
    hand.passes("key", "Ctrl+G", why="it is pressed in the next section; tests/widgets/quick_pick finds a footnote")


def frequency_allocations(hand: Driver) -> None:
    program = hand.program
    columns = ("row", "col", "from", "to", "category", "service", "notes")
    hand.passes("code", *columns, why="tests/model/formats/treaty/test_tables_of_allocations.py opens such files")
    bracketed = ("[2 450-2 483.5]", "2 450-[2 483.5]")
    hand.passes("code", *bracketed, why="tests/model/allocations/test_bands_in_brackets.py reads such bands")
    regions = [CellWords(f"Region {number}") for number in (1, 2, 3)]
    bands = [[CellWords(words, 3, ((Run(words),), (Run("FIXED"),), (Run("MOBILE"),)))] for words in ("10-20 MHz", "20-30 MHz")]
    now = program.session.submission
    program.session.commit(insert_table(now, StoryId(1), 0, [regions, *bands], [3000] * 3, program.session.stamp()))
    menu = hand.submenu("Table > Frequency allocations")
    assert program.actions[ActionId.SPLIT_BAND] in menu.actions()
    hand.close_menus()

    def put_into(words: str) -> None:
        editor = program.window.editor
        index = next(at for at, clause in enumerate(editor.clauses) if clause.text_on("draft").startswith(words))
        editor.caret.move_to(Place(index, 1))
        editor.setFocus()

    def type_words(words: str) -> Callable[[QWidget], None]:
        def answer(box: QWidget) -> None:
            QTest.keyClicks(box.focusWidget(), words)
            QTest.keyClick(box.focusWidget(), Qt.Key.Key_Return)

        return answer

    def lines() -> list[str]:
        return [clause.text_on("draft") for clause in program.window.editor.clauses if clause.cell is not None][3:]

    put_into("10-20")
    hand.press("Ctrl+F2", type_words("15"))
    assert lines()[:4] == ["10-15 MHz", "FIXED", "MOBILE", "15-20 MHz"]
    put_into("10-15")
    hand.press("Ctrl+Shift+F2")
    assert lines()[:4] == ["10-20 MHz", "FIXED", "MOBILE", "20-30 MHz"]
    hand.press("Shift+F2", type_words("amateur"))
    assert lines()[1] == "AMATEUR"
    put_into("AMATEUR")
    hand.press("Ctrl+F3")
    assert lines()[3] == "Amateur"
    put_into("Amateur")
    hand.press("Ctrl+Shift+F3")
    put_into("FIXED")
    hand.press("Shift+F7", type_words("5.150"))
    assert lines()[:3] == ["10-20 MHz", "FIXED 5.150", "MOBILE"]
