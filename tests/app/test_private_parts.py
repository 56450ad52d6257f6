"""What is private to a delegation leaves by no action of the window: the planted texts of `tests/builders/private_parts.py` are
looked for in each file that an action writes, in what is printed and on the clipboard. A new action without a row here fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QFileDialog

from app.program import Program
from app.window.action_ids import ActionId
from model.edits.text import type_text
from model.files.export import write
from model.files.sending_copy import copy_to_send
from model.formats.amend import project_bytes
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Label, Props, Run, Status
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.app.controllers.test_printing import answer
from tests.builders.private_parts import planted_in, planted_project
from tests.journeys.test_private_parts import OF_VERBS
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.sending import SendingDialog
from widgets.printing.choice import PrintChoice
from widgets.sharing.dialog import ShareDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
A = ActionId
PROJECT, TEXTS = planted_project()
NO_WAY_OUT = """
    UNDO REDO NEW OPEN RECENT SAMPLE SAVE SAVE_AS TAKE_VERSION VERSIONS TAKE_IN COMBINE ADD_PROPOSAL LAST_EXPORT QUIT
    OPEN_EXPORT SHOW_EXPORT UNDO_LIST PASTE SELECT_ALL FIND REPLACE FIND_NEXT FIND_PREVIOUS GO_TO_CLAUSE COMMANDS SETTINGS
    NEW_CALL RENAME INSERT_CLAUSE DELETE_CLAUSE RESTORE JOIN PROMOTE DEMOTE MOVE_UP MOVE_DOWN LABEL UNLABEL MAKE_CALL
    MAKE_LETTERED MAKE_NUMBERED MAKE_PLAIN MAKE_HEADING MAKE_ANNEX CORRECT PUNCTUATE REFERENCES BRACKETING NEXT_BRACKET
    PREVIOUS_BRACKET PUT_IN_BRACKETS ADD_OPTION CHOOSE_OPTION KEEP_OPTIONS DELETE_OPTIONS ACCEPT_NOC STRIP_BRACKETS
    SPLIT_CHOICES REFERENCES_FOLLOW REFERENCES_ASK REFERENCES_LEAVE STALE_REFERENCES READ_CALL READ_LEVEL_1 READ_LEVEL_2
    READ_LEVEL_3 READ_HEADING READ_ANNEX READ_NUMBER READ_TITLE READ_HISTORY READ_OPENING READ_LABEL FOOTNOTE SHOW_FOOTNOTE
    SYMBOL INSERT_TABLE NO_BREAK_SPACE NO_BREAK_HYPHEN BOLD ITALIC UNDERLINE SUPERSCRIPT CHANGE_CASE INSERT_ROW_ABOVE
    INSERT_ROW_BELOW DELETE_ROW INSERT_COLUMN_BEFORE INSERT_COLUMN_AFTER DELETE_COLUMN TRACK NEXT_AMENDMENT PREVIOUS_AMENDMENT
    SPLIT_BAND MERGE_BANDS ADD_SERVICE DELETE_SERVICE CHANGE_CATEGORY TABLE_NOTES
    ACCEPT REJECT ACCEPT_ALL REJECT_ALL OF_AUTHOR WHO REASON PRIVATE_NOTE GATHER_REASONS COMMENT NEXT_COMMENT PREVIOUS_COMMENT
    THREE_TEXTS REJECT_THEIRS MERGE_COPY ACCEPT_THEIRS JOIN_LAYERS ACCEPT_OUR_CHANGES AMEND_PROPOSAL CONFLICTS LAYERS
    REJECT_OUR_CHANGES SCREEN LINES_THROUGH LINES_BY_PAGE POSITION NEXT_POSITION PREVIOUS_POSITION POSITIONS BRIEF NAME
    SHARING CHECK_NOW NEXT_PROBLEM PREVIOUS_PROBLEM EDITIONS TERMS SHOW_CITED OTHERS FORGET_OTHERS NEW_BASE SPELLING NEXT_MISSPELT
    ADD_CORRECTION MARKUP DRAFT BASE CLAUSE_TREE SIDE_PANE CARDS_PANE SUBMISSION_FORM AMENDMENTS COMMENTS PROBLEMS BRACKETS
    SPLIT_BASE SPLIT_LANGUAGE LANGUAGE_VERSIONS LIBRARY_PANEL SOURCE_PAGE CARDS NEXT_PANE PREVIOUS_PANE GO_TO_CARD PANE_BELOW
    ARRANGE_ANEW FIRST_PAGE ONLY_PROPOSALS
    WEB_LAYOUT FOCUS_MODE LARGER SMALLER NORMAL_SIZE PAGE_WIDTH CARDS_ALL CARDS_COMMENTS CARDS_NONE NEW_WINDOW CLOSE_WINDOW
    CARDS_THEIRS TREATY_SAMPLE NEW_PROVISION CONTINUE_PROVISION STRIKE_PROVISION SET_NUMBER SET_MARK NEW_ARTICLE NEW_SECTION
    NUMBER_CUSTOMS KEEP_PROVISION PROPOSE_NO_CHANGE CHANGE_CUT JOIN_CUTS SPLIT_CUT NEXT_CUT PREVIOUS_CUT CUTS
    READ_CLAUSE WHAT_IS_HERE MARKUP_IN_WORDS MANUAL SHORTCUTS START_PAGE TOUR ABOUT
