"""Lines of treaty texts in the window of a consolidation: reasons of single proposals, disputed frequency bands."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from model.consolidation.matrix import Matrix
from model.consolidation.merge import Party, consolidate
from tests.model.consolidation.test_bands import BASE, redline_of, split
from tests.model.consolidation.test_cut_reasons import BASE as TREATY
from tests.model.consolidation.test_cut_reasons import CUTS, DRAFT
from widgets.consolidation.decision_panel import DecisionPanel
from widgets.consolidation.matrix import MatrixModel
from widgets.consolidation.wordings import Wordings


def test_the_reasons_of_a_proposal_are_below_its_wordings(qtbot):
    board = Matrix.of(consolidate(TREATY, [Party("Ana", DRAFT, CUTS)]))
    shown = Wordings()
    qtbot.addWidget(shown)
    (line,) = [line for line in board.lines if line.label == "9.1A"]
    shown.show_line(board, line, None)
    assert "Reasons of Ana: It is new." in shown.toPlainText()


def test_a_disputed_band_is_named_and_its_wordings_are_not_offered_side_by_side(qtbot):
    parties = [Party(name, redline_of(split(BASE, "2450", limit))) for name, limit in (("Ana", "2460"), ("Ben", "2470"))]
    board = Matrix.of(consolidate(redline_of(BASE), parties))
    panel = DecisionPanel()
    qtbot.addWidget(panel)
    (key,) = board.conflicts
    panel.show_conflict(board, key, "here", {})
    assert (panel.party_count, panel.stack_row) == (2, 0)
    assert any("the frequency band 2\u00a0450-2\u00a0483.5" in label.text() for label in panel.findChildren(QLabel))
    model = MatrixModel(panel.palette())
    model.show_board(board, {})
    assert model.place(board.lines[board.line_of(key)]) == "2\u00a0450-2\u00a0483.5"
