"""References of a text to its own clauses: they follow a relabelling in the same step, or are offered in a bar."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.window.action_ids import SEPARATOR, ActionId
from app.window.context import Context
from model.errors import EditError
from model.submission.story import StoryId, redline_of
from model.submission.transactions import Selection, SetField, Transaction
from widgets.common.foreign_text import isolated
from widgets.common.menu import Menu
from widgets.common.names import name_place
from widgets.common.store import Change, MergeKey, MergeRule
from widgets.common.tasks import debounce
from widgets.common.translation import counted, say

if TYPE_CHECKING:
    from model.redline import Redline
    from model.references.mention_index import Mentions
    from model.references.self_references import SelfReferences, Stale
    from widgets.window.reference_bar import ReferenceBar, ReferenceMessage

FOLLOW_AFTER, RENAMED_AFTER = 90, 700
"""Milliseconds after the last change until the bar follows, so that no key waits for it; and after the last letter that was typed
in a call."""
MODES = {"follow": ActionId.REFERENCES_FOLLOW, "ask": ActionId.REFERENCES_ASK, "leave": ActionId.REFERENCES_LEAVE}
"""The actions that say what is done with references, by what the settings keep."""
MENU = (*MODES.values(), SEPARATOR, ActionId.STALE_REFERENCES)
Key = tuple[StoryId, str, str]


class ReferencesController(QObject):
    """Completes what the session commits, and shows in the bar what a person has to look at."""

    def __init__(self, context: Context) -> None:
        session, actions, window = context.session, context.actions, context.window
        super().__init__(window)
        self._session = session
        self._window = window
        self._settings = context.settings
        self._mode = ""
        """The way of treating references until the program closes, in place of the setting; '' if the setting counts."""
        self._pending: dict[Key, SelfReferences | None] = {}
        """The references in the bar, each with the state of the text when its words were written."""
        self._renaming: dict[StoryId, SelfReferences] = {}
        """The states of the texts before the user began to type in one of their calls, by story."""
        self._mentions: dict[int, Mentions] = {}
        """By the number of a proposal."""
        self._stale: list[Stale] = []
        self._steps = count(1)
        self._merge: MergeKey | None = None
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        self._renamed = debounce(self, RENAMED_AFTER, self.follow_renamed)
        self._menu = Menu(window.menuBar())
        actions.fill_menu(self._menu, MENU)
        actions[ActionId.REFERENCES].setMenu(self._menu)
        for mode, id in MODES.items():
            actions.connect_to(id, partial(self.set_mode, mode))
        actions.connect_to(ActionId.STALE_REFERENCES, self.look)
        context.settings.follow(lambda value: actions[MODES[value.references]].setChecked(True))
        session.changed.connect(self._on_changed)
        window.parts.append(self)

    @cached_property
    def bar(self) -> ReferenceBar:
        """The bar, made for the first reference that somebody has to look at."""
        from widgets.window.reference_bar import ReferenceBar

        bar = ReferenceBar(self._window.text_area)
        self._window.add_bar(bar)
        bar.shown.connect(self._show)
        bar.changed.connect(lambda row: self._fix_references([self._stale[row]]))
        bar.left.connect(lambda row: self._leave([self._stale[row]]))
        bar.all_changed.connect(self._change_all)
        bar.all_left.connect(self._leave_all)
        bar.closed.connect(lambda: self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason))
        return bar

    @property
    def _is_bar_shown(self) -> bool:
        return "bar" in vars(self) and self.bar.isVisible()

    def close_story(self) -> None:
        """Releases the session, which outlives the bar."""
        self._timer.stop()
        self._renamed.stop()
        self._session.changed.disconnect(self._on_changed)

    # -- what is done

    @property
    def mode(self) -> str:
        """The way of treating references: that of this document or, if it has none, that of the settings."""
        return self._mode or self._settings.value.references

    def set_mode(self, mode: str) -> None:
        """Says for good what is done with references: one of `MODES`."""
        self._mode = ""
        self._settings.change(references=mode)

    def complete(self, made: Transaction, merge: MergeKey | None) -> tuple[Transaction, MergeKey | None]:
        """A transaction with the references that follow it, and the key that merges the actions of the bar into its step."""
        import model.edits.references as references  # in this form it costs a key the least

        if not references.may_relabel(made):
            if not references.renames_target(made):
                return made, merge
            if merge:
                self._note_typing(made)
                return made, merge
        session, before = self._session, self._session.submission
        after = session.preview(made)
        try:
            found = references.stale_references(before, after, session.labelling, self._mentions_in)
        except Exception:  # a reference that cannot be read must not take the edit with it
            logging.getLogger(__name__).exception("references were not followed")
            found = ()
        if not found:
            return made, merge
        from model.references.self_references import SelfReferences

        fixes = [stale for stale in found if stale.fixes]
        if self.mode == "follow" and fixes:
            made = references.with_fixed_references(after, made, fixes, session.stamp())
            self._window.tell(
                counted("{n} reference to another clause was updated.", "{n} references to clauses were updated.", len(fixes))
            )
        for stale in found:
            if stale.fault is not None or self.mode == "ask":
                story = stale.passage.story
                was = SelfReferences(story, redline_of(before, story), session.labelling(story.proposal))
                self._pending.setdefault(references.reference_key(stale), was)
        if self.mode == "ask" and fixes:
            in_parts = merge is not None and merge.rule is MergeRule.PARTS
            self._merge = merge = merge if in_parts else MergeKey(MergeRule.REFERENCES, next(self._steps))
        return made, merge

    def _mentions_in(self, number: int, redline: Redline) -> Mentions:
        """The clauses of a text that may refer; what was found last makes the next answer quick."""
        known = self._mentions.get(number)
        if known is None:
            from model.references.mention_index import Mentions

            known = Mentions.of(redline)
        self._mentions[number] = fresh = known.update(redline)
        return fresh

    def _note_typing(self, made: Transaction) -> None:
        """Remembers the state of the text when the first letter is typed in a call: its new words are known after a pause."""
        from model.references.self_references import SelfReferences

        if self.mode == "leave":
            return
        for story in {step.story for step in made.steps if not isinstance(step, SetField)}:
            redline = redline_of(self._session.submission, story)
            self._renaming.setdefault(story, SelfReferences(story, redline, self._session.labelling(story.proposal)))
        self._renamed.start()

    def follow_renamed(self) -> None:
        """Tells of the references to calls in which somebody typed."""
        from model.edits.references import reference_key, renamed_references

        for story, was in self._renaming.items():
            if story.proposal <= len(self._session.submission.proposals):
                for stale in renamed_references(was, redline_of(self._session.submission, story)):
                    self._pending.setdefault(reference_key(stale), was)
        self.follow()

    # -- the bar

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._mentions.clear()
            self._pending.clear()
            self._renaming.clear()
            self._renamed.stop()
            self._mode = ""
        if self._pending or self._is_bar_shown:
            self._timer.start()

    def follow(self) -> None:
        """Brings the bar up to date and drops references that are correct again."""
        from model.edits.references import reference_key

        self._timer.stop()
        stories: dict[tuple[StoryId, int], tuple[SelfReferences | None, set[Key]]] = {}
        for key, was in self._pending.items():
            stories.setdefault((key[0], id(was)), (was, set()))[1].add(key)
        self._stale = [
            stale
            for (story, _), (was, keys) in stories.items()
            if story.proposal <= len(self._session.submission.proposals)
            for stale in self._stale_of(story, was, {clause for _, clause, _ in keys})
            if reference_key(stale) in keys
        ]
        if not self._stale:
            self._pending.clear()
        if self._stale or "bar" in vars(self):
            self.bar.show_rows([self._message_of(stale) for stale in self._stale])

    def _stale_of(self, story: StoryId, was: SelfReferences | None, only: Iterable[str] | None = None) -> Iterator[Stale]:
        from model.edits.references import stale_of

        return stale_of(self._session.submission, self._session.labelling, story, was, only)

    def look(self) -> None:
        """Tells of every reference in the text that does not say what it means, and puts the keyboard into the bar."""
        from model.edits.references import reference_key

        if not self._is_bar_shown:
            story = self._window.editor.story.text
            self._pending = {reference_key(stale): None for stale in self._stale_of(story, None)}
            self.follow()
        if self._stale:
            self.bar.start()
        else:
            self._window.tell(self.tr("Every reference to a clause of this text is up to date."))

    def _message_of(self, stale: Stale) -> ReferenceMessage:
        from widgets.window.reference_bar import ReferenceMessage

        place = name_place(self._session, stale.passage.story, stale.clause)
        why = {
            "deleted": self.tr("“{label}” is deleted."),
            "moved": self.tr("“{label}” is now under another introductory phrase."),
            "missing": self.tr("there is no “{label}”."),
        }
        problem = why[stale.fault].format(label=isolated(stale.label)) if stale.fault else ""
        return ReferenceMessage(place, stale.old, stale.new if stale.fixes else "", problem)

    def _show(self, row: int) -> None:
        stale = self._stale[row]
        from model.submission.search import stretch

        self._window.go_to(Selection(stale.passage.story, *stretch(stale.passage, stale.start, stale.stop)))

    def _fix_references(self, chosen: Iterable[Stale]) -> None:
        from model.edits.references import fix_references

        try:
            made = fix_references(self._session.submission, [stale for stale in chosen if stale.fixes], self._session.stamp())
            self._session.commit(made, self._merge)
        except EditError as error:
            self._window.tell(say(error.message))
        self._renaming.clear()
        self.follow()

    def _leave(self, chosen: Iterable[Stale]) -> None:
        from model.edits.references import reference_key

        for stale in chosen:
            self._pending.pop(reference_key(stale), None)
        self.follow()

    def _change_all(self, remembered: bool) -> None:
        self._mode = "follow" if remembered else self._mode
        self._fix_references(self._stale)

    def _leave_all(self, remembered: bool) -> None:
        self._mode = "leave" if remembered else self._mode
        self._leave(self._stale)
