"""The texts of the library, and the editions in force that it lacks, as offers for the text in force of a proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject

from app.background import Worker
from app.controllers.library.names import name_of, status_of
from app.controllers.library.open_library import OpenLibrary
from app.window.context import Context
from model.edits.proposals.first_proposal import likely_conference
from model.errors import ClausewrightError, FileError
from model.library.queries.library_lookup import outdated_message
from model.library.queries.text_choices import TextChoice, TextChoices
from model.library.texts.citing import cited_name
from model.message import Message
from model.references.editions import EditionRow, shipped_editions
from model.submission.conferences import Conference, conferences
from widgets.common.foreign_text import isolated_always
from widgets.common.names import language_names
from widgets.common.translation import line_of, say, window_language
from widgets.editions.states import body_name
from widgets.start.text_in_force import TextInForceLine, TextOffer


class TextOffers(QObject):
    """Answers the field for the text in force. The library is first read when something is asked, in a thread."""

    def __init__(self, context: Context, open_library: OpenLibrary, own_rows: Callable[[], Iterable[EditionRow]]) -> None:
        """`own_rows` are the editions that the user added to the table."""
        super().__init__(context.window)
        self._window = context.window
        self._open = open_library
        self._own_rows = own_rows
        self._choices: TextChoices | None = None
        self._known: dict[str, Conference] = {}
        self._worker: Worker[TextChoices] | None = None
        self._asked: tuple[TextInForceLine, str] | None = None
        """The field that waits for an answer, and what was typed."""

    def answer(self, field: TextInForceLine) -> None:
        """Offers in a field the texts that are asked for, as long as it exists."""
        self._choices = None
        field.asked.connect(lambda typed: self._offer(field, typed))
        field.destroyed.connect(self._forget)

    def copy_of(self, text: int) -> Path:
        """A copy of a text as a file. ClausewrightError if it is no longer there, or cannot be read or written."""
        held = self._open.texts().get(text)
        if held is None:
            raise FileError(self._open.folder, Message.of("the text is no longer in the library; look for it again in the list"))
        return self._open.copy_at_work(held, self._window)

    def is_copy(self, path: Path) -> bool:
        """Whether a file is a copy of a text of the library."""
        return self._open.is_copy(path)

    def _forget(self) -> None:
        self._asked, self._choices = None, None
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def _offer(self, field: TextInForceLine, typed: str) -> None:
        self._asked = field, typed
        if self._choices is not None:
            self._show()
        elif self._worker is None:
            rows, language = tuple(self._own_rows()), window_language()
            worker = self._worker = Worker(lambda _report: self._read(rows, language), "texts on offer", self)
            worker.finished.connect(lambda: self._take(worker))
            worker.start()

    def _read(self, rows: tuple[EditionRow, ...], language: str) -> TextChoices:
        """The choices; those of the table alone if there is no library, or none that can be read."""
        try:
            records = self._open.elsewhere(lambda library: library.texts()) if self._open.is_used else ()
        except ClausewrightError:
            records = ()
        return TextChoices.of(records, (*shipped_editions(), *rows), language)

    def _take(self, worker: Worker[TextChoices]) -> None:
        if self._worker is worker:
            self._worker, self._choices, self._known = None, worker.result(), conferences()
            self._show()

    def _show(self) -> None:
        if self._asked is not None and self._choices is not None:
            field, typed = self._asked
            field.show_offers([self._offer_of(choice) for choice in self._choices.matching(typed)])

    def _offer_of(self, choice: TextChoice) -> TextOffer:
        identity, record = choice.identity, choice.record
        conference = likely_conference(identity, self._known.values())
        likely = conference.id if conference is not None else ""
        body = body_name(identity.body)
        if record is None:
            name = cited_name(identity, window_language())
            lacking = self.tr("in force, not in the library")
            note = self.tr(
                "{name} is in force, and the library does not have it. Bring its file: choose it with Browse, drop it here, or "
                "add it to the library (Tools › Library)."
            ).format(name=isolated_always(name))
            return TextOffer(name, line_of((body, lacking)), choice.title, note=note, conference=likely)
        language = dict(language_names()).get(identity.language, identity.language)
        note = say(outdated_message(identity, choice.newest)) if choice.newest is not None else ""
        where = line_of((body, language, status_of(record)))
        return TextOffer(name_of(record), where, record.title, record.id, note=note, conference=likely)
