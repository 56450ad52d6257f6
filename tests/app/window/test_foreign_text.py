"""Whatever a file holds is shown letter for letter: nowhere is it taken for HTML, nothing that it names is opened, and no
sign of it makes a shortcut."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget

from app.background import _box
from app.controllers.comparison.compared_texts import BASE, DRAFT
from app.controllers.files.file_menu import RecentMenu
from app.session.persistence import Persistence
from app.window.action_ids import CLAUSE_MENU, TEXT_MENU
from model.consolidation.party_reader import SkippedChange
from model.formats.amend import Project, Version, project_bytes
from model.redline import Clause, End, Label, Note, Redline, Run, Stamp, Status
from model.submission.comments import Comment, CommentAnchor, Reply
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Contact, Header, IgnoredProblem, Proposal, Submission
from tests.app.builders import type_text
from tests.app.window.foreign import PICTURE, PLANTED, Watch, is_obeyed, is_shortcut, obeyed, of_actions
from tests.builders.boxes import ASKERS, ask_with, during
from tests.builders.library_window import each_page, put_in, texts_for_library
from tests.builders.notation import redline
from tests.builders.start_page import start_window
from tests.builders.timers import end_timers
from widgets.consolidation.parties_dialog import PartiesDialog, PartyFile
from widgets.dialogs import messages
from widgets.dialogs.label_end import LabelEndDialog
from widgets.dialogs.new_base import NewBaseDialog
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.recovery import RecoveryDialog
from widgets.dialogs.small_dialogs import AuthorsDialog, NamedTextDialog, RemarkDialog
from widgets.dialogs.versions import VersionRow, VersionsDialog
from widgets.editions.row_form import RowForm
from widgets.library.additions_box import AdditionsBox
from widgets.printing.choice import PrintChoice, PrintChoiceDialog
from widgets.start.new_proposal import NewProposalDialog

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
P = PLANTED
SOMEBODY = Stamp(P, "2024-09-06T09:00:00Z")
NAME = f"{P}.amend" if os.name != "nt" else "&Ж.amend"
"""Windows takes no `<` in a name."""
TEXT = f"""\
    # RESOLUTION 75 {P}
    ## {P}
    > {P}
    *{P} considering*
    a)\tthat {P} grows; see {P};
    b)\tthat ITU-T A.1 {{--{P}--}}{{++{P} new++}} and Resolution 7 (Rev. Dubai, 2014) {P};
      i)\t{P} one,
    {{++c)\t{P} inserted,++}}{{++¶++}}
    {{--c)\t{P} struck;--}}{{--¶--}}
    *{P} resolves*
    1\tto go on {P}
    2\tto stop as in *considering* b) {P}
    # ANNEX {P}
"""


def _stamped(clause: Clause) -> Clause:
    """The clause with every change and every label a stranger's."""
    runs = tuple(replace(run, stamp=SOMEBODY if run.status is not Status.KEPT else run.stamp) for run in clause.runs)
    end = End(clause.end.status, SOMEBODY) if clause.end.status is not Status.KEPT else clause.end
    return replace(clause, runs=runs, end=end)


def hostile(written: str = TEXT) -> Submission:
    """A submission that says it everywhere."""
    text = redline(written)
    clauses = [_stamped(clause) for clause in text.clauses]
    odd = next(place for place, clause in enumerate(clauses) if "go on" in clause.text)
    clauses[odd] = replace(clauses[odd], label=Label(P), own_label=Label(f"{P} 2", locked=True))
    last = clauses[odd + 1]
    clauses[odd + 1] = replace(last, runs=(*last.runs, Run("\u0001", content="n1")))
    note = Note(clauses=(Clause("n1c", runs=(Run(f"{P} note"), Run(P, Status.INSERTED, stamp=SOMEBODY))),), mark=P)
    text = Redline(tuple(clauses), {"n1": note}, P)
    about = CommentAnchor(clauses[4].id, P)
    comments = {
        "k1": Comment(P, (about,), stamp=SOMEBODY, replies=(Reply(P, SOMEBODY),)),
        "k2": Comment(P, (CommentAnchor(clauses[5].id, P),), private=True, reason=True, stamp=SOMEBODY),
        "k3": Comment(P, (CommentAnchor("nowhere", P),), done=True, stamp=SOMEBODY),
    }
    contact = Contact(P, P, P, P, P)
    header = Header(P, P, P, P, P, (P, P), P, P, P, (contact, contact), P, P)
    first = Proposal("MOD", P, text, P, text.base(), comments=comments)
    return Submission(header, (first, replace(first, symbol="ADD")), P, ignored={P: IgnoredProblem(P, SOMEBODY)})


