"""The last conversions of this process, so that a file that is compared or opened once more is not converted again."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock

MOST_FILES = 8
MOST_BYTES = 64_000_000


class KeptConversions:
    """Converted files by the content of those that they were made of; of many, the last ones. Threads may share it."""

    def __init__(self) -> None:
        self._files: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, given: bytes) -> bytes | None:
        """The converted file of a given one; None if it is not kept."""
        key = hashlib.sha256(given).digest()
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
            return self._files.get(key)

    def keep(self, given: bytes, converted: bytes) -> None:
        """Keeps a converted file, and drops the oldest ones beyond the limits."""
        with self._lock:
            self._files[hashlib.sha256(given).digest()] = converted
            while len(self._files) > MOST_FILES or sum(map(len, self._files.values())) > MOST_BYTES:
                self._files.popitem(last=False)

    def clear(self) -> None:
        """Keeps nothing any more."""
        with self._lock:
            self._files.clear()
