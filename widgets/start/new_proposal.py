"""The dialog that starts a proposal: what is proposed, on which text, to which conference, by whom."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from model.submission.values import Symbol
from widgets.common.actions import bare_name
from widgets.common.box_layout import lay_out_scrolled
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.names import language_names
from widgets.common.sizes import resize_to_fit, set_example
from widgets.common.tasks import debounce
from widgets.editor.clipboard import files_in, paragraphs_of
from widgets.start.text_in_force import CompletedLine, TextInForceLine, TextOffer
from widgets.submission_form.choice_field import ChoiceField
from widgets.theme.design import GAP, NONE, PAGE, SECTION, TIGHT

WIDTH = 620
JUDGE_AFTER = 400
"""Milliseconds between the last key and checking the named file."""
AROUND = 2 * SECTION
"""Pixels at both sides of the rows, or above them and below the buttons."""


class NewProposalRequest(Struct, frozen=True):
    """The proposal that the user wants to start."""

    symbol: Symbol
    path: str = ""
    """The file of the text in force; '' if there is none."""
    text: int = -1
    """The id of the text in force in the library; −1 if it is not from there."""
    named: tuple[str, str] = ("", "")
    """Number and title of a text that is suppressed or kept without a file."""
    conference: str = ""
    document: str = ""
    addendum: str = ""
    source: str = ""
    """A symbol or a name."""
    language: str = ""
    """The language of a new text, or of one that is only named."""
    author: str = ""


class BaseFacts(Struct, frozen=True):
    """What is known of the text in force of a file before a proposal is made on it."""

    note: str = ""
    """Why a proposal must not be made on it; '' if it is in force as far as is known."""
    conference: str = ""
    """The id of the conference that is likely to amend it; '' if that is unknown."""


class NewProposalDialog(QDialog):
    """Asks for everything in one dialog; what is unknown may remain empty.

    conferences: ids and names, the latest first
    sources: returns the names of possible submitters by their symbols; called when one is typed
    ask_name: whether to ask for the name of the user for amendments
    language: the language offered first for a new text
    """

    def __init__(
        self,
        conferences: Sequence[tuple[str, str]],
        sources: Callable[[], Mapping[str, str]],
        parent: QWidget | None = None,
        *,
        ask_name: bool = True,
        language: str = "en",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New proposal"))
        self.setAcceptDrops(True)
        self._sources = sources
        self.ask_for_file: Callable[[], str] = lambda: ""
        self.facts_of: Callable[[str], BaseFacts] = lambda path: BaseFacts()
        """Returns what is known of a file."""
        self._judged: tuple[str, TextOffer | None] = ("", None)
        """The path or the offer that was checked last."""
        self._guessed = ""
        """The conference that was chosen for the user, who may change it."""
        self._soon = debounce(self, JUDGE_AFTER, self._judge)
        self.warning = plain_label("")
        self._kinds = QButtonGroup(self)
        self._buttons: dict[Symbol, QRadioButton] = {}
        self.file = TextInForceLine()
        self.number, self.title = QLineEdit(), QLineEdit()
        self.conference = ChoiceField(self.tr("Conference or assembly"), [("", self.tr("not known yet")), *conferences])
        self.source, self.document, self.addendum = CompletedLine(), QLineEdit(), QLineEdit()
        self.language = ChoiceField(self.tr("Language"), language_names())
        self.language.show_value(language)
        self.name = QLineEdit()
        self.problem = plain_label("")
        self._lay_out(ask_name)
        self._connect()
        self._follow()
        self.file.setFocus()  # most begin with a number or a name

    def _lay_out(self, ask_name: bool) -> None:
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(NONE, NONE, NONE, NONE)
        whole.setSpacing(SECTION)
        whole.addWidget(self._what())
        self._rows = QFormLayout()
        self._rows.setSpacing(GAP)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        browse = QPushButton(self.tr("&Browse …"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self._file = QWidget()
        row = QHBoxLayout(self._file)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file, 1)
        row.addWidget(browse)
        self._file.setFocusProxy(self.file)
        self._number_and_addendum = QWidget()
        row = QHBoxLayout(self._number_and_addendum)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.document, 1)
        label = QLabel(self.tr("Addend&um"))
        label.setBuddy(self.addendum)
        row.addWidget(label)
        row.addWidget(self.addendum, 1)
        self._number_and_addendum.setFocusProxy(self.document)
        self._add(
            self.tr("&Text in force"), self._file, self.file, self.tr("such as 75, a word of the title, or a file dropped here")
        )
        self._add(self.tr("or its nu&mber"), self.number, self.number, self.tr("such as RESOLUTION 20 (Rev. Geneva, 2022)"))
        self._add(self.tr("and t&itle"), self.title, self.title, "")
        self._add(self.tr("&Language"), self.language, self.language, "")
        self._add(self.tr("&Conference"), self.conference, self.conference, "")
        self._add(self.tr("&Who submits"), self.source, self.source, self.tr("such as ATU or EGY; may stay empty"))
        self._add(self.tr("&Document number"), self._number_and_addendum, self.document, self.tr("such as 35; may stay empty"))
        set_example(self.addendum, self.tr("such as 18"))
        self.addendum.setAccessibleName(self.tr("Addendum"))
        self._add(self.tr("&Your name"), self.name, self.name, self.tr("for your amendments here; asked once, may stay empty"))
        self._rows.setRowVisible(self.name, ask_name)
        whole.addLayout(self._rows)
        whole.addStretch(1)
        self.buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.begin = self.buttons.addButton(self.tr("Be&gin"), QDialogButtonBox.ButtonRole.AcceptRole)
        lay_out_scrolled(self, inside, self.warning, self.problem, self.buttons)
        self.begin.setDefault(True)
        self.warning.hide()
        self.problem.hide()
        self._inside = inside

    def _what(self) -> QGroupBox:
        box = QGroupBox(self.tr("What do you propose?"))
        grid = QGridLayout(box)
        grid.setContentsMargins(NONE, TIGHT, NONE, NONE)
        grid.setVerticalSpacing(GAP)
        kinds: tuple[tuple[Symbol, str, str], ...] = (
            ("MOD", self.tr("&Amend a text in force"), self.tr("MOD: you change its words")),
            ("ADD", self.tr("Add a &new text"), self.tr("ADD: a resolution to be filled in")),
            ("SUP", self.tr("&Suppress a text"), self.tr("SUP: the text is suppressed")),
            ("NOC", self.tr("&Keep a text as it is"), self.tr("NOC: no change")),
        )
        for row, (symbol, words, more) in enumerate(kinds):
            button = QRadioButton(words)
            button.setObjectName(symbol)
            button.setAccessibleDescription(more)
            label = QLabel(direction_marked(more))  # for a line that begins with Latin letters
            grid.addWidget(button, row, 0)
            grid.addWidget(label, row, 1)
            self._kinds.addButton(button)
            self._buttons[symbol] = button
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(PAGE)
        self._kinds.buttons()[0].setChecked(True)
        return box

    def _add(self, label: str, row: QWidget, field: QWidget, example: str) -> None:
        head = QLabel(label)
        head.setBuddy(field)
        field.setAccessibleName(bare_name(label))
        if isinstance(field, QLineEdit):
            set_example(field, example)
        self._rows.addRow(head, row)

    def _connect(self) -> None:
        self._kinds.buttonToggled.connect(lambda _button, _on: self._follow())
        self._kinds.buttonClicked.connect(lambda _button: self._on_taken())
        for field in (self.file, self.number):
            field.textChanged.connect(lambda _text: self._follow())
        self.file.textChanged.connect(lambda _text: self._soon.start())
        self.file.taken.connect(self._on_taken)
        self.source.textEdited.connect(self._offer)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # -- what is chosen

    @property
    def symbol(self) -> Symbol:
        """MOD, ADD, SUP or NOC."""
        return next(symbol for symbol, button in self._buttons.items() if button.isChecked())

    @property
    def wish(self) -> NewProposalRequest:
        """The entered values."""
        symbol, offer = self.symbol, self.file.offer
        typed = _line(self.file) if symbol != "ADD" else ""
        path, text = os.path.expanduser(typed.strip('"')), -1
        if typed and offer is not None:
            path, text = offer.path, offer.text
        named = (_line(self.number), _line(self.title)) if symbol in ("SUP", "NOC") and not typed else ("", "")
        return NewProposalRequest(
            symbol,
            path,
            text,
            named,
            self.conference.currentData() or "",
            _line(self.document),
            _line(self.addendum),
            _line(self.source).partition(" – ")[0],
            self.language.currentData() or "",
            _line(self.name),
        )

    def show_problem(self, sentence: str) -> None:
        """Shows below the fields why the proposal cannot be started."""
        self.problem.setText("⚠ " + sentence)
        self.problem.show()
        self.resize(self.width(), self.height() + self.problem.heightForWidth(self.width()))
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Leaves the dialog, unless something is to be read first that was not known before."""
        known = self.warning.text()
        self._judge()
        if self.warning.isHidden() or self.warning.text() == known:
            super().accept()

    def _on_taken(self) -> None:
        """An edition that the library does not have needs no more than its number and title if it is suppressed or kept."""
        offer = self.file.offer
        if offer is not None and not offer.is_there and self.symbol in ("SUP", "NOC"):
            self.file.show_path("")
            self.number.setText(offer.number_line)
            self.title.setText(offer.title if self.language.currentData() == "en" else "")
            self.title.setCursorPosition(0)
            self._guess(offer.conference)
        self._judge()

    def _judge(self) -> None:
        """Shows what is to be known of the chosen text, and the conference that is likely to amend it."""
        self._soon.stop()
        wish, offer = self.wish, self.file.offer
        if (wish.path, offer) == self._judged:
            return
        self._judged = wish.path, offer
        if offer is not None and not offer.path:
            facts = BaseFacts(offer.note, offer.conference)
        else:
            facts = self.facts_of(wish.path) if wish.path and Path(wish.path).is_file() else BaseFacts()
        self.warning.setText(f"⚠ {facts.note}" if facts.note else "")
        if wish.path or offer is not None:
            self._guess(facts.conference)
        self._follow()

    def _guess(self, conference: str) -> None:
        """Chooses a likely conference, unless the user chose one."""
        if self.conference.currentData() in ("", self._guessed) and self.conference.findData(conference) >= 0:
            self._guessed = conference
            self.conference.show_value(conference)

    def _follow(self) -> None:
        wish = self.wish
        bare = wish.symbol in ("SUP", "NOC")
        for row, shown in (
            (self._file, wish.symbol != "ADD"),
            (self.number, bare),
            (self.title, bare),
            (self.language, bare or wish.symbol == "ADD"),
        ):
            self._rows.setRowVisible(row, shown)
        self.problem.hide()
        self.warning.setVisible(wish.symbol != "ADD" and bool(self.warning.text()))
        self._fit()
        ready = wish.symbol == "ADD" or bool(wish.path) or wish.text >= 0 or bool(wish.named[0])
        missing = "" if ready else self.tr("Choose the text in force first: by its number, its title or its file.")
        self.begin.setEnabled(ready)
        set_tooltip(self.begin, missing)
        self.begin.setAccessibleDescription(missing)

    def _fit(self) -> None:
        """The height of the shown rows, and a width at which none is wrapped."""
        layout = self._inside.layout()
        assert layout is not None
        layout.activate()
        needed = layout.sizeHint()
        wide = max(WIDTH, needed.width() + AROUND, self.width() if self.isVisible() else 0)
        high = needed.height() + GAP + self.buttons.sizeHint().height() + AROUND
        if not self.warning.isHidden():
            high += self.warning.heightForWidth(wide - AROUND) + GAP
        resize_to_fit(self, wide, high)

    def take_copy(self, path: str, name: str) -> None:
        """Takes a text of the library, of which a file holds a copy, as the text in force."""
        self.file.show_offer(TextOffer(name, path=path))
        self.document.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_file(self, path: str) -> None:
        """Takes a file as the text in force."""
        self.file.show_path(path)
        self._judge()
        self.document.setFocus(Qt.FocusReason.OtherFocusReason)

    def _browse(self) -> None:
        path = self.ask_for_file()
        if path:
            self.file.show_path(str(Path(path)))  # as the system writes it, unlike Qt
            self._judge()
            self.conference.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, _text: str) -> None:
        if self.source.completer() is not None:
            return
        completer = QCompleter([f"{symbol} – {name}" for symbol, name in self._sources().items()], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            popup.setAccessibleName(self.source.accessibleName())
        self.source.setCompleter(completer)

    # -- files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_path(event.mimeData())
        if path:
            event.acceptProposedAction()
            if self.symbol == "ADD":
                self._kinds.buttons()[0].setChecked(True)
            self.file.show_path(path)


def dropped_path(data: QMimeData) -> str:
    """The single file that is dragged here; '' for anything else."""
    files = files_in(data)
    return str(Path(files[0])) if len(files) == 1 and Path(files[0]).is_file() else ""


def _line(field: QLineEdit) -> str:
    return " ".join(paragraphs_of(field.text())).strip()
