"""Boxes with one sentence: errors, questions about unsaved changes, results of an export.

The classes of Qt for them are accessed by their module, which creates them when the first box is shown: importing all of them
would delay every start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6 import QtWidgets
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from model.message import Message
from widgets.common.foreign_text import as_caption, direction_marked
from widgets.common.sizes import digit_width
from widgets.common.translation import counted, say, translate
from widgets.theme.colours import colours
from widgets.theme.icons import coloured_icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

Answer = Literal["save", "discard", "cancel"]
ErrorsAnswer = Literal["export", "look", "cancel"]
RefusalAnswer = Literal["undo", "draft", "text", "cancel"]
ChangedFileAnswer = Literal["merge", "reload", "keep"]
BaseAnswer = Literal["choose", "compare", ""]
OverwriteAnswer = Literal["merge", "overwrite", ""]
LockAnswer = Literal["copy", "read", "take", "cancel"]
WIDEST = 70
"""Approximate number of characters of a line in a box."""
MOST_ROOM = 540
"""The greatest width of the text of a box in pixels: with the icon it fits into half of a small screen, whatever the font."""
MOST_LINES = 12
"""The number of sentences for which a box has room on a small screen; more are shown in a scrolled list."""
SIGN = 40
"""The size of the icon of a box in pixels."""
SIGNS = {
    "Information": ("info", "inserted"), "Question": ("circle-question-mark", "inserted"),
    "Warning": ("triangle-alert", "changed"), "Critical": ("octagon-alert", "deleted"),
}  # fmt: skip
"""The icon and the colour, a field of `Colours`, of each kind of box, by its name in `QMessageBox.Icon`."""


def message(parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str, more: str = "") -> QMessageBox:
    """A box whose texts are plain text, whatever they contain.

    icon: the icon beside the text
    title: the title of the box
    text: the sentence
    more: a smaller text below it
    """
    from widgets.common.button_box import MessageBox

    box = MessageBox(icon, title, "", QtWidgets.QMessageBox.StandardButton.NoButton, parent)
    if icon.name in SIGNS:
        name, use = SIGNS[icon.name]
        sign = coloured_icon(name, getattr(colours(box.palette()), use), SIGN)
        box.setIconPixmap(sign.pixmap(SIGN, SIGN))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(direction_marked(text))
    box.setInformativeText("\n".join(map(direction_marked, more.split("\n"))))
    box.setAccessibleName(title)
    layout = box.layout()
    if more and isinstance(layout, QtWidgets.QGridLayout):  # the second text does not widen the box
        measure = box.fontMetrics()
        wide = max(map(measure.horizontalAdvance, more.split("\n"))) + 2 * measure.height()
        wide = min(wide, round(digit_width(box.font()) * WIDEST), MOST_ROOM)
        layout.addItem(QtWidgets.QSpacerItem(wide, 0), layout.rowCount(), layout.columnCount() - 1)
    return box


def _is_chosen(box: QMessageBox, button: str, *, destroys: bool = False, is_default: bool = False) -> bool:
    """Asks by a box with one button beside *Cancel*, which is the default unless `is_default`. Returns whether it was chosen."""
    roles = QtWidgets.QMessageBox.ButtonRole
    chosen = box.addButton(button, roles.DestructiveRole if destroys else roles.AcceptRole)
    cancel = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(chosen if is_default else cancel)
    box.exec()
    return box.clickedButton() is chosen


def show_error(parent: QWidget | None, sentence: str) -> None:
    """Shows an error and waits until the user closes it."""
    box = message(parent, QtWidgets.QMessageBox.Icon.Warning, translate("Messages", "Clausewright"), sentence)
    box.setStandardButtons(QtWidgets.QMessageBox.StandardButton.Ok)
    box.exec()


def show_information(parent: QWidget | None, sentence: str) -> None:
    """Shows a sentence and waits until the user closes it."""
    box = message(parent, QtWidgets.QMessageBox.Icon.Information, translate("Messages", "Clausewright"), sentence)
    box.setStandardButtons(QtWidgets.QMessageBox.StandardButton.Ok)
    box.exec()


def show_warnings(parent: QWidget | None, sentences: Sequence[Message | str], heading: str = "") -> None:
    """Shows what was omitted when a file was read or, as `heading` says, written."""
    title, heading = translate("Messages", "Clausewright"), heading or translate("Messages", "The file was read.")
    if len(sentences) > MOST_LINES:
        from widgets.dialogs.small_dialogs import LongReport

        report = LongReport(title, heading, [*map(say, sentences)], parent)
        report.exec()
        report.deleteLater()
        return
    icon = QtWidgets.QMessageBox.Icon.Information
    box = message(parent, icon, title, heading, "\n".join(map(say, sentences)))
    box.setStandardButtons(QtWidgets.QMessageBox.StandardButton.Ok)
    box.exec()


def show_about(parent: QWidget | None, text: str, more: str) -> None:
    """Shows information about the program: a sentence, and more below it."""
    box = message(parent, QtWidgets.QMessageBox.Icon.NoIcon, translate("Messages", "About Clausewright"), text, more)
    box.setIconPixmap(box.windowIcon().pixmap(SIGN, SIGN))  # that of the program, at the place of the sign in other boxes
    box.setStandardButtons(QtWidgets.QMessageBox.StandardButton.Close)
    box.exec()


def ask_to_save(parent: QWidget | None, name: str) -> Answer:
    """Asks whether to save or discard unsaved changes."""
    box = message(
        parent,
        QtWidgets.QMessageBox.Icon.Question,
        translate("Messages", "Unsaved changes"),
        translate("Messages", "“{name}” has unsaved changes.").format(name=name),
        translate("Messages", "Save them before closing?"),
    )
    buttons = QtWidgets.QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.button(buttons.Discard).setText(translate("Messages", "Do&n’t save"))  # as in Word; the text of Qt differs from it
    box.setDefaultButton(buttons.Save)
    answers: dict[int, Answer] = {buttons.Save: "save", buttons.Discard: "discard"}
    return answers.get(box.exec(), "cancel")


def ask_to_replace(parent: QWidget | None, name: str) -> bool:
    """Asks whether to replace a file of that name, which the user did not type completely."""
    text = translate("Messages", "A file “{name}” already exists.").format(name=name)
    box = message(
        parent,
        QtWidgets.QMessageBox.Icon.Warning,
        translate("Messages", "The file exists"),
        text,
        translate("Messages", "Replace it?"),
    )
    return _is_chosen(box, translate("Messages", "&Replace"), destroys=True)


def ask_for_text(parent: QWidget | None, title: str, question: str, text: str = "") -> str | None:
    """Asks for a line of text; None if the user cancels."""
    from widgets.common.button_box import correct_row, set_box_margins

    box = QtWidgets.QInputDialog(parent)
    box.setWindowTitle(title)
    box.setLabelText(as_caption(question))
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
    box.setTextValue(text)
    wide = round(digit_width(box.font()) * WIDEST)
    box.sizeHint()  # which lays the box out
    set_box_margins(box)
    layout = box.layout()
    box.resize(wide, layout.totalHeightForWidth(wide) if layout is not None else box.sizeHint().height())
    box.setModal(True)  # before it is shown: `exec` does not make a visible box modal
    box.show()  # when Qt gives the row its focus proxy
    for row in box.findChildren(QtWidgets.QDialogButtonBox):
        correct_row(row)
    given = box.exec()
    answer = box.textValue()
    box.deleteLater()
    return answer if given else None


def ask_about_lock(parent: QWidget | None, sentence: str, *, certain: bool) -> LockAnswer:
    """Asks how to open a file that somebody else has open. It can be opened normally only if that is uncertain."""
    box = message(
        parent,
        QtWidgets.QMessageBox.Icon.Warning,
        translate("Messages", "The file is in use"),
        sentence,
        translate("Messages", "What do you want to open?"),
    )
    roles = QtWidgets.QMessageBox.ButtonRole
    copy = box.addButton(translate("Messages", "A &copy"), roles.AcceptRole)
    answers: dict[object, LockAnswer] = {
        copy: "copy",
        box.addButton(translate("Messages", "&Read only"), roles.AcceptRole): "read",
    }
    if not certain:
        answers[box.addButton(translate("Messages", "The &file all the same"), roles.DestructiveRole)] = "take"
    box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(copy)
    box.exec()
    return answers.get(box.clickedButton(), "cancel")


def ask_about_changed_file(parent: QWidget | None, name: str, *, unsaved: bool, may_merge: bool = True) -> ChangedFileAnswer:
    """Asks what to do with a file that another program, or a colleague, has changed.

    name: the name of the file
    unsaved: whether the window has changes that are not saved
    may_merge: whether the document may be changed
    """
    text = translate("Messages", "“{name}” was changed by another program or by a colleague.").format(name=name)
    if not unsaved:
        more = translate("Messages", "Reload it from disk?")
    elif may_merge:
        more = translate(
            "Messages",
            "Merge both? Then the document has the changes of both; where they differ in the same words, both wordings are kept "
            "for you to decide. If you reload, your unsaved changes are kept as a version.",
        )
    else:
        more = translate("Messages", "Reload it from disk? Changes that you have not saved are then kept as a version of it.")
    box = message(parent, QtWidgets.QMessageBox.Icon.Question, translate("Messages", "The file has changed"), text, more)
    roles = QtWidgets.QMessageBox.ButtonRole
    merge = box.addButton(translate("Messages", "&Merge both"), roles.AcceptRole) if unsaved and may_merge else None
    reload = box.addButton(translate("Messages", "&Reload from disk"), roles.AcceptRole)
    keep = box.addButton(translate("Messages", "&Keep what is in the window"), roles.RejectRole)
    box.setDefaultButton(merge or (keep if unsaved else reload))
    box.exec()
    if merge is not None and box.clickedButton() is merge:
        return "merge"
    return "reload" if box.clickedButton() is reload else "keep"


def ask_to_merge_or_overwrite(parent: QWidget | None, sentence: str) -> OverwriteAnswer:
    """Asks whether to merge a file that others have changed with what is to be saved, or to overwrite it; '' for neither."""
    question = translate("Messages", "Merge both and save, or overwrite the changes of the others?")
    box = message(parent, QtWidgets.QMessageBox.Icon.Warning, translate("Messages", "The file has changed"), sentence, question)
    roles = QtWidgets.QMessageBox.ButtonRole
    merge = box.addButton(translate("Messages", "&Merge both"), roles.AcceptRole)
    overwrite = box.addButton(translate("Messages", "&Overwrite"), roles.DestructiveRole)
    box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(merge)
    box.exec()
    if box.clickedButton() is merge:
        return "merge"
    return "overwrite" if box.clickedButton() is overwrite else ""


def ask_for_base(parent: QWidget | None, name: str) -> BaseAnswer:
    """Asks what to do with a copy that has no version in common with the document: name the file from which both were made,
    or compare them; '' for neither."""
    text = translate("Messages", "“{name}” and the document have no version in common.").format(name=name)
    more = translate("Messages", "To merge them, choose the file that both were made from. To see how they differ, compare them.")
    box = message(parent, QtWidgets.QMessageBox.Icon.Question, translate("Messages", "Merge a copy"), text, more)
    roles = QtWidgets.QMessageBox.ButtonRole
    choose = box.addButton(translate("Messages", "&Choose the file …"), roles.AcceptRole)
    compare = box.addButton(translate("Messages", "Co&mpare them"), roles.ActionRole)
    box.setDefaultButton(box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel))
    box.exec()
    answers: dict[object, BaseAnswer] = {choose: "choose", compare: "compare"}
    return answers.get(box.clickedButton(), "")


def ask_to_compare(parent: QWidget | None, sentence: str) -> bool:
    """Shows why two texts cannot be merged, and asks whether to compare them."""
    box = message(parent, QtWidgets.QMessageBox.Icon.Warning, translate("Messages", "Merge a copy"), sentence)
    return _is_chosen(box, translate("Messages", "Co&mpare them"), is_default=True)


def ask_to_save_elsewhere(parent: QWidget | None, sentence: str) -> bool:
    """Asks whether to save elsewhere what could not be saved in its place."""
    more = translate("Messages", "The document is as it was in the window.")
    box = message(parent, QtWidgets.QMessageBox.Icon.Warning, translate("Messages", "It was not saved"), sentence, more)
    return _is_chosen(box, translate("Messages", "&Save elsewhere …"), is_default=True)


def ask_about_errors(parent: QWidget | None, count: int, messages: Sequence[str]) -> ErrorsAnswer:
    """Asks whether to export a submission with errors, some of which are listed."""
    head = counted("The check finds {n} error.", "The check finds {n} errors.", count)
    more = "\n".join(f"✗  {error}" for error in messages)
    box = message(parent, QtWidgets.QMessageBox.Icon.Warning, translate("Messages", "Errors before the export"), head, more)
    roles = QtWidgets.QMessageBox.ButtonRole
    look = box.addButton(translate("Messages", "&Look at them"), roles.ActionRole)
    export = box.addButton(translate("Messages", "&Export all the same"), roles.AcceptRole)
    box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(look)
    box.exec()
    answers: dict[object, ErrorsAnswer] = {look: "look", export: "export"}
    return answers.get(box.clickedButton(), "cancel")


def ask_about_refusal(parent: QWidget | None, sentence: str, step: str, back: int, *, draft: bool) -> RefusalAnswer:
    """Asks what to do about an export that was refused.

    sentence: the reason for the refusal
    step: the name of the step that causes the refusal; empty if unknown
    back: the number of steps to undo, including that step
    draft: whether the draft can be written without tracked changes
    """
    more = []
    if step:
        more.append(
            counted(
                "The document can be exported as it was before the step “{step}”. That undoes {n} step, which Redo brings back.",
                "The document can be exported as it was before the step “{step}”. That undoes {n} steps, which Redo brings back.",
                back,
                step=step,
            )
        )
    if draft:
        more.append(translate("Messages", "The text as proposed can be exported without tracked changes."))
    else:
        more.append(translate("Messages", "The text can be exported as a web page or plain text, which are not proved."))
    title = translate("Messages", "The export is refused")
    box = message(parent, QtWidgets.QMessageBox.Icon.Warning, title, sentence, "\n".join(more))
    role, answers = QtWidgets.QMessageBox.ButtonRole.ActionRole, dict[object, RefusalAnswer]()
    if step:
        answers[box.addButton(translate("Messages", "&Undo back to before this step"), role)] = "undo"
    if draft:
        other = box.addButton(translate("Messages", "Export &without tracked changes …"), role)
    else:
        other = box.addButton(translate("Messages", "Export as &text …"), role)
    answers[other] = "draft" if draft else "text"
    box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(other)
    box.exec()
    return answers.get(box.clickedButton(), "cancel")


def ask_to_accept_own(parent: QWidget | None, count: int) -> bool:
    """Asks whether the user's own amendments are to become the text in force."""
    text = translate("Messages", "This amendment is your own.")
    more = translate(
        "Messages",
        "Accepting makes it part of the text in force, although no conference has adopted it, and your proposal no longer shows "
        "it as a change. Accept it?",
    )
    if count > 1:
        text = counted("{n} of these amendments is your own.", "{n} of these amendments are your own.", count)
        more = translate(
            "Messages",
            "Accepting makes them part of the text in force, although no conference has adopted them, and your proposal no "
            "longer shows the changes. Accept them?",
        )
    box = message(parent, QtWidgets.QMessageBox.Icon.Question, translate("Messages", "Accept your own amendments"), text, more)
    return _is_chosen(box, translate("Messages", "&Accept"))


