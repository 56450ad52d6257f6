"""The process that looks at recent files: what each is, how many amendments it has, and a small picture of its first page, kept
in the user's cache. A damaged file, a slow network drive or a long text thereby never holds up the window.

It is the hidden verb `--first-pages` with the folder of the cache and the paths; it writes one line of JSON for each path, a
`FileFacts`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, convert, field, to_builtins
from platformdirs import user_cache_path

from model.errors import ClausewrightError, FileError
from model.message import Message, as_json

if TYPE_CHECKING:
    from model.submission.values import Submission

WIDTH = 192
"""Pixels of a picture: twice what is shown, for screens of 200 %."""
FORM = 3
"""The version of the cached form; another version is made again."""


class FileFacts(Struct, frozen=True):
    """The facts about a recent file."""

    path: str
    name: str = ""
    """The name of the document by its contents; '' if nothing is known."""
    missing: bool = False
    problem: dict[str, object] = field(default_factory=dict)
    """Why it cannot be used, a message as it is stored; empty if it can."""
    saved: float = 0
    """Seconds of the epoch."""
    symbols: tuple[str, ...] = ()
    amendments: int = 0
    picture: str = ""
    """The path of the picture in the cache; '' if none could be made."""


def cache_folder() -> Path:
    """The folder of the pictures on this system."""
    return user_cache_path("clausewright", appauthor=False) / "first-pages"


def run_first_pages(folder: str, paths: Sequence[str]) -> int:
    """Tells of each path in its order; gives the exit status."""
    cache, kept = Path(folder), set()
    for path in paths:
        facts = facts_of(path, cache)
        kept.add(_key(path))
        sys.stdout.buffer.write(json.dumps(to_builtins(facts)).encode("utf-8", "surrogatepass") + b"\n")
        sys.stdout.buffer.flush()
    with suppress(OSError):
        for cached in cache.iterdir():
            if cached.name.partition(".")[0] not in kept:
                cached.unlink()
    return 0


def facts_of(path: str, cache: Path) -> FileFacts:
    """The facts of a file, from the cache if it has not changed since. Never raises."""
    try:
        found = os.stat(path)
        if not os.path.isfile(path):
            return FileFacts(path, missing=True)
    except (OSError, ValueError):
        return FileFacts(path, missing=True)
    kept = _kept_facts(path, found, cache)
    if kept is not None and (not kept.picture or os.path.isfile(kept.picture)):
        return kept
    facts = _look_into(path, found.st_mtime, cache)
    entry = cache / f"{_key(path)}.json"
    with suppress(OSError):
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(entry, json.dumps({"stamp": _stamp(found), "facts": to_builtins(facts)}).encode("utf-8", "surrogatepass"))
    return facts


def kept_name(path: str, cache: Path) -> str:
    """The name of the document in a file by its contents, if the file was looked at and has not changed since; otherwise ''.
    Never raises."""
    try:
        facts = _kept_facts(path, os.stat(path), cache)
    except (OSError, ValueError):
        return ""
    return facts.name if facts is not None else ""


def _kept_facts(path: str, found: os.stat_result, cache: Path) -> FileFacts | None:
    """The facts in the cache about a file as it was `found`; None if there are none."""
    with suppress(Exception):  # a cache that is wrong in any way is made again
        held = json.loads((cache / f"{_key(path)}.json").read_bytes())
        if held["stamp"] == _stamp(found):
            return convert(held["facts"], FileFacts)
    return None


def _stamp(found: os.stat_result) -> list[int]:
    return [FORM, found.st_mtime_ns, found.st_size]


class _TakesLong(Exception):
    """The reader of a file starts another program or process, which nobody wants for a picture."""


def _stop(done: int, count: int, what: Message) -> None:
    raise _TakesLong


def _look_into(path: str, saved: float, cache: Path) -> FileFacts:
    from model.files.opening import open_document
    from model.library.texts.document_names import document_name

    try:
        submission = open_document(path, report=_stop).submission
    except _TakesLong:
        return FileFacts(path, saved=saved)
    except FileError as error:
        return FileFacts(path, problem=as_json(error.reason), saved=saved)
    except Exception as error:
        return FileFacts(path, problem=as_json(Message.verbatim(str(error) or type(error).__name__)), saved=saved)
    symbols = tuple(proposal.symbol for proposal in submission.proposals if proposal.symbol)
    picture = ""
    with suppress(ClausewrightError, OSError):
        picture = _draw_page(submission, cache / f"{_key(path)}.png")
    name = document_name(submission)
    return FileFacts(path, name, saved=saved, symbols=symbols, amendments=_count(submission), picture=picture)


def _count(submission: Submission) -> int:
    from model.numbering import Labelling
    from model.submission.amendments import amendments

    redlines = (proposal.redline for proposal in submission.proposals)
    return sum(1 for redline in redlines for amendment in amendments(redline, Labelling.of(redline)) if amendment.parts)


def _draw_page(submission: Submission, target: Path) -> str:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter

    from model.formats.page.metrics import PAGE_HEIGHT, PAGE_WIDTH
    from model.formats.page.printout import treaty_texts, unroll
    from model.formats.word.printed_styles import printed_styles
    from model.formats.word.table_shapes import shapes_by_text
    from model.numbering import Labelling
    from widgets.printing.paginator import Paginator
    from widgets.printing.paper import draw_page

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    labels = [Labelling.of(proposal.redline) for proposal in submission.proposals]
    printed = unroll(
        submission,
        styles=printed_styles(submission.sources),
        labelling=lambda number: labels[number - 1],
        shapes=shapes_by_text(submission),
        around=treaty_texts(submission, lambda number: labels[number - 1]),
    )
    page = next(iter(Paginator(printed).pages()))
    image = QImage(WIDTH, round(WIDTH * PAGE_HEIGHT / PAGE_WIDTH), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw_page(painter, page, WIDTH)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    del application
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(target, bytes(data.data()))
    return str(target)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all; of a cache nobody needs more."""
    beside = path.with_name(f"{path.stem}.{os.getpid()}.new")
    beside.write_bytes(data)
    os.replace(beside, path)


def _key(path: str) -> str:
    import hashlib  # the window itself asks for no key

    return hashlib.sha256(os.fsencode(path) if os.name != "nt" else path.encode("utf-8", "surrogatepass")).hexdigest()[:32]
