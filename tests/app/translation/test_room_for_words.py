"""In each language every word of a control has its room, on a screen of 1366 × 768 at 100 and 150 % and on one of 1920 × 1080
at 200 %; on the small one at 200 % every box can still be scrolled to its buttons. No key of a box leads to two of its
controls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.controllers.comparison.compared_texts import BASE, DRAFT
from app.program import Program
from tests.app.translation.boxes import BOXES
from tests.builders.boxes import during
from tests.builders.consolidation import write_files
from tests.builders.library_window import each_page, opened_with, texts_for_library
from tests.builders.mnemonics import keys_twice
from tests.builders.room import cut, out_of_reach
from tests.builders.waiting import settle
from tests.pictures.negotiating import take_negotiating
from widgets.common.labels import plain_label
from widgets.common.sizes import set_example
from widgets.consolidation.parties_dialog import PartiesDialog
from widgets.dialogs import messages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
FRAME = 8, 40
"""What the frame and the title of a window take of a screen, in pixels."""
SCREENS = {"1366 × 768": (1366, 768), "1920 × 1080 at 200 %": (960, 540), "1366 × 768 at 150 %": (1366 * 2 // 3, 768 * 2 // 3)}
SMALL = 1366 // 2 - FRAME[0], 768 // 2 - FRAME[1]
"""The room that the smallest screen has at 200 %."""
PANELS = ("submission form", "comments", "problems", "brackets", "split base", "parallel", "find", "replace", "amendments")
DIALOGS = (
    "settings", "shortcuts", "about", "versions", "take version", "editions", "terms", "print", "reason", "private note",
    "consolidate", "label", "footnote", "name", "symbol", "add correction", "insert table", "of author", "adopt", "excerpt",
)  # fmt: skip


def fit(top: QWidget, room: tuple[int, int]) -> None:
    """Gives a window no more than some room, as its screen would."""
    top.resize(min(top.width(), room[0]), min(top.height(), room[1]))
    settle(top)


def wrong(*tops: QWidget) -> list[str]:
    """What is cut in some windows on each screen; of boxes what cannot be reached on the smallest, and keys that lead to two."""
    found = []
    for top in tops:
        for name, (width, height) in SCREENS.items():
            fit(top, (width - FRAME[0], height - FRAME[1]))
            found += [f"{name}: {text}" for text in cut(top)]
        if isinstance(top, QDialog):
            fit(top, SMALL)
            if top.width() > SMALL[0] or top.height() > SMALL[1]:
                found.append(f"{type(top).__name__} is {top.width()} × {top.height()} at least")
            found += out_of_reach(top) + keys_twice(top)
    return found


def test_what_is_cut_or_out_of_reach_is_found(qtbot: QtBot) -> None:
    box = QDialog()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    button, label = QPushButton("A name that is long"), plain_label("Another one")
    layout.addWidget(button)
    layout.addWidget(label)
    box.show()
    assert wrong(box) == []
    button.setFixedWidth(40)
    label.setMaximumWidth(20)
    assert {text.split(" ")[0] for text in cut(box)} == {"QPushButton", "PlainLabel"}
    layout.insertSpacing(0, 500)
    assert any("at least" in text for text in wrong(box))


WORDS = "A name that is long"


def tab_bar() -> QTabBar:
    bar = QTabBar()
    bar.setUsesScrollButtons(False)
    bar.setElideMode(Qt.TextElideMode.ElideRight)
    bar.addTab(WORDS)
    return bar


def table() -> QTableWidget:
    made = QTableWidget(1, 1)
    made.setHorizontalHeaderLabels([WORDS])
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return made


def choice() -> QComboBox:
    made = QComboBox()
    made.addItem(WORDS)
    return made


def example() -> QLineEdit:
    made = QLineEdit()
    set_example(made, WORDS)
    return made


def tool() -> QToolButton:
    made = QToolButton()
    made.setText(WORDS)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return made


@pytest.mark.parametrize(
    "make",
    [
        tab_bar, table, choice, example, tool, lambda: QCheckBox(WORDS), lambda: QRadioButton(WORDS), lambda: QPushButton(WORDS),
        lambda: QGroupBox(WORDS), lambda: QLabel(WORDS), lambda: plain_label(WORDS),
    ],
    ids="tabs table choice example tool check radio button group label wrapped".split(),
)  # fmt: skip
def test_each_kind_of_control_that_cuts_its_words_is_found(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    box, control = QWidget(), make()
    qtbot.addWidget(box)
    control.setParent(box)
    box.resize(600, 100)
    box.show()
    control.resize(300, 60)
    settle(box)
    assert cut(box) == []
    control.setMinimumWidth(0)
    control.resize(60, 10)
    settle(box)
    assert any(WORDS in text for text in cut(box))


def test_the_boxes(worded: str, qtbot: QtBot) -> None:
    found = []
    for name, make in BOXES.items():
        box = make()
        qtbot.addWidget(box)
        box.show()
        found += [f"{name}: {text}" for text in wrong(box)]
        box.close()
    assert not found, "\n".join(found)


def test_a_new_proposal_shows_all_its_fields(worded: str, qtbot: QtBot) -> None:
    box = BOXES["new proposal"]()
    qtbot.addWidget(box)
    box.show()
    settle(box)
    area = box.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0


def test_the_boxes_that_commands_bring_up(worded: str, open_program: Callable[..., Program]) -> None:
    program = open_program()
    found = []
    for name in DIALOGS:
        program.window.editor.setFocus()
        if name in ("reason", "private note"):
            program.actions["next amendment"].trigger()
        boxes, _ = during(program.actions[name].trigger, wrong, program.window)
        found += [f"{name}: {box}" for box in boxes]
    assert not found, "\n".join(found)


class Measuring:
    """Measures what the pictures of the negotiating table show."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.found: list[str] = []
        self.seen: list[str] = []

    def take(self, name: str, bring_up: Callable[[], object]) -> bool:
        """Brings something up, and notes what is cut in it."""
        window = self._program.window
        self.seen.append(name)
        if name.startswith(("box", "screen")):
            boxes, count = during(bring_up, wrong, window)
            assert count, name
            self.found += [f"{name}: {text}" for text in boxes]
            return True
        bring_up()
        for screen, room in SCREENS.items():
            window.resize(room[0], room[1] - FRAME[1])
            settle(window)
            self.found += [f"{name}, {screen}: {text}" for text in cut(window)]
        return True


