"""A colleague's changes in the window: of the file on disk, or of a copy that came by mail. Both are merged, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.window.action_ids import ActionId
from app.window.context import Context
from model.edits.merging.copies import bring_merge
from model.errors import ClausewrightError, EditError, FileError
from model.files.merge import UnrelatedFiles, common_version, merge_projects, refuse_unrelated
from model.files.opening import OpenedFile, open_document
from model.formats.amend import Project, Version
from model.message import Message
from model.submission.values import Submission, conflict_count
from widgets.common.translation import counted, say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs


class MergedCopiesController(QObject):
    """Merges another copy with what is in the window."""

    def __init__(self, context: Context, compare: Callable[[Path], None]) -> None:
        """`compare` opens the comparison of the document with a file."""
        super().__init__(context.window)
        self._compare = compare
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        context.actions.connect_to(ActionId.MERGE_COPY, self.ask_and_merge)

    # -- the file on disk

    def merge_from_disk(self) -> bool:
        """Merges what another program wrote into the file of the document; the base is what this one last read or wrote of it.
        Returns success; otherwise the document is as it was."""
        persistence = self._open_submission.persistence
        if persistence is None or persistence.path is None or self._session.refusal:
            return False
        path, base, current = persistence.path, persistence.last_saved, self._with_present_text(persistence.project)

        def read() -> tuple[OpenedFile, Project]:
            opened = _opened_project(path)
            refuse_unrelated(replace(opened, project=base), opened)
            return opened, merge_projects(base, current, opened.project)

        try:
            opened, merged = self._open_submission.work(read, self.tr("Merging {name} …").format(name=path.name))
            persistence.follow_file(opened, merged.versions, within=self._session.submission)
        except ClausewrightError as error:
            self._report(error, path)
            return False
        self._session.stack.resetClean()
        return self._bring(merged, path.name)

    # -- a copy that came by mail

    def ask_and_merge(self) -> None:
        """Asks for a colleague's copy and merges it."""
        if self._open_submission.persistence is None or self._session.refusal:
            self._window.tell(self._session.refusal)
            return
        path = self._ask_for_project(self.tr("Merge a colleague’s copy"))
        if path is not None:
            self.merge_copy(path)

    def _ask_for_project(self, title: str) -> Path | None:
        from model.files.kinds import PROJECT

        start = self._open_submission.start_folder("returned")
        path, _ = QFileDialog.getOpenFileName(self._window, title, start, kinds_of_outputs(PROJECT))
        return Path(path) if path else None

    def merge_copy(self, path: Path) -> bool:
        """Merges a copy; the base is the newest version that both contain, or a file that the user names. Returns success."""
        persistence = self._open_submission.persistence
        if persistence is None:
            return False
        current, saved = self._with_present_text(persistence.project), persistence.last_saved.submission
        try:
            opened = self._open_submission.work(lambda: _opened_project(path), self.tr("Reading {name} …").format(name=path.name))
            if opened.submission == current.submission:
                self._window.tell(self.tr("{name} has the same content as the document.").format(name=path.name))
                return False
            base = common_version(current, opened.project, saved) or self._asked_base(path, opened, current.submission)
            if base is None:
                return False
            merged = self._open_submission.work(
                lambda: merge_projects(Project(base), current, opened.project),
                self.tr("Merging {name} …").format(name=path.name),
            )
        except ClausewrightError as error:
            self._report(error, path)
            return False
        self._settings.keep_folder("returned", path.absolute().parent)
        persistence.bring_back(_without_known(merged, current), rewrite=True)
        return self._bring(merged, path.name)

    def _asked_base(self, path: Path, opened: OpenedFile, current: Submission) -> Submission | None:
        """The content of the file from which both copies were made, which the user names; None if the user cancels or compares
        the copies instead."""
        refuse_unrelated(replace(opened, project=Project(current), path=Path(self._open_submission.title)), opened)
        answer = messages.ask_for_base(self._window, path.name)
        if answer == "compare":
            self._compare(path)
        if answer != "choose":
            return None
        place = self._ask_for_project(self.tr("The file that both copies were made from"))
        if place is None:
            return None
        base = self._open_submission.work(lambda: _opened_project(place), self.tr("Reading {name} …").format(name=place.name))
        refuse_unrelated(base, opened)
        return base.submission

    # -- both

    def _report(self, error: ClausewrightError, path: Path) -> None:
        """Reports why a file is not merged; one that has nothing in common with the document can be compared with it."""
        if not isinstance(error, UnrelatedFiles):
            messages.show_error(self._window, say(error.message))
        elif messages.ask_to_compare(self._window, say(error.message)):
            self._compare(path)

    def _with_present_text(self, project: Project) -> Project:
        return replace(project, submission=self._session.submission)

    def _bring(self, merged: Project, name: str) -> bool:
        """Puts a merge into the document, as one step that can be undone, and reports it."""
        before = conflict_count(self._session.submission)
        try:
            self._session.add_packages(merged.submission.sources)
            self._session.commit(bring_merge(self._session.submission, merged.submission, self._session.stamp()))
        except EditError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._open_submission.show_state()
        count = conflict_count(self._session.submission)
        if count > before:
            self._window.panels.open("conflicts")
            sentence = counted(
                "{name} was merged; {n} conflict needs a decision.",
                "{name} was merged; {n} conflicts need a decision.",
                count,
                name=name,
            )
            self._open_submission.message.emit(sentence)
        else:
            self._open_submission.message.emit(self.tr("{name} was merged without a conflict.").format(name=name))
        return True


def _opened_project(path: Path) -> OpenedFile:
    opened = open_document(path)
    if opened.kind != "project":
        raise FileError(path, Message.of("it is not a project of this program; import it first, then merge the projects"))
    return opened


def _without_known(merged: Project, current: Project) -> list[Version]:
    known = {version.name for version in current.versions}
    return [version for version in merged.versions if version.name not in known]
