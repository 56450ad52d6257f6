"""The window of the editions: citations replaced in one step, the user's own rows, import from Final Acts."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.cli.main import main
from app.user_data.user_tables import EDITIONS_FILE, load_editions
from model.formats.notation import parse_submission
from model.references.editions import EditionRow, printed_rows
from tests.app.window.test_accessible import nameless
from tests.builders.waiting import settle
from widgets.editions.row_form import RowForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = """# RESOLUTION 75 (Rev. Geneva, 2022)
## On x
> The World Telecommunication Standardization Assembly (New Delhi, 2024),
*recalling*
a)\tResolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference;
b)\tResolutions 101 and 102 (Rev. Dubai, 2018) of the Plenipotentiary Conference;
c)\tResolution 140 (Rev. Bucharest, 2022) of the Plenipotentiary Conference;
d)\tResolution 99999 (Rev. Dubai, 2017) of the Plenipotentiary Conference,
"""
MINE = EditionRow("resolution", "PP", "71", "place", "Doha", 2026, "", "2024-01-01", revised=True, source="mine", is_users=True)


@pytest.fixture
def given():
    return parse_submission(TEXT)


def drafted(program) -> str:
    return "\n".join(clause.text_on("draft") for clause in program.session.submission.proposals[0].redline.clauses)


def states(program) -> list[str]:
    page = program.editions.dialog.citations
    return [page.citations.index(row, 2).data() for row in range(page.citations.rowCount())]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (TEXT, "⚠ Choose a conference: without one, citations are judged as of 2024-10-15, by the opening"),
        ("*recalling*\na)\tResolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference,\n", "by the last editions"),
        (f"Conference: WTSA-24\n\nMOD\tA/1/1\n{TEXT}", "Judged as of 2024-10-15 (WTSA-24)."),
    ],
)
def test_what_the_editions_are_judged_by_is_told_and_a_conference_that_is_missing_asked_for(open_program, text, sentence) -> None:
    program = open_program()
    program.open_submission.show_unsaved(parse_submission(text), "Test")
    program.actions["editions"].trigger()
    shown = program.editions.dialog.citations.summary.text()
    assert sentence in shown
    assert ("Choose a conference" in shown) is ("Conference:" not in text)


def test_citations_are_told_with_their_state_and_replaced_in_one_step(program) -> None:
    before = program.session.submission
    program.actions["editions"].trigger()
    page = program.editions.dialog.citations
    assert states(program) == [
        *["↑ superseded by Bucharest, 2022"] * 3,
        "⊘ never existed",
    ]
    QTest.mouseClick(page.replace, Qt.MouseButton.LeftButton)
    assert "Resolution 71 (Rev. Bucharest, 2022) of" in drafted(program)
    assert "Resolutions 101 and 102 (Rev. Bucharest, 2022) of" in drafted(program)
    assert states(program) == ["⊘ never existed"]
    runs = next(clause for clause in program.session.submission.proposals[0].redline.clauses if "71" in clause.text).runs
    assert [(run.status.value, run.text) for run in runs if run.status.value != "kept"] == [
        ("deleted", "Dubai, 2018"), ("inserted", "Bucharest, 2022"),
    ]  # fmt: skip
    assert program.session.stack.count() == 1
    program.actions["undo"].trigger()
    assert program.session.submission == before


def test_of_another_text_what_is_superseded_is_chosen_anew(program) -> None:
    program.actions["editions"].trigger()
    page = program.editions.dialog.citations
    QTest.mouseClick(page.none, Qt.MouseButton.LeftButton)
    program.open_submission.show_unsaved(parse_submission(TEXT), "Another")
    program.actions["editions"].trigger()
    assert len(page.citations.chosen) == 3


def test_only_chosen_ones_are_replaced(program) -> None:
    program.actions["editions"].trigger()
    page = program.editions.dialog.citations
    QTest.mouseClick(page.none, Qt.MouseButton.LeftButton)
    assert not page.replace.isEnabled()
    page.citations.setData(page.citations.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    QTest.mouseClick(page.replace, Qt.MouseButton.LeftButton)
    assert "Resolution 71 (Rev. Bucharest, 2022) of" in drafted(program)
    assert "101 and 102 (Rev. Dubai, 2018) of" in drafted(program)


def test_enter_replaces_what_is_chosen_and_closes_only_when_nothing_is(program, qtbot) -> None:
    program.actions["editions"].trigger()
    dialog = program.editions.dialog
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    assert (dialog.citations.replace.isDefault(), dialog.close_button.isDefault()) == (True, False)
    dialog.citations.view.setFocus()
    QTest.keyClick(dialog.citations.view, Qt.Key.Key_Return)
    assert states(program) == ["⊘ never existed"]
    assert dialog.isVisible()
    assert program.window.editor.textCursor().selectedText() == "", "Enter does one thing"
    QTest.keyClick(dialog.citations.view, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_keyboard_is_in_the_list_when_the_window_opens(program) -> None:
    program.actions["editions"].trigger()
    dialog = program.editions.dialog
    assert dialog.focusWidget() is dialog.citations.view


def test_citations_have_the_width_that_the_other_columns_do_not_need(program) -> None:
    program.actions["editions"].trigger()
    view = program.editions.dialog.citations.view
    settle(program.editions.dialog)
    citation, *others = map(view.columnWidth, range(4))
    assert citation + sum(others) == view.viewport().width()
    room = view.viewport().width()
    for column, (width, part) in enumerate(zip(others, (5, 4, 4), strict=True), 1):
        assert width >= min(view.sizeHintForColumn(column), room // part - 4), column
    assert citation > others[-1]


def test_enter_presses_the_button_that_has_the_focus(program, qtbot) -> None:
    before = program.session.submission
    program.actions["editions"].trigger()
    dialog = program.editions.dialog
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    dialog.citations.view.setFocus()
    assert not dialog.citations.all.isDefault(), "what is chosen is replaced, or the window closed"
    dialog.citations.none.setFocus()
    QTest.keyClick(dialog.citations.none, Qt.Key.Key_Return)
    assert (dialog.citations.citations.chosen, program.session.submission) == ([], before)
    QTest.mouseClick(dialog.citations.all, Qt.MouseButton.LeftButton)
    dialog.close_button.setFocus()
    QTest.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert (dialog.isVisible(), program.session.submission) == (False, before)


def test_a_citation_is_shown_in_the_text(program) -> None:
    program.actions["editions"].trigger()
    QTest.mouseClick(program.editions.dialog.citations.show_it, Qt.MouseButton.LeftButton)
    selected = program.window.editor.textCursor().selectedText()
    assert selected == "Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference"


def test_own_rows_are_kept_outweigh_shipped_ones_and_can_be_corrected_and_removed(program, tmp_path: Path, qtbot) -> None:
    program.actions["editions"].trigger()
    dialog = program.editions.dialog
    QTest.mouseClick(dialog.table.add, Qt.MouseButton.LeftButton)
    form = dialog.table.findChild(RowForm)
    assert nameless(form) == []
    assert form.problem.text() == "Not yet: the number is missing."
    for name, value in {"number": "71", "place": "Doha", "year": "2026", "date": "2024-01-01"}.items():
        form.put(name, value)
    row = form.row
    form.accept()
    assert load_editions(tmp_path / "config") == ((row,), None)
    assert states(program)[0] == "↑ superseded by Doha, 2026"
    assert program.problems.live_preflight.finish()
    assert any(
        "the edition in force is Doha, 2026" in finding.fault.sentence for finding in program.problems.live_preflight.findings
    )
    assert dialog.table.current() == row
    QTest.mouseClick(dialog.table.remove, Qt.MouseButton.LeftButton)
    assert load_editions(tmp_path / "config") == ((), None)
    assert states(program)[0] == "↑ superseded by Bucharest, 2022"


def test_a_corrected_row_keeps_its_heading(program, tmp_path: Path) -> None:
    """The heading under which a collection has a text is in no field of the form."""
    file = tmp_path / "config" / EDITIONS_FILE
    file.parent.mkdir(exist_ok=True)
    file.write_text(printed_rows([replace(MINE, group="Finance")]), encoding="utf-8", newline="\n")
    program.actions["editions"].trigger()
    table = program.editions.dialog.table
    table.show_row(MINE)
    QTest.mouseClick(table.correct, Qt.MouseButton.LeftButton)
    form = table.findChild(RowForm)
    form.put("title", "On z")
    form.accept()
    assert [(row.title, row.group) for row in load_editions(tmp_path / "config")[0]] == [("On z", "Finance")]


def test_a_malformed_table_is_told_of_with_its_line_and_left_alone(program, tmp_path: Path) -> None:
    file = tmp_path / "config" / EDITIONS_FILE
    file.parent.mkdir(exist_ok=True)
    file.write_text(printed_rows([MINE]).replace("2024-01-01", "soon"), encoding="utf-8", newline="\n")
    before = file.read_bytes()
    program.actions["editions"].trigger()
    table = program.editions.dialog.table
    assert "line 2 of the table of editions: “soon” is not a date" in table.summary.text()
    assert not table.add.isEnabled()
    assert file.read_bytes() == before
    assert len(states(program)) == 4


def test_import_adds_what_the_table_has_not_yet(program, tmp_path: Path) -> None:
    acts = tmp_path / "acts.txt"
    heads = [f"# RESOLUTION {number} (REV. BUCHAREST, 2022)\n## On y\n> The Plenipotentiary Conference of the International "
             f"Telecommunication Union (Bucharest, 2022),\n*considering*\na)\tx.\n" for number in (71, 999)]  # fmt: skip
    acts.write_text("".join(heads), encoding="utf-8", newline="\n")
    program.actions["editions"].trigger()
    program.editions.import_from(acts)
    rows, _ = load_editions(tmp_path / "config")
    assert [(row.number, row.source, row.title) for row in rows] == [("999", "acts.txt", "On y")]
    assert program.editions.dialog.table.summary.text().startswith("Editions in acts.txt: 2, of which new")
    program.editions.import_from(acts)
    assert "already" in program.editions.dialog.table.summary.text()


def test_the_verb_check_uses_the_own_rows_and_tells_of_a_malformed_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.cli.check.config_folder", lambda: tmp_path)
    file = tmp_path / "x.txt"
    file.write_text(TEXT, encoding="utf-8", newline="\n")
    (tmp_path / EDITIONS_FILE).write_text(printed_rows([MINE]), encoding="utf-8", newline="\n")
    main(["check", str(file), "--conference", "WTSA-24"])
    assert "the edition in force is Doha, 2026" in capsys.readouterr().out
    (tmp_path / EDITIONS_FILE).write_text("nonsense\n", encoding="utf-8", newline="\n")
    main(["check", str(file), "--conference", "WTSA-24"])
    output = capsys.readouterr()
    assert "does not name the column instrument" in output.err
    assert "the edition in force is Bucharest, 2022" in output.out


def test_a_conference_is_offered_where_there_is_none_and_the_citations_are_judged_by_it(open_program) -> None:
    program = open_program()
    program.open_submission.show_unsaved(parse_submission(TEXT), "Test")
    program.actions["editions"].trigger()
    page = program.editions.dialog.citations
    assert page.conference.isVisible()
    offered = [page.conference.itemText(row) for row in range(page.conference.count())]
    assert "Council 2026" in offered
    page.conference.setCurrentIndex(page.conference.findData("WTSA-24"))
    page.conference.activated.emit(page.conference.currentIndex())
    assert program.session.submission.header.conference == "WTSA-24"
    assert program.session.submission.proposals[0].symbol == "MOD"
    assert "(WTSA-24)" in page.summary.text()
    assert not page.conference.isVisible()


def test_a_saved_list_of_contents_is_taken_in_as_final_acts_are(program, tmp_path: Path) -> None:
    page = tmp_path / "S-CONF-CL-2021-TOC-HTM-E.htm"
    lines = ("RESOLUTION 9925 (C-1985, last amended C19) Financial conditions", "RESOLUTION 71 (REV. BUCHAREST, 2022) A plan")
    page.write_text(f"<html><p>{lines[0]}</p><p>{lines[1]}</p></html>", encoding="utf-8", newline="\n")
    program.actions["editions"].trigger()
    program.editions.import_from(page)
    rows, _ = load_editions(tmp_path / "config")
    assert [(row.number, row.year, row.title, row.source) for row in rows] == [("9925", 2019, "Financial conditions", page.name)]
    assert "2, of which new and added to your own: 1" in program.editions.dialog.table.summary.text()


def test_a_file_that_names_no_edition_is_told_of(program, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("*considering*\na)\tthat there is none,\n", encoding="utf-8", newline="\n")
    program.actions["editions"].trigger()
    program.editions.import_from(text)
    assert "text.txt contains no text with its number and edition" in program.editions.dialog.table.summary.text()
    assert load_editions(tmp_path / "config") == ((), None)
