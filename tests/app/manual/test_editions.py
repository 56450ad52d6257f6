"""The page on editions, carried out: what the table says of citations, what is replaced, rows of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.program import Program
from app.user_data.user_tables import EDITIONS_FILE, load_editions
from model.references.editions import EditionRow, printed_rows
from model.submission.values import Header
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.texts import CALLS, draft, put_acts, submission_of
from widgets.editions.row_form import RowForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
GONE = EditionRow(
    "resolution",
    "PP",
    "20",
    "place",
    "Bucharest",
    2022,
    "",
    "2022-09-26",
    revised=True,
    status="abrogated",
    source="x",
    is_users=True,
)
HEAD = "# RESOLUTION 75 (Rev. Geneva, 2022)\n## On x\n> The World Telecommunication Standardization Assembly (New Delhi, 2024),\n"
STATES = {
    "✓ in force": "Resolution 140 (Rev. Bucharest, 2022) of the Plenipotentiary Conference",
    "↑ superseded": "Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference",
    "✗ abrogated": "Resolution 20 (Rev. Bucharest, 2022) of the Plenipotentiary Conference",
    "≠ contradicts itself": "Resolution ITU-R 61-3 (Rev. Sharm el-Sheikh, 2019)",
    "⊘ never existed": "Resolution 71 (Rev. Dubai, 2017) of the Plenipotentiary Conference",
    "? not in the table": "Council Resolution 332",
    "◇ symbol of a draft": "A/78/L.49",
    "↺ its own adoption line": "Resolution 75 (Rev. Geneva, 2022)",
}
"""A citation of each state that the page has a row for."""
PAST = "the results of the World Telecommunication Policy Forum on Resolution 101 (Rev. Guadalajara, 2010)"
LISTED = "RESOLUTION 925 (C-1985, last amended C19) Financial conditions"
ACTS = """# RESOLUTION {number} (REV. BUCHAREST, 2022)
## On y
> The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),
*considering*
a)\tx.
"""


def test_editions(follow: Follow, open_program: Callable[..., Program], files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "config").mkdir(exist_ok=True)
    table_file = tmp_path / "config" / EDITIONS_FILE
    table_file.write_text(printed_rows([GONE]), encoding="utf-8", newline="\n")
    program = open_program()
    header = Header(conference="WTSA-24")
    with follow("35-editions.md", program) as hand:
        hand.section("Editions of what is cited")
        current = hand.code("Resolution 71 (Rev. Bucharest, 2022)")
        text = f"*{CALLS[hand.language]}*\na)\t{current};\n"
        program.open_submission.show_unsaved(submission_of(text, hand.language, header), "Text")
        hand.choose("Tools > Editions of what is cited")
        dialog = program.editions.dialog
        assert dialog.isVisible()
        assert [entry.cited.verdict.state for entry in dialog.citations.citations.entries] == ["current"]
        dialog.close()
        program.window.editor.setFocus()
        hand.press("Ctrl+Alt+E")
        assert dialog.isVisible()
        hand.section("Cited in this text")
        hand.passes("code", "of this conference", why="it is quoted; the state of its row is brought up by another citation")
        cited(hand, header)
        hand.section("Table of editions")
        hand.passes("code", "clausewright check", why="the page on the command line carries it out")
        table(hand, table_file, files, tmp_path)
        dialog.close()


def states(program: Program) -> dict[str, str]:
    """What the list says of each citation."""
    model = program.editions.dialog.citations.citations
    return {model.entries[row].cited.line.text: str(model.index(row, 2).data()) for row in range(model.rowCount())}


def cited(hand: Driver, header: Header) -> None:
    program, page = hand.program, hand.program.editions.dialog.citations
    items = "".join(f"{number}\t{text};\n" for number, text in enumerate([*STATES.values(), PAST], 1))
    program.open_submission.show_unsaved(submission_of(f"{HEAD}*resolves*\n{items}", "en", header), "Text")
    program.actions["editions"].trigger()
    page.filter.setFocus()
    hand.press_keys("End", at=page.filter)
    found = states(program)
    for head, citation in STATES.items():
        words, shown = hand.row(head), found[f"{citation};"]
        assert shown.startswith(words if head != "↑ superseded" else words[:2]), f"{shown} is not {words}"
    assert hand.name("the text is about the past") in found[f"{PAST};"]
    chosen = {entry.cited.line.text for entry in page.citations.chosen}
    assert STATES["↑ superseded"] + ";" in chosen
    assert PAST + ";" not in chosen
    shared = hand.code("Resolutions 101 and 102 (Rev. Dubai, 2018)")
    text = f"*{CALLS[hand.language]}*\na)\t{shared};\n"
    program.open_submission.show_unsaved(submission_of(text, hand.language, header), "Text")
    program.actions["editions"].trigger()
    assert {entry.cited.verdict.state for entry in page.citations.entries} == {"superseded"}
    before = program.session.submission
    assert hand.name("Replace chosen") in hand.called("&Replace chosen")
    hand.click_called("&Replace chosen ({n})", within=page)
    assert not any(shared in line for line in draft(program))
    assert program.session.stack.count() == 1
    program.actions["undo"].trigger()
    assert program.session.submission == before


def table(hand: Driver, table_file: Path, files: list[Path], folder: Path) -> None:
    dialog = hand.program.editions.dialog
    dialog.tabs.setFocus()
    dialog.tabs.setCurrentIndex(1)
    config = table_file.parent

    def fill(box: QWidget) -> None:
        assert isinstance(box, RowForm)
        for name, value in {"number": "71", "place": "Doha", "year": "2026", "date": "2024-01-01"}.items():
            box.put(name, value)
        hand.press_keys("Enter")

    def correct(box: QWidget) -> None:
        assert isinstance(box, RowForm)
        box.put("title", "On z")
        hand.press_keys("Enter")

    hand.click("Add", fill, within=dialog.table)
    assert [row.place for row in load_editions(config)[0]] == ["Bucharest", "Doha"]
    assert table_file.name == hand.code("editions.tsv")
    hand.click("Correct", correct, within=dialog.table)
    assert [row.title for row in load_editions(config)[0] if row.place == "Doha"] == ["On z"]
    hand.click("Remove", within=dialog.table)
    assert [row.place for row in load_editions(config)[0]] == ["Bucharest"]
    words = hand.name("Import from Final Acts")
    for number, suffix in enumerate((".docx", ".txt", ".amend", ".xml", ".zip", ".htm"), 9901):
        path = folder / f"acts{hand.code(suffix)}"
        listed = hand.code(LISTED).replace("925", str(number)) if suffix == ".htm" else ""  # the table has the 925 of the page
        put_acts(path, ACTS.format(number=number), listed)
        files.append(path)
        hand.press_button(words, within=dialog.table)
        wait_for(lambda number=number: str(number) in {row.number for row in load_editions(config)[0]}, f"what {path} has")
    assert QApplication.activeModalWidget() is None
