"""The File menu: save state, versions, recent files, recovery, changes of the file on disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.controllers.files.crash_recovery import CrashRecoveryController
from app.controllers.files.export import ExportController
from app.controllers.files.file_watch import FileWatchController
from app.controllers.files.sending import SendingController
from app.controllers.files.versions import VersionsController
from app.window.action_ids import ActionId
from app.window.actions import Actions
from app.window.context import Context
from model.storage.atomic_write import shared_folder
from widgets.common.foreign_text import isolated
from widgets.common.translation import translate, window_language
from widgets.window.recent_menu import RecentMenu
from widgets.window.save_state import SaveState

if TYPE_CHECKING:
    from app.controllers.files.merged_copies import MergedCopiesController
    from app.controllers.sharing.controller import SharingController
    from model.files.opening import OpenedFile
    from model.submission.transactions import Transaction


def sample_title() -> str:
    """The title of the sample, in the language of the window."""
    return translate("FileMenuController", "Sample")


class FileMenuController(QObject):
    """Holds and connects those parts.

    context: the parts of the window
    versions: the controller of named versions
    may_export: asked before anything is written of the proposal
    name_of: the name of the document in a recent file by its contents; '' if it is unknown
    compare: opens the comparison of the document with a file
    """

    def __init__(
        self,
        context: Context,
        versions: VersionsController,
        may_export: Callable[[], bool],
        name_of: Callable[[str], str],
        compare: Callable[[Path], None],
    ) -> None:
        actions, open_submission, window, settings = context.actions, context.open_submission, context.window, context.settings
        super().__init__(window)
        self._open_submission = open_submission
        self._window = window
        self._settings = settings
        self.versions = versions
        self.export = ExportController(context, may_export)
        self.sending = SendingController(context)
        self.crash_recovery = CrashRecoveryController(context)
        self._context = context
        self._compare = compare
        self.file_watch = FileWatchController(context, self._merge_from_disk)
        open_submission.merge_file = self._merge_from_disk
        open_submission.join = self._join
        context.session.stack.refused.connect(self._tell_refused)
        open_submission.rejoin = self._rejoin
        window.panels.add("sharing", self.tr("Sharing"), self._make_people, ActionId.SHARING, passing=True)
        self.save_state = SaveState()
        window.statusBar().addPermanentWidget(self.save_state)
        open_submission.state_changed.connect(self._show_state)
        self.recent = RecentMenu(lambda: settings.value.recent, name_of, window)
        self.recent.open_asked.connect(self._open)
        self.recent.drop_asked.connect(lambda paths: settings.drop_recent(*paths))
        actions[ActionId.RECENT].setMenu(self.recent)
        self._connect(actions)

    def _connect(self, actions: Actions) -> None:
        export, versions = self.export, self.versions
        actions.connect_to(ActionId.OPEN, self._open_submission.ask_and_open)
        actions.connect_to(ActionId.SAMPLE, self._ask_and_open_sample)
        actions.connect_to(ActionId.TREATY_SAMPLE, self._ask_and_open_treaty)
        actions.connect_to(ActionId.SAVE, self._open_submission.save)
        actions.connect_to(ActionId.SAVE_AS, self._open_submission.save_as)
        actions.connect_to(ActionId.SEND_COPY, self.sending.ask_and_send)
        actions.connect_to(ActionId.QUIT, self._window.close)
        actions.connect_to(ActionId.EXPORT, lambda: export.ask_and_export("markup"))
        actions.connect_to(ActionId.EXPORT_WHOLE, lambda: export.ask_and_export("markup", "whole"))
        actions.connect_to(ActionId.EXPORT_FINAL_ACTS, lambda: export.ask_and_export("markup", "final-acts"))
        actions.connect_to(ActionId.EXPORT_CLEAN, lambda: export.ask_and_export("draft"))
        actions.connect_to(ActionId.EXPORT_BASE, lambda: export.ask_and_export("base"))
        actions.connect_to(ActionId.EXPORT_AKOMA_NTOSO, export.ask_and_export_akoma_ntoso)
        actions.made_by(lambda: self.merged_copies, ActionId.MERGE_COPY)
        actions.connect_to(ActionId.SHARE, self._share)
        actions.connect_to(ActionId.TAKE_IN, versions.ask_and_take_in)
        actions.connect_to(ActionId.TAKE_VERSION, versions.ask_and_take)
        actions.connect_to(ActionId.VERSIONS, versions.show)

    @cached_property
    def merged_copies(self) -> MergedCopiesController:
        """What merges copies of others."""
        from app.controllers.files.merged_copies import MergedCopiesController

        return MergedCopiesController(self._context, self._compare)

    @cached_property
    def sharing(self) -> SharingController:
        """What shares the draft with colleagues."""
        from app.controllers.sharing.controller import SharingController

        return SharingController(self._context)

    def _tell_refused(self, names: str) -> None:
        """Says why an own step of a shared draft cannot be undone or redone."""
        sentence = self.tr(
            "{names} changed the same words since. Repeat the command to pass over this step, or reject the change on its card."
        )
        self._window.tell(sentence.format(names=isolated(names) if names else self.tr("A colleague")))

    def _share(self) -> None:
        self.sharing.share()

    def _make_people(self) -> QWidget:
        return self.sharing.people.make_panel()

    def _rejoin(self, arrival: Transaction) -> None:
        self.sharing.rejoin(arrival)

    def _join(self, path: Path, opened: OpenedFile) -> bool:
        # Nothing else of sharing is loaded if there is no such folder.
        return shared_folder(path).is_dir() and self.sharing.join(path, opened)

    def _merge_from_disk(self) -> bool:
        return self.merged_copies.merge_from_disk()

    def _show_state(self, state: str) -> None:
        self.save_state.show_state(state)
        bar = self._window.statusBar()
        if state != "saved" and bar.currentMessage() == self._open_submission.said_saved:
            bar.clearMessage()

    def _open(self, path: str) -> None:
        self._open_submission.open_or_raise(Path(path))

    def open_sample(self) -> None:
        """Opens the sample, in the language of the window, as a submission that has no file."""
        from app.session.sample import sample_submission

        self._open_submission.show_unsaved(sample_submission(window_language()), sample_title())

    def _ask_and_open_sample(self) -> None:
        """Opens the sample, if the user agrees to close the open document."""
        if self._open_submission.may_close():
            self.open_sample()

    def _ask_and_open_treaty(self) -> None:
        """Opens the sample of a treaty text, if the user agrees to close the open document."""
        from app.session.sample import treaty_submission

        if self._open_submission.may_close():
            self._open_submission.show_unsaved(treaty_submission(), self.tr("Sample treaty text"))
