"""The origin of inserted text: the commit of a shared draft that inserted it.

It is kept in the author's name, after a sign that no name has, while states are merged; it is removed from what anybody sees.
With origins, a merge recognises an insertion in all versions, and puts insertions at one place in the same order everywhere.
"""

from __future__ import annotations

from msgspec.structs import replace

from model.redline import Clause, Run, Stamp

_SIGN = "\0"
OLDEST = "~"
"""The origin of text without one: it was there before all commits."""


def with_origin(stamp: Stamp, origin: str) -> Stamp:
    """The stamp of an insertion, with its origin."""
    return replace(stamp, author=stamp.author + _SIGN + origin)


def origin_in(look: Run | Clause) -> str:
    """The origin of a run or of a paragraph end; '' if it has none."""
    author = look.stamp.author if isinstance(look, Run) else look.end.stamp.author
    return author.rpartition(_SIGN)[2] if _SIGN in author else ""


def stamps_of(look: Run | Clause) -> tuple[Stamp, ...]:
    """All stamps of a run, or of the shell of a clause."""
    if isinstance(look, Run):
        return look.stamp, look.style_stamp, look.retracted
    return look.end.stamp, look.end.retracted, look.props_stamp, look.row_stamp


def has_origin(look: Run | Clause) -> bool:
    """Whether a run or the shell of a clause has an origin anywhere: the canonical form takes stamps over from others."""
    return any(_SIGN in stamp.author for stamp in stamps_of(look))


def plain_look(look: Run | Clause) -> Run | Clause:
    """A run, or the shell of a clause, without origins."""
    if not has_origin(look):
        return look
    stamps = [replace(stamp, author=stamp.author.partition(_SIGN)[0]) for stamp in stamps_of(look)]
    if isinstance(look, Run):
        return replace(look, stamp=stamps[0], style_stamp=stamps[1], retracted=stamps[2])
    end = replace(look.end, stamp=stamps[0], retracted=stamps[1])
    return replace(look, end=end, props_stamp=stamps[2], row_stamp=stamps[3])


def origin_of_commit(depth: int, line: str) -> str:
    """The origin for a commit. Of two, the one with the greater depth sorts first, so that a commit sorts before all that it
    contains."""
    return f"{10**9 - depth:010d} {line}"
