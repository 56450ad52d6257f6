"""Whoever has no mouse reaches every control by Tab, leaves it again, and comes to them in the order in which they are read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget

from app.session.sample import sample_submission
from model.formats.page.briefing import BriefingChoice
from model.library.imports.file_reader import Reading
from model.library.texts.values import TextIdentity
from model.submission.positions import Position
from tests.app.window.test_accessible import DIALOGS, PANELS, nameless
from tests.builders.boxes import during
from tests.builders.library import library_text, surveyed
from tests.builders.pages import read_pages
from tests.builders.start_page import start_window
from tests.builders.waiting import settle
from widgets.brackets.dialogs import BlankDialog, OptionDialog
from widgets.briefing.choice import ExcerptDialog
from widgets.consolidation.parties_dialog import PartiesDialog, PartyFile
from widgets.dialogs.adoption import AdoptionDialog, AdoptionRow
from widgets.dialogs.allocations import AddServiceDialog, MergeBandsDialog, SplitBandDialog, TableNotesDialog
from widgets.dialogs.label_end import LabelEndDialog
from widgets.dialogs.new_base import NewBaseDialog
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.recovery import RecoveryDialog
from widgets.dialogs.small_dialogs import AuthorsDialog, NamedTextDialog, NewTableDialog, RemarkDialog
from widgets.dialogs.versions import VersionRow, VersionsDialog
from widgets.editions.row_form import RowForm
from widgets.editor.editor import Editor
from widgets.library.additions_box import AdditionsBox
from widgets.library.correction_form import CorrectionForm
from widgets.positions.dialog import BriefDialog, PositionDialog
from widgets.printing.choice import PrintChoice, PrintChoiceDialog
from widgets.sharing.dialog import ShareDialog
from widgets.source_pages.recognition_box import RecognitionBox
from widgets.start.new_proposal import NewProposalDialog

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
MOST = 120
SMALL = 683, 384 - 40
"""The room that a screen of 1366 by 768 has at 200 %, without a title."""


def controls(top: QWidget) -> list[QWidget]:
    """What can be used under a widget and takes the focus by Tab."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.window() is top.window()
        and widget.isVisible()
        and widget.isEnabled()
        and not widget.focusProxy()
        and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QMenuBar)
    ]