def ask_to_adopt(parent: QWidget | None, head: str, notices: Sequence[Message], *, suppresses: bool = False) -> bool:
    """Asks whether to make what a conference decided the text of the document, or to take a suppressed text out of it; `notices`
    are what the text still lacks."""
    shown = [f"•  {say(notice)}" for notice in notices[:MOST_LINES]]
    if len(notices) > MOST_LINES:
        shown.append(counted("and {n} more", "and {n} more", len(notices) - MOST_LINES))
    more = "\n".join([translate("Messages", "The text still lacks something:"), *shown]) if shown else ""
    icon = QtWidgets.QMessageBox.Icon.Warning if shown else QtWidgets.QMessageBox.Icon.Question
    box = message(parent, icon, translate("Messages", "After the decision"), head, more)
    if suppresses:
        return _is_chosen(box, translate("AdoptionDialog", "&Suppress it"), is_default=True)
    return _is_chosen(box, translate("AdoptionDialog", "&Make it the text in force"), is_default=True)


def show_taken_in(parent: QWidget | None, sentence: str) -> bool:
    """Shows the contents of a returned file. Returns whether the user wants to see them."""
    box = message(
        parent,
        QtWidgets.QMessageBox.Icon.Information,
        translate("Messages", "Added as a version"),
        sentence,
        translate("Messages", "It is a version of the document now."),
    )
    look = box.addButton(translate("Messages", "&Look at it …"), QtWidgets.QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(QtWidgets.QMessageBox.StandardButton.Close))
    box.exec()
    return box.clickedButton() is look


