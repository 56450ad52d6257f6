"""The screen on which windows are measured: import it before the application is made."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# This platform says of every window that it cannot hold it to a size; a benchmark prints its table alone. The tests, with the
# same windows, fail where Qt warns of anything else.
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
