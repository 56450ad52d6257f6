"""A second language version beside the text: a list of the amendments that are not carried over, and the commands that carry
them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Signal

from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError, EditError
from model.message import Message
from model.redline import Redline
from model.submission.story import FIRST_TEXT, StoryId, redline_of
from model.submission.transactions import Selection, SetField
from model.submission.values import Submission
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.common.translation import counted, say, sentences
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_texts

if TYPE_CHECKING:
    from model.submission.language_versions import Pair
    from widgets.language_versions.panel import LanguageVersionsPanel

NOT_CARRIED = "≠"
"""The sign in the tree of a clause to which the other version makes a different change."""
FOLLOW_AFTER = 300
"""Milliseconds after the last change until the pairs follow, so that no key waits for them."""


class Other(Struct, frozen=True):
    """The second version; it is read, never changed here."""

    path: Path
    submission: Submission


class LanguageVersionsController(QObject):
    """Connects the panel of two versions, and the signs of the clause tree, with the text."""

    other_changed = Signal()
    """Another second version is there, or none any more."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = window
        self._other: Other | None = None
        self._shown: tuple[Pair, ...] | None = None
        self._paired: tuple[Redline, Redline, tuple[Pair, ...]] | None = None
        self.panel: LanguageVersionsPanel | None = None
        """None before it is first seen."""
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        title, action = self.tr("Languages"), ActionId.LANGUAGE_VERSIONS
        window.panels.add("parallel", title, self._make_panel, action, passing=True)
        window.proposal_shown.connect(lambda _number: self._timer.start())
        context.session.changed.connect(self._on_changed)
        window.parts.append(self)

    def close_story(self) -> None:
        """Releases the session, which outlives the panel."""
        self._timer.stop()
        self._session.changed.disconnect(self._on_changed)

    def _make_panel(self) -> LanguageVersionsPanel:
        from widgets.language_versions.panel import LanguageVersionsPanel

        self.panel = panel = LanguageVersionsPanel()
        panel.open_asked.connect(self._ask_and_show)
        panel.read_asked.connect(self._read_again)
        panel.chosen.connect(self._show)
        panel.carry_asked.connect(self.carry)
        self.follow()
        return panel

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None and self._other is not None:
            self._put(None)
        if self.panel is not None and (self._other is not None or change.transaction is None):
            self._timer.start()

    # -- the other version

    def _ask_and_show(self) -> None:
        if self.ask_and_open():
            self._window.panels.open("parallel")
            self.follow()

    def ask_and_open(self) -> bool:
        """Asks for a file and reads it as the second version; whether one is open then."""
        kinds = kinds_of_texts()
        title, start = self.tr("Open the other language version"), self._open_submission.start_folder("open")
        path, _ = QtWidgets.QFileDialog.getOpenFileName(self._window, title, start, kinds)
        return bool(path) and self.read(Path(path))

    def _read_again(self) -> None:
        if self._other is not None:
            self.open(self._other.path)

    def open(self, path: Path) -> None:
        """Shows a file as the second version of the text in the panel."""
        if self.read(path):
            self._window.panels.open("parallel")
            self.follow()

    def read(self, path: Path) -> bool:
        """Reads a file as the second version of the text, or says why it cannot be used."""
        from model.files.opening import open_document

        try:
            opened = self._open_submission.read(
                lambda report: open_document(path, report=report), self.tr("Reading {name} …").format(name=path.name)
            )
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._put(Other(path, opened.submission))
        return True

    def _put(self, other: Other | None) -> None:
        self._other, self._shown = other, None
        self.other_changed.emit()

    def version(self) -> Submission | None:
        """The second version, if one is open."""
        return self._other.submission if self._other is not None else None

    def _stories(self) -> tuple[StoryId, StoryId]:
        """The text that is shown, and the one of the same number in the other version, else its first."""
        from model.submission.language_versions import counterpart

        number = self._window.editor.story.proposal
        other_story = counterpart(self._other.submission, number) if self._other is not None else None
        return StoryId(number), other_story or FIRST_TEXT

    def name_of_other(self) -> str:
        """The name of the second version's file, with its language."""
        other = self._other
        return self._head(other.path.name, redline_of(other.submission, self.story_there())) if other is not None else ""

    def story_there(self) -> StoryId:
        """The story of the second version that is set beside the one that is shown."""
        return self._stories()[1]

    def _find_pairs(self) -> tuple[Pair, ...]:
        """The pairs of the shown text, made again only if one of the two texts has changed."""
        from model.submission.language_versions import pairs

        other = self._other
        if other is None:
            return ()
        story, other_story = self._stories()
        mine, theirs = redline_of(self._session.submission, story), redline_of(other.submission, other_story)
        if self._paired is None or self._paired[0] is not mine or self._paired[1] is not theirs:
            self._paired = mine, theirs, pairs(mine, theirs)
        return self._paired[2]

    def clause_there(self, id: str) -> tuple[str, bool]:
        """The clause of the second version that goes with one of the text; else the last before it, and that it is another."""
        last = ""
        for pair in self._find_pairs():
            last = pair.right.clause if pair.right is not None else last
            if pair.left is not None and pair.left.clause == id:
                return last, pair.right is not None
        return last, False

    def clause_here(self, id: str) -> str:
        """The clause of the text that goes with one of the second version; else the last before it."""
        last = ""
        for pair in self._find_pairs():
            last = pair.left.clause if pair.left is not None else last
            if pair.right is not None and pair.right.clause == id:
                return last
        return last

    def follow(self) -> None:
        """Brings the pairs up to date."""
        self._timer.stop()
        panel, other = self.panel, self._other
        if panel is None:
            return
        if other is None:
            panel.show_nothing()
            self._mark((), "")
            return
        from model.numbering import Labelling
        from model.submission.language_versions import differ_in_shape
        from widgets.language_versions.model import LanguageVersion

        story, other_story = self._stories()
        mine, theirs = redline_of(self._session.submission, story), redline_of(other.submission, other_story)
        found = self._find_pairs()
        if self._shown is found:
            return
        self._shown = found
        versions = LanguageVersion(mine, self._session.labelling(story.proposal)), LanguageVersion(theirs, Labelling.of(theirs))
        heads = self._head(self.tr("This text"), mine), self._head(other.path.name, theirs)
        alike = not differ_in_shape(found)
        panel.show_pairs(found, versions, heads, alike=alike)
        self._mark(found if alike else (), theirs.language)

    def _mark(self, found: Sequence[Pair], language: str) -> None:
        """Marks in the tree what is not in both versions; what the open text has not, at the clause before it."""
        hints: dict[str, str] = {}
        last = ""
        name = self.tr("the other version ({language})").format(language=language)
        for pair in found:
            last = pair.left.clause if pair.left is not None else last
            if not pair.is_carried and last:
                more, unlike = self.tr("{version} has another paragraph after it"), self.tr("different in {version}")
                hints[last] = (more if pair.left is None else unlike).format(version=name)
        self._window.clause_panel.show_marked(NOT_CARRIED, self.tr("Not carried over"), hints)

    def _head(self, name: str, redline: Redline) -> str:
        return f"{name} ({redline.language})" if redline.language else name

    # -- what is done

    def _show(self, pair: Pair) -> None:
        """Goes to a clause of the open text; of one that is not there, to the one before it."""
        clause = pair.left.clause if pair.left is not None else self._before(pair)
        story, _ = self._stories()
        if clause:
            self._window.go_to(Selection(story, (clause, 0), (clause, 0)))

    def _before(self, pair: Pair) -> str:
        """The last clause of the open text before one that it has not."""
        found = ""
        for candidate in self.panel.pairs.pairs if self.panel is not None else ():
            if candidate is pair:
                break
            found = candidate.left.clause if candidate.left is not None else found
        return found

    def carry(self, chosen: Sequence[Pair], words: bool) -> None:
        """Carries amendments of the other version over to the open text, as one step."""
        from model.edits.carry_over import carry_all
        from model.submission.language_versions import Pair

        other = self._other
        self.follow()
        if other is None or not chosen:
            return
        story, other_story = self._stories()
        swapped = [Pair(pair.right, pair.left) for pair in chosen]
        submission, stamp = self._session.submission, self._session.stamp()
        made, refused = self._open_submission.work(
            lambda: carry_all(other.submission, other_story, submission, story, swapped, stamp, words=words),
            self.tr("Carrying over …"),
        )
        if made.steps:
            try:
                self._session.commit(made)
            except EditError as error:
                self._window.tell(say(error.message))
                return
        self.follow()
        comments = sum(isinstance(step, SetField) and "/comments/" in step.path for step in made.steps)
        noted = min(comments, sum("changed" in pair.right.states for pair in chosen if pair.right is not None))
        self._window.tell(self._sentence(len(chosen) - len(refused) - noted, noted, refused))

    def _sentence(self, carried: int, noted: int, refused: Sequence[Message]) -> str:
        parts = [counted("{n} amendment was carried over.", "{n} amendments were carried over.", carried)] if carried else []
        parts += (
            [
                counted(
                    "The changed words of {n} clause are in a private comment on it, to be translated.",
                    "The changed words of {n} clauses are in private comments on them, to be translated.",
                    noted,
                )
            ]
            if noted
            else []
        )
        parts += [self.tr("Left: {why}.").format(why=say(refused[0]))] if refused else []
        return sentences(parts)
