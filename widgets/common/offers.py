"""Lists of offers that a QCompleter shows below a field."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtWidgets import QAbstractItemView


def put_away(offers: QAbstractItemView) -> None:
    """Hides a list whose field is left. A window manager may give it the focus when it is gone already, which Qt would pass
    on to the field; so it has no focus proxy until it opens again."""
    offers.hide()
    cast(Any, offers).setFocusProxy(None)  # the hints of PySide6 know only widgets here
