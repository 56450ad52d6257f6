"""The kinds of files that the boxes of the system offer."""

from __future__ import annotations

from collections.abc import Sequence

from model.files.kinds import AKOMA_NTOSO, FileKind, readable_kinds
from widgets.common.translation import say, translate

_TEMPLATES = (".dotx",)
_SAVED_PAGES = (".htm", ".html", ".mht", ".mhtml")
"""Saved lists of contents."""
_ARCHIVES = (".zip",)


def kinds_of_texts() -> str:
    """Files that contain a text or a submission, and templates of Word."""
    return _with_marked_files(translate("FileKinds", "Texts and submissions"), *_TEMPLATES)


def kinds_of_versions() -> str:
    """Files that contain another version of a text: a returned one, one to compare with, a newer edition."""
    return _with_marked_files(translate("FileKinds", "Texts and submissions"))


def kinds_of_library() -> str:
    """Files from which the library takes texts: those that contain some, zips of them, saved lists of contents."""
    return f"{_all_readable(translate('FileKinds', 'Texts, zips and saved pages'), *_ARCHIVES)};;{_all_files()}"


def kinds_of_editions() -> str:
    """Files from which the table of editions takes rows: texts, zips of them, saved lists of contents."""
    together = _all_readable(translate("FileKinds", "Texts and lists of contents"), *_ARCHIVES)
    return ";;".join((together, _filter(translate("FileKinds", "Saved lists of contents"), _SAVED_PAGES), _all_files()))


def kinds_of_outputs(*kinds: FileKind) -> str:
    """Kinds of files that can be written, one to choose."""
    return ";;".join(_filter(say(kind.title), kind.endings) for kind in kinds)


def _with_marked_files(title: str, *more: str) -> str:
    """All kinds that can be opened together, the files of Akoma Ntoso alone, and all files."""
    return ";;".join((_all_readable(title, *more), _filter("Akoma Ntoso", AKOMA_NTOSO.endings), _all_files()))


def _all_readable(title: str, *more: str) -> str:
    endings = [ending for kind in readable_kinds() for ending in (*kind.endings, *kind.other_endings)]
    return _filter(title, (*endings, *more))


def _filter(title: str, endings: Sequence[str]) -> str:
    patterns = " ".join(f"*{ending}" for ending in endings)
    return translate("FileKinds", "{title} ({endings})").format(title=title, endings=patterns)


def _all_files() -> str:
    return f"{translate('FileKinds', 'All files')} (*)"
