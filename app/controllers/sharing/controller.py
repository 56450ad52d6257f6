"""Sharing a draft with colleagues who see the same folder: beginning, joining, saving, leaving."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.controllers.sharing.people import ArrivalMessages, PeopleController
from app.session.colleagues import Whereabouts
from app.session.file_lock import FileLock
from app.session.own_copies import is_own, mark_as_own, own_copy, unmark_as_own, vector_of
from app.session.persistence import Persistence
from app.session.shared_draft import SharedDraft, WindowFunctions
from app.session.shared_entry import Invitation, begin_sharing, find_sharing
from app.session.shared_place import SharedPlace
from app.window.context import Context
from model.edits.merging.copies import bring_merge
from model.errors import ClausewrightError, EditError, FileError
from model.files.opening import OpenedFile, open_document
from model.formats.amend import Project
from model.sharing.values import read_vector
from model.storage.atomic_write import ChangedOnDisk
from model.storage.windows_paths import real_path
from model.submission.story import StoryId
from model.submission.transactions import Transaction
from model.submission.values import Submission
from widgets.common.foreign_text import isolated
from widgets.common.names import shown_folder
from widgets.common.translation import join_words, say
from widgets.dialogs import messages
from widgets.sharing.dialog import ShareDialog
from widgets.window.save_state import State


class Consent(Struct, frozen=True):
    """What the user decided in the box."""

    alone: bool
    """Whether the file is opened as any other."""
    name: str
    """The name that colleagues see."""
    private: bool
    """Whether positions and private comments are shared too."""


class SharingController(QObject):
    """Holds the shared draft of the window, if there is one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self.draft: SharedDraft | None = None
        self._arrivals = ArrivalMessages(context.session, context.window)
        self.people = PeopleController(context, self.share, self.stop)
        self.people.joined.connect(self._arrivals.show_joined)

    @property
    def _own_copies(self) -> Path:
        """The folder of what stays on this computer."""
        return self._open_submission.journals.parent / "shares"

    # -- beginning

    def share(self) -> None:
        """Asks, and shares the open draft; shows who is there if it is shared already."""
        persistence = self._open_submission.persistence
        if self.draft is not None:
            self._window.panels.open("sharing")
            return
        if persistence is None or self._session.refusal:
            self._window.tell(self._session.refusal)
            return
        if persistence.path is None:
            messages.show_information(
                self._window, self.tr("Save the draft first, in a folder that your colleagues can see; then share it.")
            )
            if not self._open_submission.save_as():
                return
        persistence = self._open_submission.persistence
        path = persistence.path if persistence is not None else None
        if persistence is None or path is None:
            return
        if self._is_shared_by_others(path, persistence.project.id):
            messages.show_information(
                self._window,
                self.tr("Colleagues are sharing {name} already; open the file again to join them.").format(name=path.name),
            )
            return
        consent = self.ask_to_share(path)
        if consent is not None and (not self._open_submission.modified or self._open_submission.save()):
            self._share(path, persistence, consent)

    def ask_to_share(self, path: Path) -> Consent | None:
        """Says what sharing a file means, and asks for a name; None if the user cancels."""
        return self._ask(
            self.tr("Share this draft"),
            self.tr(
                "Colleagues who see the folder {folder} can open {name} and work on it at the same time. Each window writes only "
                "its own files beside the draft; no server is needed."
            ).format(folder=shown_folder(path), name=path.name),
            self.tr("&Share"),
        )

    def _share(self, path: Path, persistence: Persistence, consent: Consent) -> None:
        """Shares the saved draft."""
        project = replace(persistence.project, submission=self._session.submission)
        try:
            place = self._open_submission.work(
                lambda: begin_sharing(path, project, consent.name, private=consent.private),
                self.tr("Sharing {name} …").format(name=path.name),
            )
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return
        mark_as_own(self._own_copies, place.root)
        kept = Persistence(
            self._open_submission.journals, replace(project, id=""), title=path.name, warn=self._open_submission.warn
        )
        self._open_submission.show_shared(kept, in_place=True)
        self._begin(place, kept, writes_draft=True)
        self._write_first()
        self._window.panels.open("sharing")

    def _write_first(self) -> None:
        """Writes the file without what colleagues do not get, and with the commits that are in it, so that what somebody writes
        into it alone can be merged."""
        draft = self.draft
        if draft is not None and self._write(draft):
            draft.hide_private_parts()
            self._open_submission.show_state()

    def _is_shared_by_others(self, path: Path, project: str) -> bool:
        with suppress(FileError):
            invitation = self._find(path, project)
            return invitation is not None and invitation.is_in_use
        return False

    def _find(self, draft: Path, project: str, root: str = "") -> Invitation | None:
        """The sharing of a draft, see `find_sharing`, read in the background."""
        return self._open_submission.work(
            lambda: find_sharing(draft, project, root), self.tr("Reading {name} …").format(name=draft.name)
        )

    def _ask(self, title: str, message: str, accept: str, *, joining: bool = False) -> Consent | None:
        """The user's answer; None after Cancel."""
        dialog = ShareDialog(title, message, accept, self._session.author, self._window, joining=joining)
        dialog.exec()
        dialog.deleteLater()
        if not dialog.answer:
            return None
        if dialog.answer == "share" and dialog.shown_name != self._session.author:
            self._settings.change(author=dialog.shown_name)
            self._session.author = dialog.shown_name
        return Consent(dialog.answer == "alone", dialog.shown_name, dialog.private.isChecked())

    def _begin(self, place: SharedPlace, persistence: Persistence, *, writes_draft: bool) -> None:
        handle = WindowFunctions(
            self._is_waiting, self._where, lambda work: self._open_submission.work(work, self.tr("Exchanging changes …"))
        )
        self.draft = draft = SharedDraft(
            place, self._session, persistence, handle, self._own_copies, writes_draft=writes_draft, parent=self
        )
        self._arrivals.begin()
        draft.followed.connect(self._open_submission.show_state)
        draft.arrived.connect(self._arrivals.show)
        draft.yielded.connect(self._yield_file)
        self._open_submission.sharing = self
        self.people.begin(draft)
        draft.send()

    def _is_waiting(self) -> bool:
        """Whether something is under way that nothing may interrupt."""
        composing = self._window.editor.composing or self._window.note.composing
        held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        boxes = QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None
        return composing or held or boxes or self._open_submission.busy

    def _where(self) -> Whereabouts:
        editor = self._window.focused_editor()
        clause = editor.caret.clause()
        return Whereabouts(editor.story, clause.id) if clause is not None else Whereabouts(StoryId(1))

    # -- joining

    def join(self, path: Path, opened: OpenedFile) -> bool:
        """Asks whether to join those who share a draft that is to be opened, and does it. False if it is to be opened alone."""
        try:
            invitation = self._find(path, opened.project.id)
        except FileError as error:
            messages.show_error(self._window, say(error.message))
            return True
        if invitation is None:
            return False
        consent = self._ask(self.tr("Join a shared draft"), self._invitation(path, invitation), self.tr("&Join"), joining=True)
        if consent is None or consent.alone:
            return consent is None
        place = invitation.join(consent.name, private=consent.private)
        local = self._open_submission.work(
            lambda: self._text_to_begin_with(place, opened), self.tr("Reading {name} …").format(name=path.name)
        )
        project = replace(place.kept or Project(local, versions=opened.project.versions), submission=local, id="")
        persistence = Persistence(self._open_submission.journals, project, title=path.name, warn=self._open_submission.warn)
        self._open_submission.show_shared(persistence, in_place=False)
        self._begin(place, persistence, writes_draft=self._takes_draft(place))
        self._settings.add_recent(path, "open")
        return True

    def _invitation(self, path: Path, invitation: Invitation) -> str:
        names = join_words(map(isolated, filter(None, invitation.colleagues)))
        if names:
            sentence = self.tr("{name} is shared. Working on it now: {names}.").format(name=path.name, names=names)
        else:
            sentence = self.tr("{name} is shared. Nobody is working on it now.").format(name=path.name)
        return f"{sentence} {self.tr('If you join, you see what everybody writes, and everybody sees what you write.')}"

    def _text_to_begin_with(self, place: SharedPlace, opened: OpenedFile) -> Submission:
        """What was left on this computer, else the file with the commits that are in it, else the newest text of all. Who writes
        the file takes in what somebody wrote into it alone, since the next save would overwrite it."""
        copy = own_copy(self._own_copies, place.root)
        seen = vector_of(opened.project, place.root)
        begin = [(copy.seen, copy.project.submission, copy.participant)] if copy is not None else []
        begin += [(seen, opened.submission, "")] if seen is not None else []
        for vector, submission, former in begin:
            try:
                place.take_up(vector, former)
            except EditError:
                continue
            if copy is not None and former:
                place.own_copy, place.kept = copy.path, copy.project
            is_writer = former and is_own(self._own_copies, place.root)
            text = place.with_file(submission, opened.submission, seen) if is_writer else submission
            return replace(text, sources={**place.state.sources, **text.sources})
        place.take_up(place.history.frontier)
        return place.state

    def _takes_draft(self, place: SharedPlace) -> bool:
        """Whether this window writes the file of the draft: on the computer that shared it, in the first window."""
        if not is_own(self._own_copies, place.root):
            return False
        lock = FileLock(place.draft, self._session.author)
        holder = lock.holder()
        if (holder is not None and holder.certain) or not lock.take():
            return False
        self._open_submission.hold(lock)
        return True

    def rejoin(self, arrival: Transaction) -> None:
        """Takes again the place of a window that crashed; the text is what its journal kept."""
        values, persistence = arrival.values, self._open_submission.persistence
        if persistence is None:
            return
        draft, root = Path(str(values.get("draft", ""))), str(values.get("root", ""))
        try:
            invitation = self._find(draft, str(values.get("project", "")), root)
            if invitation is None:
                raise FileError(draft, self.tr("it is no longer shared; save your text under another name"))
            place = invitation.join(self._session.author, private=bool(values.get("private", 0)))
            place.take_up(read_vector(values.get("seen", "")), str(values.get("participant", "")))
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return
        self._session.add_packages(place.state.sources)
        persistence.append(place.preface(), how="arrived")
        self._begin(place, persistence, writes_draft=self._takes_draft(place))

    # -- what the open document needs

    @property
    def unsaved(self) -> bool:
        """Whether the file of the draft, if this window writes it, lacks something."""
        return self.draft is not None and self.draft.unsaved

    @property
    def state(self) -> State:
        """Whether colleagues have everything."""
        return self.draft.state if self.draft is not None else "apart"

    def send(self) -> bool:
        """Sends what was typed; returns whether that was possible."""
        return self.draft is not None and self.draft.send()

    def save(self) -> bool:
        """Sends what was typed and, if this window writes the file, writes it; returns whether both were possible."""
        draft = self.draft
        if draft is None:
            return False
        sent, name = draft.send(), draft.place.draft.name
        if draft.writes_draft:
            if not self._write(draft):
                return False
            self._open_submission.message.emit(self.tr("Saved {name} with what everybody wrote.").format(name=name))
        elif sent:
            self._open_submission.message.emit(self.tr("Your colleagues have all your changes."))
        else:
            self._open_submission.message.emit(
                self.tr("Your changes stay on this computer and are sent when the folder is available again.")
            )
        self._open_submission.show_state()
        return True

    def _write(self, draft: SharedDraft, *, overwrite: bool = False) -> bool:
        try:
            self._open_submission.work(lambda: draft.write_draft(overwrite=overwrite), self.tr("Saving …"))
        except ChangedOnDisk as error:
            answer = messages.ask_to_merge_or_overwrite(self._window, say(error.message))
            if answer == "merge" and not self._merge_file(draft):
                return False
            return bool(answer) and self._write(draft, overwrite=True)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        draft.note_written()
        return True

    def _merge_file(self, draft: SharedDraft) -> bool:
        """Merges what somebody who does not share the draft wrote into its file."""
        session, place = self._session, draft.place
        try:
            opened = self._open_submission.work(
                lambda: open_document(place.draft), self.tr("Merging {name} …").format(name=place.draft.name)
            )
            seen = vector_of(opened.project, place.root)
            merged = place.with_file(session.submission, opened.submission, seen, draft.written)
            session.add_packages(merged.sources)
            session.commit(bring_merge(session.submission, merged, session.stamp()))
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        return True

    def _yield_file(self, name: str) -> None:
        """Leaves the file of the draft to the window of a colleague who shared it at the same time."""
        if self.draft is None:
            return
        unmark_as_own(self._own_copies, self.draft.place.root)
        self._open_submission.show_state()
        sentence = self.tr("{name} shared this draft at the same time; the window of {name} writes the file.")
        self._window.tell(sentence.format(name=isolated(name)))

    def is_file(self, path: Path) -> bool:
        """Whether a path is that of the file of the draft."""
        return self.draft is not None and real_path(path) == real_path(self.draft.place.draft)

    def leave(self, *, keep: bool = True) -> bool:
        """Ends the sharing in this window; with `keep`, what colleagues do not get is kept. False if that was not possible."""
        draft, self.draft = self.draft, None
        if draft is None:
            return True
        is_kept = draft.leave(keep=keep)
        draft.deleteLater()
        self.people.end()
        return is_kept

    def stop(self) -> None:
        """Ends the sharing; the window continues with the text as a separate document."""
        draft = self.draft
        if draft is None or (draft.writes_draft and not self.save()):
            return
        name = draft.place.draft.name
        self._open_submission.sharing = None
        self.leave()
        self._session.stack.resetClean()
        self._open_submission.show_state()
        self._window.tell(
            self.tr("You no longer share {name}. The text in this window is a copy without a file; save it to keep it.").format(
                name=name
            )
        )
