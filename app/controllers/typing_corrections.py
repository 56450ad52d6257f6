"""Quotes, dashes and words that are put right while they are typed: in texts and in the form, as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.user_data.settings import Settings
from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.story import NO_TEXT, StoryId
from widgets.common.store import Change
from widgets.editor.editor import Editor

if TYPE_CHECKING:
    from model.text.typing_corrections import TypingRules


class TypingCorrectionsController(QObject):
    """Gives what is typed into the rules of its language."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._settings = context.settings
        self._window = window
        self._rules: dict[tuple[str, int], TypingRules] = {}
        """By language and number of the proposal."""
        for editor in (window.editor, window.note):
            editor.edits.intents.typing.rules = self.rules
        context.settings.follow(self._on_settings)
        context.session.changed.connect(self._on_changed)
        window.parts.append(self)
        context.actions.connect_to(ActionId.ADD_CORRECTION, self.add)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def rules(self, language: str, story: StoryId = NO_TEXT) -> TypingRules:
        """The corrections for a text of a language; without a story, for the fields around the texts."""
        number = story.proposal
        known = self._rules.get((language, number))
        if known is None:
            from model.submission.french_spaces import has_spaced_marks
            from model.text.typing_corrections import rules_of  # behind the first key that may end something

            value = self._settings.value
            known = self._rules[language, number] = rules_of(
                language,
                signs=value.typographic,
                words=value.autocorrect,
                users_words=value.corrections,
                straight=value.typographic and self._has_straight_quotes(),
                spaced=has_spaced_marks(self._session.submission, number),
            )
        return known

    def _has_straight_quotes(self) -> bool:
        """Whether the texts in force write quotations so."""
        from model.text.typing_corrections import has_straight_quotes

        clauses = (clause for proposal in self._session.submission.proposals for clause in proposal.redline.clauses)
        return has_straight_quotes(clause.text_on("base") for clause in clauses)

    def _on_changed(self, change: Change) -> None:
        if not self._rules:
            return
        texts = [
            [(proposal.symbol, proposal.redline.language) for proposal in value.proposals]
            for value in (change.before, change.after)
        ]
        if change.transaction is None or texts[0] != texts[1]:
            self._rules.clear()

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the window."""
        self._session.changed.disconnect(self._on_changed)

    def _on_settings(self, _settings: Settings) -> None:
        self._rules.clear()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Follows into what came after the window: fields of the form, editors beside the first."""
        if now is None or not self._window.isAncestorOf(now):
            return
        if isinstance(now, Editor):
            now.edits.intents.typing.rules = self.rules
        elif hasattr(now, "autocorrect_by"):
            now.autocorrect_by(lambda: self.rules(self._session.submission.language))

    # -- the user's own words

    def add(self) -> None:
        """Asks for a word to correct from now on; the selected one is proposed."""
        from widgets.dialogs.small_dialogs import CorrectionDialog

        dialog = CorrectionDialog(self._selected_word(), self._window)
        dialog.accepted.connect(lambda: self.keep(dialog.typed, dialog.put))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep(self, typed: str, put: str) -> None:
        """Adds a word to those that are put right."""
        self._settings.change(corrections={**self._settings.value.corrections, typed: put})
        message = self.tr("“{typed}” becomes “{put}” when it is typed; Edit › Settings › Typing lists these words.")
        self._window.tell(message.format(typed=typed, put=put))

    def _selected_word(self) -> str:
        words = self._window.focused_editor().textCursor().selectedText().split()
        return words[0] if len(words) == 1 else ""
