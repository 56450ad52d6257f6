"""A library published for others: its files and a read-only database, in a folder that many users may read.

share/published.json         the name of the database, its hash, the time of publication
share/library-5f2c….db       without a log beside it, so that readers need no write permission
share/originals/             the files

SQLite's locks are unreliable on a network share, so nobody opens the database there: each reader copies it into a local cache,
by its hash, and opens the copy as immutable. The publisher writes the new database beside the old one and then replaces the
description: at each moment the folder contains a whole library. If the share cannot be reached, the copy is used.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import DecodeError, Struct, json

from model.errors import FileError
from model.formats.amend import DAMAGED_PART, is_project, read_project
from model.formats.safe_zip import open_archive
from model.library.copies.kept_copies import PART, copies_of, database_name, drop_folders, keep_only
from model.library.folder.descriptions import ABOUT
from model.library.folder.errors import unreadable
from model.library.folder.originals import Originals, folder_names
from model.library.sqlite.rows import DamagedDatabase
from model.library.sqlite.tables import LAYOUT
from model.library.store.library import Library, ReadOnly
from model.message import Message
from model.storage.atomic_write import file_error, replace_file, sync_folder, write_durably
from model.storage.data_names import is_hash, path_in
from model.submission.private_parts import without_private_parts

DESCRIPTION = "published.json"
_ORIGINALS = "originals"
_CHUNK = 1 << 20


class Publication(Struct, frozen=True):
    """The description of a published library."""

    layout: int
    hash: str
    """SHA-256 of its database."""
    size: int
    file: str
    """The name of its database."""
    date: str
    """When it was published, ISO, UTC."""
    texts: int


_decoder = json.Decoder(Publication)


def is_published(folder: Path) -> bool:
    """Whether a library was published in a folder."""
    return (folder / DESCRIPTION).is_file()


def contents_of_originals(library: Library) -> tuple[Message | str, ...]:
    """The contents of the files of a library besides their texts, by file; files of text alone are omitted."""
    from model.formats.word.package.package_contents import contents_besides_text

    found: list[Message | str] = []
    for original in library.originals.all():
        if original.is_removed:
            continue
        with suppress(FileError):
            data = library.originals.read(original)
            if _is_private(data):
                found += [original.name, Message.of("private comments or positions: this file is not published, only its texts")]
            elif contents := contents_besides_text(data):
                found += [original.name, *contents]
    return tuple(found)


def publish(library: Library, folder: Path, *, with_originals: bool = True) -> Publication:
    """Publishes a library in a folder and replaces an earlier publication there. FileError if it cannot be written; then the
    earlier publication stays. Without the originals, others can still read, search and cite the texts."""
    library.need_writable()
    made = library.folder / f"publishing-{os.getpid()}.db"
    try:
        if (folder / "library.db").exists() or os.path.realpath(folder).startswith(os.path.realpath(library.folder) + os.sep):
            raise FileError(folder, Message.of("the folder contains a library; publish into another folder"))
        folder.mkdir(parents=True, exist_ok=True)
        made.unlink(missing_ok=True)
        with library.lock():
            library.database.copy_to(made)
            texts = len(library.texts())
            hash = _hash_of(made)
            publication = Publication(
                LAYOUT, hash, made.stat().st_size, database_name(hash), f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", texts
            )
            if with_originals:
                _copy_originals(library.originals, path_in(folder, _ORIGINALS))
        if not _is_file(path_in(folder, publication.file), publication):
            _copy(made, path_in(folder, publication.file))
        write_durably(path_in(folder, DESCRIPTION), json.encode(publication))
        keep_only(folder, publication.file)
        kept = folder_names(library.originals.folder) if with_originals else ()
        _drop_originals(set(kept), path_in(folder, _ORIGINALS))
    except DamagedDatabase as error:
        raise library.doubt_database() from error
    except OSError as error:
        raise file_error(folder, error) from error
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)
    return publication


def open_published(folder: Path, cache: Path) -> Library:
    """Opens a library published in a folder, from a copy under `cache`, with notices. FileError if there is no copy."""
    notice = fetch_or_keep(folder, cache)
    library = open_copy(folder, cache)
    library.notices += [notice] if notice is not None else []
    return library


def fetch_or_keep(folder: Path, cache: Path) -> Message | None:
    """As `fetch`; with a message if the folder cannot be read and the copy is used. FileError if there is no copy."""
    try:
        fetch(folder, cache)
    except FileError:
        held = copied_publication(folder, cache)
        if held is None:
            raise
        return Message.of("the published library cannot be read now; the copy of {date} is used", date=held.date[:10])
    return None


def fetch(folder: Path, cache: Path) -> bool:
    """Copies a folder's publication if `cache` has another one; returns whether it did. FileError leaves the copy as it is."""
    published, held = _read(folder), copied_publication(folder, cache)
    if held is not None and (held.hash, held.layout) == (published.hash, published.layout):
        return False
    _fetch(folder, copies_of(folder, cache), published)
    return True


