"""The comparison of two texts side by side: the choice of texts, the work beside the window, differences taken over into the
draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.background import Worker, report_of_reader
from app.controllers.comparison.compared_texts import BASE, DRAFT, FinishedComparison, TextKey, compare_texts
from app.controllers.comparison.comparison_export import ComparisonExportController
from app.controllers.printing import PrintingController
from app.window.action_ids import ActionId
from app.window.context import Context
from app.window.desktop_keys import DesktopKeys
from model.edits.take_over.clauses import take
from model.errors import ClausewrightError
from model.formats.amend import Project
from model.redline import Side
from model.submission.amendments import Amendment
from model.submission.story import StoryId, redline_of
from model.submission.values import Submission
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.common.translation import join_words, say
from widgets.comparison.phrases import taken_words
from widgets.comparison.window import ANOTHER_FILE, ComparisonWindow
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_versions

SHOW_AFTER = 300
"""Milliseconds after which the window says that it compares."""
FOLLOW_AFTER, FOLLOW_LATER = 400, 1500
"""Milliseconds after the last change of the draft until it is compared again; the second while somebody writes in the draft's
own window, since a comparison takes from the time of the keys."""


class ComparisonController(QObject):
    """Opens the comparison window and carries out its commands. One window shows one comparison after the other."""

    def __init__(self, context: Context, printing: PrintingController) -> None:
        window = context.window
        super().__init__(window)
        self._context = context
        self._session = context.session
        self._actions = context.actions
        self._open_submission = context.open_submission
        self._window = window
        self._settings = context.settings
        self._printing = printing
        self.window: ComparisonWindow | None = None
        """None before it is first wanted."""
        self.files: ComparisonExportController | None = None
        self._first, self._second = BASE, DRAFT
        self._files: list[TextKey] = []
        """The files that were compared since the document was opened."""
        self._given: dict[TextKey, tuple[str, Submission]] = {}
        """Texts that were given to be compared, with their names."""
        self._compared: FinishedComparison | None = None
        self._number = 1
        """Of the proposal whose text is compared."""
        self._stay = False
        self._worker: Worker[FinishedComparison] | None = None
        """The comparison that was begun last; one that was stopped cannot be ended, and is dropped when it comes."""
        self._slow = debounce(self, SHOW_AFTER, self._say_at_work)
        self._follow = debounce(self, FOLLOW_AFTER, self.compare_again)
        context.actions.connect_to(ActionId.COMPARE, self.ask_and_open)
        context.session.changed.connect(self._on_changed)
        window.parts.append(self)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the window."""
        self.stop()
        self._follow.stop()
        self._session.changed.disconnect(self._on_changed)
        if self.window is not None:
            self.window.close()

    # -- opening

    def ask_and_open(self) -> None:
        """Shows the window on both sides of the draft. Without an open document, asks for two files."""
        if self._session.submission.proposals:
            self.open(BASE, DRAFT)
            return
        first = self._ask_for_file(self.tr("Compare: the first file"))
        second = self._ask_for_file(self.tr("Compare: the second file")) if first is not None else None
        if first is not None and second is not None:
            self.open(first, second)

    def open(self, first: TextKey, second: TextKey) -> None:
        """Shows the window on two texts."""
        window = self._make_window()
        self._number = self._window.editor.story.proposal
        window.show()
        window.raise_()
        window.activateWindow()
        self.compare(first, second)

    def open_given(self, texts: Sequence[tuple[str, Submission]]) -> None:
        """Shows the window on the last two of some texts with their names; the others can be chosen there."""
        self._given = {TextKey("given", str(place)): text for place, text in enumerate(texts)}
        self.open(*list(self._given)[-2:])

    def open_version(self, name: str) -> None:
        """Shows the window on a named version and the draft."""
        self.open(TextKey("version", name), DRAFT)

    def open_file(self, path: Path) -> None:
        """Shows the window on the draft and a file."""
        self.open(DRAFT, self._key_of_file(str(path)))

    def _make_window(self) -> ComparisonWindow:
        if self.window is None:
            shared = self._actions
            stack, formats = [shared[ActionId.UNDO], shared[ActionId.REDO]], self._settings.value.compared_formats
            window = ComparisonWindow(stack, shared[ActionId.MANUAL], self._window, formats=formats)
            window.formats_chosen.connect(lambda shown: self._settings.change(compared_formats=shown))
            window.texts_chosen.connect(self._choose)
            window.refresh_asked.connect(lambda: self.compare(self._first, self._second, stay=True))
            window.cancel_asked.connect(self.stop)
            window.take_asked.connect(self.take)
            window.closed.connect(self.stop)
            self.window = window
            DesktopKeys(window)
            self.files = ComparisonExportController(self._context, self._printing, window, lambda: self._compared)
        return self.window

    # -- comparing

    def _choose(self, first: str, second: str) -> None:
        keys = []
        for chosen in (first, second):
            key = self._ask_for_file() if chosen == ANOTHER_FILE else TextKey.of(chosen)
            if key is None:
                self._show_texts(self._first, self._second)
                return
            keys.append(key)
        self.compare(*keys)

    def _ask_for_file(self, title: str = "") -> TextKey | None:
        kinds = kinds_of_versions()
        title, start = title or self.tr("Compare with a file"), self._open_submission.start_folder("compare")
        path, _ = QFileDialog.getOpenFileName(self.window or self._window, title, start, kinds)
        if not path:
            return None
        self._settings.keep_folder("compare", Path(path).absolute().parent)
        return self._key_of_file(path)

    def _key_of_file(self, path: str) -> TextKey:
        """The key of a file, which can be chosen in the window from now on."""
        key = TextKey("file", path)
        if key not in self._files:
            self._files.append(key)
        return key

    def compare(self, first: TextKey, second: TextKey, *, stay: bool = False) -> None:
        """Compares two texts in the background and then shows them. An earlier comparison that still runs is dropped. With
        `stay`, the window keeps its reading position."""
        self._make_window()
        self._show_texts(first, second)
        self._drop()
        self._stay = stay
        persistence = self._open_submission.persistence
        project = persistence.project if persistence is not None else Project(self._session.submission)
        submission, stamp, given = self._session.submission, self._session.stamp(), self._texts_given()
        work = compare_texts(project, submission, self._number, first, second, stamp, given)
        self._first, self._second = first, second
        self._slow.start()
        self._worker = Worker(lambda report: work(report_of_reader(report)), "comparing", self)
        self._worker.finished.connect(self._end)
        self._worker.start()

    def _texts_given(self) -> dict[TextKey, Submission]:
        return {key: submission for key, (_, submission) in self._given.items()}

    def _drop(self) -> None:
        if self._worker is not None:
            self._worker.cancel()

    def _say_at_work(self) -> None:
        if self.window is None:
            return
        first, second = self.window.names
        message = self.tr("Comparing {first} with {second} …").format(first=first, second=second)
        (self.window.tell if self._stay and self._compared is not None else self.window.show_waiting)(message)

    def stop(self) -> None:
        """Drops the comparison that is at work."""
        self._drop()
        self._slow.stop()
        if self.window is not None:
            self.window.show_nothing()
            if self._compared is not None:
                self._first, self._second = self._compared.first, self._compared.second
                self._show_texts(self._first, self._second)

    def _end(self) -> None:
        if self._worker is None or self.window is None:
            return
        self._slow.stop()
        try:
            found = self._worker.result()
        except ClausewrightError as error:
            self.stop()
            messages.show_error(self.window, say(error.message))
            return
        if found is None:
            return
        self._compared = found
        may_take = DRAFT in (found.first, found.second)
        self.window.show_comparison(found.aligned, found.paths, may_take=may_take, stay=self._stay)
        if found.comparison.warnings:
            self.window.tell(join_words(map(say, found.comparison.warnings)))
        if found.left_out and not self._stay:
            messages.show_warnings(self.window, found.left_out)

    # -- what can be compared

    def _show_texts(self, first: TextKey, second: TextKey) -> None:
        texts = [(str(key), name) for key, name in self._texts()]
        self._make_window().show_texts(texts, str(first), str(second))

    def _texts(self) -> list[tuple[TextKey, str]]:
        persistence, proposals = self._open_submission.persistence, self._session.submission.proposals
        out = [(BASE, self.tr("Text in force")), (DRAFT, self.tr("Draft"))] if proposals else []
        for version in reversed(persistence.project.versions if persistence is not None else ()):
            out.append((TextKey("version", version.name), self.tr("Version “{name}”").format(name=say(version.title))))
        for number, proposal in enumerate(proposals, start=1):
            if number != self._number:
                name = f"{proposal.symbol} {proposal.number}".strip() or str(number)
                out.append((TextKey("proposal", str(number)), self.tr("Proposal {name}").format(name=name)))
        out += [(key, Path(key.name).name) for key in self._files]
        return [*out, *((key, name) for key, (name, _) in self._given.items())]

    # -- following

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._files.clear()
            self._compared = None
            if self.window is not None:
                self.window.close()
        elif self.window is not None and self.window.isVisible() and not self._is_fresh():
            self._follow.start(FOLLOW_AFTER if self.window.isActiveWindow() else FOLLOW_LATER)

    def _is_fresh(self) -> bool:
        """Whether the comparison shown is one with the current draft."""
        if self._compared is None:
            return False
        story = StoryId(self._number)
        return redline_of(self._compared.of, story) is redline_of(self._session.submission, story)

    def compare_again(self) -> None:
        """Compares again after the draft has changed, when the last comparison has come to its end."""
        if self._worker is not None and self._worker.running:
            self._follow.start()
            return
        if self.window is not None and self.window.isVisible() and self._compared is not None:
            self.compare(self._first, self._second, stay=True)

    # -- taking over

    def take(self, chosen: Sequence[Amendment]) -> None:
        """Lets the draft have differences of the other text, as one step that can be undone."""
        window, compared = self.window, self._compared
        if window is None or compared is None or DRAFT not in (compared.first, compared.second):
            return
        if not self._is_fresh():
            window.tell(self.tr("The draft has changed; it is being compared again."))
            self.compare_again()
            return
        side: Side = "base" if compared.first == DRAFT else "draft"
        submission, found, stamp = self._session.submission, compared.aligned.redline, self._session.stamp()
        try:
            taken = take(submission, self._number, found, side, chosen, stamp)
            self._session.commit(taken.transaction)
        except ClausewrightError as error:
            window.tell(say(error.message))
            return
        window.tell(taken_words(taken))
