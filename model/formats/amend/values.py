"""The values of a project file: the submission, its named versions, and parts that are unknown here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from msgspec import Struct, field

from model.message import Message
from model.submission.values import Submission

FORMAT = 4
"""The version of the format that is written."""
LAYERED = 5
"""The version in which a project is written if one of its proposals amends another party’s: a program that does not know layers
would show ours as a proposal on the text in force, so it must not open the file."""
NUMBERED = 6
"""The version in which a project is written if a text in it has margin numbers: a program that does not know them would show
the text without them, and take a provision for a paragraph."""
MARKED = 8
"""The version in which a project is written if edition marks are stored with a text in it: a program that does not know them
would show the text without them."""
MARKED_BEFORE = 7
"""The version of such projects before notes had marks as values; their notes have them as text."""
READER = 1
"""The oldest version of the format whose readers understand our files."""

Address = tuple[Hashable, ...]
"""The place of an element, `('proposal', 0, 'text', 'clause', 'c12', 'label')`; a run is named by its value."""


class Extra(Struct, frozen=True):
    """The contents of an element that are unknown to this version, to be written back with it."""

    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[str, ...] = ()
    """As XML."""


Extras = Mapping[Address, Extra]


class Version(Struct, frozen=True):
    """The submission at the time when the user gave it a name."""

    name: str
    time: str
    """ISO 8601 to the second, UTC."""
    note: str
    submission: Submission
    extras: Extras = field(default_factory=dict)
    named: Message | None = None
    """The name as a value, if the program gave it: `name` is its English form, by which the version is known."""
    noted: Message | None = None
    """The note as a value, if the program wrote it."""

    @property
    def title(self) -> Message:
        """The name as it is shown."""
        return self.named or Message.verbatim(self.name)

    @property
    def remark(self) -> Message:
        """The note as it is shown."""
        return self.noted or Message.verbatim(self.note)


class Project(Struct, frozen=True):
    """The content of an `.amend` file."""

    submission: Submission
    id: str = ""
    """Random, assigned at the first save: the name of the document in journals, wherever its file is moved."""
    versions: tuple[Version, ...] = ()
    """Oldest first."""
    extras: Extras = field(default_factory=dict)
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """Parts that this version does not know, by name."""
    manifest: Mapping[str, Any] = field(default_factory=dict)
    """Entries of the manifest that this version does not know."""
    format: int = FORMAT
    """The version of the format as read, if it is a later one that we can still read."""
    reader: int = READER

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """The submission and those of the named versions."""
        return (self.submission, *(version.submission for version in self.versions))
