"""Conflicts that a merge left: both wordings whole, kept until somebody decides. They are no part of the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from model.redline import Clause, Note


class MergeConflict(Struct, frozen=True):
    """What two copies want differently of the same words, or of the same field. Until it is decided, the present wording stands
    in the document."""

    name: str = ""
    """The field that it is about (`title`, `reasons`, `comments/c1`), PROPOSAL for a whole proposal; '' for words of the text."""
    note: str = ""
    """The key of the note with the words; '' for the text itself."""
    base: tuple[Clause, ...] = ()
    """The clauses around the words before either copy changed them, all else as merged."""
    present: tuple[Clause, ...] = ()
    """The same clauses as the document has them."""
    other: tuple[Clause, ...] = ()
    """The same clauses as the other copy wants them."""
    notes: Mapping[str, Note] = field(default_factory=dict)
    """The notes of the other wording."""
    base_value: Any = None
    """The value of a field before, as JSON."""
    present_value: Any = None
    other_value: Any = None


Conflicts = Mapping[str, MergeConflict]
"""By a key that stays."""
PROPOSAL = "proposal"
"""The field of a conflict about a proposal that one copy changes and the other removes: it stays until that is decided."""