def ask_to_drop_version(parent: QWidget | None, name: str) -> bool:
    """Asks whether to remove a version, which cannot be undone."""
    text = translate("Messages", "Remove version “{name}”? This cannot be undone.").format(name=name)
    box = message(parent, QtWidgets.QMessageBox.Icon.Question, translate("Messages", "Remove a version"), text)
    return _is_chosen(box, translate("Messages", "&Remove"), destroys=True)


def ask_to_remove_text(parent: QWidget | None, name: str) -> bool:
    """Asks whether to remove a text from the library; its file is removed too if it contains no other text."""
    text = translate("Messages", "Remove {name} from the library? The file that you added it from stays where it is.")
    box = message(
        parent, QtWidgets.QMessageBox.Icon.Question, translate("Messages", "Remove from the library"), text.format(name=name)
    )
    return _is_chosen(box, translate("Messages", "&Remove"), destroys=True)


def ask_to_open_link(parent: QWidget | None, address: str) -> bool:
    """Asks whether to open a link of a file in the browser or the mail program."""
    text = translate("Messages", "The link leads to {address}.").format(address=address)
    question = translate("Messages", "Open it outside Clausewright?")
    box = message(parent, QtWidgets.QMessageBox.Icon.Question, translate("Messages", "Open a link"), text, question)
    return _is_chosen(box, translate("Messages", "&Open"))
