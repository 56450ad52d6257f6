"""The fields of the submission form in the look of the page, with the same values, checks and undo steps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model.edits.proposals import new_proposal
from model.formats.page.front_matter import FIELD_STYLES
from model.formats.page.placeholders import FRONT_FIELDS
from model.submission.conferences import Conference, conference_named
from model.submission.values import Submission
from widgets.common.store import Change, Store
from widgets.editor.document.page_formats import PageFormats
from widgets.submission_form.bindings import Bindings, Field, concerns_fields
from widgets.submission_form.header_fields import HeaderFields
from widgets.submission_form.line_field import LineField
from widgets.submission_form.proposal_fields import ProposalFields
from widgets.submission_form.text_field import TextField

BESIDE = {"document": "addendum"}
"""Fields that follow another one whose line prints both."""


def page_paths(submission: Submission, shown: int) -> tuple[list[str], list[str]]:
    """The paths of the fields in printed order: those before the text of the proposal with a number, and those after it."""
    before: list[str] = []
    for name in FRONT_FIELDS:
        before += [f"header/{part}" for part in (name, BESIDE.get(name)) if part]
    after: list[str] = []
    for number in range(1, len(submission.proposals) + 1):
        head, reasons = [f"proposals/{number}/symbol", f"proposals/{number}/number"], f"proposals/{number}/reasons"
        (before if number <= shown else after).extend(head)
        (before if number < shown else after).append(reasons)
    return before, after


class PageFields(QObject):
    """One field for each value; those of a proposal are bound to one proposal at a time."""

    refused = Signal(str)
    """A sentence with the reason for a failure."""

    def __init__(self, store: Store, conferences: Mapping[str, Conference], parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._conferences = conferences
        self._number = 1
        self._proposal = ProposalFields()
        self._header = HeaderFields(conferences, self._proposal.symbol)
        self._bindings = Bindings(store, self)
        self._bindings.refused.connect(self.refused)
        self._holder = QWidget(parent)
        """The hidden owner of the fields that are not being edited."""
        self._holder.hide()
        layout = QVBoxLayout(self._holder)
        layout.addLayout(self._header.document)
        layout.addLayout(self._header.contents)
        layout.addWidget(self._proposal)
        for path, field in self._header.by_path.items():
            self._bindings.bind(field, partial(str, path))
        for name, field in self._proposal.by_name.items():
            self._bind_to_proposal(name, field)
        self.follow()
        store.changed.connect(self._on_changed)

    def _bind_to_proposal(self, name: str, field: Field) -> None:
        self._bindings.bind(field, lambda: f"proposals/{self._number}/{name}" if self._is_there() else "")

    def _is_there(self) -> bool:
        return 1 <= self._number <= len(self._store.submission.proposals)

    def field(self, path: str) -> QWidget | None:
        """The field of a value, which shows it; None if there is none."""
        match path.split("/"):
            case ["proposals", number, name] if name in self._proposal.by_name:
                self._number = int(number)
                self.follow()
                return cast(QWidget, self._proposal.by_name[name]) if self._is_there() else None
        return cast("QWidget | None", self._header.by_path.get(path))

    def put_away(self, field: QWidget) -> None:
        """Takes a field back that was laid over the page."""
        field.setParent(self._holder)

    def follow(self) -> None:
        """Shows the values of the submission."""
        submission = self._store.submission
        self._header.turn(submission.language)
        self._header.show_conference(conference_named(self._conferences, submission.header.conference))
        if self._is_there():
            self._proposal.turn(submission.proposals[self._number - 1].redline.language or submission.language)
            self._proposal.offer_number(new_proposal.likely_number(submission, self._number))
        self._bindings.follow()

    def _on_changed(self, change: Change) -> None:
        if concerns_fields(change):
            self.follow()

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the fields."""
        self._store.changed.disconnect(self._on_changed)


def set_as_printed(field: QWidget, path: str, formats: PageFormats) -> None:
    """Gives a field that is typed into the face and size of its words on the page."""
    style = FIELD_STYLES.get(path.rpartition("/")[2])
    if style is None or not isinstance(field, TextField | LineField):
        return
    font, metrics = formats.font_of(style), formats.typeface.metrics(style)
    if metrics.caps:
        font.setCapitalization(QFont.Capitalization.AllUppercase)
    field.setFont(font)
    if isinstance(field, TextField):
        field.lie_on_page(centred=metrics.centred)
