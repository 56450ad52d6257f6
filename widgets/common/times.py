"""Times as the user's clock shows them."""

from __future__ import annotations

from datetime import datetime

from widgets.common.foreign_text import isolated


def local_time(time: str) -> str:
    """A time in UTC (ISO 8601) to the minute, in its own direction: behind Arabic words the day would else stand before the year;
    what is none as it is."""
    try:
        return isolated(datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M"))
    except (ValueError, OverflowError, OSError):
        return time
