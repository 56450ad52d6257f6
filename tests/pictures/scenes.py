"""What the pictures show: each scene brings something up in the real window."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from unittest import mock

from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QPoint, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QProgressDialog, QToolTip, QWidget

from app.program import Program
from app.session.recovery import state_folder
from app.translation.qt_translator import speak
from app.user_data.settings import config_folder
from app.window import main_window
from app.window.action_ids import CLAUSE_MENU, TEXT_MENU
from app.window.toolbars import KindChoice
from model.edits.comments import add_comment, anchors_between
from model.edits.common import index_of
from model.edits.fields import set_field
from model.files.text_forms import format_submission
from model.library.copies.publishing import publish
from model.redline.edit_text import Place
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Proposal, Submission
from tests.app.window.test_tab_order import BOXES
from tests.builders.consolidation import write_files
from tests.builders.library_window import each_page, opened_with, texts_for_library
from tests.builders.variants import Editor
from tests.builders.waiting import settle
from tests.pictures.negotiating import take_negotiating
from widgets.consolidation.copies_window import CopiesWindow
from widgets.consolidation.parties_dialog import PartiesDialog
from widgets.dialogs import messages
from widgets.dialogs.small_dialogs import TextChoiceDialog
from widgets.quick_pick.chooser import Chooser
from widgets.start.new_proposal import NewProposalDialog

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ROOT / "tests" / "documents" / "languages"
SETTLE = 900
"""Milliseconds until what was brought up stands still."""
PATIENCE = 10
"""How many times as long a box is waited for."""
NARROW = 1000
"""The width in pixels of a narrow window."""
HELD = 1725613200
"""The time on the pictures: 6 September 2024, 09:00 UTC, in seconds since 1970."""
WORDS = {"ar": "ومنها البلدان النامية", "zh": "包括发展中国家", "en": "and in all regions"}
TOGGLED = ("clause tree", "amendments", "pane below")
EMBEDDED = (*TOGGLED, "submission form", "comments", "problems", "split base", "parallel", "find", "replace")
DIALOGS = (
    "settings", "shortcuts", "manual", "about", "commands", "go to clause", "new call", "versions", "take version",
    "editions", "terms", "print", "export pdf", "print preview", "of author", "reason", "private note", "consolidate", "compare",
    "label", "name", "export", "read label", "take in", "send copy", "add proposal", "symbol", "add correction",
    "adopt", "excerpt",
)  # fmt: skip
ASKED: dict[str, Callable[[QWidget], object]] = {
    "ask to save": lambda w: messages.ask_to_save(w, "Resolution 75.amend"),
    "ask about lock": lambda w: messages.ask_about_lock(
        w, "75.amend may be open elsewhere: Ana on desk-3 left a lock beside it, today 09:14.", certain=False
    ),
    "ask about changed file": lambda w: messages.ask_about_changed_file(w, "75.amend", unsaved=True),
    "ask to merge or overwrite": lambda w: messages.ask_to_merge_or_overwrite(
        w, "75.amend: another program has changed it since it was read."
    ),
    "ask to save elsewhere": lambda w: messages.ask_to_save_elsewhere(w, "75.amend: there is no room left on the disk."),
    "ask to drop version": lambda w: messages.ask_to_drop_version(w, "Version 1"),
    "ask to remove text": lambda w: messages.ask_to_remove_text(w, "Resolution 71 (Rev. Dubai, 2018)"),
    "show error": lambda w: messages.show_error(w, "75.docx: it is no Word file; open it in Word and save it as .docx."),
    "new proposal": lambda w: NewProposalDialog([("WTSA-24", "WTSA-24")], dict, w).exec(),
    "text choice": lambda w: TextChoiceDialog("79-252.xml", ["79/252 A", "79/252 B"], w).exec(),
    "show warnings": lambda w: messages.show_warnings(w, ["2 pictures were left out.", "A table holds a table; its text stays."]),
}
"""Boxes that no action brings up at once."""


class Photographer:
    """Brings things up and keeps pictures of them."""

    def __init__(self, out: Path, program: Program, only: str) -> None:
        self._out = out
        self._program = program
        self._only = only

    def take(self, name: str, bring_up: Callable[[], object]) -> bool:
        """Keeps a picture of the box that comes up, of the window where none does, and puts the box away; returns whether this
        picture is wanted."""
        if self._only not in name:
            return False
        timer = QTimer()
        timer.setSingleShot(True)
        waited = iter([True] * PATIENCE)
        timer.timeout.connect(lambda: timer.start() if self._is_to_come(name) and next(waited, False) else self._keep(name))
        timer.start(SETTLE)
        bring_up()
        if timer.isActive():
            timer.start(SETTLE)  # it did not wait for its box: what it took is no part of the time to stand still
        while timer.isActive():
            wait(50)
        wait(50)
        return True

    def keep(self, name: str, top: QWidget) -> None:
        """Keeps the picture of a window or a box, and reports one that is larger than the screen."""
        top.grab().save(str(self._out / f"{name}.png"))
        room, size = top.screen().availableSize(), top.frameSize()
        if size.width() > room.width() or size.height() > room.height():
            print(f"{name}: {size.width()} x {size.height()} is more than {room.width()} x {room.height()}", flush=True)

    def _brought_up(self) -> list[QWidget]:
        """The boxes and windows that are seen besides the window of the program."""
        return [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not self._program.window]

    def _choosers(self) -> list[Chooser]:
        return [chooser for chooser in self._program.window.findChildren(Chooser) if chooser.isVisible()]

    def _is_to_come(self, name: str) -> bool:
        """Whether a box or a window is still to come up: on a busy machine it takes longer."""
        shown = self._brought_up()
        return any(isinstance(top, QProgressDialog) for top in shown) or (
            name.startswith("box ") and not shown and not self._choosers()
        )

    def _is_still(self) -> bool:
        """Whether nothing is read, scaled or divided into pages any more."""
        program = self._program
        return not program.open_submission.busy and not program.window.editor.is_about_to_scale and program.page_view.is_settled

    def _keep(self, name: str) -> None:
        window = self._program.window
        work = 0
        while not self._is_still() and (work := work + 1) < 100:
            wait(100)
        shown, choosers = self._brought_up(), self._choosers()
        if name.startswith("box ") and not shown and not choosers:
            print(f"{name}: no box came up", flush=True)
        for number, top in enumerate(shown or [window]):
            self.keep(f"{name}{number or ''}", top)
        for top in [*reversed(shown), *choosers]:
            top.close()


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def files_given(open_name: str, out: Path) -> Iterator[None]:
    """Boxes that ask for a file give one at once."""
    given = {
        "getOpenFileName": (open_name, ""),
        "getOpenFileNames": ([open_name], ""),
        "getSaveFileName": (str(out / "export.docx"), ""),
    }
    with mock.patch.multiple(QFileDialog, **{name: staticmethod(lambda *_args, it=it: it) for name, it in given.items()}):
        yield


@contextmanager
def held() -> Iterator[None]:
    """The clock, the caret and the sentences of the status bar stand still, so that two takes can be compared by pixel."""
    blinking = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    try:
        with mock.patch("time.time", return_value=HELD), mock.patch.object(main_window, "TELL_FOR", 0):
            yield
    finally:
        QApplication.setCursorFlashTime(blinking)


def amend(program: Program, words: str) -> None:
    """Amendments of several kinds, a comment and a version in the open submission."""
    window, session = program.window, program.session
    clauses = session.submission.proposals[0].redline.clauses
    ids = [clause.id for clause in clauses if clause.props.kind == "paragraph" and len(clause.text) > 12]
    for at, id in enumerate(ids[:5]):
        window.go_to(Selection(StoryId(1), (id, 4), (id, 4 + 4 * (at % 2))))
        QApplication.clipboard().setText(words + " ")
        window.editor.paste()
    window.go_to(Selection(StoryId(1), (ids[1], 0), (ids[1], 0)))
    program.clause_commands.insert_after()
    QApplication.clipboard().setText(words)
    window.editor.paste()
    window.go_to(Selection(StoryId(1), (ids[6], 0), (ids[6], 0)))
    program.actions["delete clause"].trigger()
    for field, value in (("proposals/1/symbol", "MOD"), ("proposals/1/number", "ATU/35A18/1"), ("header/conference", "WTSA-24")):
        session.commit(set_field(session.submission, field, value, session.stamp()))
    clauses = session.submission.proposals[0].redline.clauses
    at = index_of(clauses, ids[2])
    anchors = anchors_between(session.submission, StoryId(1), Place(at, 2), Place(at, 8))
    session.commit(add_comment(session.submission, 1, anchors, words, session.stamp(), private=True))
    program.file_menu.versions.take_version("Morning")
    window.go_to(Selection(StoryId(1), (ids[3], 3), (ids[3], 10)))


def bring_up(program: Program, name: str) -> None:
    """Brings up the box of an action, from an amendment if it asks about one."""
    window = program.window
    window.activateWindow()
    window.editor.setFocus()
    if name in ("reason", "private note"):
        program.actions["next amendment"].trigger()
    settle(window)
    program.actions[name].trigger()


def show_gap(program: Program) -> None:
    """Scrolls to where the first page ends."""
    while not program.page_view.is_settled:
        wait(20)
    editor = program.window.editor
    gap = next(iter(editor.pages.gaps.between(0, editor.document().blockCount())), None)
    if gap is not None:
        editor.verticalScrollBar().setValue(round((editor.pages.gaps.top(gap) or 0) + gap.edge - editor.viewport().height() / 2))


def show_first_page(program: Program, path: str = "") -> None:
    """Scrolls to the first page, or to a field of it, which is opened."""
    while not program.page_view.is_settled:
        wait(20)
    bar = program.window.editor.verticalScrollBar()
    bar.setValue(bar.minimum())
    if path:
        program.first_page.open(path)


def strike_what_is_cited(program: Program) -> None:
    """Strikes the clause with items of its own to which every text refers, and looks at that reference."""
    clauses = program.window.editor.clauses
    cited = next(clause.id for clause, item in pairwise(clauses) if item.props.level > max(clause.props.level, 1))
    program.window.go_to(Selection(StoryId(1), (cited, 0), (cited, 0)))
    program.actions["delete clause"].trigger()
    program.actions["stale references"].trigger()


def open_card(program: Program) -> None:
    """Opens the card of the first comment."""
    program.window.panels.open("cards")
    program.cards.follow()
    card = next(card for card in program.cards.margin.cards.all if card.comment is not None)
    program.cards.margin.go_to(card)
    program.cards.open_card(card)


def take_all(out: Path, text: str, theme: str, only: str = "", interface: str = "en") -> None:
    """Takes every picture.

    out: the folder of the pictures
    text: a file, or a language that the tests have a text in
    theme: that of the window
    only: part of the names of those that are taken
    interface: the language of the window
    """
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    speak(application, interface)
    settings = config_folder()
    program = Program(state_folder(), QSettings(), "Ana", settings)
    program.windows.start_process = lambda command, folder: True
    program.settings.change(theme=theme, welcome=False)
    path = Path(text) if "." in text else LANGUAGES / f"{text}.txt"
    program.start([str(path)])
    words = WORDS.get(text, WORDS["en"])
    if path.suffix == ".txt":
        amend(program, words)
    other = out / "other.amend"
    submission = program.session.submission
    assert program.open_submission.persistence is not None
    program.open_submission.persistence.save(replace(submission), other)
    photographer = Photographer(out, program, only)
    with files_given(str(other), out):
        take_scenes(photographer, program)
    with mock.patch.object(messages, "ask_to_save", return_value="discard"):
        program.window.close()


def take_scenes(photographer: Photographer, program: Program) -> None:
    """Takes the pictures in a program on a text that was amended."""
    window, actions = program.window, program.actions
    photographer.take("window", lambda: None)
    for view in ("draft", "base", "markup"):
        photographer.take(f"view {view}", actions[view].trigger)
    photographer.take("web layout", actions["web layout"].trigger)
    if actions["web layout"].isChecked():
        actions["web layout"].trigger()
    photographer.take("view between pages", partial(show_gap, program))
    take_first_page(photographer, program)
    take_negotiating(photographer, program)
    for name in EMBEDDED:
        if not photographer.take(f"panel {name}", actions[name].trigger):
            continue
        if name == "parallel":
            file = Path(QFileDialog.getOpenFileName()[0])
            photographer.take("panel parallel filled", partial(program.language_versions.open, file))
        if name in TOGGLED or (name in ("split base", "problems", "parallel", "submission form") and actions[name].isChecked()):
            actions[name].trigger()
    photographer.take("cards", partial(open_card, program))
    program.cards.opening.close()
    take_narrow(photographer, program)
    program.find.bar.form.setFocus()
    for name, of in (("text", TEXT_MENU), ("clause", CLAUSE_MENU)):
        menu = program.menus.menu_of(of)
        photographer.take(f"menu {name}", lambda menu=menu: menu.popup(window.mapToGlobal(QPoint(300, 100))))
    for menu in [action.menu() for action in window.menuBar().actions()]:
        assert isinstance(menu, QMenu)
        title = menu.title().replace("&", "").lower()
        photographer.take(f"menu {title}", lambda menu=menu: menu.popup(window.mapToGlobal(QPoint(60, 30))))
    photographer.take("start page", actions["start page"].trigger)
    program.start_page.hide()
    for name in DIALOGS:
        photographer.take(f"box {name}", partial(bring_up, program, name))
    for name, ask in ASKED.items():
        photographer.take(f"box {name}", partial(ask, window))
    for name, make in BOXES.items():
        box = make()
        photographer.take(f"box {name}", box.show)
        box.deleteLater()
    photographer.take("panel stale references", partial(strike_what_is_cited, program))
    take_library(photographer, program)
    with tempfile.TemporaryDirectory() as folder:
        photographer.take("window of returned copies", combined(program, Path(folder)).show)
        base, proposals = write_files(Path(folder))
        photographer.take("window of a consolidation", lambda: consolidate(program, base, proposals))


def take_narrow(photographer: Photographer, program: Program) -> None:
    """A tooltip and the list of a choice; then a narrow window, in which tree and pane lie over the text."""
    window, size = program.window, program.window.size()
    photographer.take("tooltip", partial(show_tooltip, program))
    kinds = window.findChild(KindChoice)
    assert isinstance(kinds, KindChoice)
    photographer.take("choice", kinds.showPopup)
    window.resize(NARROW, size.height())
    window.panels.close("cards")
    photographer.take("narrow window", lambda: None)
    for name, panel in (("form", "submission"), ("cards", "cards")):
        photographer.take(f"narrow window with {name}", partial(window.panels.open, panel))
    photographer.take("narrow window with tree", program.actions["clause tree"].trigger)
    window.panes.uncover()
    window.resize(size)


def show_tooltip(program: Program) -> None:
    """Shows the tooltip of a tool."""
    button = program.window.panes.pane.close_button
    QToolTip.showText(button.mapToGlobal(button.rect().center()), program.actions["accept"].toolTip(), button)


def take_first_page(photographer: Photographer, program: Program) -> None:
    """The first page, and fields that are edited on the page."""
    photographer.take("view first page", partial(show_first_page, program))
    for path in ("header/title", "header/date", "header/contacts", "proposals/1/reasons"):
        photographer.take(f"field {path.replace('/', ' ')}", partial(show_first_page, program, path))
    if program.first_page.place is not None:
        program.first_page.leave()


def take_library(photographer: Photographer, program: Program) -> None:
    """The window of the library while it is empty, then each of its pages with texts in it, and its panel."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(messages, "show_warnings"):
        texts = [texts_for_library(Path(folder) / "texts")]
        photographer.take("library empty", program.actions["library"].trigger)
        for name in each_page(program) if opened_with(program, texts) else ():
            if name == "panel":
                assert program.library.window is not None
                program.library.window.close()
            photographer.take(f"library {name}", lambda: None)
        share = Path(folder) / "share"
        publish(program.open_library.library, share)
        program.published_library.open(share, program.window)
        photographer.take("library published", lambda: None)
        program.published_library.back_to_own(program.window)
        program.actions["library panel"].trigger()


def combined(program: Program, folder: Path) -> CopiesWindow:
    """The window of three copies of the draft, each edited by somebody else."""
    draft = in_view(program.session.submission.proposals[0].redline, "draft")
    for number, name in enumerate(("Ana", "Ben", "Chen")):
        copy = Submission(proposals=(Proposal(redline=Editor(random.Random(number)).edit(draft, 6)),), language=draft.language)
        path = folder / f"{name}.txt"
        path.write_text(format_submission(copy, "markup", "notation"), encoding="utf-8", newline="\n")
    program.returned_copies.combine(sorted(folder.glob("*.txt")))
    while program.copies.window is None or not program.copies.window.isVisible():
        wait(50)
    program.copies.window.hide()
    return program.copies.window


def consolidate(program: Program, base: Path, proposals: list[Path]) -> None:
    program.open_submission.open(base)
    dialog = PartiesDialog(program.consolidation._open_base(), program.window)
    program.consolidation.add_files(dialog, proposals)
    program.consolidation._consolidate(dialog)
    dialog.deleteLater()
