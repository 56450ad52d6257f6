"""What the picture of each page of the manual shows: a part of the real window, or a box, on the sample."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from pygments import highlight
from pygments.formatters import HtmlFormatter
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QTabWidget, QTextEdit, QTreeWidget

from app.session.sample import sample_proposal, sample_text
from app.translation.qt_translator import speak
from model.edits.comments import add_comment, anchors_between
from model.edits.merging.copies import bring_merge
from model.edits.positions import add_position
from model.edits.text import type_text
from model.files.project_file import save_project
from model.files.text_forms import format_submission
from model.formats.amend import Project
from model.formats.notation.lexer import NotationLexer, NotationStyle
from model.merging.submissions import merge_submissions
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.comments import anchor_of
from model.submission.positions import Position
from model.submission.story import StoryId
from model.submission.transactions import apply
from resources import read_text
from tests.builders.library_window import opened_with
from tests.pictures.manual import SCALE, save
from tests.pictures.manual_stage import (
    MARK,
    WIDTH,
    Stage,
    around_caret,
    beside_pane,
    draw_numbers,
    parties,
    reject,
    submission_of,
    text_with_cards,
)
from tests.pictures.scenes import LANGUAGES, SETTLE, files_given, wait
from tests.pictures.treaty_scenes import treaty_allocations, treaty_proposals, treaty_texts
from widgets.common.names import name_place
from widgets.consolidation.parties_dialog import PartiesDialog
from widgets.dialogs import messages
from widgets.dialogs.small_dialogs import TextChoiceDialog
from widgets.sharing.panel import SharingPanel
from widgets.sharing.people import Person

SEARCHED = {"en": "studies", "fr": "études", "es": "estudios", "ru": "исследования", "zh": "研究", "ar": "دراسات"}
"""A word of the sample that occurs in several of its clauses."""
REMARKS = {
    "en": "Agreed with the other regions?", "fr": "Convenu avec les autres régions ?", "es": "¿Acordado con las demás regiones?",
    "ru": "Согласовано с другими регионами?", "zh": "是否已与其他区域商定？", "ar": "هل اتُّفق عليه مع المناطق الأخرى؟",
}  # fmt: skip
"""A private comment on the sample."""
OPTIONS = {
    "en": " [ATU: in all regions] [EUR: in [developing] countries]",
    "fr": " [UAT: dans toutes les régions] [EUR: dans les pays [en développement]]",
    "es": " [UAT: en todas las regiones] [EUR: en los países [en desarrollo]]",
    "ru": " [АСЭ: во всех регионах] [ЕВР: в [развивающихся] странах]", "zh": "［ATU: 在所有区域］［EUR: 在［发展中］国家］",
    "ar": " [ATU: في جميع المناطق] [EUR: في البلدان [النامية]]",
}  # fmt: skip
"""Words that are not agreed."""
DISPUTED = {
    "en": ("demand", "use"), "fr": ("demande", "besoin"), "es": ("demanda", "uso"), "ru": ("спроса", "использования"),
    "zh": ("不断扩大", "越来越远"), "ar": ("الطلب", "الاستخدام"),
}  # fmt: skip
"""What two people write for the same word."""
LOW = 480
"""The height in pixels of a window of which the whole side pane is shown."""
BELOW = 24
"""How far below a tool its number is."""


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
        start = editor.viewport().mapTo(window, editor.cursorRect(caret).center())
        return start + QPoint(MARK if QApplication.isRightToLeft() else -MARK, 0)  # between the label and the words

    places = [
        stage.rect_of(new).center() + QPoint(0, BELOW), beside(5), beside(6),
        window.menuBar().mapTo(window, window.menuBar().actionGeometry(tools).center()) + QPoint(0, BELOW),
        stage.rect_of(bars.submission).center() + QPoint(0, BELOW),
    ]  # fmt: skip
    draw_numbers(image, places, window)
    return image


def from_word(stage: Stage) -> QImage:
    """Tracked changes and the cards of the amendments beside them."""
    stage.go_to(25)
    return text_with_cards(stage, QSize(1060, 330))


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
    return stage.box(window.show, QSize(760, 430))


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
    words = REMARKS[stage.language]
    session.commit(add_comment(session.submission, 1, anchors, words, session.stamp(), private=True))
    stage.go_to(14, 8)
    stage.program.cards.follow()
    card = next(card for card in stage.program.cards.margin.cards.all if card.comment is not None)
    stage.program.cards.margin.go_to(card)
    stage.program.cards.open_card(card)
    stage.rest()
    return text_with_cards(stage, QSize(760, 300))


def brackets(stage: Stage) -> QImage:
    """Options in the text, their list, and what can be done with them."""
    stage.window.resize(stage.window.width(), LOW)
    id = stage.clause(14)
    text = next(clause.text for clause in stage.window.editor.clauses if clause.id == id)
    stage.go_to(14, len(text) - 1)
    stage.window.editor.edits.type_text(OPTIONS[stage.language])
    stage.act("brackets")
    shown = stage.program.brackets.shown
    shown.places.settle()
    stage.rest()
    shown.panel.choose_from(0)
    stage.rest()
    return beside_pane(stage, stage.window.panes.pane.height())


def positions(stage: Stage) -> QImage:
    """Positions in the text, and their list."""
    session, shown = stage.program.session, stage.program.positions
    for at, stance in ((14, "wanted"), (15, "red_line"), (16, "acceptable")):
        id = stage.clause(at)
        clause = next(clause for clause in stage.window.editor.clauses if clause.id == id)
        start = clause.text.rfind(" ", 0, len(clause.text) - 24) + 1 or len(clause.text) - 24  # Chinese has no spaces
        anchors = (anchor_of(clause, start, len(clause.text)),)
        position = Position(anchors, owners=("ATU", "RCC"), stance=stance, note=REMARKS[stage.language])
        session.commit(add_position(session.submission, 1, position, session.stamp()))
    stage.go_to(14, 8)
    stage.act("positions")
    stage.rest()
    shown.panel.choose(next(placed for placed in shown.panel.positions.rows if placed.key == "p2"))
    editor = stage.window.editor
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect().top() - 90)
    stage.rest()
    return beside_pane(stage, 330)


def sub_amendments(stage: Stage) -> QImage:
    """Another party's changes as marks in the text, and ours upon them; few lines, since all pictures together are limited."""
    stage.act("amend proposal")
    stage.go_to(14, 0)
    stage.window.editor.edits.type_text(SEARCHED[stage.language] + " ")
    stage.program.layers.places.follow()
    stage.rest()
    editor = stage.window.editor
    caret = editor.viewport().mapTo(stage.window, editor.cursorRect().center())
    rect = QRect(0, caret.y() - 20, 330, 68)
    rect.moveLeft(caret.x() - (210 if QApplication.isRightToLeft() else 120))
    return stage.grab(rect)


