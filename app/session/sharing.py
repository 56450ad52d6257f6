"""A shared draft, as far as the open document knows it."""

from __future__ import annotations

from typing import Protocol

from widgets.window.save_state import State


class Sharing(Protocol):
    """A shared draft, as far as the open document needs it."""

    @property
    def unsaved(self) -> bool:
        """Whether its file lacks something that this window is to write."""

    @property
    def state(self) -> State:
        """Whether colleagues have everything."""

    def save(self) -> bool:
        """Sends what was typed, and writes the file if this window does that; gives whether both were possible."""

    def send(self) -> bool:
        """Sends what was typed; gives whether that was possible."""

    def leave(self, *, keep: bool = True) -> None:
        """Ends the sharing in this window; with `keep`, what colleagues do not get is kept."""
