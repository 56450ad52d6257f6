"""Times as the user's clock shows them."""

from __future__ import annotations

from datetime import datetime


def local_time(time: str) -> str:
    """A time in UTC (ISO 8601) to the minute; what is none as it is."""
    try:
        return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return time