def merging(stage: Stage) -> QImage:
    """A conflict of a merge, with its card beside the text."""
    base = stage.program.session.submission
    id = stage.clause(14)
    at, clause = next(found for found in enumerate(base.proposals[0].redline.clauses) if found[1].id == id)
    last = Place(at, len(clause.text) - 1)
    start = Place(at, clause.text.rfind(" ") + 1 or last.offset - 4)
    first, second = (
        apply(base, type_text(base, StoryId(1), start, last, words, by))
        for words, by in zip(DISPUTED[stage.language], (Stamp("ATU"), Stamp("EUR")), strict=True)
    )
    session = stage.program.session
    session.commit(bring_merge(base, merge_submissions(base, first, second), session.stamp()))
    stage.go_to(14, 0)
    stage.act("conflicts")
    stage.rest()
    return beside_pane(stage, 380)


def sharing(stage: Stage) -> QImage:
    """Two colleagues at their clauses, and the list of those who are there."""
    window, people = stage.window, stage.program.file_menu.sharing.people
    panel = window.panels.open("sharing")
    assert isinstance(panel, SharingPanel)
    places = [(name, stage.clause(at)) for name, at in (("Ana Kovač", 13), ("Ben Okoro", 15))]
    shown = [
        Person(name, name, number, name_place(stage.program.session, StoryId(1), clause), StoryId(1), clause)
        for number, (name, clause) in enumerate(places)
    ]
    shown.append(Person("Cem", "Cem Aydın", 2, away=4))
    people.show_people(shown)
    people.row.show()
    panel.follow(shown, "/…/WTSA-24/75.amend.shared", [], writes_draft=True, sharer="")
    stage.go_to(14, 0)
    stage.rest()
    return beside_pane(stage, 300)


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
    """The list of problems, with why the chosen one matters and what can be done."""
    stage.window.resize(stage.window.width(), LOW)
    reject(stage)
    stage.go_to(0)
    stage.act("check now")
    stage.program.problems.panel.table.selectRow(0)
    stage.rest()
    return beside_pane(stage, stage.window.panes.pane.height())


