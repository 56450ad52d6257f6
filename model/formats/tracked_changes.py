"""The ways to take the tracked changes of a file that is read."""

from __future__ import annotations

from typing import Literal

Tracked = Literal["tracked", "accepted", "rejected"]
"""They stay the amendments; the text with all of them is the base; the text without them is."""
