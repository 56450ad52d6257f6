"""The fields of a submission's header, laid out and named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QLocale, QObject, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from model.submission.conferences import Conference, Deadline, conference_choices
from model.submission.source_symbols import sources
from widgets.common.actions import bare_name
from widgets.common.foreign_text import set_text_language
from widgets.common.labels import set_tooltip
from widgets.common.names import language_names
from widgets.common.sizes import BreakingLine
from widgets.common.translation import counted, window_language
from widgets.submission_form.bindings import Field
from widgets.submission_form.choice_field import ChoiceField
from widgets.submission_form.contacts_field import ContactsField
from widgets.submission_form.date_field import DateField
from widgets.submission_form.line_field import LineField
from widgets.submission_form.sources_field import SourcesField
from widgets.submission_form.text_field import TextField
from widgets.theme.design import GAP, NONE, TIGHT


class HeaderFields(QObject):
    """The fields in two layouts, `document` and `contents`, and by the paths of their values. Each label is the buddy of its
    field; its mnemonic avoids the letters of the menu bar."""

    def __init__(self, conferences: Mapping[str, Conference], symbol: ChoiceField, parent: QObject | None = None) -> None:
        """`symbol` is the field of the shown proposal, which is first."""
        super().__init__(parent)
        self._symbol = symbol
        self.by_path: dict[str, Field] = {}
        self._prose: list[TextField] = []
        self._language: str | None = None
        self._lines: list[BreakingLine] = []
        self.deadlines = DeadlineLines()
        self.document = _form()
        self.contents = _form()
        self._add_document(conferences)
        self._add_contents()

    @property
    def first(self) -> QWidget:
        """The field that gets the focus first."""
        return self._symbol

    def name_symbol(self, number: int | None) -> None:
        """Shows which proposal the symbol belongs to, if there are several."""
        name = self.tr("Symbol and &kind")
        if number is not None:
            name = self.tr("Symbol and &kind of proposal {number}").format(number=number)
        head = self.document.labelForField(self._symbol)
        if isinstance(head, QLabel):
            head.setText(name)
        self._symbol.setAccessibleName(bare_name(name))

    def show_conference(self, conference: Conference | None) -> None:
        """Shows the deadlines of the chosen conference."""
        self.deadlines.show_conference(conference)
        box = self.by_path["header/conference"]
        if isinstance(box, QWidget):
            box.setAccessibleDescription(self.deadlines.text() or box.accessibleName())

    def _add_document(self, conferences: Mapping[str, Conference]) -> None:
        choices = [("", self.tr("not chosen", "conference")), *conference_choices(conferences, window_language())]
        languages = [("", self.tr("not known")), *language_names()]
        conference = ChoiceField(self.tr("Conference or assembly"), choices)
        self.document.addRow(field_label(self.tr("Symbol and &kind"), self._symbol), self._symbol)
        self._row(self.document, self.tr("Conference or assembl&y"), conference, "header/conference")
        self.document.addRow(self.deadlines)
        document = LineField(self.tr("Document number"), self.tr("such as 35"))
        addendum = LineField(self.tr("Addendum number"), self.tr("such as 18"))
        addendum.setToolTip(self.tr("Write a revision after the number: 18R1"))
        date = DateField(self.tr("Date"))
        language = ChoiceField(self.tr("Language of the document"), languages)
        original = ChoiceField(self.tr("Original language"), languages)
        self._pair(
            (self.tr("&Document number"), document, "header/document"), (self.tr("Addendum number"), addendum, "header/addendum")
        )
        self._row(self.document, self.tr("Date"), date, "header/date")
        self._pair(
            (self.tr("Lan&guage of the document"), language, "language"),
            (self.tr("Original written in"), original, "header/original"),
        )
        self._sources = SourcesField(self.tr("Source", "who submits"))
        message = self.tr("One per line. The symbol of a region or a country, such as ATU or EGY, offers its name.")
        self._sources.setPlaceholderText(self.tr("one per line, such as ATU"))
        set_tooltip(self._sources, message)
        self._row(self.document, self.tr("&Source"), self._sources, "header/sources")

    def _add_contents(self) -> None:
        for label, path, lines in (
            (self.tr("Tit&le"), "header/title", 1),
            (self.tr("Agenda item"), "header/agenda", 1),
            (self.tr("A&bstract"), "header/abstract", 3),
        ):
            self._row(self.contents, label, self._text(label, lines), path)
        contacts = ContactsField(self.tr("Contact persons"))
        self._row(self.contents, self.tr("Contact &persons"), contacts, "header/contacts")
        for label, path, lines in (
            (self.tr("Introd&uction"), "header/introduction", 4),
            (self.tr("Proposal te&xt"), "header/proposal_text", 2),
        ):
            self._row(self.contents, label, self._text(label, lines), path)

    def _text(self, label: str, lines: int) -> TextField:
        field = TextField(bare_name(label), lines)
        self._prose.append(field)
        return field

    def _row(self, layout: QFormLayout, label: str, field: QWidget, path: str) -> None:
        layout.addRow(field_label(label, field), field)
        self.by_path[path] = cast(Field, field)

    def _pair(self, first: tuple[str, QWidget, str], second: tuple[str, QWidget, str]) -> None:
        """Two fields side by side, or one below the other, each below its label."""
        columns = []
        for label, field, path in (first, second):
            column = QVBoxLayout()
            column.setSpacing(TIGHT)
            column.addWidget(field_label(label, field))
            column.addWidget(field)
            columns.append(column)
            self.by_path[path] = cast(Field, field)
        line = BreakingLine(*columns)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        self._lines.append(line)
        self.document.addRow(line)

    def fit(self, room: int) -> None:
        """Puts the fields of a pair below each other if the width in pixels is not enough for both."""
        for line in self._lines:
            line.fit(room)

    def turn(self, language: str) -> None:
        """Sets the language of the prose and its direction, and offers the names of sources in it."""
        if language == self._language:
            return
        self._language = language
        for field in (*self._prose, self._sources):
            field.turn(direction_of(language))
            set_text_language(field, language)
        self._sources.offer(sources(language))


def direction_of(language: str) -> Qt.LayoutDirection:
    """Right to left for Arabic, otherwise by the letters."""
    return Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LayoutDirectionAuto


def field_label(label: str, field: QWidget) -> QLabel:
    """A label above its field, with more room before it than below it."""
    head = QLabel()
    head.setBuddy(field.focusProxy() or field)  # a mnemonic cannot focus a widget that does not accept the focus
    head.setText(label)  # after that: a reader would keep the name with the sign of the mnemonic
    head.setContentsMargins(NONE, GAP, NONE, NONE)
    return head


def _form() -> QFormLayout:
    layout = QFormLayout()
    layout.setVerticalSpacing(TIGHT)
    layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return layout


class DeadlineLines(QLabel):
    """A line for each known deadline of a conference, with the remaining days; its tooltip names the sources."""

    def __init__(self, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        """`today` returns the current day."""
        super().__init__(parent)
        self._today = today
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def show_conference(self, conference: Conference | None) -> None:
        """Shows the deadlines of a conference."""
        deadlines = conference.deadlines if conference is not None else ()
        text = "\n".join(self._line(deadline) for deadline in deadlines)
        if text != self.text():
            self.setText(text)
            set_tooltip(self, "\n".join(dict.fromkeys(deadline.source for deadline in deadlines)))
        self.setVisible(bool(text))

    def _line(self, deadline: Deadline) -> str:
        words = {"name": deadline.text(window_language()), "day": _day(deadline.day)}
        if not deadline.verified:
            words["name"] = self.tr("{name} (not verified)").format(name=words["name"])
        left = deadline.days_left(self._today())
        if left < 0:
            return self.tr("{name}: the deadline of {day} has passed").format(**words)
        if left == 0:
            return self.tr("{name}: by today, {day}").format(**words)
        return counted("{name}: by {day}, {n} day left", "{name}: by {day}, {n} days left", left, **words)


def _day(day: date) -> str:
    """A day as the language of the window writes it, without its weekday, which a sentence would have to inflect."""
    locale = QLocale()
    form = re.sub(r"[,،]?\s*dddd[,،]?\s*", "", locale.dateFormat(QLocale.FormatType.LongFormat))
    return locale.toString(QDate(day.year, day.month, day.day), form)