def party(words: str) -> bytes:
    """The file of another party, which proposes those words in the same place."""
    submission = hostile(TEXT.replace("grows", f"{{--grows--}}{{++{P} {words}++}}"))
    header = replace(submission.header, sources=(f"{P} {words}",))
    return project_bytes(Project(replace(submission, header=header, proposals=submission.proposals[:1]), "e" * 32))


def project() -> Project:
    submission = hostile()
    return Project(submission, "d" * 32, (Version(P, "2024-09-06T09:00:00Z", P, submission),))


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot):
    monkeypatch.chdir(tmp_path)
    made = Watch(tmp_path)
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(project_bytes(project()))
    return path


@pytest.fixture
def program(open_program, watch, file, tmp_path, monkeypatch):
    """The program on the hostile file, whose boxes that ask for a file are given it once more."""
    made = open_program()
    made.session.author = P
    assert made.open_submission.open(file)
    others = [tmp_path / f"{number} {NAME}" for number in range(2)]
    for other, words in zip(others, ("here", "there"), strict=True):
        other.write_bytes(party(words))
    for name, given in {
        "getOpenFileName": (str(others[0]), ""),
        "getOpenFileNames": (list(map(str, others)), ""),
        "getSaveFileName": (str(tmp_path / f"out {P}.docx".replace("/", "")), ""),
    }.items():
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_args, given=given: given))
    return made


def test_what_is_obeyed_is_found(watch, qtbot):
    """The words and the system are asked rightly: a label that obeys is told, and so is the picture that it opens."""
    label = QLabel(P)
    qtbot.addWidget(label)
    assert obeyed(label)
    assert watch.opened() or not watch.works
    label.setTextFormat(Qt.TextFormat.PlainText)
    assert obeyed(label) == []
    label.setToolTip(P)
    assert obeyed(label)
    assert is_obeyed(f"Undo: Type in {P[:20]}…")
    assert is_shortcut("a &Ж")
    assert not is_shortcut("a &&Ж")


def test_the_window_and_its_panels_obey_no_text(program, watch, qtbot):
    window, actions = program.window, program.actions
    window.resize(1300, 900)
    for name in ("submission form", "comments", "problems", "split base", "parallel", "find", "replace", "amendments"):
        if not actions[name].isChecked():
            actions[name].trigger()
        QApplication.processEvents()
    program.language_versions.open(Path(QFileDialog.getOpenFileName()[0]))
    program.find.bar.form.words.setText("Ж")
    assert program.problems.live_preflight.finish()
    window.list.expandAll()
    window.tree.expandAll()
    end_timers(window)  # what follows the text later obeys no more than the rest
    assert obeyed(window) == []
    assert list(of_actions(actions[name] for name in actions.ids)) == []
    for view in ("draft", "base", "markup"):
        actions[view].trigger()
        assert obeyed(window) == []
    assert not watch.opened()


def type_at(program, clause: Clause) -> None:
    program.window.go_to(Selection(StoryId(1), (clause.id, 0), (clause.id, 0)))
    program.window.editor.edits.type_text("x")


