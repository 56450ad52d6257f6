"""Boxes with one sentence: an error, a question about unsaved changes, what an export proved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMessageBox, QWidget

Answer = Literal["save", "discard", "cancel"]


def tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text)


def message(parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str, more: str = "") -> QMessageBox:
    """A box whose texts are plain, whatever they hold."""
    box = QMessageBox(icon, title, "", QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    box.setAccessibleName(title)
    return box


def show_error(parent: QWidget | None, sentence: str) -> None:
    box = message(parent, QMessageBox.Icon.Warning, tr("Clausewright"), sentence)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.exec()


def show_warnings(parent: QWidget | None, sentences: Sequence[str]) -> None:
    """What was left out when a file was read."""
    icon = QMessageBox.Icon.Information
    box = message(parent, icon, tr("Clausewright"), tr("The file was read."), "\n".join(sentences))
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.exec()


def ask_to_save(parent: QWidget | None, name: str) -> Answer:
    """What is to become of unsaved changes."""
    box = message(
        parent,
        QMessageBox.Icon.Question,
        tr("Unsaved changes"),
        tr("“{name}” has changes that are not saved.").format(name=name),
        tr("Save them before it is closed?"),
    )
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    answers: dict[int, Answer] = {buttons.Save: "save", buttons.Discard: "discard"}
    return answers.get(box.exec(), "cancel")


def ask_to_overwrite(parent: QWidget | None, sentence: str) -> bool:
    """Whether a file that others changed is to be overwritten."""
    question = tr("Overwrite it all the same?")
    box = message(parent, QMessageBox.Icon.Warning, tr("The file has changed"), sentence, question)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return box.exec() == QMessageBox.StandardButton.Yes


def ask_for_text(parent: QWidget | None, title: str, question: str, text: str = "") -> str | None:
    """A line of text; None where the question was called off."""
    answer, given = QInputDialog.getText(parent, title, question, QLineEdit.EchoMode.Normal, text)
    return answer if given else None
