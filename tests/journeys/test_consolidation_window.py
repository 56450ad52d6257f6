"""Five proposals consolidated in the window: what it says of them, and that the exported file says what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.program import Program
from model.files.opening import open_document
from tests.builders.consolidation import BASE, write_files
from tests.builders.notation import texts_of
from tests.journeys.test_consolidate import five as five  # the fixture
from widgets.consolidation.parties_dialog import PartiesDialog
from widgets.consolidation.window import ConsolidationWindow

pytestmark = [
    pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True),
]


@pytest.fixture
def consolidated(open_program):
    """Starts the program on a base and consolidates files on it."""

    def make(base: Path, paths: list[Path]) -> Program:
        made = open_program(base, author="Chair")
        dialog = PartiesDialog(made.consolidation._open_base(), made.window)
        made.consolidation.add_files(dialog, paths)
        assert made.consolidation._consolidate(dialog)
        dialog.deleteLater()
        QApplication.processEvents()
        return made

    return make


@pytest.fixture
def program(consolidated, tmp_path):
    return consolidated(*write_files(tmp_path))


def plain(text: str) -> str:
    """A sentence without the signs that keep foreign words apart."""
    return text.translate({0x2068: None, 0x2069: None})


def press(qtbot, code: Qt.Key, *, ctrl: bool = False) -> None:
    qtbot.keyClick(QApplication.focusWidget(), code, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier(0))
    QApplication.processEvents()


def decide_both(window: ConsolidationWindow, qtbot) -> None:
    """The deletion that two want in the first conflict; a compromise in the second."""
    press(qtbot, Qt.Key.Key_1, ctrl=True)
    press(qtbot, Qt.Key.Key_F8)
    press(qtbot, Qt.Key.Key_M, ctrl=True)
    qtbot.keyClicks(window.panel.compromise, "go on")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(window.panel.reason, "both mean this")
    press(qtbot, Qt.Key.Key_Return)


def test_the_window_shows_exactly_what_is_agreed_and_what_collides(program, qtbot):
    window, found = program.consolidation.window, program.consolidation.window._board.found
    assert [(party.name, count) for party, count in zip(found.parties, found.counts, strict=True)] == [
        ("ATU", 2), ("CEPT", 2), ("CITEL", 2), ("RCC", 2), ("APT", 2),
    ]  # fmt: skip
    assert [plain(window.agreements.item(row).text()) for row in range(3)] == [
        "resolves 2 — ATU, RCC: inserts “second”",
        "considering b) — CITEL, RCC: deletes “that the costs of access fall,” (in conflict 1)",
        "resolves 1 — ATU, CITEL: “act” becomes “move” (in conflict 2)",
    ]
    names = [[found.parties[party].name for party in conflict.parties] for conflict in found.conflicts]
    assert names == [["CITEL", "RCC", "APT"], ["ATU", "CEPT", "CITEL"]]
    assert [item.text() for item in [window.left.item(0)]] == ["Every change fits the text in force."]
    offered = [window.panel.choices.item(row).text() for row in range(window.panel.choices.count())]
    assert [plain(text) for text in offered] == [
        "0  No change: “that the costs of access fall,”",
        "1  CITEL, RCC: (deleted)",
        "2  APT: “that the costs of access rise,”",
        "3  All of them side by side",
        "…  A compromise with its own wording",
    ]


def test_what_is_exported_after_deciding_says_what_the_window_shows(program, qtbot, tmp_path: Path):
    window, now = program.consolidation.window, program.consolidation._now
    decide_both(window, qtbot)
    assert window._summary.text() == "2 of 2 conflicts decided"
    now.export_word(tmp_path / "out.docx")
    shown = now.whole.redline
    tracked = open_document(tmp_path / "out.docx").submission.proposals[0].redline
    accepted = open_document(tmp_path / "out.docx", tracked="accepted").submission.proposals[0].redline
    rejected = open_document(tmp_path / "out.docx", tracked="rejected").submission.proposals[0].redline
    assert texts_of(accepted, "draft") == texts_of(tracked, "draft") == texts_of(shown, "draft") == [
        "considering", "that networks grow in all regions;", "resolves", "to go on in good time;", "to consult the regions;",
        "to report to the Council every second year;", "instructs the Director", "to publish these results of this work.",
    ]  # fmt: skip
    assert texts_of(rejected, "draft") == [line.split("\t")[-1].strip("*") for line in BASE.splitlines()]
    authors = {run.stamp.author for clause in tracked.clauses for run in clause.runs} - {""}
    assert authors == {"ATU, RCC", "CEPT", "CITEL, RCC", "APT", "Chair"}


def test_what_is_saved_goes_on_where_it_stood(program, qtbot, tmp_path: Path):
    consolidation = program.consolidation
    decide_both(consolidation.window, qtbot)
    before = consolidation._now.whole.redline, consolidation._now.decisions
    assert consolidation._save(tmp_path / "work.amend")
    consolidation.window.close()
    assert consolidation.open(tmp_path / "work.amend")
    after = consolidation._now
    assert texts_of(after.whole.redline, "draft") == texts_of(before[0], "draft")
    assert after.decisions == before[1]
    assert [decision.reason for decision in after.decisions.values()] == ["", "both mean this"]


def test_five_proposals_to_a_real_resolution_are_shown_as_the_command_tells_them(consolidated, five, tmp_path):
    base, *files = five
    paths = [Path(str(file).removeprefix("RCC=")) for file in files if file != "--party"]
    window = consolidated(base, paths).consolidation.window
    found = window._board.found
    assert [party.name for party in found.parties] == ["ATU", "APT", "EUR", "CITEL", "rcc"]
    head = window.matrix.lines.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert head == "ATU: changes 59, agreed with others 2, conflicts 2, omitted 0"
    agreed = [plain(window.agreements.item(row).text()) for row in range(window.agreements.count())]
    assert len(agreed) == 3
    assert agreed[0].startswith("adoption line — ATU, CITEL: ")
    assert agreed[1].startswith("considerando e) i) — ATU, APT: ")
    assert agreed[2] == "considerando — ATU, APT: “considerando” becomes “recordando” (in conflict 1)"
    names = [[found.parties[party].name for party in conflict.parties] for conflict in found.conflicts]
    assert names == [["ATU", "APT", "EUR"], ["ATU", "CITEL"]]
    assert [plain(window.panel.choices.item(row).text()) for row in range(3)] == [
        "0  No change: “considerando”", "1  ATU, APT: “recordando”", "2  EUR: “reafirmando”",
    ]  # fmt: skip
    assert window.left.lines() == 1
