"""All windows, boxes, panels and pages of the program, brought up one after another."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QMainWindow, QTabWidget, QWidget

import app
import widgets
from app.program import Program
from app.window.panels import ORDER
from tests.accessibility.elements import faults
from tests.app.controllers.source_pages.test_source_page import Drawing, project
from tests.app.window.test_accessible import DIALOGS
from tests.builders.boxes import ASKERS, ask_with
from tests.pictures import scenes
from widgets.dialogs.small_dialogs import LongReport
from widgets.printing.choice import PrintChoice
from widgets.quick_pick.chooser import Chooser

KINDS = (QDialog, QMainWindow, Chooser)
"""What comes up by itself: boxes, windows, and the lists that are filtered by typing."""
PANELS = (*ORDER, "amendments")


class Visitor(scenes.Photographer):
    """Looks at whatever the pictures show, in place of taking a picture."""

    def __init__(self, program: Program) -> None:
        super().__init__(Path(), program, "")
        self.found: dict[str, str] = {}
        """What is wrong, with the name of the scene in which it was seen first."""
        self.kinds: set[type] = set()
        """The classes of the boxes and windows that were seen, and their bases."""
        self.panels: set[str] = set()

    def keep(self, name: str, top: QWidget) -> None:
        try:
            for page in pages(top):
                self.found |= {fault: name for fault in faults(page) if fault not in self.found}
        except Exception as error:  # the box would stay, and the test would wait for ever
            self.found[repr(error)] = name
        self.kinds.update(kind for part in (top, *top.findChildren(Chooser)) for kind in type(part).__mro__)
        if top is self._program.window:
            self.panels.update(panel for panel in PANELS if self._program.window.panels.in_front(panel))

    def look_at(self, name: str, box: QWidget) -> None:
        """Looks at a box that is made here, and puts it away."""
        box.show()
        self.keep(name, box)
        box.close()
        box.deleteLater()


def visit_all(visitor: Visitor, program: Program, folder: Path) -> None:
    """Brings everything up in a program on a text; `folder` is for files."""
    scenes.amend(program, scenes.WORDS["en"])
    other = folder / "other.amend"
    assert program.open_submission.persistence is not None
    program.open_submission.persistence.save(program.session.submission, other)
    with scenes.files_given(str(other), folder):
        scenes.take_scenes(visitor, program)
    for name in DIALOGS:
        if name not in scenes.DIALOGS:
            visitor.take(f"box {name}", program.actions[name].trigger)
    visitor.take("box replacements", partial(replace_words, program))
    visitor.take("box preview", lambda: program.printing.preview(lambda: program.printing._printout(PrintChoice()), name="a"))
    visitor.look_at("box report", LongReport("Report", "Lines", ["a"]))
    for name in ASKERS:
        visitor.take(f"box {name}", ask_with(name, program.window, "a.amend", ["a", "b"]))
    visit_treaty(visitor, program)
    program.source_page.draw = Drawing()
    program.open_submission.show_unsaved(project(), "R75")
    visitor.take("panel source page", program.actions["source page"].trigger)


def visit_treaty(visitor: Visitor, program: Program) -> None:
    """The list of proposals from a treaty text, and the boxes for such texts."""
    program.actions["treaty sample"].trigger()
    scenes.wait(200)
    program.actions["keep provision"].trigger()
    visitor.take("panel cuts", program.actions["cuts"].trigger)
    program.cuts.places.settle()
    visitor.take("box cut", lambda: program.cuts.ask_and_change(program.cuts.places.rows[0]))
    visitor.take("box number customs", program.actions["number customs"].trigger)


def replace_words(program: Program) -> None:
    """Asks to replace a word wherever it is."""
    program.actions["replace"].trigger()
    form = program.find.bar.form
    form.words.setText("the")
    form.new_words.setText("a")
    form.replace_all.click()


def pages(top: QWidget) -> Iterator[QWidget]:
    """A window with each of the pages of its tabs in front."""
    yield top
    for tabs in top.findChildren(QTabWidget):
        if tabs.isVisible():
            before = tabs.currentIndex()
            for page in range(tabs.count()):
                tabs.setCurrentIndex(page)
                yield top
            tabs.setCurrentIndex(before)


def kinds_of_windows() -> set[type]:
    """All classes of boxes and windows of the program that are no base of others."""
    for package in (widgets, app):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    found: set[type] = set()
    waiting: list[type] = list(KINDS)
    while waiting:
        kind = waiting.pop()
        below = kind.__subclasses__()
        waiting += below
        if kind.__module__.partition(".")[0] in ("app", "widgets") and not below:
            found.add(kind)
    return found
