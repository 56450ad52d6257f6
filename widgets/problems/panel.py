"""The panel of problems: a filter, their table, and the explanation of the current one with its commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPalette, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from model.preflight.finding import SEVERITIES, Finding, Severity
from model.preflight.rules import rule_named
from widgets.common.empty_note import EmptyNote
from widgets.common.even_layout import EvenLayout
from widgets.common.flow_layout import FlowLayout
from widgets.common.foreign_text import isolated
from widgets.common.labels import ElidedLabel, name_choice, reading_box
from widgets.common.menu import Menu
from widgets.common.names import local_time
from widgets.common.qt_fixes import PassesFocus
from widgets.common.text_button import action_button
from widgets.common.translation import line_of, say
from widgets.problems.model import ProblemModel, counted_by_signs, counted_in_words, in_our_direction, severity_name
from widgets.problems.table import ProblemTable
from widgets.theme.design import GAP

NARROWEST = 120
"""The least heights of the table and of the explanation in pixels."""
LEAST_LINES = 2.7
BESIDE = 600
"""The width in pixels from which the explanation is beside the table."""


class ProblemPanel(PassesFocus):
    """Shows the problems of a submission and emits the requests of the user."""

    went_to = Signal(object)
    """A Finding is to be shown at its place."""
    left_for = Signal(object)
    """The same, and its place gets the focus."""
    repair_asked = Signal(list)
    """Findings."""
    ignore_asked = Signal(list)
    stop_ignoring_asked = Signal(list)

    def __init__(
        self,
        place: Callable[[Finding], str],
        offered: Callable[[Finding], str],
        actions: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`place` and `offered` as in `ProblemModel`; `actions` are in the menu, the first one also as a button."""
        super().__init__(parent)
        self.problems = ProblemModel(place, offered, self)
        self.table = ProblemTable(self.problems)
        self.main_part = self.table
        self.kinds = QComboBox()
        name_choice(self.kinds, self.tr("Which problems are shown"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.setMinimumWidth(NARROWEST // 2)
        self.kinds.addItem("", None)
        for severity in SEVERITIES:
            self.kinds.addItem("", severity)
        self.with_ignored = QCheckBox(self.tr("Show ignored ones"))
        self.count = ElidedLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.details = reading_box(self.tr("Explanation of the problem"))
        self.details.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.details.document().setDocumentMargin(GAP)
        self.go = self._action(self.tr("&Go there"), lambda: self._with_current(self.left_for.emit))
        self.explain = self._action(self.tr("&Explain"), lambda: self.details.setFocus(Qt.FocusReason.OtherFocusReason))
        self.repair = self._action(self.tr("Re&pair"), lambda: self.repair_asked.emit(self._repairable()))
        self.repair_all = self._action(self.tr("Repair a&ll of this kind"), self._repair_all)
        self.ignore = self._action(self.tr("&Ignore here …"), lambda: self.ignore_asked.emit(self._of(ignored=False)))
        self.stop_ignoring = self._action(self.tr("&Show again"), lambda: self.stop_ignoring_asked.emit(self._of(ignored=True)))
        self._others = list(actions)
        self.repair_all.setIconText(self.tr("Repair all"))
        self.ignore.setIconText(self.tr("Ignore"))
        self.stop_ignoring.setIconText(self.tr("Show again"))
        self.note = EmptyNote(
            self.table,
            self._nothing_found,
            self.tr("No problem matches this filter."),
            lambda: self.kinds.currentIndex() > 0 and any(map(self.problems.count, SEVERITIES)),
        )
        self.note.cleared.connect(lambda: self.show_only(None))
        self._lay_out()
        self.table.chosen.connect(self._on_chosen)
        self.table.left_for.connect(self.left_for)
        self.table.menu_asked.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._judge())
        self.problems.modelReset.connect(self._judge)
        self.kinds.activated.connect(self._filter)
        self.with_ignored.toggled.connect(self._filter)
        self.follow()

    def _action(self, text: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked: slot())
        return action

    @property
    def own_actions(self) -> list[QAction]:
        """The actions of the panel, in the order of its menu."""
        return [self.go, self.explain, self.repair, self.repair_all, self.ignore, self.stop_ignoring]

    def _lay_out(self) -> None:
        line, buttons = FlowLayout(), EvenLayout()
        line.setSpacing(GAP)
        buttons.setSpacing(GAP)
        for control in (self.kinds, self.with_ignored, self.count):
            line.addWidget(control)
        for action in (self.repair, self.repair_all, self.ignore, self.stop_ignoring, *self._others[:1]):
            buttons.addWidget(action_button(action))
        parts = self._parts = QSplitter()
        parts.addWidget(self.table)
        parts.addWidget(self.details)
        parts.setSizes([2000, 1000])
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        for part in (self.table, self.details):
            part.setMinimumSize(NARROWEST, round(LEAST_LINES * self.fontMetrics().lineSpacing()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        line.setContentsMargins(GAP, GAP, GAP, 0)
        buttons.setContentsMargins(GAP, 0, GAP, GAP)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        layout.addLayout(line)
        layout.addWidget(parts, 1)
        layout.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the explanation below the table if there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < BESIDE
        self._parts.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        self.table.set_narrow(on=narrow)

    # -- what is shown

    def follow(self) -> None:
        """Shows the number of problems; to be called after `problems` has changed."""
        counts = [self.problems.count(severity) for severity in SEVERITIES]
        self.kinds.setItemText(0, self.tr("All problems ({count})").format(count=sum(counts)))
        for row, (severity, count) in enumerate(zip(SEVERITIES, counts, strict=True), 1):
            self.kinds.setItemText(row, f"{severity_name(severity)} ({count})")
        ignored = self.problems.ignored_count
        self.count.setText(counted_in_words(self.problems), counted_by_signs(self.problems))
        self.count.setVisible(sum(counts) > 0)
        self.with_ignored.setVisible(bool(ignored) or self.with_ignored.isChecked())
        self.note.follow()
        self._judge()

    def _nothing_found(self) -> str:
        """Why the table has no rows, if no filter hides them."""
        if ignored := self.problems.ignored_count:
            return self.tr("Nothing else was found. Ignored: {count}").format(count=ignored)
        return self.tr("Nothing was found.")

    def show_only(self, severity: Severity | None) -> None:
        """Shows the problems of one severity, or all for None, without ignored ones."""
        self.kinds.setCurrentIndex(0 if severity is None else 1 + SEVERITIES.index(severity))
        self.with_ignored.setChecked(False)
        self._filter()

    def _filter(self) -> None:
        self.problems.show_only(self.kinds.currentData(), with_ignored=self.with_ignored.isChecked())

    def _on_chosen(self, finding: Finding | None) -> None:
        self._explain(finding)
        if finding is not None and self.isVisible():
            self.went_to.emit(finding)

    def _judge(self) -> None:
        """Enables the actions for the selected problems, and explains the current one."""
        current = self.table.current()
        self.go.setEnabled(current is not None)
        self.explain.setEnabled(current is not None)
        self.repair.setEnabled(bool(self._repairable()))
        self.repair_all.setEnabled(current is not None and len(self.problems.alike(current)) > 1)
        self.ignore.setEnabled(bool(self._of(ignored=False)))
        self.stop_ignoring.setEnabled(bool(self._of(ignored=True)))
        self._explain(current)

    def _explain(self, finding: Finding | None) -> None:
        text = self.explanation(finding) if finding is not None else ""
        if text != self.details.toPlainText():
            self.details.setPlainText(text)
        if self.details.isHidden() is (finding is not None):
            self.details.setVisible(finding is not None)
            QTimer.singleShot(0, self, lambda: self.table.scrollTo(self.table.currentIndex()))  # in the room that is left

    def explanation(self, finding: Finding) -> str:
        """The explanation of a finding, in paragraphs."""
        rule, ignored, offered = (
            rule_named(finding.rule),
            self.problems.ignoring_of(finding),
            self.problems.offered_words(finding),
        )
        parts = [say(rule.title), in_our_direction(say(finding.fault.message))]
        if offered:
            parts.append(self.tr("Offered: {words}").format(words=isolated(offered)))
        parts += [say(rule.explained), self.tr("Source: {source}").format(source=say(rule.source))]
        if ignored is not None:
            who = line_of((ignored.stamp.author, local_time(ignored.stamp.date) if ignored.stamp.date else ""))
            why = ignored.reason or self.tr("no reason was given")
            parts.append(self.tr("Ignored ({who}): {reason}").format(who=who, reason=why))
        return "\n\n".join(parts)

    # -- what is done

    def go_to(self, finding: Finding) -> None:
        """Selects a shown problem and goes to its place."""
        self.table.choose(self.problems.rows.index(finding))
        self.left_for.emit(finding)

    def _with_current(self, do: Callable[[Finding], object]) -> None:
        current = self.table.current()
        if current is not None:
            do(current)

    def _of(self, *, ignored: bool) -> list[Finding]:
        return [finding for finding in self.table.selected() if (self.problems.ignoring_of(finding) is not None) is ignored]

    def _repairable(self) -> list[Finding]:
        return [finding for finding in self._of(ignored=False) if finding.fault.repairable]

    def _repair_all(self) -> None:
        self._with_current(lambda finding: self.repair_asked.emit(self.problems.alike(finding)))

    def _show_menu(self, at: QPoint) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.own_actions)
        menu.addSeparator()
        menu.addActions(self._others)
        menu.popup(at)
