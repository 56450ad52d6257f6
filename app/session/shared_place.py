"""The place of this window among those who share a draft: what is known of the others, what they have received, and its own
files in the folder. Only one thread at a time uses it. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.session.clock import utc_now
from app.session.colleagues import GONE_AFTER, Colleague, SignsOfLife, Whereabouts
from model.errors import FileError
from model.formats.amend import Project
from model.message import Message
from model.redline import Stamp
from model.sharing.arrival import conflict_keys, submission_to_send, take_in_changes
from model.sharing.commit_lines import ParticipantHead
from model.sharing.folder import FolderContent, FolderReader
from model.sharing.history import SharedHistory
from model.sharing.new_commits import next_commit, transaction_between
from model.sharing.own_files import OwnFiles
from model.sharing.presence import Presence
from model.sharing.values import Participant, Vector, includes, union, vector_text
from model.submission.conflicts import Conflicts
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission

COLOURS = 8
"""The number of colours by which participants differ, beside their initials."""
SHOW_EVERY, SHOW_AGAIN = 2.0, 30.0
"""The least and the greatest number of seconds between two signs of life."""
PATIENCE = 10.0
"""Seconds for which commits may wait for others before that is reported."""


class Exchange(Struct, frozen=True):
    """The result of one exchange with the folder."""

    local: Submission
    """The submission for which it was made."""
    arrived: Transaction | None = None
    """What colleagues changed in it; None if nothing arrived."""
    packages: Mapping[str, bytes] = {}
    """The Word packages of the texts that arrived."""
    vector: Vector = {}
    """The commits that are known after it."""
    state: Submission | None = None
    names: tuple[str, ...] = ()
    """Those whose changes arrived."""
    is_sent: bool = True
    """Whether commits contain all of it that colleagues are to get; else it waits for a pause in typing."""


class SharedPlace:
    """One participant of a shared draft.

    draft: the file of the draft, beside which the folder is
    project: its id
    root: the fingerprint of the project file with which the sharing began
    history: the commits that are known
    reader: reads the folder
    me: this participant
    private: whether positions and private comments are shared too
    now: the time in UTC, ISO 8601
    clock: seconds that only grow
    """

    def __init__(
        self,
        draft: Path,
        project: str,
        root: str,
        history: SharedHistory,
        reader: FolderReader,
        me: Participant,
        *,
        private: bool,
        now: Callable[[], str] = utc_now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.draft = draft
        self.project = project
        self.root = root
        self.me = me
        self.private = private
        self.history = history
        self.vector: Vector = {}
        """The commits that are in the text of this window."""
        self.state = history.root
        """The submission after them."""
        self.colleagues: tuple[Colleague, ...] = ()
        self.problems: tuple[Message, ...] = ()
        self.folder_problem: Message | None = None
        """Why the folder cannot be used at present."""
        self.sharer = ""
        """The name of who shared the draft; '' if it is unknown."""
        self.sharers: tuple[str, ...] = ()
        """The ids of those who shared it; several if they shared the same text at once."""
        self.own_copy: Path | None = None
        """The copy on this computer from which the text came; it is removed when the journal has the same."""
        self.kept: Project | None = None
        """What that copy contains."""
        self._reader = reader
        self._files = OwnFiles(reader.folder, ParticipantHead(me, project, root, now()))
        self._now = now
        self._clock = clock
        self._participants: dict[str, Participant] = {me.id: me}
        self._waiting_since: float | None = None
        self._known_conflicts: set[str] = set()
        """The conflicts that everybody has or had. Those of this computer alone may contain something private."""
        self._signs = SignsOfLife(now, clock)
        self._shown: tuple[Whereabouts, float] | None = None

    @property
    def folder(self) -> Path:
        """The folder that all participants see."""
        return self._reader.folder

    @property
    def unsent(self) -> int:
        """The number of commits that are not in the folder yet."""
        return self._files.unsent

    def public(self, local: Submission) -> Submission:
        """The part of this window's text that everybody gets."""
        if self.private:
            return local
        self._known_conflicts |= conflict_keys(self.state)
        made = submission_to_send(local, self.state)
        unknown = conflict_keys(made) - self._known_conflicts
        return _without_conflicts(made, unknown) if unknown else made

    def name_of(self, participant: str) -> str:
        """The name of a participant; '' if it is unknown."""
        known = self._participants.get(participant)
        return known.name if known is not None else ""

    def exchange(self, local: Submission, place: Whereabouts, *, send: bool) -> Exchange:
        """Reads the folder and, if `send` or if something arrived, first writes what was changed here. Never raises FileError."""
        self._read()
        known = self.history.frontier
        behind = not includes(self.vector, known)
        if send or behind:
            self._commit(local)
        self._flush()
        self._show(place)
        if not behind:
            return Exchange(local, is_sent=self.public(local) == self.state)
        vector = self.history.closure(union(self.vector, known))
        state = self.history.state_of(vector)
        wanted = take_in_changes(local, self.state, state)
        with_packages = replace(local, sources={**local.sources, **wanted.sources})
        names = self._authors_since(vector)
        made = transaction_between(with_packages, wanted, Stamp(", ".join(names), self._now()))
        arrived = replace(made, kind=TransactionKind.ARRIVED, values=self.values(vector))
        return Exchange(local, arrived, wanted.sources, vector, state, names)

    def adopt(self, exchange: Exchange) -> None:
        """Counts the result of an exchange as part of the text of this window."""
        assert exchange.state is not None
        self.vector, self.state = exchange.vector, exchange.state

    def _authors_since(self, vector: Vector) -> tuple[str, ...]:
        lines = [line for line, number in vector.items() if number > self.vector.get(line, 0)]
        names = [self.name_of(line.partition("~")[0]) for line in lines]
        return tuple(dict.fromkeys(filter(None, names)))

    def _commit(self, local: Submission) -> None:
        public = self.public(local)
        if public == self.state:
            return
        commit = next_commit(self.history, self.me.id, self.vector, public, Stamp(self.me.name, self._now()))
        if commit is None:
            return
        self.history.add([commit])
        self.vector = self.history.closure({**self.vector, self.history.line_of(commit): commit.number})
        self.state = self.history.state_of(self.vector)
        try:
            self._files.append(commit)
        except FileError as error:
            self.folder_problem = error.message

    def _read(self) -> None:
        try:
            content = self._reader.read()
        except FileError as error:
            self.folder_problem = error.message
            return
        self.folder_problem = None
        self.take_content(content)

    def take_content(self, content: FolderContent) -> None:
        """Takes note of what is in the folder."""
        known = self.history.names_of(self.vector)
        self.history.add(content.commits)
        self.vector = self.history.vector_of(known)  # a fork gives lines other ids
        self._participants |= content.participants
        self.sharers = content.sharers
        if content.heads:
            first = next(iter(content.sharers), min(content.heads, key=lambda head: head.time).participant.id)
            self.sharer = self.name_of(first)
        found = [
            self._signs.colleague(presence, content.written.get(presence.participant.id))
            for presence in content.presences
            if presence.participant.id != self.me.id
        ]
        live = {known.participant.name for known in found if not known.is_away and not known.left}
        self.colleagues = tuple(
            [
                known
                for known in found
                if not known.left and known.age < GONE_AFTER and not (known.is_away and known.participant.name in live)
            ]
        )
        self.problems = (*content.problems, *self._history_problems(), *self._signs.problems(self.colleagues))

    def _history_problems(self) -> tuple[Message, ...]:
        """What is wrong with the commits. Those that wait for others are reported if that lasts: files arrive in any order."""
        problems = self.history.problems(self._participants)
        if not self.history.waiting_commits:
            self._waiting_since = None
            return problems
        if self._waiting_since is None:
            self._waiting_since = self._clock()
        return problems if self._clock() - self._waiting_since > PATIENCE else problems[:-1]

    @property
    def other_writer(self) -> Colleague | None:
        """The colleague at work who shared the same text at the same time, and whose window writes the file; None if this window
        does, or did not share it."""
        found = [colleague for colleague in self.colleagues if not colleague.is_away and colleague.participant.id < self.me.id]
        shared = [colleague for colleague in found if colleague.participant.id in self.sharers]
        return shared[0] if shared and self.me.id in self.sharers else None

    def _flush(self) -> None:
        try:
            self._files.flush()
        except FileError as error:
            self.folder_problem = error.message

    def _show(self, place: Whereabouts) -> None:
        now = self._clock()
        if self._shown is not None:
            known, when = self._shown
            if now - when < (SHOW_EVERY if known != place else SHOW_AGAIN):
                return
        self._shown = place, now
        self.show(place)

    def show(self, place: Whereabouts, *, left: bool = False) -> None:
        """Writes the sign of life; with `left`, the last one."""
        presence = Presence(self.me, self._now(), place.story, place.clause, left)
        with suppress(FileError):
            self._files.write_presence(presence)

    def values(self, vector: Vector) -> dict[str, str | int]:
        """The values in the journal with which a window that crashed takes its place again."""
        return {
            "draft": str(self.draft.absolute()),
            "project": self.project,
            "root": self.root,
            "participant": self.me.id,
            "seen": vector_text(vector),
            "private": int(self.private),
        }

    def preface(self) -> Transaction:
        """The first line of a journal: a transaction without steps, with these values."""
        return Transaction(TransactionKind.ARRIVED, (), time=self._now(), values=self.values(self.vector))

    def with_file(self, text: Submission, file: Submission, seen: Vector | None, written: Submission | None = None) -> Submission:
        """A text with what was written into the file of the draft alone, private parts included: the next save would remove
        them.

        text: the text
        file: the content of the file
        seen: the commits that are in it; None if that is unknown. Commits of colleagues would seem to be deleted in the file if
            it were merged on a text that has them
        written: what this window last wrote into it, the base if some of these commits are unknown; None if it wrote nothing,
            then the text stays as it is
        """
        if seen is not None and self.history.contains(seen):
            return take_in_changes(text, self.history.state_of(seen), file)
        return text if written is None else take_in_changes(text, self.public(written), file)

    def take_up(self, seen: Vector, former: str = "") -> None:
        """Continues with a text that has the commits of a vector. EditError if some have not arrived.

        seen: the commits
        former: the participant who left the text on this computer, '' if it comes from elsewhere. The text has all commits of
            this participant; those of others that have disappeared since are sent again
        """
        last = self.history.last_of(former) if former else None
        vector = {line: number for line, number in seen.items() if line != former}
        if last is not None:
            vector[former] = last.number
        if former:
            vector = dict(self.history.known_part(vector))
        state = self.history.state_of(vector)
        self.vector, self.state = self.history.closure(vector), state


def _without_conflicts(submission: Submission, keys: set[str]) -> Submission:
    def kept(conflicts: Conflicts) -> Conflicts:
        return {key: conflict for key, conflict in conflicts.items() if key not in keys}

    proposals = [
        replace(proposal, conflicts=kept(proposal.conflicts)) if proposal.conflicts else proposal
        for proposal in submission.proposals
    ]
    return replace(submission, proposals=tuple(proposals), conflicts=kept(submission.conflicts))