""".split()
"""The actions that write nothing, open something, or write the project file itself; and the brief, which is the way out that
the user wants."""
BY_A_VERB = {A.COMPARE: "compare", A.CONSOLIDATE: "consolidate", A.LIBRARY: "library", A.ADOPT: "adopt", A.EXCERPT: "excerpt"}
"""Windows and boxes of their own, which write what the verb writes."""


def export(program: Program, out: Path, view: str, ending: str = ".docx") -> None:
    assert program.file_menu.export.export(out.with_suffix(ending), view)


def provisions(program: Program, out: Path) -> None:
    """Writes the clauses in force as amended provisions, with all that is private beside them."""
    submission = program.session.submission
    proposal = submission.proposals[0]
    clauses = [
        replace(clause, props=Props(provision=True), number=Label(f"9.{number}"), label=None, cell=None, shape=None)
        for number, clause in enumerate(proposal.redline.base().clauses, 1)
    ]
    amended = tuple([replace(clause, runs=(*clause.runs, Run(" new", Status.INSERTED))) for clause in clauses])
    redline = replace(proposal.redline, clauses=amended, instrument="RR")
    text = replace(proposal, symbol="MOD", redline=redline, theirs=None)
    write(replace(submission, proposals=(text,)), out.with_suffix(".docx"), ExportOptions(form="final-acts"))


def copied(program: Program, out: Path, action: ActionId) -> None:
    """Writes all forms of what is on the clipboard."""
    program.window.editor.setFocus()
    program.window.editor.selectAll()
    program.actions[action].trigger()
    data: QMimeData = QApplication.clipboard().mimeData()
    assert data.formats()
    out.with_suffix(".copied").write_bytes(b"\n".join(bytes(data.data(form).data()) for form in data.formats()))


def printed(program: Program, out: Path) -> None:
    """Writes what goes to the paper, and the PDF."""
    for view in ("markup", "draft", "base", "columns", "reasons"):
        choice = PrintChoice(view)
        out.with_suffix(f".{view}").write_text(repr(program.printing._printout(choice)), encoding="utf-8", newline="")
        assert program.printing.export(out.with_suffix(f".{view}.pdf"), choice)


def sent(program: Program, out: Path) -> None:
    """Writes the copy with all ticks as they are at first, but versions and what else is beside the text kept."""

    def act(dialog: SendingDialog) -> None:
        for kind, box in dialog.boxes.items():
            box.setChecked(kind in ("private", "decisions"))
        dialog.accept()

    answer(SendingDialog, act)
    program.actions[A.SEND_COPY].trigger()


def shared(program: Program, out: Path) -> None:
    """Writes what is in the folder of a shared draft, and the file of the draft, after an edit and after all is left."""
    folder = out.parent / "folder"
    folder.mkdir()
    assert program.open_submission._save(folder / "draft.amend")
    answer(ShareDialog, lambda dialog: dialog._end("share"))
    program.actions[A.SHARE].trigger()
    assert program.file_menu.sharing.draft is not None
    clause = program.session.submission.proposals[0].redline.clauses[0]
    place = Place(0, len(clause.text))
    program.session.commit(type_text(program.session.submission, StoryId(1), place, place, "x", program.session.stamp()))
    assert program.open_submission.save()
    program.file_menu.sharing.leave()
    program.open_submission.sharing = None
    names = sorted(path.name for path in folder.rglob("*") if path.is_file())
    assert [name.partition(".")[2] for name in names if "." in name[1:]]
    (folder / "draft.amend.bak").unlink(missing_ok=True)  # what was saved before it was shared
    for number, path in enumerate(sorted(path for path in folder.rglob("*") if path.is_file())):
        path.replace(out.with_suffix(f".{number}{path.suffix}"))
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir()
    folder.rmdir()


WAYS_OUT: dict[ActionId, Callable[[Program, Path], None]] = {
    A.EXPORT: lambda program, out: export(program, out, "markup"),
    A.EXPORT_WHOLE: lambda program, out: program.file_menu.export.export(out.with_suffix(".docx"), "markup", "whole"),
    A.EXPORT_FINAL_ACTS: provisions,
    A.EXPORT_CLEAN: lambda program, out: export(program, out, "draft"),
    A.EXPORT_BASE: lambda program, out: export(program, out, "base"),
    A.EXPORT_AKOMA_NTOSO: lambda program, out: export(program, out, "markup", ".xml"),
    A.EXPORT_PDF: printed,
    A.PRINT: printed,
    A.PRINT_PREVIEW: printed,
    A.COPY: lambda program, out: copied(program, out, A.COPY),
    A.CUT: lambda program, out: copied(program, out, A.CUT),
    A.COPY_EXPORT: lambda program, out: (export(program, out, "markup"), copied(program, out, A.COPY_EXPORT)),
    A.OPTIONS_TABLE: lambda program, out: program.brackets.write_table(out.with_suffix(".html")),
    A.SEND_COPY: sent,
    A.SHARE: shared,
}


def test_every_action_has_a_row() -> None:
    rows = [*(A[name] for name in NO_WAY_OUT), *BY_A_VERB, *WAYS_OUT]
    assert len(rows) == len(set(rows))
    assert set(rows) == set(A), "say whether the new action lets something out"
    assert set(BY_A_VERB.values()) <= set(OF_VERBS)


@pytest.mark.parametrize("action", WAYS_OUT)
def test_no_action_lets_a_private_text_out(
    action: ActionId, open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: dict
) -> None:
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: None)
    answers["show_warnings"] = None
    (tmp_path / "out").mkdir()
    out = tmp_path / "out" / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out.with_suffix(".amend")), ""))
    given = tmp_path / "given.amend"
    given.write_bytes(project_bytes(PROJECT))
    program = open_program(given)
    assert planted_in(repr(program.session.submission).encode(), TEXTS)
    WAYS_OUT[action](program, out)
    written = list(out.parent.iterdir())
    assert written
    for path in written:
        assert planted_in(path.read_bytes(), TEXTS) == [], path.name


def test_the_copy_has_no_key_of_a_private_comment() -> None:
    """Not even a gap between the keys of the others tells of one."""
    copy = copy_to_send(PROJECT, {"private"})
    assert [list(proposal.comments) for proposal in copy.submission.proposals] == [["c1"], ["c1"]]
