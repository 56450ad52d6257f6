"""Boxes for the Table of Frequency Allocations: a band split or merged, a service added, footnote numbers set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLineEdit, QWidget

from widgets.common.attempt_box import AttemptBox
from widgets.common.box_layout import box_form
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import hint_label
from widgets.common.sizes import fit_height

Category = Literal["primary", "secondary"]
_OK = QDialogButtonBox.StandardButton.Ok


class _AllocationBox(AttemptBox):
    """A box with rows of fields above OK and Cancel."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._form = box_form(self)
        self._buttons = ButtonBox(_OK | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _finish(self) -> None:
        """Adds the buttons below the rows."""
        self._form.addRow(self.problem)
        self._form.addRow(self._buttons)
        fit_height(self)

    def _enable(self, on: bool) -> None:
        self._buttons.button(_OK).setEnabled(on)


class SplitBandDialog(_AllocationBox):
    """Asks at which frequency a band is split, and whether that of other Regions is split too."""

    def __init__(self, band: str, unit: str, several: bool, parent: QWidget | None = None) -> None:
        """`several`: whether other Regions have the same band in this row."""
        super().__init__(self.tr("Split band"), parent)
        self._frequency = QLineEdit()
        self._everywhere = QCheckBox(self.tr("The same band of other &Regions too"))
        sentence = self.tr("{band} {unit} becomes two rows; both keep the services and footnotes.")
        self._form.addRow(hint_label(direction_marked(sentence.format(band=band, unit=unit))))
        self._form.addRow(self.tr("&Frequency"), self._frequency)
        self._everywhere.setChecked(several)
        if several:
            self._form.addRow(self._everywhere)
        self._finish()
        self._frequency.textChanged.connect(lambda text: self._enable(bool(text.strip())))
        self._enable(False)
        self._frequency.setFocus()

    @property
    def frequency(self) -> str:
        """The typed frequency."""
        return self._frequency.text().strip()

    @property
    def everywhere(self) -> bool:
        """Whether other Regions are included."""
        return self._everywhere.isChecked()


class MergeBandsDialog(_AllocationBox):
    """Asks whether the same two bands of other Regions are merged too."""

    def __init__(self, band: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Merge bands"), parent)
        self._everywhere = QCheckBox(self.tr("The same bands of other &Regions too"))
        self._everywhere.setChecked(True)
        sentence = self.tr("{band} is merged with the band below; services and footnotes of both are kept.")
        self._form.addRow(hint_label(direction_marked(sentence.format(band=band))))
        self._form.addRow(self._everywhere)
        self._finish()
        self._everywhere.setFocus()

    @property
    def everywhere(self) -> bool:
        """Whether other Regions are included."""
        return self._everywhere.isChecked()


class AddServiceDialog(_AllocationBox):
    """Asks for a service, its category and its footnote numbers."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        """`names` are those of the services that are offered."""
        super().__init__(self.tr("Add service"), parent)
        self._service = QComboBox()
        self._service.setEditable(True)
        self._service.addItems(list(names))
        self._service.setCurrentText("")
        self._category = QComboBox()
        self._category.addItem(self.tr("Primary"), "primary")
        self._category.addItem(self.tr("Secondary"), "secondary")
        self._notes = QLineEdit()
        self._notes.setPlaceholderText("5.441B 5.442")
        self._form.addRow(self.tr("&Service"), self._service)
        self._form.addRow(hint_label(self.tr("Write additions after the name, such as (space-to-Earth).")))
        self._form.addRow(self.tr("&Category"), self._category)
        self._form.addRow(self.tr("&Footnote numbers"), self._notes)
        self._finish()
        self._service.editTextChanged.connect(lambda text: self._enable(bool(text.strip())))
        self._enable(False)
        self._service.setFocus()

    @property
    def words(self) -> str:
        """The service with its additions."""
        return " ".join(self._service.currentText().split())

    @property
    def category(self) -> Category:
        """The chosen category."""
        return "secondary" if self._category.currentData() == "secondary" else "primary"

    @property
    def notes(self) -> tuple[str, ...]:
        """The typed footnote numbers."""
        return numbers_in(self._notes.text())


class TableNotesDialog(_AllocationBox):
    """Shows the footnote numbers of a service or of a whole cell, to be changed.

    service: the service in the line at the caret; '' if there is none
    present: its footnote numbers, or those of the cell if there is no service
    of_cell: those of the whole cell
    """

    def __init__(self, service: str, present: Sequence[str], of_cell: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Footnote numbers"), parent)
        self._texts = (" ".join(present), " ".join(of_cell))
        self._notes = QLineEdit(self._texts[0])
        self._place = QComboBox()
        if service:
            self._place.addItem(direction_marked(service), False)
        self._place.addItem(self.tr("The whole cell"), True)
        self._form.addRow(self.tr("Fo&r"), self._place)
        self._form.addRow(self.tr("&Footnote numbers"), self._notes)
        self._form.addRow(hint_label(self.tr("With spaces between them; they are put in order.")))
        self._finish()
        self._place.currentIndexChanged.connect(self._show_present)
        self._notes.setFocus()
        self._notes.selectAll()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The typed footnote numbers."""
        return numbers_in(self._notes.text())

    @property
    def whole(self) -> bool:
        """Whether they are those of the whole cell."""
        return bool(self._place.currentData())

    def _show_present(self) -> None:
        self._notes.setText(self._texts[int(self.whole)])


def numbers_in(text: str) -> tuple[str, ...]:
    """The words of a text, with spaces, commas or semicolons between them."""
    return tuple(text.replace(",", " ").replace(";", " ").split())
