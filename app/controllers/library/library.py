"""The window of the library: what it holds, what is searched in it, and the text that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.library.open_library import OpenLibrary
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError
from model.library.search import LibraryHit, LibraryQuery
from model.library.values import Part
from model.library.held import HeldText
from model.submission.clause_paths import side_paths
from model.numbering import Labelling
from widgets.common.debounce import debounced
from widgets.common.language_names import language_names
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.library.entries import LibraryEntry

if TYPE_CHECKING:
    from widgets.library.search_page import SearchPage
    from widgets.library.window import LibraryWindow

SEARCH_AFTER = 60
"""Milliseconds after the last key until it is searched."""
MOST = 200
"""Hits that are listed."""
