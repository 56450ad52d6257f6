"""The commands on the comments of the shown text, for the panel and the cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from model import edits
from model.errors import EditError
from model.submission.comments import CommentAnchor
from model.submission.transactions import Transaction
from widgets.comments.places import CommentPlaces
from widgets.common.store import Store
from widgets.common.translation import say


class CommentCommands:
    """Commands that return whether they succeeded; a failure is reported in a sentence."""

    def __init__(self, store: Store, places: CommentPlaces, report: Callable[[str], object]) -> None:
        self._store = store
        self._places = places
        self._report = report

    @property
    def _number(self) -> int:
        return self._places.number

    def next_key(self) -> str:
        """The key of the next new comment."""
        return edits.comments.new_comment_key(self._store.submission, self._number)

    def add(self, anchors: Sequence[CommentAnchor], text: str, *, private: bool) -> bool:
        """Adds a comment."""
        value, stamp = self._store.submission, self._store.stamp()
        return self._do(lambda: edits.comments.add_comment(value, self._number, anchors, text, stamp, private=private))

    def reply(self, key: str, text: str) -> bool:
        """Adds a reply to a comment."""
        value, stamp = self._store.submission, self._store.stamp()
        return self._do(lambda: edits.comments.reply_to_comment(value, self._number, key, text, stamp))

    def change(self, key: str, text: str, reply: int | None = None) -> bool:
        """Replaces the words of a comment or of one of its replies."""
        value, stamp = self._store.submission, self._store.stamp()
        return self._do(lambda: edits.comments.change_comment(value, self._number, key, text, stamp, reply=reply))

    def set_private(self, key: str, private: bool) -> bool:
        """Makes a comment private, so that no export contains it, or public."""
        value, stamp = self._store.submission, self._store.stamp()
        return self._do(lambda: edits.comments.set_private(value, self._number, key, private, stamp))

    def resolve(self, key: str, *, done: bool) -> bool:
        """Marks a comment as resolved, or reopens it."""
        value, stamp = self._store.submission, self._store.stamp()
        return self._do(lambda: edits.comments.resolve_comment(value, self._number, key, stamp, done=done))

    def remove(self, key: str, reply: int | None = None) -> bool:
        """Deletes a comment, or one of its replies."""
        value, stamp = self._store.submission, self._store.stamp()
        return self._do(lambda: edits.comments.remove_comment(value, self._number, key, stamp, reply=reply))

    def _do(self, make: Callable[[], Transaction]) -> bool:
        try:
            self._store.commit(make())
        except EditError as error:
            self._report(say(error.message))
            return False
        return True