def export(stage: Stage) -> QImage:
    """The proof of an export."""
    path = Path(stage.program.file_menu.export.proposed_name())
    return stage.box(lambda: stage.program.file_menu.export.export(path))


def printing(stage: Stage) -> QImage:
    """The choice of what is printed."""
    return stage.box(stage.program.actions["print"].trigger)


def briefing(stage: Stage) -> QImage:
    """The choice of what an excerpt shows."""
    return _upper_part(stage.box(stage.program.actions["excerpt"].trigger), 0.73)


def _upper_part(image: QImage, share: float) -> QImage:
    """The upper part of a picture, without what the page does not explain."""
    return image.copy(0, 0, image.width(), round(image.height() * share))


def decision(stage: Stage) -> QImage:
    """The amendments with boxes, some of them not adopted."""

    def bring_up() -> None:
        def leave_some_out() -> None:
            dialog = QApplication.activeModalWidget()
            tree = dialog.findChild(QTreeWidget) if dialog is not None else None
            for top in [tree.topLevelItem(1)] if tree is not None and tree.topLevelItemCount() > 1 else []:
                top.setCheckState(0, Qt.CheckState.Unchecked)
                tree.collapseAll()

        QTimer.singleShot(SETTLE // 2, leave_some_out)
        stage.program.actions["adopt"].trigger()

    return _upper_part(stage.box(bring_up, QSize(440, 400)), 0.505)


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


def screen_reader(stage: Stage) -> QImage:
    """The text in words, at a clause with amendments."""
    stage.go_to(5)
    stage.act("markup in words")
    view = stage.rect_of(stage.program.words.view)
    return stage.grab(QRect(view.topLeft(), QSize(view.width(), 300)).intersected(view))


def command_line(stage: Stage) -> QImage:
    """What `clausewright show` prints of the sample."""
    lines = format_submission(stage.program.session.submission, "markup", "notation").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("*"))
    looks = HtmlFormatter(style=NotationStyle, noclasses=True, prestyles="white-space: pre-wrap")
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
    "treaty-texts": treaty_texts, "treaty-texts-proposals": treaty_proposals, "treaty-texts-allocations": treaty_allocations,
    "library": library, "review": review, "languages": languages, "comments": comments, "comparing": comparing,
    "brackets": brackets, "positions": positions, "briefing": briefing, "decision": decision, "merging": merging,
    "sub-amendments": sub_amendments, "sharing": sharing,
    "consolidating": consolidating, "form": form, "finding": finding, "problems": problems, "export": export,
    "printing": printing, "akoma-ntoso": akoma_ntoso, "versions": versions, "reading": reading,
    "screen-reader": screen_reader, "command-line": command_line,
}  # fmt: skip
"""By topic; after the topic of a page whose first picture it is not, what it shows."""