def test_what_is_used_at_the_negotiating_table(worded: str, open_program: Callable[..., Program]) -> None:
    program = open_program()
    camera = Measuring(program)
    take_negotiating(camera, program)
    assert {"panel brackets", "panel positions", "panel conflicts", "box three texts", "screen of the room"} <= {*camera.seen}
    assert {"box share", "panel sharing"} <= {*camera.seen}
    assert not camera.found, "\n".join(dict.fromkeys(camera.found))


def test_the_boxes_that_ask(worded: str, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    asked: dict[str, Callable[[], object]] = {
        "save": lambda: messages.ask_to_save(host, "Resolution 75.amend"),
        "lock": lambda: messages.ask_about_lock(host, "75.amend", certain=False),
        "reload": lambda: messages.ask_about_changed_file(host, "75.amend", unsaved=True),
        "overwrite": lambda: messages.ask_to_merge_or_overwrite(host, "75.amend"),
        "replace": lambda: messages.ask_to_replace(host, "75.amend"),
        "save elsewhere": lambda: messages.ask_to_save_elsewhere(host, "75.amend"),
        "errors": lambda: messages.ask_about_errors(host, 5, ["1", "2"]),
        "accept own": lambda: messages.ask_to_accept_own(host, 3),
        "taken in": lambda: messages.show_taken_in(host, "75.docx"),
        "drop version": lambda: messages.ask_to_drop_version(host, "1"),
        "remove text": lambda: messages.ask_to_remove_text(host, "Resolution 71 (Rev. Dubai, 2018)"),
        "open link": lambda: messages.ask_to_open_link(host, "https://www.itu.int"),
    }
    found = []
    for name, ask in asked.items():
        boxes, seen = during(ask, wrong)
        assert seen == 1
        found += [f"{name}: {box}" for box in boxes]
    assert not found, "\n".join(found)


def test_the_window_and_its_panels(worded: str, open_program: Callable[..., Program]) -> None:
    program = open_program()
    window, actions = program.window, program.actions
    found = []
    for name, room in SCREENS.items():
        window.resize(room[0], room[1] - FRAME[1])
        settle(window)
        found += [f"{name}: {text}" for text in cut(window)]
        for panel in PANELS:
            if not actions[panel].isChecked():
                actions[panel].trigger()
            settle(window)
            found += [f"{name}, {panel}: {text}" for text in cut(window)]
            if actions[panel].isCheckable() and panel != "amendments":
                actions[panel].trigger()
        program.start_page.show()
        settle(window)
        assert program.start_page.page is not None
        found += [f"{name}, start page: {text}" for text in cut(program.start_page.page)]
        program.start_page.hide()
    assert not found, "\n".join(dict.fromkeys(found))


def test_the_further_windows(
    worded: str, open_program: Callable[..., Program], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, proposals = write_files(tmp_path)
    program = open_program(base)
    found = []

    def look(window: QMainWindow | QWidget, name: str) -> None:
        found.extend(f"{name}: {text}" for text in wrong(window))

    dialog = PartiesDialog(program.consolidation._open_base(), program.window)
    program.consolidation.add_files(dialog, proposals)
    dialog.show()
    look(dialog, "parties")
    assert program.consolidation._consolidate(dialog)
    dialog.close()
    dialog.deleteLater()
    window = program.consolidation.window
    for tab in range(window.tabs.count()):
        window.tabs.setCurrentIndex(tab)
        look(window, "consolidation")
    window.panel.choose(1)
    look(window, "consolidation")
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: "discard")
    window.close()

    program.returned_copies.combine(proposals)
    qtbot.waitUntil(lambda: program.copies.window is not None and program.copies.window.isVisible(), timeout=10000)
    look(program.copies.window, "returned copies")
    program.copies.window.close()

    program.comparison.open(BASE, DRAFT)
    qtbot.waitUntil(lambda: program.comparison._compared is not None and program.comparison._is_fresh())
    look(program.comparison.window, "comparison")
    program.comparison.window.close()

    monkeypatch.setattr(messages, "show_warnings", lambda *_: None)
    library = opened_with(program, [texts_for_library(tmp_path / "texts")])
    for name in each_page(program):
        if name != "panel":
            look(library, f"library, {name}")
    library.close()
    for name, room in SCREENS.items():
        program.window.resize(room[0], room[1] - FRAME[1])
        settle(program.window)
        found += [f"library, panel, {name}: {text}" for text in cut(program.window)]
    program.actions["library panel"].trigger()

    program.language_versions.open(base)
    for name, room in SCREENS.items():
        program.window.resize(room[0], room[1] - FRAME[1])
        settle(program.window)
        found += [f"language versions, {name}: {text}" for text in cut(program.window)]
    assert program.language_versions.version() is not None
    program.actions["parallel"].trigger()

    program.actions["manual"].trigger()
    manual = next(top for top in QApplication.topLevelWidgets() if type(top).__name__ == "HelpWindow")
    look(manual, "manual")
    manual.close()
    assert not found, "\n".join(dict.fromkeys(found))
