"""The window of a consolidation: what it shows, what can be done in it by keyboard, what it asks for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from app.controllers.consolidation.consolidation_state import ConsolidationState
from model.consolidation.matrix import Matrix
from model.consolidation.merge import Party, consolidate
from model.files.consolidation_project import ConsolidationWork, common_base
from model.formats.notation import parse
from model.redline import Label, Redline, Run, Status
from model.submission.values import Proposal, Submission
from tests.app.window.test_accessible import nameless
from tests.builders.consolidation import BASE, PROPOSALS
from tests.builders.treaty import small_treaty
from widgets.consolidation.phrases import decided_words
from widgets.consolidation.window import ConsolidationWindow

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
DISPLAYED, SPOKEN, TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole


def consolidation(proposals: dict[str, str] = PROPOSALS, base: str = BASE, language: str = "") -> ConsolidationState:
    frame = common_base(Submission(proposals=(Proposal(redline=parse(base, language=language)),), language=language), 1)
    parties = tuple(Party(name, parse(text, language=language)) for name, text in proposals.items())
    work = ConsolidationWork(frame, parties, ("",) * len(parties))
    return ConsolidationState(work, Matrix.of(consolidate(work.base, parties)), "Chair")


@pytest.fixture
def opened(qtbot):
    """Shows a consolidation in a window of its own; gives both."""
    made = []

    def make(now: ConsolidationState) -> ConsolidationWindow:
        window = ConsolidationWindow(now.stack)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(window)
        window.decided.connect(now.decide)
        window.reopened.connect(now.reopen)
        now.changed.connect(lambda: window.show_decisions(now.decisions, now.whole))
        window.show_board(now.board, now.decisions, now.whole)
        window.show()
        window.activateWindow()
        window.matrix.setFocus()
        QApplication.processEvents()
        made.append(now)
        return window

    yield make
    for now in made:
        now.stack.blockSignals(True)


def cells(window: ConsolidationWindow, role: int = DISPLAYED) -> list[list[str]]:
    model = window.matrix.model()
    return [
        [str(model.index(row, column).data(role)) for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def key(qtbot, code: Qt.Key, *, ctrl: bool = False, shift: bool = False) -> None:
    """A real key to whatever has the focus."""
    modifiers = Qt.KeyboardModifier.NoModifier
    modifiers |= Qt.KeyboardModifier.ControlModifier if ctrl else modifiers
    modifiers |= Qt.KeyboardModifier.ShiftModifier if shift else modifiers
    qtbot.keyClick(QApplication.focusWidget(), code, modifiers)
    QApplication.processEvents()


def test_the_matrix_says_who_wants_what_where(opened):
    window = opened(consolidation())
    wanted = [
        ["·", "·", "⚠ conflict", "⚠ as CITEL", "⚠ conflict"],
        ["⚠ conflict", "⚠ conflict", "⚠ as ATU", "·", "·"],
        ["·", "+ inserted", "·", "·", "·"],
        ["~ changed", "·", "·", "~ as ATU", "·"],
        ["·", "·", "·", "·", "~ changed"],
    ]
    assert [row[1:] for row in cells(window)] == wanted
    assert [row[0].partition("   ")[0] for row in cells(window)] == [
        "considering b)", "resolves 1", "new, before resolves 2", "resolves 2", "instructs the Director, paragraph 1",
    ]  # fmt: skip
    assert cells(window, SPOKEN)[0][1:4] == ["ATU: no change", "CEPT: no change", "CITEL: deleted, conflict"]
    assert cells(window, SPOKEN)[3][4] == "RCC: changed, as ATU"
    assert "resolves 2 — RCC: changed, as ATU" in cells(window, TIP)[3][4]
    heads = [window.matrix.model().headerData(column, Qt.Orientation.Horizontal) for column in range(6)]
    assert heads[3] == "CITEL\nchanges: 2 · ⚠ 2"


def test_rows_of_a_treaty_text_are_provisions_with_number_and_label(opened):
    base = [*small_treaty("= Article 9", "9.1 first", "… which goes on", "9.2 second").clauses]
    base[1] = replace(base[1], label=Label("a)"))
    changed = replace(base[2], runs=(*base[2].runs, Run(" and on", Status.INSERTED)))
    new = small_treaty("+ new").clauses[0]
    text = Redline(tuple(base), language="en", instrument="RR")
    parties = [
        Party("ATU", replace(text, clauses=(*base[:2], changed, replace(new, id="new"), base[3]))),
        Party("CEPT", replace(text, clauses=(*base[:3], replace(base[3], runs=(Run("second", Status.DELETED),))))),
    ]
    work = ConsolidationWork(common_base(Submission(proposals=(Proposal(redline=text),)), 1), tuple(parties), ("", ""))
    window = opened(ConsolidationState(work, Matrix.of(consolidate(work.base, parties)), "Chair"))
    assert [[row[0].partition("   ")[0], *row[1:]] for row in cells(window)] == [
        ["9.1 a)", "~ changed", "· no change"],
        ["new: 9.1A", "+ inserted", "· no change"],
        ["9.2", "· no change", "~ changed"],
    ]
    assert "first which goes on" in cells(window)[0][0]


def test_a_conflict_about_a_number_says_so_in_a_sentence_on_its_own_line(opened):
    text = small_treaty("= Article 9", "9.1 first")
    new = [replace(small_treaty(f"+ of {name}").clauses[0], id=name) for name in ("ATU", "CEPT")]
    parties = tuple([Party(clause.id, replace(text, clauses=(*text.clauses, clause))) for clause in new])
    work = ConsolidationWork(common_base(Submission(proposals=(Proposal(redline=text),)), 1), parties, ("", ""))
    window = opened(ConsolidationState(work, Matrix.of(consolidate(work.base, parties)), "Chair"))
    lines = [line for label in window.findChildren(QLabel) for line in label.text().split("\n")]
    assert "Several proposals give the margin number 9.1A to a new provision." in lines


def test_all_clauses_and_open_conflicts_alone(opened, qtbot):
    window = opened(consolidation())
    shown = window.findChild(QComboBox)
    shown.setFocus()
    key(qtbot, Qt.Key.Key_Down)
    assert window.matrix.model().rowCount() == 9
    key(qtbot, Qt.Key.Key_Down)
    assert window.matrix.model().rowCount() == 2
    window.panel.choose(0)
    assert window.matrix.model().rowCount() == 1


def test_the_wordings_of_a_clause_are_shown_each_once_and_the_merged_one(opened, qtbot):
    window = opened(consolidation())
    key(qtbot, Qt.Key.Key_Down)
    text = window.wordings.toPlainText()
    for words in ("Text in force", "ATU, CITEL", "to actmove in good time", "CEPT", "to actproceed in", "No change: RCC, APT"):
        assert words in text
    key(qtbot, Qt.Key.Key_Down)
    assert "(not in the text in force)" in window.wordings.toPlainText()
    assert window.panel.key == ""


def test_conflicts_are_decided_one_after_the_other_by_keyboard(opened, qtbot):
    now = consolidation()
    window = opened(now)
    first, second = now.board.conflicts
    key(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.panel.choices
    key(qtbot, Qt.Key.Key_Down)
    key(qtbot, Qt.Key.Key_Return)
    assert (now.decisions[first].kind, now.decisions[first].party, now.decisions[first].stamp.author) == ("party", 2, "Chair")
    assert cells(window)[0][1:] == ["·", "·", "✓ chosen", "✓ as CITEL", "✗ not chosen"]
    assert window.panel.key == second
    assert QApplication.focusWidget() is window.panel.choices
    key(qtbot, Qt.Key.Key_Return)  # nothing is chosen there yet
    assert list(now.decisions) == [first]
    key(qtbot, Qt.Key.Key_Down)
    assert window.panel.choices.currentRow() == 0
    key(qtbot, Qt.Key.Key_B, ctrl=True)
    assert now.decisions[second].kind == "stack"
    assert window._summary.text() == "2 of 2 conflicts decided"
    key(qtbot, Qt.Key.Key_F8)
    assert window.statusBar().currentMessage() == "Every conflict is decided."
    key(qtbot, Qt.Key.Key_R, ctrl=True)
    assert list(now.decisions) == [first]
    key(qtbot, Qt.Key.Key_Z, ctrl=True)
    assert list(now.decisions) == [first, second]
    key(qtbot, Qt.Key.Key_Z, ctrl=True)
    key(qtbot, Qt.Key.Key_Z, ctrl=True)
    assert not now.decisions
    assert window._summary.text() == "0 of 2 conflicts decided"


def test_enter_never_decides_otherwise_what_is_decided(opened, qtbot):
    now = consolidation()
    window = opened(now)
    first = next(iter(now.board.conflicts))
    key(qtbot, Qt.Key.Key_2, ctrl=True)
    decided = now.decisions[first]
    window.show_conflict(first)
    window.panel.choices.setFocus()
    key(qtbot, Qt.Key.Key_Up)
    key(qtbot, Qt.Key.Key_Return)
    assert now.decisions == {first: decided}
    assert "open it again" in window.statusBar().currentMessage()
    window.panel.reason.setText("since")
    key(qtbot, Qt.Key.Key_Down)
    key(qtbot, Qt.Key.Key_Return)
    assert (now.decisions[first].party, now.decisions[first].reason) == (decided.party, "since")
    assert window.panel.key == first


def test_a_single_conflict_is_not_counted_and_a_bar_without_progress_is_not_shown(opened, qtbot):
    single = {name: text.replace("access {~~fall~>rise~~}", "access fall") for name, text in PROPOSALS.items()}
    window = opened(consolidation(single))
    assert window._summary.text() == "One conflict to decide"
    assert not window._progress.isVisible()
    key(qtbot, Qt.Key.Key_1, ctrl=True)
    assert window._summary.text() == "The only conflict is decided"
    assert window._progress.isVisible()


def test_a_compromise_is_written_with_its_reason(opened, qtbot):
    now = consolidation()
    window = opened(now)
    window.step(1)
    key(qtbot, Qt.Key.Key_M, ctrl=True)
    assert QApplication.focusWidget() is window.panel.compromise
    assert window.panel.compromise.toPlainText() == "act"
    qtbot.keyClicks(window.panel.compromise, "start work")
    key(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.panel.reason
    qtbot.keyClicks(window.panel.reason, "as agreed")
    key(qtbot, Qt.Key.Key_Return)
    (decision,) = now.decisions.values()
    assert (decision.kind, decision.text, decision.reason) == ("own", "start work", "as agreed")
    assert window.panel.key not in now.decisions
    window.show_conflict(next(iter(now.decisions)))
    assert "to actstart work in good time" in window.wordings.toPlainText()
    assert "resolves 1 — a compromise: “\u2068start work\u2069” — as agreed" in window.settled.item(0).text()
    assert (decision.stamp.author, len(decision.stamp.date)) == ("Chair", 20)


def test_enter_takes_a_compromise_and_goes_on_and_shift_enter_begins_a_line(opened, qtbot):
    now = consolidation()
    window = opened(now)
    first, second = now.board.conflicts
    window.show_conflict(second)
    key(qtbot, Qt.Key.Key_M, ctrl=True)
    qtbot.keyClicks(window.panel.compromise, "start")
    key(qtbot, Qt.Key.Key_Return, shift=True)
    qtbot.keyClicks(window.panel.compromise, "work")
    key(qtbot, Qt.Key.Key_Enter)
    assert (now.decisions[second].kind, now.decisions[second].text) == ("own", "start\nwork")
    assert window.panel.key == first
    assert QApplication.focusWidget() is window.panel.choices
    key(qtbot, Qt.Key.Key_M, ctrl=True)
    key(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(window.panel.reason, "agreed")
    key(qtbot, Qt.Key.Key_Return)
    assert set(now.decisions) == {first, second}
    assert QApplication.focusWidget() is window.panel.choices, "Ctrl+Z is about decisions, not about words of the field"
    key(qtbot, Qt.Key.Key_Z, ctrl=True)
    assert set(now.decisions) == {second}


def test_a_reason_is_changed_and_the_keyboard_goes_back_to_the_ways(opened, qtbot):
    now = consolidation()
    window = opened(now)
    first = next(iter(now.board.conflicts))
    key(qtbot, Qt.Key.Key_1, ctrl=True)
    window.show_conflict(first)
    window.panel.reason.setFocus()
    qtbot.keyClicks(window.panel.reason, "since")
    key(qtbot, Qt.Key.Key_Return)
    assert now.decisions[first].reason == "since"
    assert (window.panel.key, QApplication.focusWidget()) == (first, window.panel.choices)


def test_what_is_decided_is_shown_again_with_its_reason(opened, qtbot):
    now = consolidation()
    window = opened(now)
    window.panel.reason.setText("since")
    key(qtbot, Qt.Key.Key_2, ctrl=True)
    window.step(1)
    assert window.panel.reason.text() == ""
    window.step(1)
    window.go_to(now.board.line_of(next(iter(now.board.conflicts))))
    assert window.panel.reason.text() == "since"
    assert window.panel.choices.currentRow() == 2


def test_deciding_the_same_again_is_no_step(opened, qtbot):
    now = consolidation()
    window = opened(now)
    for _ in range(2):
        window.show_conflict(next(iter(now.board.conflicts)))
        key(qtbot, Qt.Key.Key_1, ctrl=True)
    assert now.stack.count() == 1
    key(qtbot, Qt.Key.Key_9, ctrl=True)
    assert now.stack.count() == 1
    assert window.panel.key


def test_lists_of_what_is_agreed_and_left_out_lead_to_their_places(opened, qtbot):
    other = BASE.replace("2\tto report to", "2\tto {~~speak~>write~~} to")
    window = opened(consolidation({**PROPOSALS, "UN": other}))
    assert [window.agreements.item(row).text() for row in range(window.agreements.count())] == [
        "resolves 2 — ATU, RCC: inserts “\u2068second\u2069”",
        "considering b) — CITEL, RCC: deletes “\u2068that the costs of access fall,\u2069” (in conflict 1)",
        "resolves 1 — ATU, CITEL: “\u2068act\u2069” becomes “\u2068move\u2069” (in conflict 2)",
    ]
    (left,) = [window.left.item(row).text() for row in range(window.left.count())]
    assert left.startswith("UN: “\u2068to speak to the Council every year;\u2069” — the text in force reads differently there")
    window.tabs.setCurrentWidget(window.agreements)
    window.agreements.setFocus()
    window.agreements.setCurrentRow(2)
    key(qtbot, Qt.Key.Key_Return)
    assert window.matrix.line() == window._board.line_of(list(window._board.conflicts)[1])


def test_every_pane_is_reached_by_keyboard_and_has_a_name(opened, qtbot):
    window = opened(consolidation())
    seen = []
    for _ in range(3):
        key(qtbot, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [window.wordings, window.panel.choices, window.matrix]
    assert nameless(window) == []


def letters_of(texts: list[str]) -> list[str]:
    return [text.replace("&&", "").partition("&")[2][:1].casefold() for text in texts if "&" in text.replace("&&", "")]


def test_no_two_parts_want_the_same_letter(opened):
    window = opened(consolidation())
    window.panel.choices.setCurrentRow(4)
    menus = window.menuBar().actions()
    texts = [action.text() for action in menus] + [window.tabs.tabText(tab) for tab in range(window.tabs.count())]
    texts += [widget.text() for widget in (*window.findChildren(QLabel), *window.findChildren(QPushButton)) if widget.isVisible()]
    letters = letters_of(texts)
    assert len(letters) == 14
    assert len(set(letters)) == len(letters), texts
    for menu in menus:
        inside = letters_of([action.text() for action in menu.menu().actions()])
        assert len(set(inside)) == len(inside), menu.text()


def test_nothing_that_collides_is_told(opened):
    window = opened(consolidation({"ATU": PROPOSALS["ATU"]}))
    assert window._summary.text() == "Nothing collides"
    window.step(1)
    assert window.statusBar().currentMessage() == "Nothing collides."


def test_a_note_that_two_change_has_its_line_and_its_conflict(opened):
    base = "*resolves*\n1\tto act[^1] in good time;\n[^1]: This means now.\n"
    made = consolidation({n: base.replace("now", f"{{~~now~>{w}~~}}") for n, w in (("A", "soon"), ("B", "later"))}, base)
    window = opened(made)
    assert [row[1:] for row in cells(window)] == [["⚠ conflict", "⚠ conflict"]]
    assert cells(window)[0][0].startswith("footnote ")
    window.panel.choose(1)
    assert "This means nowsoon." in window.wordings.toPlainText()


def test_foreign_names_and_words_stay_text(opened):
    window = opened(consolidation({"<b>X</b>": PROPOSALS["APT"].replace("rise", "<i>rise</i>")}))
    assert "<i>rise</i>" in window.wordings.toPlainText()
    assert "&lt;b&gt;X" in cells(window, TIP)[0][1]


def test_an_arabic_text_runs_from_right_to_left(opened):
    base = "*يقرر*\n1\tأن يعمل في الوقت المناسب؛\n"
    made = {"أ": base.replace("يعمل", "{~~يعمل~>يتحرك~~}"), "ب": base.replace("يعمل", "{~~يعمل~>ينتظر~~}")}
    window = opened(consolidation(made, base, "ar"))
    block = window.wordings.document().firstBlock()
    while block.isValid():
        if "يعمل" in block.text():
            assert block.textDirection() == Qt.LayoutDirection.RightToLeft
            assert block.layout().position().x() < window.wordings.width() / 2
        block = block.next()
    assert window.panel.options[1].words == "يتحرك"


def test_the_window_closes_only_if_it_may(opened):
    window = opened(consolidation())
    window.may_close = lambda: False
    window.close()
    assert window.isVisible()
    window.may_close = lambda: True
    window.close()
    assert not window.isVisible()


def test_insertions_side_by_side_have_a_sign_and_are_counted(opened):
    base = "*resolves*\n1\tto act in good time;\n"
    made = consolidation({name: base.replace("act", f"act {{++{name.lower()} ++}}") for name in ("Now", "Never")}, base)
    window = opened(made)
    assert [row[1:] for row in cells(window)] == [["~‖ changed", "~‖ changed"]]
    assert cells(window, SPOKEN)[0][1] == "Now: changed, what it inserts is side by side with that of Never"
    assert window._summary.text() == "Nothing collides · ‖ side by side: 1"


def test_a_conflict_is_kept_as_options_in_brackets_by_the_keyboard(opened, qtbot):
    now = consolidation()
    window = opened(now)
    first = next(key for key in now.board.conflicts if now.board.options(now.board.conflicts[key])[-1].kind == "options")
    while window.panel.key != first:
        key(qtbot, Qt.Key.Key_F8)
    window.panel.choices.setFocus()
    for _ in now.board.options(now.board.conflicts[first])[1:]:
        key(qtbot, Qt.Key.Key_Down)
    assert "square brackets" in window.panel.choices.currentItem().text()
    key(qtbot, Qt.Key.Key_Return)
    assert now.decisions[first].kind == "options"
    assert any("[" in clause.text for clause in now.whole.redline.clauses)
    assert "square brackets" in decided_words(now.board, first, now.decisions[first])
