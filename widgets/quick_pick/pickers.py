"""The lists in which the user picks an action by its name, or a clause by its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from re import compile as compile_pattern
from re import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from model.errors import EditError
from model.numbering.note_numbers import note_numbers
from model.numbering.provision_numbers import parse_number
from model.redline import NOTE
from model.submission.clause_paths import clause_at_path
from model.submission.place_texts import place_text
from model.submission.story import FIRST_TEXT, StoryId, redline_of
from widgets.common.actions import name_without_keys
from widgets.common.clause_outline import first_words
from widgets.common.store import Store
from widgets.common.translation import line_of, say
from widgets.quick_pick.chooser import Chooser, ChooserEntry, best


class Palette(Chooser):
    """Runs one of the given actions."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(self.tr("Commands"), self.tr("What do you want to do?"), window)
        self.chosen.connect(lambda action: action.trigger())

    def open_on(self, actions: Sequence[QAction]) -> None:
        """Offers the actions in their current state, enabled ones first, without separators, menus and nameless ones."""
        left_in = (action for action in actions if action.isVisible() and not action.isSeparator() and action.menu() is None)
        named = [action for action in left_in if name_without_keys(action.text())]
        self.open([self._entry(action) for action in sorted(named, key=lambda action: not action.isEnabled())])

    def _entry(self, action: QAction) -> ChooserEntry:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        mark = "✓ " if action.isCheckable() and action.isChecked() else ""
        spoken = line_of((self.tr("switched on") if mark else "", keys))
        return ChooserEntry(name_without_keys(action.text()), f"{mark}{keys}", action, action.isEnabled(), spoken=spoken)


class GoTo(Chooser):
    """Offers the clauses of one text by their places, and emits the chosen one."""

    went_to = Signal(object, str)
    """Story and id of the clause."""

    def __init__(self, store: Store, window: QWidget) -> None:
        self._hint = self.tr("A place, such as resolves 1 or recalling b)")
        self._by_number = False
        """Whether the text has margin numbers."""
        super().__init__(self.tr("Go to clause"), self._hint, window, words=True)
        self._store = store
        self._story = FIRST_TEXT
        self.chosen.connect(lambda id: self.went_to.emit(self._story, id))
        self.asked.connect(self._look_up)

    def open_on(self, story: StoryId) -> None:
        """Offers the clauses of a proposal's text."""
        self._story = story.text
        clauses = redline_of(self._store.submission, self._story).clauses
        number = self._story.proposal
        self._by_number = bool(clauses) and bool(self._store.labelling(number).numbers)
        hint = self.tr("A number, such as 9.11A, or 9.* for several") if self._by_number else self._hint
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleDescription(hint)
        paths, places = (self._store.paths(number), self._store.places(number)) if clauses else ({}, {})
        notes = self._numbered_notes() if self._by_number else {}
        entries: list[ChooserEntry] = []
        for clause in clauses:
            if clause.id in paths:
                place = say(place_text(places[clause.id]))
                entries += [ChooserEntry(place, first_words(clause), clause.id, path=paths[clause.id]), *notes.get(clause.id, ())]
        self.open(entries)

    def _numbered_notes(self) -> Mapping[str, Sequence[ChooserEntry]]:
        """The footnotes with margin numbers of the clauses that have their marks."""
        redline = redline_of(self._store.submission, self._story)
        numbers = note_numbers(redline, self._store.labelling(self._story.proposal).numbers)
        out: dict[str, list[ChooserEntry]] = {}
        for clause in redline.clauses if numbers else ():
            for run in clause.runs:
                if run.text == NOTE and run.content in numbers:
                    number = numbers[run.content].draft or numbers[run.content].base or ""
                    words = first_words(redline.notes[run.content].clauses[0])
                    out.setdefault(clause.id, []).append(ChooserEntry(number, words, clause.id, path=number))
        return out

    def matches(self, words: str, entries: Sequence[ChooserEntry]) -> list[ChooserEntry]:
        """In a text with margin numbers, a number or one with an asterisk (`9.*`) matches provisions by their numbers."""
        wanted = words.strip().casefold()
        if self._by_number and wanted:
            if "*" in wanted:
                pattern = compile_pattern(".*".join(map(escape, wanted.split("*"))))
                return [entry for entry in entries if "/" not in entry.path and pattern.fullmatch(_number_of(entry))]
            if parse_number(words.strip()) is not None:
                begun = [entry for entry in entries if _number_of(entry).startswith(wanted)]
                return sorted(begun, key=lambda entry: _number_of(entry) != wanted)
        return best(words, entries)

    def stands_alone(self, words: str) -> bool:
        """A whole path names one clause or none; the beginning of a path, or a word of it, filters the entries."""
        return "/" in words and not any(words.casefold() in entry.path.casefold() for entry in self.offered)

    def _look_up(self, path: str) -> None:
        number = self._story.proposal
        redline = redline_of(self._store.submission, self._story)
        if not redline.clauses:
            return
        try:
            id = clause_at_path(redline, path, self._store.labelling(number), self._store.paths(number))
        except EditError as error:
            self.say(say(error.message))
            return
        self.close_again()
        self.went_to.emit(self._story, id)


def _number_of(entry: ChooserEntry) -> str:
    """The margin number of the entry of a provision, as its path has it."""
    return entry.path.removeprefix("+").casefold()
