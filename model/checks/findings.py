"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from model.checks.frame import Frame, Line, Text

Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")
Mend = tuple[int, int, str]
"""Start, stop and new text: offsets in the draft of a paragraph (code points)."""


class Fault(Struct, frozen=True):
    """What a rule sees, and where."""

    told: str
    """What is wrong, in one sentence."""
    story: str = ""
    """`1`, `1/notes/n3`; '' of the header."""
    clause: str = ""
    """The clause that bears the paragraph; '' of a proposal or a submission as a whole."""
    field: str = ""
    """The path of the header field or field of a proposal (`header/title`, `proposals/1/reasons`); '' of a text."""
    start: int = 0
    stop: int = 0
    """In the draft of the paragraph, code points."""
    quote: str = ""
    """The words that are meant."""
    mends: tuple[Mend, ...] = ()
    """What would repair it; empty where only a person can."""
    severity: Severity | None = None
    """Where it is not that of the rule."""
    broken: bool = False
    """Whether it is the rule that is at fault."""


class Finding(Struct, frozen=True):
    """A fault with the rule that found it."""

    rule: str
    severity: Severity
    fault: Fault

    @property
    def key(self) -> str:
        """A name that stays while the fault does, wherever the text around it moves: what an ignored finding is known by."""
        fault = self.fault
        return f"{self.rule}|{fault.story.partition('/')[0]}|{fault.field or fault.clause}|{fault.quote}"


def moved_key(key: str, numbers: Mapping[str, str]) -> str | None:
    """The key of the same finding after proposals took other numbers, new by old; None where its proposal is gone."""
    if key.count("|") < 3:
        return key
    rule, story, place, quote = key.split("|", 3)
    if not story:
        return key
    if story not in numbers:
        return None
    head = f"proposals/{story}/"
    if place.startswith(head):
        place = f"proposals/{numbers[story]}/{place.removeprefix(head)}"
    return f"{rule}|{numbers[story]}|{place}|{quote}"


class Rule(Struct, frozen=True):
    """A rule. Exactly one of `line`, `text`, `frame` looks: at one paragraph, and depends on nothing else; at the text of one
    proposal; at the submission."""

    id: str
    severity: Severity
    title: str
    explained: str
    """Why it matters and what to do."""
    source: str
    """Where the rule is from."""
    line: Callable[[Line, Frame], Iterator[Fault]] | None = None
    text: Callable[[Text, Frame], Iterator[Fault]] | None = None
    frame: Callable[[Frame], Iterator[Fault]] | None = None
    heavy: bool = False
    """Whether it takes as long as an export: it runs when asked for, not while typing."""

    def findings(self, faults: Iterator[Fault], line: Line | None = None) -> Iterator[Finding]:
        """Faults as this rule's findings; where the rule fails at something, a finding about itself, so that the others go on."""
        try:
            for fault in faults:
                yield Finding(self.id, fault.severity or self.severity, fault)
        except Exception as error:
            told = (
                f"the rule ‘{self.title}’ failed here ({type(error).__name__}) and has not been checked; all others have: "
                "please report this with the text"
            )
            place = (line.story, line.clause) if line is not None else ("", "")
            yield Finding(self.id, "warning", Fault(told, *place, quote=self.id, broken=True))


def at(line: Line, start: int, stop: int, told: str, *mends: Mend, severity: Severity | None = None) -> Fault:
    """A fault in a stretch of a paragraph."""
    return Fault(told, line.story, line.clause, "", start, stop, line.text[start:stop], mends, severity)


def in_new_words(line: Line, start: int, stop: int, told: str, *mends: Mend, old: Severity = "advice") -> Fault:
    """A fault in a stretch of a paragraph that weighs less where the words stand so in the text in force: nobody's proposal
    is at fault there."""
    return at(line, start, stop, told, *mends, severity=old if line.is_kept(start, stop) else None)
