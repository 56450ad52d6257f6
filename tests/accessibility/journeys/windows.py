"""Journeys through pickers, panels, boxes and other windows."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

from app.program import Program
from tests.accessibility.journeys.texts import CITING, PLAIN, TEXT
from tests.accessibility.player import Journey
from tests.app.controllers.source_pages.test_source_page import PAGES
from tests.builders.consolidation import write_files
from tests.builders.library_window import opened_with, texts_for_library
from widgets.consolidation.parties_dialog import PartiesDialog
from widgets.dialogs import messages
from widgets.source_pages.recognition_box import RecognitionBox


def fill_library(program: Program, folder: Path) -> None:
    """Adds three texts to the library, and closes its window."""
    with mock.patch.object(messages, "show_warnings"):
        opened_with(program, [texts_for_library(folder / "texts")]).close()


def save(program: Program, folder: Path) -> None:
    """Saves the submission in a file."""
    assert program.open_submission.persistence is not None
    program.open_submission.persistence.save(program.session.submission, folder / "a.amend")


def damage(program: Program, folder: Path) -> None:
    """A file that is called a Word file and is none."""
    save(program, folder)
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 and no more")


def consolidate(program: Program, folder: Path) -> None:
    """Consolidates the proposals of several parties."""
    base, proposals = write_files(folder)
    program.open_submission.open(base)
    dialog = PartiesDialog(program.consolidation._open_base(), program.window)
    program.consolidation.add_files(dialog, proposals)
    program.consolidation._consolidate(dialog)


def recognise(program: Program, _folder: Path) -> None:
    """Shows what was recognised on the pages of a PDF."""
    RecognitionBox("R75.pdf", PAGES, 2, "&Open", program.window).show()


def open_treaty(program: Program, _folder: Path) -> None:
    """Opens the sample of a treaty text."""
    program.actions["treaty sample"].trigger()


JOURNEYS = {
    "commands": Journey(
        """
        Ctrl+Shift+P
        "accept"
        Down
        Down
        Esc
        """,
        TEXT,
    ),
    "go to clause": Journey(
        """
        Ctrl+G
        "resolves"
        Down
        Return
        """,
        TEXT,
    ),
    "find": Journey(
        """
        Ctrl+F
        "relays"
        Return
        Return
        "zz"
        Return
        Esc
        """,
        TEXT,
    ),
    "replace": Journey(
        """
        Ctrl+H
        Tab
        Tab
        Esc
        """,
        TEXT,
    ),
    "problems": Journey(
        """
        Ctrl+Home
        F4
        Ctrl+Alt+B
        Down
        Esc
        """,
        TEXT,
    ),
    "submission form": Journey(
        """
        Alt+Return
        Tab
        Down
        Tab
        Tab
        "7"
        Esc
        """,
        TEXT,
    ),
    "save": Journey(
        """
        Ctrl+End
        "!"
        Ctrl+S
        """,
        PLAIN,
        file="75.amend",
    ),
    "unsaved changes": Journey(
        """
        Ctrl+End
        "!"
        Ctrl+W
        Tab
        Esc
        """,
        PLAIN,
    ),
    "damaged file": Journey(
        """
        Ctrl+O
        Return
        """,
        PLAIN,
        prepare=damage,
        file="broken.docx",
    ),
    "export": Journey(
        """
        Ctrl+E
        Tab
        Esc
        """,
        TEXT,
        file="out.docx",
    ),
    "comparison": Journey(
        """
        Ctrl+Alt+D
        Down
        Down
        F6
        F6
        Esc
        """,
        TEXT,
    ),
    "library": Journey(
        """
        Ctrl+Alt+Y
        "plan"
        Return
        Tab
        Down
        Esc
        """,
        PLAIN,
        prepare=fill_library,
    ),
    "consolidation": Journey(
        """
        Down
        F6
        Down
        F6
        Esc
        """,
        prepare=consolidate,
    ),
    "recognition of a PDF": Journey(
        """
        Down
        F8
        F6
        Tab
        Esc
        """,
        PLAIN,
        prepare=recognise,
    ),
    "treaty provision": Journey(
        """
        Ctrl+G
        "9.16"
        Return
        Ctrl+Shift+F5
        Ctrl+Shift+N
        "New words."
        Ctrl+F5
        Ctrl+Shift+Y
        Esc
        """,
        prepare=open_treaty,
    ),
    "settings": Journey(
        """
        Ctrl+,
        Right
        Tab
        Tab
        Esc
        """,
        PLAIN,
    ),
    "round the window": Journey(
        """
        F6
        F6
        F6
        F6
        Shift+F6
        Shift+F6
        Esc
        """,
        TEXT,
    ),
    "clause tree": Journey(
        """
        Shift+F6
        Home
        Down ×3
        Right
        Down
        Return
        """,
        TEXT,
    ),
    "keyboard shortcuts": Journey(
        """
        Ctrl+F1
        "accept"
        Tab
        Down
        Esc
        """,
        PLAIN,
    ),
    "menus": Journey(
        """
        Alt+V
        Down
        Down
        Down
        Right
        Down
        Esc
        Esc
        """,
        PLAIN,
    ),
    "versions": Journey(
        """
        Ctrl+Alt+S
        "Morning"
        Return
        Ctrl+Alt+H
        Tab
        Esc
        """,
        PLAIN,
        prepare=save,
    ),
    "citations to replace": Journey(
        """
        Ctrl+Alt+E
        Space
        Space
        Down
        Shift+Tab
        Shift+Tab
        Down
        Down
        Tab
        Tab
        Tab
        Tab
        Space
        Shift+Tab
        Space
        Esc
        Ctrl+Alt+E
        Space
        Tab
        Tab
        Tab
        Tab
        Space
        Esc
        """,
        CITING,
    ),
    "editions of what is cited": Journey(
        """
        Ctrl+Alt+E
        Down
        Tab
        Esc
        """,
        TEXT,
    ),
}
