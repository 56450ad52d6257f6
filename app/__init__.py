"""The running program: command line, controllers, window, session, user data."""

import sys

_BACKPORTS = "typing_extensions"
if _BACKPORTS not in sys.modules:
    # msgspec takes three names from there and else from `typing`, which has them all since Python 3.11: 3 ms of every start.
    sys.modules[_BACKPORTS] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules[_BACKPORTS]
