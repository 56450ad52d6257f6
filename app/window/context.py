"""The context of a controller: the few objects that nearly each of them works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from app.session.open_submission import OpenSubmission
    from app.session.session import Session
    from app.user_data.settings import SettingsFile
    from app.window.actions import Actions
    from app.window.main_window import MainWindow


class Context(Struct, frozen=True, eq=False):
    """The parts of one running program that its controllers share."""

    session: Session
    actions: Actions
    open_submission: OpenSubmission
    window: MainWindow
    settings: SettingsFile