def walked(top: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """What has the focus one after the other while Tab is pressed, until it comes round. In the text Tab makes levels, so F6
    leads out of it; in a page of the manual it goes from link to link first."""
    found: list[QWidget] = []
    for _ in range(MOST):
        focused = QApplication.focusWidget()
        if focused is None or focused in found[:-1]:
            break
        if focused not in found:
            found.append(focused)
        if isinstance(focused, Editor):
            focused.window().focusNextPrevChild(key == Qt.Key.Key_Tab)
        else:
            QTest.keyClick(focused, key)
    return found


def names_of(widgets) -> list[str]:
    return [f"{type(widget).__name__} {widget.accessibleName()}" for widget in widgets]


def unreached(top: QWidget, found: list[QWidget]) -> list[str]:
    """Controls that Tab does not come to. Of buttons that exclude each other one is enough: arrows go to the others."""
    groups = {widget.group() for widget in found if hasattr(widget, "autoExclusive") and widget.group() is not None}
    return names_of(
        widget
        for widget in controls(top)
        if widget not in found and not (hasattr(widget, "group") and callable(widget.group) and widget.group() in groups)
    )


@pytest.mark.parametrize("name", PANELS)
def test_tab_reaches_every_control_of_the_window(open_program, qtbot, name):
    program = open_program()
    window = program.window
    window.resize(1340, 860)
    if not program.actions[name].isChecked():
        program.actions[name].trigger()
    assert program.problems.live_preflight.finish()
    settle(window)
    window.activateWindow()  # last: a box that tells of the check may have come before it
    qtbot.waitUntil(window.isActiveWindow, timeout=1000)
    first = window.tree if window.tree.isVisible() else window.editor  # two texts leave the tree a rail
    first.setFocus()
    walked(window)  # a list in which a row is chosen when one comes to it lets its buttons be used only then
    first.setFocus()
    found = walked(window)
    assert unreached(window, found) == []
    panes = [found.index(pane) for pane in (window.tree, window.editor, window.list) if pane in found]
    assert panes == sorted(panes)
    assert len(walked(window, Qt.Key.Key_Backtab)) == len(found)


@pytest.mark.parametrize("name", [name for name in DIALOGS if name not in ("commands", "go to clause")])
def test_tab_reaches_every_control_of_a_dialog(open_program, qtbot, name):
    program = open_program()

    def look(*tops: QWidget) -> list[str]:
        for top in tops:
            top.activateWindow()
            qtbot.waitUntil(top.isActiveWindow, timeout=1000)
        return [part for top in tops for part in unreached(top, walked(top))]

    found, seen = during(program.actions[name].trigger, look, program.window)
    assert found == []
    assert seen


BOXES = {
    "after the decision": lambda: AdoptionDialog([AdoptionRow("recalling a)", "ATU", "insertion")], (), "", is_new=True),
    "brief": BriefDialog,
    "excerpt": lambda: ExcerptDialog(BriefingChoice(), ("ATU", "EUR")),
    "new option": lambda: OptionDialog("[note]", ("ATU",)),
    "blank": lambda: BlankDialog("to hold [__] meetings;"),
    "position": lambda: PositionDialog("considering a)", Position(()), ("ATU", "EUR")),
    "additions": lambda: AdditionsBox(surveyed(Reading((library_text("5", "Relays|that it rains|to act"),))), (), ()),
    "correction": lambda: CorrectionForm(TextIdentity(language="en")),
    "what was recognised": lambda: RecognitionBox("R75.pdf", read_pages(), 2, "&Open"),
    "authors": lambda: AuthorsDialog({"Ana": 3, "": 1}),
    "consolidate": lambda: PartiesDialog(PartyFile("", "base", sample_submission("en"))),
    "label end": lambda: LabelEndDialog("a)\tthat networks grow", 2),
    "new table": NewTableDialog,
    "split band": lambda: SplitBandDialog("2 450-2 483.5", "MHz", True),
    "merge bands": lambda: MergeBandsDialog("2 450-2 483.5"),
    "add service": lambda: AddServiceDialog(["FIXED", "MOBILE"]),
    "footnote numbers of a table": lambda: TableNotesDialog("FIXED", ["5.150"], ["5.340"]),
    "named text": lambda: NamedTextDialog("Suppress a text", "RESOLUTION 1"),
    "new base": lambda: NewBaseDialog("3 of 4 changes stand on the text now.", []),
    "print": lambda: PrintChoiceDialog("Print", "Print", PrintChoice()),
    "proof": lambda: ProofDialog("a.docx", [("Proof", "Read back."), ("Place", "/home/ana/a.docx")], *[lambda: True] * 3),
    "recovery": lambda: RecoveryDialog(["a.amend, 3 changes"], lambda row: "what would come back"),
    "remark": lambda: RemarkDialog("Reason", "an amendment", "what becomes of it"),
    "row of the table of editions": lambda: RowForm({}),
    "new proposal": lambda: NewProposalDialog([("WTSA-24", "WTSA-24")], dict),
    "shared draft": lambda: ShareDialog("Share", "Colleagues can work on it.", "Share", "Ana", joining=True),
    "start": lambda: start_window("a.amend", "b.amend"),
    "versions": lambda: VersionsDialog(lambda: [VersionRow("Morning", "", sample_submission("en"))]),
}


@pytest.mark.parametrize("name", BOXES)
def test_tab_reaches_every_control_of_a_box_which_has_its_name_and_fits_a_small_screen(qtbot, name):
    box = BOXES[name]()
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow, timeout=1000)
    assert nameless(box) == []
    assert box.minimumSizeHint().width() <= SMALL[0]
    assert box.minimumSizeHint().height() <= SMALL[1]
    assert unreached(box, walked(box)) == []


def test_f6_leads_out_of_the_text_where_tab_makes_a_level(open_program, qtbot):
    program = open_program()
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=1000)
    window.editor.setFocus()
    QTest.keyClick(window.editor, Qt.Key.Key_Tab)
    assert window.editor.hasFocus()
    QTest.keyClick(window.editor, Qt.Key.Key_F6)
    assert not window.editor.hasFocus()
