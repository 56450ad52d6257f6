"""What the picture of each page of the manual shows: a part of the real window, or a box, on the sample."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

from pygments import highlight
from pygments.formatters import HtmlFormatter
from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication, QProgressDialog, QTabWidget, QTextEdit, QWidget

from app.program import Program
from app.session.recovery import state_folder
from app.session.sample import sample_proposal, sample_text
from app.translation.qt_translator import speak
from app.user_data.settings import config_folder
from model.edits.comments import add_comment, anchors_between
from model.edits.script.apply import apply_edits
from model.files.project_file import save_project
from model.files.text_forms import format_submission
from model.formats.amend import Project
from model.formats.notation import parse
from model.formats.notation.lexer import NotationLexer, NotationStyle
from model.redline.edit_text import Place
from model.submission.json_codec import decode
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Header, Proposal, Submission
from resources import read_text
from tests.builders.library_window import opened_with
from tests.builders.waiting import settle
from tests.pictures.manual import SCALE, save
from tests.pictures.scenes import LANGUAGES, SETTLE, files_given, wait
from widgets.consolidation.parties_dialog import PartiesDialog
from widgets.dialogs import messages
from widgets.dialogs.small_dialogs import TextChoiceDialog
from widgets.theme.colours import colours

WIDTH = 580
"""The width of a picture in the window of the manual; a wider part is made smaller."""
ROOM = QSize(1366, 768)
SEARCHED = {"en": "studies", "fr": "études", "es": "estudios", "ru": "исследования", "zh": "研究", "ar": "دراسات"}
"""A word of the sample, that occurs in several of its clauses."""
STEP, PATIENCE = 50, 30_000
"""Milliseconds between two looks for a box, and until one must be there."""
MARK = 26
"""The diameter of a number on the picture of the window."""
BELOW = 24
"""How far below a tool its number is."""


class Stage:
    """The window on the sample for one picture."""

    def __init__(self, language: str) -> None:
        self.language = language
        layout = QSettings("layout.ini", QSettings.Format.IniFormat)
        layout.clear()  # what another picture showed is no part of this one
        self.program = Program(state_folder(), layout, "Ana", config_folder())
        self.program.windows.start_process = lambda command, folder: True
        self.program.settings.change(theme="light", welcome=False, author="Ana")
        self.program.start([])
        self.program.file_menu.open_sample()
        self.window = self.program.window
        self.window.resize(ROOM)
        self.window.activateWindow()
        self.window.editor.setFocus()
        self.rest()

    def rest(self) -> None:
        """Waits until nothing works or moves any more."""
        wait(SETTLE)
        while self.program.open_submission.busy or not self.program.page_view.settled:
            wait(50)
        settle(self.window)

    def clause(self, at: int) -> str:
        """The id of a clause of the text in force, which has the same place in each language."""
        base = [clause for clause in self.window.editor.clauses if clause.is_on("base")]
        return base[at].id

    def go_to(self, at: int, offset: int = 0) -> None:
        """Puts the caret into a clause of the text in force."""
        id = self.clause(at)
        self.window.go_to(Selection(StoryId(1), (id, offset), (id, offset)))
        self.rest()

    def rect_of(self, part: QWidget) -> QRect:
        """The place of a part in the window."""
        return QRect(part.mapTo(self.window, QPoint(0, 0)), part.size())

    def grab(self, rect: QRect) -> QImage:
        """The picture of an area of the window."""
        return self.window.grab(rect).toImage()

    def box(self, bring_up: Callable[[], object], size: QSize | None = None) -> QImage:
        """The picture of the box or window that comes up, in a size; it is closed then. RuntimeError if none comes up."""
        taken: list[QImage] = []
        steps = itertools.count()

        def look() -> None:
            tops = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not self.window]
            if not tops or self.program.open_submission.busy or any(isinstance(top, QProgressDialog) for top in tops):
                return
            if (step := next(steps)) == 0 and size is not None:
                tops[-1].resize(size)
            elif step == SETTLE // STEP:
                taken.append(tops[-1].grab().toImage())
                for top in reversed(tops):
                    top.close()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(STEP)
        bring_up()
        for _ in range(PATIENCE // STEP):
            if not taken:
                wait(STEP)
        timer.stop()
        if not taken:
            raise RuntimeError("no box came up")
        return taken[0]

    def act(self, name: str) -> None:
        """Does an action of the window."""
        self.program.actions[name].trigger()
        self.rest()

    def close(self) -> None:
        with mock.patch.object(messages, "ask_to_save", return_value="discard"):
            self.window.close()


def take_pages(language: str, only: str, folder: Path) -> None:
    """Takes the picture of each page in a language; `only` is a part of their names."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    speak(application, language)
    for topic, scene in PAGES.items():
        if only in topic:
            stage = Stage(language)
            with files_given("other.amend", Path()):
                image = scene(stage)
            stage.close()
            save(made_narrow(image), folder / f"{topic}.png")
            print(folder / f"{topic}.png", flush=True)


