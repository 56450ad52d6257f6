"""The arrangement of the window as it is kept between two starts; those that earlier versions kept are converted."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from widgets.window.pane_layout import PaneSizes

MOST = 10_000
"""No part is larger, in pixels."""
AREAS, TABS, SEQUENCE, ITEM = 0xFD, 0xFA, 0xFC, 0xFB
"""What Qt writes before the areas of docks, before docks behind each other and beside each other, and before each dock."""
VISIBLE = 1


class KeptLayout(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which parts of a wide window are shown."""

    tree: bool = True
    pane: bool = True
    tab: str = ""
    """The name of the panel in front in the side pane."""
    bottom: bool = False
    """Whether the side pane is below the text."""
    below: tuple[str, ...] = ()
    """The names of the panels across the whole width that are shown."""


class LayoutStore:
    """Reads and writes arrangements: for screens of one size, and for those that have none of their own."""

    def __init__(self, settings: QSettings, screen: str) -> None:
        """`screen` names the size of the screen."""
        self._settings = settings
        self._screen = screen

    def _value(self, key: str) -> object:
        return self._settings.value(f"{key} {self._screen}", self._settings.value(key))

    def _keep(self, key: str, value: object) -> None:
        self._settings.setValue(key, value)
        self._settings.setValue(f"{key} {self._screen}", value)

    def restore_geometry(self, window: QMainWindow) -> None:
        """Gives the window its kept place and size, if there are any."""
        geometry = self._value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)

    def keep_geometry(self, window: QMainWindow) -> None:
        """Keeps place and size of the window."""
        self._keep("geometry", window.saveGeometry())

    def arrangement(self, names: Sequence[str]) -> KeptLayout | None:
        """What is kept; if that is nothing, what an earlier version kept of the panels with `names`. None if there is
        nothing, or nothing that can be read."""
        kept = self._value("panes")
        if isinstance(kept, str):
            try:
                return msgspec.json.decode(kept, type=KeptLayout)
            except msgspec.MsgspecError:
                return None
        for key in ("state", "state leftwards"):
            state = self._value(key)
            if isinstance(state, QByteArray):
                tab = panel_in_front(bytes(state.data()), names)
                return KeptLayout(tab=tab) if tab else None
        return None

    def keep_arrangement(self, kept: KeptLayout) -> None:
        """Remembers which parts of the window are shown."""
        self._keep("panes", msgspec.json.encode(kept).decode())

    def sizes(self, state: str) -> PaneSizes | None:
        """The sizes that are kept for a state of the window; None if there are none that can be used."""
        kept = self._value(f"sizes {state}")
        try:
            sizes = msgspec.json.decode(kept, type=PaneSizes) if isinstance(kept, str) else None
        except msgspec.MsgspecError:
            return None
        if sizes is None:
            return None
        numbers = (sizes.tree, sizes.narrow, sizes.broad, sizes.bottom, *sizes.below.values())
        return sizes if all(0 <= number <= MOST for number in numbers) else None

    def keep_sizes(self, state: str, sizes: PaneSizes) -> None:
        """Keeps the sizes for a state of the window."""
        self._keep(f"sizes {state}", msgspec.json.encode(sizes).decode())


def panel_in_front(state: bytes, names: Sequence[str]) -> str:
    """The first of some panels that a QMainWindow's state has in a dock in front; '' for none or an unreadable state."""
    try:
        shown = _Docks(state).shown_docks()
    except (struct.error, ValueError):
        return ""
    return next((name for name in names if name in shown), "")


class _Docks:
    """Reads the docks in what `QMainWindow.saveState` wrote (qmainwindowlayout.cpp, qdockarealayout.cpp of Qt 6)."""

    def __init__(self, state: bytes) -> None:
        self._state = state
        self._at = 0

    def _read(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(f">{form}", self._state, self._at)
        self._at += struct.calcsize(f">{form}")
        return found

    def shown_docks(self) -> set[str]:
        """The names of the docks that are visible and in front."""
        self._read("ii")  # a marker and the version
        out: set[str] = set()
        if self._read("B") != (AREAS,):
            return out
        for _ in range(self._read("i")[0]):
            self._read("iii")  # which area, and its size
            out |= self._area()
        return out

    def _area(self) -> set[str]:
        (kind,) = self._read("B")
        if kind not in (TABS, SEQUENCE):
            raise ValueError
        front = self._read("i")[0] if kind == TABS else None
        _, count = self._read("Bi")
        out: set[str] = set()
        for number in range(count):
            (item,) = self._read("B")
            if item == SEQUENCE:
                self._read("iiii")
                out |= self._area()
            elif item == ITEM:
                name, visible = self._dock()
                if visible and front in (None, number):
                    out.add(name)
            else:
                raise ValueError
        return out

    def _dock(self) -> tuple[str, bool]:
        (length,) = self._read("i")
        if not 0 <= length <= len(self._state) - self._at:
            raise ValueError
        name = self._state[self._at : self._at + length].decode("utf-16-be", "replace")
        self._at += length
        (flags,) = self._read("B")
        self._read("iiii")
        return name, bool(flags & VISIBLE)
