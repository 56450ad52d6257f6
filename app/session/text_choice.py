"""The choice among the texts of a file that holds several."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from model.errors import ClausewrightError
from model.files.opening import titles_of_texts


def chosen_text(path: Path, window: QWidget) -> str | None:
    """The text of a file that the user chose, as `open_document` takes it; '' where there is nothing to choose, also since the
    file cannot be used; None where nothing is to be opened."""
    try:
        titles = titles_of_texts(path)
    except ClausewrightError:
        return ""
    if not titles:
        return ""
    from widgets.dialogs.text_choice import TextChoiceDialog

    dialog = TextChoiceDialog(path.name, titles, window)
    answer = dialog.choice if dialog.exec() else None
    dialog.deleteLater()
    return answer
