"""The mark by which a file of Akoma Ntoso is known, whatever it is called."""

from __future__ import annotations

from model.text.lazy_regex import late

_HEAD = 100_000
"""Bytes in which the root element of a file begins."""
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_ROOT = late("<(?:[A-Za-z_][\\w.-]*:)?akomaNtoso[\\s>/]")


def is_akoma_ntoso(data: bytes) -> bool:
    """Whether the bytes are XML whose root is that of Akoma Ntoso."""
    head = data[:_HEAD]
    if head.startswith(_WIDE):
        head = head.replace(b"\0", b"")
    if not head.lstrip(_BEFORE).startswith(b"<"):
        return False
    return _ROOT.search(head.decode("latin-1")) is not None
