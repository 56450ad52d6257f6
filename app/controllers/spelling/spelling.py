"""Spelling in the window: a dictionary of the text's language if the system has one, underlines, suggestions, my words, names
that need no dictionary, what is ignored."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.user_data.dictionaries import UNSPELT, find_dictionary
from app.user_data.settings import Settings
from app.window.action_ids import ActionId
from app.window.context import Context
from model.edits.ignored_words import ignore_word, ignored_words, stop_ignoring_word
from model.errors import EditError
from model.storage.own_command import SPELLER, own_command
from model.submission.story import redline_of
from model.submission.transactions import Transaction
from widgets.common.foreign_text import as_caption
from widgets.common.menu import Menu
from widgets.common.names import language_names
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.common.translation import say
from widgets.editor.editor import Editor
from widgets.spelling.spellable_words import SpellableWord
from widgets.spelling.speller import Speller
from widgets.spelling.underlines import SpellingUnderlines

START_AFTER = 1200
"""Milliseconds after a document is opened: it is shown first."""
MOST = 7
"""Suggestions that are offered."""


class SpellingController(QObject):
    """Keeps the speller at the language of the text, and offers what may be meant."""

    def __init__(self, context: Context, terms: Callable[[], Iterable[str]] = tuple) -> None:
        """`terms` gives the terms that the user's list wants to be used."""
        actions, window, settings = context.actions, context.window, context.settings
        super().__init__(window)
        self._terms = terms
        self._waiting: tuple[Editor, int] | None = None
        """The place at which the next misspelt word was asked for while the dictionary was still being read."""
        self._session = context.session
        self._actions = actions
        self._window = window
        self._settings = settings
        self._names: tuple[frozenset[str], ...] = ()
        self._language: str | None = None
        """Of the dictionary that is used; None if none is."""
        self.speller = Speller(self)
        self.waves = {editor: SpellingUnderlines(editor, self.speller) for editor in (window.editor, window.note)}
        self.speller.learned.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self._start = debounce(self, START_AFTER, self.follow)
        window.parts.append(self)
        window.menu_opens.connect(self._extend)
        context.session.changed.connect(self._on_changed)
        actions.connect_to(ActionId.NEXT_MISSPELT, self.go_to_next)
        actions.connect_to(ActionId.SPELLING, lambda: settings.change(spelling=actions[ActionId.SPELLING].isChecked()))
        settings.follow(self._on_settings)

    def close_story(self) -> None:
        """Ends the process."""
        self._session.changed.disconnect(self._on_changed)
        self._start.stop()
        self.speller.stop()

    def _on_settings(self, settings: Settings) -> None:
        self._actions[ActionId.SPELLING].setChecked(settings.spelling)
        self._actions[ActionId.NEXT_MISSPELT].setEnabled(settings.spelling)
        self.speller.set_own(settings.words)
        if settings.spelling != (self._language is not None):
            self._start.start()

    def _on_changed(self, change: Change) -> None:
        before, after, made = change.before, change.after, change.transaction
        if before.ignored is not after.ignored:
            self._take_ignored()
        if made is None or made.rebases or before.header is not after.header or self._text_language() != (self._language or ""):
            self._start.start()

    def _text_language(self) -> str:
        return redline_of(self._session.submission, self._window.editor.story).language or self._session.submission.language

    def follow(self) -> None:
        """Takes the dictionary of the language that the text has now."""
        language = self._text_language()
        if not self._settings.value.spelling or language in UNSPELT:
            self._language = None
            self.speller.stop()
            return
        self._take_names(language)
        if language == self._language and self.speller.on:
            return
        dictionary = find_dictionary(language) if importlib.util.find_spec("hunspell") is not None else None
        self._language = language
        if dictionary is None:
            self.speller.stop()
            known = self._settings.value.unspelt
            if language not in known and not self._window.statusBar().currentMessage():
                self._settings.change(unspelt=(*known, language))
                message = self.tr("Spelling is not checked: this system has no Hunspell dictionary for “{language}”.")
                self._window.tell(message.format(language=dict(language_names()).get(language, language)))
            return
        self.speller.start(*own_command(SPELLER, str(dictionary)))

    def _take_names(self, language: str) -> None:
        """Reads the words that are right whatever the dictionary says."""
        from model.submission.known_words import own_words, table_words, words_in

        submission = self._session.submission
        words = (word for term in self._terms() for word in words_in(term))
        self._names = (table_words(language), own_words(submission), frozenset(words))
        self._take_ignored()

    def _take_ignored(self) -> None:
        places = frozenset(ignored_words(self._session.submission))
        known = (*self._names, frozenset(word for story, _, word in places if not story))
        self.speller.set_names(lambda word: _is_known(word, known))
        for waves in self.waves.values():
            waves.set_ignored(places)

    # -- what is offered

    def go_to_next(self) -> None:
        """Selects the next misspelt word and opens its menu, after the dictionary has been read."""
        if self._start.isActive():
            self._start.stop()
            self.follow()
        editor = self._window.focused_editor()
        if self.speller.on and not self.speller.ready:
            self._waiting = editor, editor.textCursor().position()
            self._window.tell(self.tr("The dictionary is being read; then the next misspelt word is shown."))
        elif self.speller.on:
            self.waves[editor].find_next(self._on_found)
        else:
            self._window.tell(self.tr("No dictionary is in use for this text."))

    def _go_on(self) -> None:
        """Does what was asked for while the dictionary was being read, if the caret has not moved since."""
        if self._waiting is None or (self.speller.on and not self.speller.ready):
            return
        asked, self._waiting = self._waiting, None
        editor = self._window.focused_editor()
        self._window.statusBar().clearMessage()
        if asked == (editor, editor.textCursor().position()):
            self.go_to_next()

    def _on_found(self, found: bool) -> None:
        editor = self._window.focused_editor()
        found_word = self.waves[editor].word_here() if found else None
        if found_word is None:
            self._window.tell(self.tr("No misspelt word was found."))
            return
        menu = Menu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer(menu, self.waves[editor], *found_word)
        menu.popup(editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft()) + QPoint(0, 4))

    def _extend(self, menu: QMenu, at: QPoint) -> None:
        editor = self._window.focused_editor()
        place = editor.viewport().mapFromGlobal(at)
        if editor.hasFocus() and editor.viewport().rect().contains(place):
            waves = self.waves[editor]
            found = waves.word_at(place)
            if found is not None:
                self._offer(menu, waves, *found)
            elif (any_word := waves.word_at(place, wrong=False)) is not None:
                self._offer_again(menu, waves, *any_word)

    def _offer_again(self, menu: QMenu, waves: SpellingUnderlines, block: int, word: SpellableWord) -> None:
        """Puts at the head of a menu that a word which is ignored be checked again."""
        submission, places = self._session.submission, waves.places(block, word)
        made = stop_ignoring_word(submission, places, self._session.stamp())
        if made.steps:
            again = QAction(self.tr("Check the &spelling of “{word}” again").format(word=word.text.replace("&", "&&")), menu)
            again.triggered.connect(lambda: self._commit(made))
            parted = QAction(menu)
            parted.setSeparator(True)
            menu.insertActions(menu.actions()[0], [again, parted])

    def _ignore(self, places: Sequence[tuple[str, str, str]]) -> None:
        self._commit(ignore_word(self._session.submission, places, self._session.stamp()))

    def _commit(self, made: Transaction) -> None:
        try:
            self._session.commit(made)
        except EditError as error:
            self._window.tell(say(error.message))

    def _corrections(
        self, menu: QMenu, waves: SpellingUnderlines, block: int, word: SpellableWord, suggestions: Sequence[str]
    ) -> QMenu:
        """The suggestions as autocorrect entries: the chosen one then replaces the word whenever it is typed."""
        found = Menu(menu, self.tr("Always correct to (a&utocorrect)"))
        for suggestion in suggestions[:MOST]:
            action = QAction(as_caption(suggestion), found)
            action.triggered.connect(lambda _checked, by=suggestion: self._always(waves, block, word, by))
            found.addAction(action)
        return found

    def _always(self, waves: SpellingUnderlines, block: int, word: SpellableWord, by: str) -> None:
        waves.correct(block, word, by)
        self._settings.change(corrections={**self._settings.value.corrections, word.text: by})

    def _offer(self, menu: QMenu, waves: SpellingUnderlines, block: int, word: SpellableWord) -> None:
        """Puts what may be meant by a word at the head of a menu, as soon as it is known."""
        head = menu.actions()[0] if menu.actions() else None
        waiting = QAction(self.tr("Looking for suggestions …"), menu)
        waiting.setEnabled(False)
        add = QAction(self.tr("&Add “{word}” to my words").format(word=as_caption(word.text)), menu)
        add.triggered.connect(lambda: self._settings.change(words=(*self._settings.value.words, word.text)))
        ignore_here = QAction(self.tr("Ignore &here"), menu)
        ignore_here.triggered.connect(lambda: self._ignore(waves.places(block, word)))
        everywhere = QAction(self.tr("Ignore in this &document"), menu)
        everywhere.triggered.connect(lambda: self._ignore([("", "", word.text)]))
        parted = QAction(menu)
        parted.setSeparator(True)
        offered = (waiting, ignore_here, everywhere, add)
        for action in (*offered, parted) if head is not None else offered:
            menu.insertAction(head, action) if head is not None else menu.addAction(action)
        alive = [True]
        menu.destroyed.connect(alive.clear)

        def show(suggestions: list[str]) -> None:
            if not alive:
                return
            for number, suggestion in enumerate(suggestions[:MOST], 1):
                action = QAction(f"&{number}  {as_caption(suggestion)}", menu)
                action.triggered.connect(lambda _checked, by=suggestion: waves.correct(block, word, by))
                menu.insertAction(waiting, action)
            if suggestions:
                menu.insertMenu(add, self._corrections(menu, waves, block, word, suggestions))
                menu.removeAction(waiting)
                menu.setActiveAction(menu.actions()[0])
            else:
                waiting.setText(self.tr("No suggestions"))
            _keep_on_screen(menu)

        self.speller.suggest(word.text, show)


def _keep_on_screen(menu: QMenu) -> None:
    """Moves a menu up that grew below the edge of its screen after it was opened."""
    room = menu.screen().availableGeometry()
    below = menu.geometry().bottom() - room.bottom()
    if menu.isVisible() and below > 0:
        menu.move(menu.x(), max(menu.y() - below, room.top()))


def _is_known(word: str, known: Sequence[frozenset[str]]) -> bool:
    from model.submission.known_words import is_known

    return is_known(word, known)
