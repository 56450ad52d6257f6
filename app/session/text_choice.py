"""The choice among the texts of a file that holds several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


def ask_for_text(name: str, titles: Sequence[str], window: QWidget) -> str | None:
    """The text of a file that the user chose, as `open_document` takes it; None if nothing is to be opened.

    name: that of the file
    titles: its texts, in their order
    window: over which it is asked
    """
    from widgets.dialogs.text_choice import TextChoiceDialog

    dialog = TextChoiceDialog(name, titles, window)
    answer = dialog.choice if dialog.exec() else None
    dialog.deleteLater()
    return answer
