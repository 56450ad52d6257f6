"""The bindings between fields and submission: an edit of a field is committed to the store, and a change of the store is shown in
the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from model.edits import fields
from model.errors import EditError
from model.redline import Stamp
from model.submission.transactions import SetField, Transaction, get_field
from model.submission.values import Submission
from widgets.common.store import Change, MergeKey, Store
from widgets.common.translation import say


class Field(Protocol):
    """A widget that shows one value."""

    edited: SignalInstance
    """Carries the new value and the key under which edits become one undo step."""

    def show_value(self, value: Any) -> None:
        """Shows a value from elsewhere, which is not an edit."""


class Bindings(QObject):
    """The fields of a form, each with the path of its value; '' if it has none at the moment."""

    refused = Signal(str)
    made_proposal = Signal(str)
    """The symbol that a text received because a field was filled in."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._fields: list[tuple[Field, Callable[[], str]]] = []

    @property
    def submission(self) -> Submission:
        """The current submission."""
        return self._store.submission

    def bind(self, field: Field, path: Callable[[], str]) -> None:
        """Binds a field to a value; `path` is called at each edit and returns the path of the value."""
        self._fields.append((field, path))
        field.edited.connect(lambda value, merge: self._set(field, path(), value, merge))

    def _set(self, field: Field, path: str, value: Any, merge: MergeKey | None) -> None:
        if path and not self.set(path, value, merge):
            field.show_value(get_field(self.submission, path))

    def set(self, path: str, value: Any, merge: MergeKey | None = None) -> bool:
        """Sets the value at a path. Reports it if a text became a proposal by that."""
        before = self.submission.proposals
        if not self.run(lambda stamp: fields.fill_field(self.submission, path, value, stamp), merge):
            return False
        given = (now.symbol for old, now in zip(before, self.submission.proposals, strict=True) if now.symbol and not old.symbol)
        symbol = next(given, "")
        if symbol and not path.endswith("/symbol"):
            self.made_proposal.emit(symbol)
        return True

    def run(self, make: Callable[[Stamp], Transaction], merge: MergeKey | None = None) -> bool:
        """Makes a transaction and commits it; a failure is reported in a sentence."""
        try:
            self._store.commit(make(self._store.stamp()), merge)
        except EditError as error:
            self.refused.emit(say(error.message))
            return False
        return True

    def follow(self) -> None:
        """Shows the values of the submission; a field that shows its value already is not touched."""
        for field, path in self._fields:
            where = path()
            if where:
                field.show_value(get_field(self.submission, where))


def concerns_fields(change: Change) -> bool:
    """Whether a change can concern a form: typing in a text does not, and must not be delayed."""
    return change.transaction is None or any(isinstance(step, SetField) for step in change.transaction.steps)