def copied_publication(folder: Path, cache: Path) -> Publication | None:
    """The publication that the copy under `cache` was made from; None if there is no copy or only a part of one."""
    return _publication_in(copies_of(folder, cache))


def open_copy(folder: Path, cache: Path) -> Library:
    """Opens the last copy of a library published in a folder, without the folder. FileError if there is no copy."""
    held = copied_publication(folder, cache)
    if held is None:
        reason = Message.of(
            "the published library cannot be read now, and there is no copy of it; try again when its folder can be reached"
        )
        raise FileError(folder, reason)
    return Library.open_copy(folder, _read_only(path_in(copies_of(folder, cache), held.file)))


def _read_only(copy: Path) -> ReadOnly:
    return ReadOnly(copy, WHY, _COPY_DAMAGED, _OTHER_VERSION)


def _read(folder: Path) -> Publication:
    try:
        found = _decoder.decode(path_in(folder, DESCRIPTION).read_bytes())
    except OSError as error:
        if isinstance(error, FileNotFoundError) and folder.is_dir():
            raise FileError(folder, _NO_LIBRARY) from error
        raise unreadable(folder, error) from error
    except (DecodeError, RecursionError) as error:
        raise FileError(folder, _NO_LIBRARY) from error
    if found.layout == LAYOUT and not (is_hash(found.hash) and found.file == database_name(found.hash)):
        raise FileError(folder, _NO_LIBRARY)
    return found


def _publication_in(kept: Path) -> Publication | None:
    with suppress(FileError):
        found = _read(kept)
        return found if _is_file(path_in(kept, found.file), found) else None
    return None


def _fetch(folder: Path, kept: Path, publication: Publication) -> None:
    """Copies a published database and then its description, so that a copy with a description is whole."""
    if publication.layout != LAYOUT:
        raise FileError(folder, _OTHER_VERSION)
    try:
        kept.mkdir(parents=True, exist_ok=True)
        with _copy_in_place_of(path_in(folder, publication.file), path_in(kept, publication.file)) as part:
            if _hash_of(part) != publication.hash:
                raise FileError(folder, Message.of("the published library is damaged or being replaced; try again in a moment"))
            Library.open_copy(folder, _read_only(part)).close()
        write_durably(path_in(kept, DESCRIPTION), json.encode(publication))
        keep_only(kept, publication.file)
        drop_folders(kept)
    except OSError as error:
        raise unreadable(folder, error) from error


def _is_file(path: Path, publication: Publication) -> bool:
    return path.is_file() and path.stat().st_size == publication.size


def _copy_originals(originals: Originals, target: Path) -> None:
    for original in originals.all():
        file = originals.path(original)
        about, beside = file.with_name(ABOUT), path_in(target, file.parent.name)
        if not (beside.is_dir() and _same(about, path_in(beside, ABOUT))):
            beside.mkdir(parents=True, exist_ok=True)
            if file.is_file() and not path_in(beside, file.name).is_file() and not _is_private(file.read_bytes()):
                _copy(file, path_in(beside, file.name))
            _copy(about, path_in(beside, ABOUT))


def _is_private(data: bytes) -> bool:
    """Whether a file is a project with private parts, a zip of such files, or one in which they cannot be looked for."""
    try:
        if not is_project(data):
            return data.startswith(b"PK") and any(_is_private(inner) for inner in _projects_in(data))
        project = read_project(data, "")
    except FileError:
        return True
    submissions = (project.submission, *(version.submission for version in project.versions))
    return DAMAGED_PART in project.parts or any(without_private_parts(found) is not found for found in submissions)


def _projects_in(data: bytes) -> Iterator[bytes]:
    """The project files in a zip."""
    archive = open_archive(data, "")
    return (inner for name in archive.names if is_project(inner := archive.read(name)))


def _drop_originals(kept: set[str], target: Path) -> None:
    """Deletes the folders of files that are not in `kept`."""
    for name in set(folder_names(target)) - kept:
        shutil.rmtree(path_in(target, name), ignore_errors=True)


def _same(path: Path, other: Path) -> bool:
    return path.is_file() and other.is_file() and path.read_bytes() == other.read_bytes()


def _copy(source: Path, target: Path) -> None:
    with _copy_in_place_of(source, target):
        pass


@contextmanager
def _copy_in_place_of(source: Path, target: Path) -> Iterator[Path]:
    """A copy of a file under a temporary name. It replaces `target` if the block succeeds, and is deleted otherwise."""
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}{PART}")
    try:
        with source.open("rb") as read, part.open("wb") as written:
            shutil.copyfileobj(read, written, _CHUNK)
            written.flush()
            os.fsync(written.fileno())
        yield part
        replace_file(part, target)
        sync_folder(target.parent)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _hash_of(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_COPY_DAMAGED = Message.of("the published library is damaged; ask its publisher to publish it again")
_OTHER_VERSION = Message.of("the library was published by another version of the program; ask its publisher to publish it again")
WHY = Message.of("a published library is read-only; change the library from which it was published")
_NO_LIBRARY = Message.of("no library was published there; give the folder of a published library")