@pytest.mark.parametrize("back", [False, True], ids=["undo", "redo"])
def test_undo_and_redo_obey_no_text(program, watch, qtbot, back):
    for clause in program.window.editor.clauses[:12]:
        type_at(program, clause)
        if back:
            program.actions["undo"].trigger()
        program.actions.name_steps()
        actions = [program.actions[name] for name in ("undo", "redo")]
        assert list(of_actions(actions)) == []
        assert any("img" in action.text() for action in actions) or clause.props.kind in ("number", "title", "opening")
        assert obeyed(program.window) == []
    boxes, seen = during(program.actions["undo list"].trigger, obeyed, program.window)
    assert (boxes, bool(seen)) == ([], True)
    assert not watch.opened()


@pytest.mark.parametrize("names", [CLAUSE_MENU, TEXT_MENU], ids=["clause", "text"])
def test_menus_of_places_obey_no_text(program, watch, qtbot, names):
    window = program.window
    assert program.problems.live_preflight.finish()
    found, menus = [], 0
    for clause in window.editor.clauses:
        for offset in range(0, len(clause.text), 7):
            window.go_to(Selection(StoryId(1), (clause.id, offset), (clause.id, offset)))
            window.editor.setFocus()
            at = window.editor.viewport().mapToGlobal(window.editor.cursorRect().center())
            (window.editor if names is TEXT_MENU else window.tree).menu_asked.emit(at)
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            menus += len(menu.actions())
            found += obeyed(menu)
            menu.close()
            QApplication.processEvents()
    assert found == []
    assert menus
    assert not watch.opened()


DIALOGS = (
    "settings", "shortcuts", "commands", "go to clause", "new call", "versions", "take version",
    "editions", "terms", "print", "print preview", "of author", "reason", "private note", "consolidate", "compare",
    "label", "footnote", "name", "export", "take in", "add proposal", "new base", "who", "recent",
)  # fmt: skip


@pytest.mark.parametrize("name", DIALOGS)
def test_boxes_obey_no_text(program, watch, qtbot, name):
    window = program.window
    clause = next(clause for clause in window.editor.clauses if clause.runs[-1].status is not Status.KEPT)
    window.go_to(Selection(StoryId(1), (clause.id, 0), (clause.id, 0)))
    window.editor.setFocus()
    if name in ("reason", "private note"):
        program.actions["next amendment"].trigger()
    found, _seen = during(program.actions[name].trigger, obeyed, window)
    assert found == []
    assert obeyed(window) == []
    assert not watch.opened()


@pytest.mark.parametrize("name", ASKERS)
def test_message_boxes_obey_no_text(watch, qtbot, name):
    host = QWidget()
    qtbot.addWidget(host)
    found, seen = during(ask_with(name, host, P, [P, P]), obeyed)
    assert (found, seen) == ([], 1)
    assert not watch.opened()


