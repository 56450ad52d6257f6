"""The characters that keys typed without interruption: autocorrect changes them alone, never pasted, composed or older text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Optional

from model.redline import Clause
from model.redline.edit_text import Place
from model.submission.story import StoryId

if TYPE_CHECKING:
    from model.text.typing_corrections import TypingRules

RulesOf = Callable[[str, StoryId], Optional["TypingRules"]]
"""Returns the autocorrect rules of a text, by its language and its story; None if there are none."""


def _no_rules(_language: str, _story: StoryId) -> TypingRules | None:
    return None


class TypingRun:
    """Follows the keys. Any other change of the text or move of the caret ends the run."""

    def __init__(self) -> None:
        self.rules: RulesOf = _no_rules
        self.length = 0
        """The number of characters of the run, which end at the caret."""
        self._clauses: Sequence[Clause] | None = None
        self._end: Place | None = None

    def rules_after(self, text: str, language: str, story: StoryId) -> TypingRules | None:
        """The rules, if autocorrect may apply after the typed text.

        text: what was typed
        language: that of the text
        story: the text or note: `1`, `1/notes/KEY`
        """
        if text.isalpha():
            return None
        rules = self.rules(language, story)
        return rules if rules is not None and text[-1] in rules.starts else None

    def note_key(self, was: Sequence[Clause], at: tuple[Place, Place], now: Sequence[Clause], caret: Place, text: str) -> None:
        """Adds the text of a key.

        was: the clauses before it
        at: the selection before it
        now: the clauses after it
        caret: the caret after it
        text: what it typed
        """
        self._set(now, caret, (self.length if self._goes_on(was, at) else 0) + len(text))

    def note_correction(self, now: Sequence[Clause], before: Place, caret: Place) -> None:
        """Notes a correction of the typed text."""
        self._set(now, caret, self.length + caret.offset - before.offset)

    def note_backspace(self, was: Sequence[Clause], at: tuple[Place, Place], now: Sequence[Clause], caret: Place) -> None:
        """Notes that Backspace deleted some of it."""
        gone = at[0].offset - caret.offset
        if self._goes_on(was, at) and caret.index == at[0].index and 0 < gone <= self.length:
            self._set(now, caret, self.length - gone)

    def _goes_on(self, was: Sequence[Clause], at: tuple[Place, Place]) -> bool:
        """Whether the text and the caret are as the last key left them; undo and other edits create other clauses."""
        return was is self._clauses and at[0] == at[1] == self._end

    def _set(self, clauses: Sequence[Clause], end: Place, length: int) -> None:
        self._clauses, self._end, self.length = clauses, end, length
