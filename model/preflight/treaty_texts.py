"""Treaty texts as wholes: half a resolution; amendments to the Constitution or the Convention after their deadline."""

from __future__ import annotations

from datetime import date

from model.message import Message
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Problem, Rule, at
from model.preflight.symbols import is_amended


def _half(text: CheckedText, context: CheckContext) -> Faults:
    if not text.labelling.numbers:
        return
    for line in text.lines:
        yield None
        if line.kind in ("call", "number", "history", "opening"):
            message = Message.of(
                "the text has provisions with margin numbers and this line of a resolution; make two texts of it, or change "
                "the kind of the line"
            )
            yield at(line, 0, len(line.text), message)
            return


def _late(context: CheckContext) -> Faults:
    written, conference = _date(context.submission.header.date), context.conference
    if written is None or conference is None:
        return
    for deadline in conference.deadlines:
        for text in context.texts:
            amended = text.redline.instrument in deadline.instruments and is_amended(text.redline)
            if amended and text.proposal.theirs is None and written > deadline.day:
                message = Message.of(
                    "amendments to the Constitution or the Convention had to reach the Secretary-General by {day}, eight months "
                    "before the opening; the document is dated {date}",
                    day=deadline.day.isoformat(),
                    date=written.isoformat(),
                )
                yield Problem(message, field="header/date", quote=context.submission.header.date)
                return


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


RULES = (
    Rule(
        "treaty-half", "warning", Message.of("A text that is half a treaty and half a resolution"),
        Message.of("Provisions with margin numbers and the lines of a resolution are numbered, named and exported in different "
                   "ways. A text is one or the other."),
        Message.of("structure of the Constitution, the Convention and the Radio Regulations"), text=_half,
    ),
    Rule(
        "amendment-late", "warning", Message.of("Amendments to the Constitution or the Convention after their deadline"),
        Message.of("They have to reach the Secretary-General eight months before the opening of the conference. A change of an "
                   "amendment that another has proposed may come at any time."),
        Message.of("Constitution, Nos. 224 and 225; Convention, Nos. 519 and 520"), submission=_late,
    ),
)  # fmt: skip
