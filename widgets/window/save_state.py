"""The save state of the document in the status bar: a sign and text, never a colour alone."""

from __future__ import annotations

from typing import Literal

from widgets.common.foreign_text import without_sign
from widgets.common.labels import ElidedLabel

State = Literal["saved", "no file", "changed", "at risk", "read only", "shared", "unsent", "apart"]


class SaveState(ElidedLabel):
    """Shows the save state of the document."""

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, tuple[str, str]] = {
            "saved": (self.tr("✓ Saved"), self.tr("The file contains all changes.")),
            "no file": (self.tr("○ No file yet"), self.tr("Nothing was changed; the document has no file of its own.")),
            "changed": (
                self.tr("● Not saved – recoverable after a crash"),
                self.tr("The latest changes are not in the file. They are kept beside it and will be recovered after a crash."),
            ),
            "at risk": (
                self.tr("⚠ Not saved – NOT recoverable: save now"),
                self.tr("The last changes cannot be kept for recovery: save now, or a crash would lose them."),
            ),
            "shared": (self.tr("⇄ Shared"), self.tr("Your colleagues have all changes.")),
            "unsent": (self.tr("● Shared – not sent yet"), self.tr("The latest changes are sent after a short pause.")),
            "apart": (
                self.tr("⚠ Shared – the folder cannot be used"),
                self.tr("Your changes stay on this computer and are sent when the folder is available again."),
            ),
            "read only": (self.tr("▣ Read only"), self.tr("The document is read-only; save it under another name to change it.")),
        }

    def show_state(self, state: str) -> None:
        """Shows a `State`."""
        words, more = self._words[state]
        self.setText(words, words.partition(" ")[0], more)
        self.setAccessibleName(without_sign(words))
