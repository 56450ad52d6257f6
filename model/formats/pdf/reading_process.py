"""The process that reads one PDF: it answers one request and ends. What a damaged file does to PDFium happens here.

It limits its own memory and time, and ends when the program that started it does.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from contextlib import suppress
from typing import BinaryIO

from model.formats.pdf.process_frames import (
    FACTS,
    FAILURE,
    FONTS,
    MAPPED,
    MEMORY_STATUS,
    PAGE,
    PIXELS,
    EndOfFrames,
    PdfRequest,
    Reason,
    read_request,
    write_frame,
)

MOST_PAGES = 5_000
MOST_CHARACTERS = 30_000_000
"""Of all pages; a full page has some 4,000."""
_INTERVAL = 0.05
"""Seconds between two looks at the memory."""


def run_reading_process() -> int:
    """Answers the request on standard input, on standard output; returns the exit status."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    try:
        request, data = read_request(source)
    except EndOfFrames:
        return 1
    gc.disable()
    _limit(request)
    threading.Thread(target=_end_with, args=(source,), daemon=True).start()
    threading.Thread(target=_watch_memory, args=(request.memory,), daemon=True).start()
    try:
        reason = _answer(request, data, target)
    except ImportError:
        reason = "missing"
    except MemoryError:
        reason = "memory"
    if reason is not None:
        write_frame(target, FAILURE, reason)
    target.flush()
    os._exit(0)  # Nothing is left to do; closing a damaged document could still hang.


def _answer(request: PdfRequest, data: bytes, target: BinaryIO) -> Reason | None:
    """Writes the frames that answer a request; returns why it stops before their end."""
    from model.formats.pdf.extraction import DamagedPdf, EncryptedPdf, PdfDocument, draw_page
    from model.formats.pdf.pdfium import Pdfium

    try:
        document = PdfDocument(Pdfium(needs_fonts=request.page > 0), data)
        if request.page:
            write_frame(target, PIXELS, draw_page(document, request.page - 1, request.scale, request.turn))
            return None
        if document.page_count > MOST_PAGES:
            return "pages"
        write_frame(target, FACTS, document.facts())
        characters = 0
        for page in document.pages():
            write_frame(target, PAGE, page)
            characters += sum(len(span.text) for span in page.spans)
            if characters > MOST_CHARACTERS:
                return "characters"
        write_frame(target, FONTS, document.fonts())
    except EncryptedPdf:
        return "encrypted"
    except DamagedPdf:
        return "damaged"
    return None


def _limit(request: PdfRequest) -> None:
    """Sets the limits that the system keeps. On Windows the program that starts the process sets them (`job_of`); macOS has none
    for the memory: there it is only watched."""
    if sys.platform == "win32":
        return
    import resource

    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, request.seconds)]
    if sys.platform == "linux":
        limits.append((resource.RLIMIT_AS, request.memory + MAPPED))
    for kind, value in limits:
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (value, value))


def _end_with(source: BinaryIO) -> None:
    """Ends this process when the one that started it closes the input or ends."""
    with suppress(OSError, ValueError):
        source.read(1)
    os._exit(1)


def _watch_memory(most: int) -> None:
    """Ends this process when it uses more memory than that; PDFium lets other threads run meanwhile."""
    while True:
        if memory_used() > most:
            os._exit(MEMORY_STATUS)
        time.sleep(_INTERVAL)


def memory_used() -> int:
    """The memory that this process uses, or has used at most, in bytes."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        class MemoryCounters(ctypes.Structure):
            """PROCESS_MEMORY_COUNTERS"""

            _fields_ = [("size", wintypes.DWORD), ("faults", wintypes.DWORD), ("values", ctypes.c_size_t * 8)]

        counters = MemoryCounters(size=ctypes.sizeof(MemoryCounters))
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
        kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
        return int(counters.values[0])  # PeakWorkingSetSize
    if sys.platform == "linux":
        # Not its peak by getrusage, which begins with the memory of the program that started it.
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