def made_narrow(image: QImage) -> QImage:
    """A picture at most as wide as the manual shows it."""
    if image.width() <= WIDTH * SCALE:
        return image
    return image.scaledToWidth(WIDTH * SCALE, Qt.TransformationMode.SmoothTransformation)


# -- the pages, in their order


def first_steps(stage: Stage) -> QImage:
    """The whole window, with a number at each of the five things to learn."""
    window = stage.window
    window.resize(1240, 640)
    stage.go_to(5)
    window.statusBar().clearMessage()
    image, editor, bars = stage.grab(window.rect()), window.editor, window.bars
    new, tools = bars.tools.widgetForAction(stage.program.actions["new"]), window.menuBar().actions()[7]

    def beside(number: int) -> QPoint:
        caret = QTextCursor(editor.document().findBlockByNumber(number))
        return editor.viewport().mapTo(window, editor.cursorRect(caret).center())

    places = [
        stage.rect_of(new).center() + QPoint(0, BELOW), beside(5), beside(6),
        window.menuBar().mapTo(window, window.menuBar().actionGeometry(tools).center()) + QPoint(0, BELOW),
        stage.rect_of(bars.submission).center() + QPoint(0, BELOW),
    ]  # fmt: skip
    draw_numbers(image, places, window)
    return image


