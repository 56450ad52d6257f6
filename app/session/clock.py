"""The time of the present action."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=1)
def _format_time(second: int) -> str:
    # The C library looks up its time zone for each `strftime`.
    return datetime.fromtimestamp(second, UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def utc_now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return _format_time(int(time.time()))