def test_a_box_about_what_is_at_work_obeys_no_text(watch, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    box = _box(P, host)
    box.show()
    assert obeyed(box) == []
    box.setLabelText(f"Reading {P} …")
    assert obeyed(box) == []
    box.close()
    assert not watch.opened()


BOXES: dict[str, Callable[[], QWidget]] = {
    "authors": lambda: AuthorsDialog({P: 3, "": 1}),
    "consolidate": lambda: PartiesDialog(PartyFile(P, P, hostile())),
    "label end": lambda: LabelEndDialog(f"{P}\t{P}", len(P)),
    "named text": lambda: NamedTextDialog(P, P),
    "new base": lambda: NewBaseDialog(P, [SkippedChange(0, "", P, P, P, P)]),
    "print": lambda: PrintChoiceDialog("Print", "Print", PrintChoice()),
    "proof": lambda: ProofDialog(P, [(P, P)], *[lambda: True] * 3),
    "recovery": lambda: RecoveryDialog([f"{P}\n{P}"], lambda row: P),
    "remark": lambda: RemarkDialog(P, P, P, P),
    "row of the table of editions": lambda: RowForm({"title": P, "number": P}),
    "new proposal": lambda: NewProposalDialog([(P, P)], lambda: {P: P}),
    "start": lambda: start_window(P, f"/{P}/{P}"),
    "versions": lambda: VersionsDialog(lambda: [VersionRow(P, P, hostile())]),
    "recent": lambda: _followed(RecentMenu(lambda: [P, str(Path(PICTURE).absolute()), f"/{P}/{P}"], lambda path: P)),
}


def _followed(menu: RecentMenu) -> RecentMenu:
    menu.follow()
    return menu


@pytest.mark.parametrize("name", BOXES)
def test_boxes_on_their_own_obey_no_text(watch, qtbot, name):
    box = BOXES[name]()
    qtbot.addWidget(box)
    box.show()
    assert obeyed(box) == []
    box.close()
    assert not watch.opened()


def test_the_comparison_obeys_no_text(program, watch, qtbot):
    program.comparison.open(BASE, DRAFT)
    qtbot.waitUntil(lambda: program.comparison._compared is not None and program.comparison._is_fresh())
    window = program.comparison.window
    assert window.changes.rowCount() > 3
    assert obeyed(window) == []
    window.close()
    assert not watch.opened()


def test_the_library_obeys_no_text(program, watch, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "show_warnings", lambda *_: None)
    texts = texts_for_library(tmp_path / "texts", planted=f" {P}")
    (texts / NAME.replace("amend", "txt")).write_text(f"# {P}\n\na)\tof no number {P};\n", encoding="utf-8", newline="\n")
    (texts / NAME.replace("amend", "docx")).write_bytes(b"")
    program.actions["library"].trigger()
    shown = []

    def look(box: AdditionsBox) -> None:
        for row in range(box.rows.rowCount()):
            box.list.setCurrentIndex(box.rows.index(row, 0))
            shown.extend(obeyed(box))
        QTest.keyClick(box.list, Qt.Key.Key_Return)

    put_in(program, [texts], look)
    assert shown == []
    window = program.library.window
    assert len(program.open_library.texts()) == 4
    for name in each_page(program):
        assert obeyed(window) == [], name
    assert obeyed(program.window) == []
    window.twins.tree.setCurrentItem(window.twins.tree.topLevelItem(0).child(0))
    assert obeyed(window) == []
    menu = [QMenu(window)]
    menu[0].addActions(list(window.of_text))
    assert obeyed(menu[0]) == []
    window.close()
    assert not watch.opened()


def test_a_consolidation_and_what_others_propose_obey_no_text(program, watch, qtbot, monkeypatch):
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: pytest.fail(sentence))
    paths = [Path(name) for name in QFileDialog.getOpenFileNames()[0]]
    assert program.other_proposals.load(paths)
    program.window.tree.expandAll()
    assert obeyed(program.window) == []
    dialog = PartiesDialog(program.consolidation._open_base(), program.window)
    program.consolidation.add_files(dialog, paths)
    dialog.show()
    assert obeyed(dialog) == []
    assert program.consolidation._consolidate(dialog)
    dialog.close()
    dialog.deleteLater()
    shown = program.consolidation.window
    assert shown._board.conflicts
    for key in shown.panel.key, *shown._board.conflicts:
        shown.show_conflict(key)
        assert obeyed(shown) == []
    shown.panel.choose(1)
    for tab in range(shown.tabs.count()):
        shown.tabs.setCurrentIndex(tab)
        assert obeyed(shown) == []
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: "discard")
    shown.close()
    assert not watch.opened()


def test_replacing_everywhere_obeys_no_text(program, watch, qtbot):
    program.actions["replace"].trigger()
    panel = program.find.bar
    panel.form.words.setText("img")
    panel.form.new_words.setText(P)
    qtbot.waitUntil(lambda: not panel.running and panel.list.hits.rowCount() > 0, timeout=5000)
    found, seen = during(panel.form.replace_all.click, obeyed, program.window)
    assert (found, bool(seen)) == ([], True)
    assert obeyed(program.window) == []
    assert not watch.opened()


def test_what_a_crash_left_obeys_no_text(open_program, file, tmp_path, watch, qtbot):
    from model.files.opening import open_document

    persistence = Persistence.of(open_document(file), tmp_path / "journals")
    persistence.append(type_text(persistence.project.submission, P))
    persistence.journal.close()
    found, seen = during(open_program, obeyed)
    assert (found, bool(seen)) == ([], True)
    assert not watch.opened()
