"""Work on all texts of the library, in another thread, with its progress shown."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from app.background import Report, at_work_in_steps
from app.controllers.library.open_library import OpenLibrary
from model.errors import ClausewrightError
from model.text.stepwise import run_to_end
from widgets.common.translation import say
from widgets.dialogs import messages

if TYPE_CHECKING:
    from model.library.store.library import Library

T = TypeVar("T")


def run_over_library(
    open_library: OpenLibrary, walk: Callable[[Library], Generator[tuple[int, int], None, T]], message: str, parent: QWidget
) -> T | None:
    """The result of a walk through the library; None if it was stopped, or failed, which is reported.

    open_library: the library of the user
    walk: pauses after each step with the numbers of finished and of all steps
    message: the words for the work, in the dialog of the progress
    parent: the window in front of which dialogs are shown
    """

    def work(report: Report) -> T:
        return open_library.elsewhere(lambda library: run_to_end(walk(library), lambda step: report(*step, "")))

    try:
        return at_work_in_steps(work, message, parent)
    except ClausewrightError as error:
        messages.show_error(parent, say(error.message))
        return None
