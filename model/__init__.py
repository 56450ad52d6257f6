"""The model: the redline and all that is computed from it. No Qt, no globals, no I/O but in readers and writers."""

import sys

_BACKPORTS = "typing_extensions"
if _BACKPORTS not in sys.modules:
    # msgspec takes three names from there and else from `typing`, which has them all since Python 3.11: 3 ms of every start.
    sys.modules[_BACKPORTS] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules[_BACKPORTS]