def draw_numbers(image: QImage, places: Sequence[QPoint], window: QWidget) -> None:
    """Draws 1, 2, 3 … in discs at some places of the picture of a window."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(window.font())
    font.setPixelSize(16)
    font.setBold(True)
    painter.setFont(font)
    for number, place in enumerate(places, 1):
        disc = QRect(0, 0, MARK, MARK)
        disc.moveCenter(place)
        painter.setPen(Qt.GlobalColor.white)
        painter.setBrush(colours(window.palette()).deleted)
        painter.drawEllipse(disc)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()


def from_word(stage: Stage) -> QImage:
    """Tracked changes and the cards of the amendments beside them."""
    stage.go_to(25)
    return text_with_cards(stage, 210)


def drafting(stage: Stage) -> QImage:
    """What is inserted, deleted and moved."""
    stage.go_to(26)
    return around_caret(stage, 250)


def structure(stage: Stage) -> QImage:
    """The tree and the labels of the text."""
    stage.go_to(8)
    tree, text = stage.rect_of(stage.window.clause_panel), stage.rect_of(stage.window.editor)
    both = tree.united(text)
    rect = QRect(both.topLeft(), QSize(WIDTH, 330))
    if QApplication.isRightToLeft():
        rect.moveTopRight(both.topRight())
    return stage.grab(rect)


def editions(stage: Stage) -> QImage:
    """The citations of a text, with what the table says of them."""
    reject(stage)
    return stage.box(stage.program.actions["editions"].trigger, QSize(680, 360))


def library(stage: Stage) -> QImage:
    """The window of the library with clauses found."""
    folder = Path("texts")
    folder.mkdir(exist_ok=True)
    (folder / "1.txt").write_text(read_text(sample_text(stage.language)), encoding="utf-8", newline="\n")
    other = (LANGUAGES / f"{stage.language}.txt").read_text(encoding="utf-8")
    (folder / "2.txt").write_text(other, encoding="utf-8", newline="\n")
    with mock.patch.object(messages, "show_warnings"):
        window = opened_with(stage.program, [folder])
    window.search.form.words.setText(SEARCHED[stage.language])
    assert stage.program.library.search is not None
    stage.program.library.search.search()
    wait(SETTLE)
    window.search.list.setCurrentIndex(window.search.list.entries.index(1, 0))
    return stage.box(window.show, QSize(760, 470))


def review(stage: Stage) -> QImage:
    """The table of all amendments."""
    stage.window.resize(1000, 700)
    stage.act("amendments")
    stage.act("next amendment")
    place = stage.rect_of(stage.window.review)
    return stage.grab(QRect(place.topLeft(), QSize(place.width(), min(place.height(), 330))))


def languages(stage: Stage) -> QImage:
    """The amendments of both language versions beside each other."""
    other = "fr" if stage.language == "en" else "en"
    proposal = json.loads(read_text(sample_proposal(other)))
    del proposal["edits"][5:7]
    save_project(Project(submission_of(other, proposal)), Path("other.amend"))
    stage.window.resize(900, 768)
    stage.act("pane below")
    stage.act("parallel")
    stage.program.language_versions.open(Path("other.amend"))
    stage.rest()
    return stage.grab(stage.rect_of(stage.window.panes.pane))


def comments(stage: Stage) -> QImage:
    """An open card with a comment."""
    session, editor = stage.program.session, stage.window.editor
    id = stage.clause(14)
    at = next(number for number, clause in enumerate(editor.clauses) if clause.id == id)
    anchors = anchors_between(session.submission, StoryId(1), Place(at, 5), Place(at, 20))
    words = QApplication.translate("Messages", "Private comment")
    session.commit(add_comment(session.submission, 1, anchors, words, session.stamp(), private=True))
    stage.go_to(14, 8)
    stage.program.cards.follow()
    card = next(card for card in stage.program.cards.margin.cards.all if card.comment is not None)
    stage.program.cards.margin.go_to(card)
    stage.program.cards.open_card(card)
    stage.rest()
    return text_with_cards(stage, 300)


def comparing(stage: Stage) -> QImage:
    """The text in force beside the draft."""
    return stage.box(stage.program.actions["compare"].trigger, QSize(820, 420))


def consolidating(stage: Stage) -> QImage:
    """The matrix of clauses and parties."""
    consolidation = stage.program.consolidation
    dialog = PartiesDialog(consolidation._open_base(), stage.window)

    def bring_up() -> None:
        consolidation.add_files(dialog, parties(stage.language, Path("parties")))
        consolidation._consolidate(dialog)

    return stage.box(bring_up, QSize(860, 520))


def form(stage: Stage) -> QImage:
    """The submission form in the side pane."""
    stage.act("submission form")
    place = stage.rect_of(stage.window.panes.pane)
    return stage.grab(QRect(place.topLeft(), QSize(place.width(), 360)))


def finding(stage: Stage) -> QImage:
    """The bar for finding, with all hits of the page marked."""
    stage.act("find")
    bar = stage.program.find.bar
    bar.form.words.setText(SEARCHED[stage.language])
    stage.rest()
    stage.act("find next")
    place, text = stage.rect_of(bar), stage.rect_of(stage.window.editor)
    return stage.grab(QRect(place.topLeft(), QSize(place.width(), 300)).intersected(place.united(text)))


def problems(stage: Stage) -> QImage:
    """The list of problems, with why the chosen one matters."""
    reject(stage)
    stage.act("problems")
    stage.act("next problem")
    stage.rest()
    return beside_pane(stage, 330)


def export(stage: Stage) -> QImage:
    """The proof of an export."""
    path = Path(stage.program.file_menu.export.proposed_name())
    return stage.box(lambda: stage.program.file_menu.export.export(path))


def printing(stage: Stage) -> QImage:
    """The choice of what is printed."""
    return stage.box(stage.program.actions["print"].trigger)


def akoma_ntoso(stage: Stage) -> QImage:
    """The question which of several texts in a file is opened."""
    titles = [f"A/RES/79/{number}" for number in ("252 A", "252 B", "253")]
    return stage.box(lambda: TextChoiceDialog("79-252.xml", titles, stage.window).exec(), QSize(560, 240))


def versions(stage: Stage) -> QImage:
    """The versions of a document."""
    for name in ("2024-09-03", "2024-09-05"):
        stage.program.file_menu.versions.take_version(name)
        stage.act("next amendment")
        stage.act("reject")
    return stage.box(stage.program.actions["versions"].trigger, QSize(580, 300))


def reading(stage: Stage) -> QImage:
    """The settings of the display."""

    def bring_up() -> None:
        QTimer.singleShot(SETTLE // 2, lambda: QApplication.activeModalWidget().findChild(QTabWidget).setCurrentIndex(1))
        stage.program.actions["settings"].trigger()

    return stage.box(bring_up, QSize(560, 360))


def command_line(stage: Stage) -> QImage:
    """What `clausewright show` prints of the sample."""
    lines = format_submission(stage.program.session.submission, "markup", "notation").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("*"))
    looks = HtmlFormatter(style=NotationStyle, noclasses=True)
    view = QTextEdit()
    view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    for bar in (view.setHorizontalScrollBarPolicy, view.setVerticalScrollBarPolicy):
        bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setHtml(highlight("\n".join(lines[start : start + 9]), NotationLexer(), looks))
    view.resize(WIDTH, 190)
    view.ensurePolished()
    return view.grab().toImage()


PAGES: dict[str, Callable[[Stage], QImage]] = {
    "first-steps": first_steps, "from-word": from_word, "drafting": drafting, "structure": structure, "editions": editions,
    "library": library, "review": review, "languages": languages, "comments": comments, "comparing": comparing,
    "consolidating": consolidating, "form": form, "finding": finding, "problems": problems, "export": export,
    "printing": printing, "akoma-ntoso": akoma_ntoso, "versions": versions, "reading": reading, "command-line": command_line,
}  # fmt: skip
"""By topic."""


# -- parts


def around_caret(stage: Stage, height: int) -> QImage:
    """The text around the caret, from the edge of the page on."""
    editor = stage.window.editor
    middle = editor.viewport().mapTo(stage.window, editor.cursorRect().center())
    place = stage.rect_of(editor.viewport())
    rect = QRect(0, 0, min(700, place.width()), height)
    rect.moveCenter(QPoint(place.center().x(), middle.y()))
    return stage.grab(rect)


def beside_pane(stage: Stage, height: int) -> QImage:
    """The side pane from its top, with the text beside it."""
    pane = stage.rect_of(stage.window.panes.pane)
    rect = QRect(0, pane.top(), max(WIDTH, pane.width()), height)
    if QApplication.isRightToLeft():
        rect.moveLeft(pane.left())
    else:
        rect.moveRight(pane.right())
    return stage.grab(rect)


def text_with_cards(stage: Stage, height: int) -> QImage:
    """The text around the caret with the cards beside it."""
    pane, editor = stage.rect_of(stage.window.panes.pane), stage.window.editor
    middle = editor.viewport().mapTo(stage.window, editor.cursorRect().center())
    rect = QRect(0, middle.y() - height // 3, 760, height)
    if QApplication.isRightToLeft():
        rect.moveLeft(pane.left())
    else:
        rect.moveRight(pane.right())
    return stage.grab(rect)


# -- texts


def reject(stage: Stage) -> None:
    """Rejects the new editions of what the sample cites, so that there is something to find."""
    for place in (5, 6, 7):
        stage.go_to(place, 2)
        id = stage.clause(place)
        length = len(next(clause for clause in stage.window.editor.clauses if clause.id == id).text)
        stage.window.go_to(Selection(StoryId(1), (id, 0), (id, length)))
        stage.act("reject")


def submission_of(language: str, proposal: dict[str, object]) -> Submission:
    """The sample in a language with other edits."""
    base = parse(read_text(sample_text(language)), language=language)
    header = decode(proposal.pop("header"), Header)
    return apply_edits(Submission(header, (Proposal(redline=base, original=base),), language), proposal)


def parties(language: str, folder: Path) -> list[Path]:
    """Three proposals on the text in force of the sample, as files under the names of the parties."""
    folder.mkdir(exist_ok=True)
    found = []
    for name, left_out, years in (("ARC", (), "2024-2027"), ("ILL", (8, 10), "2024-2028"), ("ATL", (5, 9), "2024-2027")):
        proposal = json.loads(read_text(sample_proposal(language)))
        proposal["edits"] = [edit for at, edit in enumerate(proposal["edits"]) if at not in left_out]
        text = json.dumps(proposal, ensure_ascii=False).replace("2024-2027", years).replace("ARC/", f"{name}/")
        save_project(Project(submission_of(language, json.loads(text))), folder / f"{name}.amend")
        found.append(folder / f"{name}.amend")
    return found
