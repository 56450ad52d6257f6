"""Values for the brackets of a text: open texts, the options at each, and brackets at fault."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from model.redline import Side, Status
from model.submission.story import StoryId

OpenKind = Literal["text", "alternatives", "blank", "clause", "noc"]
OptionKind = Literal["text", "blank", "noc"]
FaultKind = Literal["unclosed", "unopened", "crossed", "single"]


class TextSpan(Struct, frozen=True):
    """Characters of a story, from a place in one clause to a place in the same or a later one. Offsets are code points in the
    whole text of the clause, including what the side does not have."""

    first: str
    """The id of the clause in which it begins."""
    start: int
    last: str
    stop: int


class BracketOption(Struct, frozen=True):
    """One of the wordings that are possible at an open place."""

    span: TextSpan
    """With its brackets and its label."""
    content: TextSpan
    """The wording alone, which stays if the option is chosen."""
    kind: OptionKind = "text"
    """`noc`: it stands for the text in force."""
    owner: str = ""
    """Who wants it, if its label says so: `ATU`, `ATU, EUR`."""
    number: str = ""
    """Its number, if it has one: the `2` of *Option 2*."""
    marks: tuple[Status, ...] = ()
    """The statuses of its opening and its closing bracket; none if it has no brackets of its own."""
    in_label: bool = False
    """Whether its opening bracket is in the label of its clause (`[2`), not among the characters."""


class OpenText(Struct, frozen=True):
    """A place at which a text is not agreed: brackets, or options side by side."""

    story: StoryId
    side: Side
    kind: OpenKind
    """`clause`: the brackets surround one or several clauses whole."""
    span: TextSpan
    options: tuple[BracketOption, ...]
    """In the order of the text. A single option means that its words may stay or be deleted."""
    level: int = 1
    """1 outside of all other brackets, 2 inside of one pair, and so on."""

    @property
    def owners(self) -> tuple[str, ...]:
        """Who wants one of the options, each once, in the order of the text."""
        return tuple(dict.fromkeys(option.owner for option in self.options if option.owner))


class BracketFault(Struct, frozen=True):
    """A bracket that has no partner or crosses another pair, or an option that is the only one."""

    kind: FaultKind
    clause: str
    offset: int
    """In the whole text of the clause, code points."""
    sign: str
    """The bracket, or the head of the option."""


class Brackets(Struct, frozen=True):
    """All brackets of one side of a story."""

    story: StoryId
    side: Side
    open_texts: tuple[OpenText, ...] = ()
    """In the order in which they begin; an outer one precedes those inside it."""
    faults: tuple[BracketFault, ...] = ()
    placeholders: tuple[TextSpan, ...] = ()
    """Brackets that tell a writer what to write in their place, `[insert date]`: nothing to negotiate."""


class BracketDecision(Struct, frozen=True):
    """What becomes of an open text: one option is chosen, all are kept as text, or all are deleted."""

    kind: Literal["choose", "keep", "delete"]
    option: int = 0
    """The number of the chosen option, from 0. To choose the text in force restores it."""
