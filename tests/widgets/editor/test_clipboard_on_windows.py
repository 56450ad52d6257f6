"""The clipboard of Windows as Word fills it."""

from __future__ import annotations

import ctypes

from PySide6.QtWidgets import QApplication

from tests.skips import needs_windows
from widgets.editor.clipboard import raw_in

pytestmark = needs_windows

HEAD = (
    "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\nSourceURL:file:///a\r\n"
)
BEFORE, AFTER = "<html><body><!--StartFragment-->", "<!--EndFragment--></body></html>"
WORDS = "<p>the <i>Union</i> é 决议</p>"


def cf_html() -> bytes:
    """The form "HTML Format": a head of offsets in bytes, then a page in UTF-8."""
    start = len(HEAD.format(0, 0, 0, 0))
    inside = start + len(BEFORE)
    end = inside + len(WORDS.encode())
    return (HEAD.format(start, end + len(AFTER), inside, end) + BEFORE + WORDS + AFTER).encode()


def put(forms: dict[str, bytes]) -> None:
    user, kernel = ctypes.windll.user32, ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.GlobalAlloc.restype = kernel.GlobalLock.restype = ctypes.c_void_p
    assert user.OpenClipboard(None)
    user.EmptyClipboard()
    for name, data in forms.items():
        handle = kernel.GlobalAlloc(0x2, ctypes.c_size_t(len(data) + 1))
        ctypes.memmove(kernel.GlobalLock(ctypes.c_void_p(handle)), data + b"\0", len(data) + 1)
        kernel.GlobalUnlock(ctypes.c_void_p(handle))
        assert user.SetClipboardData(user.RegisterClipboardFormatW(name), ctypes.c_void_p(handle))
    user.CloseClipboard()


def test_the_head_of_html_is_no_text(qapp: QApplication) -> None:
    put({"HTML Format": cf_html()})
    raw = raw_in(QApplication.clipboard().mimeData())
    assert "the <i>Union</i> é 决议" in raw.html
    assert "StartHTML" not in raw.html


def test_rich_text_is_found_by_its_name(qapp: QApplication) -> None:
    put({"Rich Text Format": rb"{\rtf1 the {\i Union}}"})
    assert raw_in(QApplication.clipboard().mimeData()).rtf.startswith(rb"{\rtf1 the")
