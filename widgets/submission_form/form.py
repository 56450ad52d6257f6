"""The submission form: the fields around the texts, and the proposals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFormLayout, QGroupBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from model.edits import fields
from model.edits.proposals import new_proposal
from model.edits.proposals.first_proposal import add_ready_proposal
from model.edits.proposals.template_fields import first_field
from model.redline import Redline
from model.submission.conferences import Conference, conference_named, file_name
from model.submission.new_text import is_new_text
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission, Symbol, missing_for_export, unwritten_paths
from widgets.common.clause_outline import first_words
from widgets.common.labels import ElidedLabel, plain_label
from widgets.common.qt_fixes import PassesFocus
from widgets.common.store import Change, Store
from widgets.common.translation import translate
from widgets.submission_form.bindings import Bindings, Field, concerns_fields
from widgets.submission_form.export_state import ExportState
from widgets.submission_form.header_fields import HeaderFields
from widgets.submission_form.proposal_fields import ProposalFields
from widgets.submission_form.proposal_list import ProposalList
from widgets.theme.design import GAP, NONE, PADDING, TIGHT

ADDED: Mapping[str, Symbol] = {
    "new": "ADD", "amend": "MOD", "suppress": "SUP", "keep": "NOC", "suppress named": "SUP", "keep named": "NOC"
}  # fmt: skip
"""The symbol of each kind of proposal that can be added."""

FRAME = 50
"""Approximate width of the frame of a group in pixels."""
SETTLED = 60
"""Milliseconds after which a newly opened form has its place and width."""


class SubmissionForm(PassesFocus):
    """Shows and edits the header, the prose and the proposals of a submission. All edits go through the store, and changes from
    elsewhere are shown."""

    refused = Signal(str)
    """A sentence with the reason for a failure."""
    message = Signal(str)
    """A sentence about a side effect."""
    proposal_chosen = Signal(int)
    """The number, from 1, of the proposal that the user chose."""
    text_asked = Signal(str)
    """The symbol of a proposal for which a text is to be opened; `add_text` takes the text."""

    field_asked = Signal(object)
    """The `Selection` of the first field of a new text, which is to be filled in."""

    def __init__(self, store: Store, conferences: Mapping[str, Conference], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._conferences = conferences
        self._number = 1
        self._bindings = Bindings(store, self)
        self._bindings.refused.connect(self.refused)
        self._bindings.made_proposal.connect(self._tell_made)
        self.proposals = ProposalList(self._kinds())
        self.proposal = ProposalFields()
        self.header = HeaderFields(conferences, self.proposal.symbol)
        self.state = ExportState()
        self.file_name = ElidedLabel()
        self.warning = plain_label(self.tr("⚠ Without a symbol none of this is exported: choose one, such as MOD."))
        self.warning.setContentsMargins(PADDING, GAP, PADDING, GAP)
        self._lay_out()
        self._connect()
        self.follow()
        store.changed.connect(self._on_changed)

    def _kinds(self) -> list[tuple[str, str]]:
        return [
            ("new", self.tr("&New resolution (ADD)")),
            ("amend", self.tr("&Amend another text (MOD) …")),
            ("suppress", self.tr("&Suppress another text (SUP) …")),
            ("keep", self.tr("&Keep another text as it is (NOC) …")),
            ("suppress named", self.tr("Su&ppress a text by its number and title (SUP) …")),
            ("keep named", self.tr("K&eep a text by its number and title (NOC) …")),
        ]

    def _lay_out(self) -> None:
        inside = QWidget()
        groups = QVBoxLayout(inside)
        groups.setContentsMargins(PADDING, NONE, PADDING, PADDING)
        groups.setSpacing(GAP)
        groups.addWidget(_group(self.tr("Document"), self.header.document))
        groups.addWidget(_group(self.tr("Contents"), self.header.contents))
        proposals = QGroupBox(self.tr("Proposals"))
        layout = QVBoxLayout(proposals)
        layout.setContentsMargins(NONE, TIGHT, NONE, NONE)
        layout.setSpacing(GAP)
        layout.addWidget(self.proposals)
        layout.addWidget(self.proposal)
        groups.addWidget(proposals)
        groups.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(PADDING, GAP, PADDING, GAP)
        bottom.addWidget(plain_label(self.tr("File:")))
        bottom.addWidget(self.file_name, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(PADDING, GAP, PADDING, NONE)
        head.addWidget(self.state)
        whole.addLayout(head)
        whole.addWidget(self.warning)
        whole.addWidget(self._area, 1)
        whole.addLayout(bottom)

    def _connect(self) -> None:
        for path, field in self.header.by_path.items():
            self._bindings.bind(field, partial(str, path))
        for name, field in self.proposal.by_name.items():
            self._bind_to_proposal(name, field)
        self.state.field_asked.connect(lambda path: self.show_field(path, focus=True))
        self.proposal.number_wanted.connect(self._use_likely_number)
        self.proposals.chosen.connect(self._choose)
        self.proposals.move_asked.connect(self._move)
        self.proposals.remove_asked.connect(self._remove)
        self.proposals.add_asked.connect(self._add)

    def _bind_to_proposal(self, name: str, field: Field) -> None:
        self._bindings.bind(field, lambda: f"proposals/{self._number}/{name}" if self._submission.proposals else "")

    # -- what is shown

    @property
    def _submission(self) -> Submission:
        return self._store.submission

    @property
    def number(self) -> int:
        """The number of the shown proposal, from 1."""
        return self._number

    def offer_proposals(self) -> None:
        """Opens the menu of the kinds of proposals at its button."""
        button = self.proposals.add
        self._area.ensureWidgetVisible(button)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_kinds_at_rest(None)

    def _show_kinds_at_rest(self, seen: QPoint | None) -> None:
        """Opens the menu when its button is still at `seen`: a new form is laid out several times."""
        button = self.proposals.add
        self._area.ensureWidgetVisible(button)
        at = button.mapToGlobal(QPoint())
        if at == seen:
            button.showMenu()
        else:
            QTimer.singleShot(SETTLED, self, lambda: self._show_kinds_at_rest(at))

    def show_proposal(self, number: int) -> None:
        """Shows the symbol, number and reasons of a proposal."""
        if number != self._number:
            self._number = number
            self.follow()

    def show_field(self, path: str, *, focus: bool = False) -> bool:
        """Scrolls to the field of a value (`header/title`, `proposals/2/reasons`). Returns whether there is such a field."""
        field = self._field(path)
        if field is None:
            return False
        if path.startswith("proposals/"):
            self._choose(int(path.split("/")[1]))
        if focus:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(field)
        return True

    def _field(self, path: str) -> QWidget | None:
        """The field of a value; that of a proposal shows the value when the proposal is chosen."""
        name = path.rpartition("/")[2]
        field = self.proposal.by_name.get(name) if path.startswith("proposals/") else self.header.by_path.get(path)
        return field if isinstance(field, QWidget) else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Passes the keyboard to the first field that is missing for the export, if there is one, else to the first."""
        super().focusInEvent(event)
        if self.main_part is not None:
            self._area.ensureWidgetVisible(self.main_part)

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._number = 1
        if concerns_fields(change):
            self.follow()

    def follow(self) -> None:
        """Shows the values of the submission."""
        submission = self._submission
        header, language = submission.header, submission.language
        self._number = min(max(self._number, 1), max(len(submission.proposals), 1))
        self.header.turn(language)
        self.header.show_conference(self._conference)
        if submission.proposals:
            self.proposal.turn(submission.proposals[self._number - 1].redline.language or language)
        self.proposal.setEnabled(bool(submission.proposals))
        self.proposal.symbol.setEnabled(bool(submission.proposals))
        self.header.name_symbol(self._number if len(submission.proposals) > 1 else None)
        self._bindings.follow()
        self.proposal.offer_number(new_proposal.likely_number(submission, self._number))
        rows = [self._row(number, proposal) for number, proposal in enumerate(submission.proposals, 1)]
        self.proposals.show_rows(rows, self._number)
        alone = submission.proposals and not any(proposal.symbol for proposal in submission.proposals)
        name = self.tr("as the document here, a text alone") if alone else file_name(header, language, self._conference)
        self.file_name.setText(name)
        missing = missing_for_export(submission)
        self.state.show_missing(missing)
        self.main_part = self._field(missing[0]) if missing else self.header.first
        self.warning.setVisible(bool(unwritten_paths(submission)))

    @property
    def _conference(self) -> Conference | None:
        return conference_named(self._conferences, self._submission.header.conference)

    def _tell_made(self, symbol: str) -> None:
        message = self.tr("The text is now a proposal, {symbol}: what you fill in is exported. You can change its symbol.")
        self.message.emit(message.format(symbol=symbol))

    def _row(self, number: int, proposal: Proposal) -> str:
        heads = (clause for clause in proposal.redline.clauses if clause.props.kind in ("number", "title"))
        head = next((text for text in map(first_words, heads) if text), self.tr("(empty text)"))
        return "  ".join(filter(None, (f"{number}.", proposal.symbol, proposal.number, head)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit(self._area.viewport().width() - FRAME)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the form."""
        self._store.changed.disconnect(self._on_changed)

    # -- proposals

    def _choose(self, number: int) -> None:
        self.show_proposal(number)
        self.proposal_chosen.emit(number)

    def _use_likely_number(self) -> None:
        self._bindings.set(f"proposals/{self._number}/number", new_proposal.likely_number(self._submission, self._number))

    def _move(self, by: int) -> None:
        number, to = self._number, self._number + by
        if self._bindings.run(lambda stamp: fields.move_proposal(self._submission, number, to, stamp)):
            self._choose(to)

    def _remove(self) -> None:
        number = self._number
        if self._bindings.run(lambda stamp: fields.remove_proposal(self._submission, number, stamp)):
            self._number = 0
            self._choose(min(number, len(self._submission.proposals)))

    def _add(self, kind: str) -> None:
        symbol = ADDED[kind]
        if kind == "new":
            self._add_proposal(
                new_proposal.new_resolution(
                    self._submission.language, self._conference, new_proposal.next_handle(self._submission), self._store.stamp()
                )
            )
        elif kind.endswith("named"):
            from widgets.dialogs.small_dialogs import NamedTextDialog

            dialog = NamedTextDialog(_heading(symbol), "RESOLUTION 20 (Rev. Geneva, 2022)", self)
            if dialog.exec():
                self.add_text(new_proposal.named_text(dialog.number, dialog.title, self._submission.language), symbol)
            dialog.deleteLater()
        else:
            self.text_asked.emit(symbol)

    def add_text(self, text: Redline, symbol: Symbol) -> None:
        """Adds a proposal on a text in force that the user opened."""
        self._add_proposal(new_proposal.proposal_on(text, symbol))

    def _add_proposal(self, proposal: Proposal) -> None:
        known = self._submission.proposals
        if any(present.number for present in known):
            proposal = replace(proposal, number=new_proposal.likely_number(self._submission, len(known) + 1))
        if self._bindings.run(lambda stamp: add_ready_proposal(self._submission, proposal, stamp)):
            number = len(self._submission.proposals)
            self._choose(number)
            field = first_field(proposal, StoryId(number)) if is_new_text(proposal) else None
            if field is not None:
                self.field_asked.emit(field)


def _heading(symbol: Symbol) -> str:
    words = {"SUP": translate("SubmissionForm", "Suppress a text"), "NOC": translate("SubmissionForm", "Keep a text as it is")}
    return words.get(symbol, symbol)


def _group(title: str, layout: QFormLayout) -> QGroupBox:
    group = QGroupBox(title)
    layout.setContentsMargins(0, TIGHT, 0, 0)
    group.setLayout(layout)
    return group
