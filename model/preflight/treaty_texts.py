"""Treaty texts as wholes: half a resolution; an edition that is older than the last conference; amendments to the Constitution or
the Convention after their deadline; edition marks that were set by hand and are not those of the coming conference."""

from __future__ import annotations

from datetime import date

from model.message import Message
from model.numbering.edition_marks import coming_edition
from model.numbering.mark_forms import edition_of_mark
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Problem, Rule, at
from model.preflight.symbols import is_amended
from model.references.conference_history import conference_named, latest
from model.submission.story import StoryId

_MARKS_OF_WHOLE = 100
"""Edition marks of a text that is no extract: one with fewer may have only provisions that the last conference left as is."""


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


def _older(text: CheckedText, context: CheckContext) -> Faults:
    coming = conference_named(coming_edition(text.redline))
    last = latest(coming.body, coming.start) if coming is not None else None
    if last is None or not is_amended(text.redline) or not text.lines:
        return
    notes = (clause for note in text.redline.notes.values() for clause in note.clauses)
    marks = [clause.mark.text for clause in (*text.redline.clauses, *notes) if clause.mark is not None]
    yield None
    editions = {mark: edition_of_mark(mark) for mark in marks}
    years = {_year(edition): mark for mark, edition in editions.items() if edition}
    if len(marks) >= _MARKS_OF_WHOLE and years and max(years) < last.year:
        message = Message.of(
            "the newest edition mark of the text is {mark}, but {conference} was held since; make sure that this is the edition "
            "in force",
            mark=years[max(years)],
            conference=last.name,
        )
        yield at(text.lines[0], 0, len(text.lines[0].text), message)


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


def _marks_by_hand(text: CheckedText, context: CheckContext) -> Faults:
    coming = coming_edition(text.redline)
    notes = ((key, clause) for key, note in text.redline.notes.items() for clause in note.clauses)
    for note, clause in (*(("", clause) for clause in text.redline.clauses), *notes) if coming else ():
        mark = clause.own_mark
        if mark is None or not clause.is_on("draft"):
            continue
        yield None
        story = StoryId(text.number, note)
        line = context.by_clause.get((story, clause.id))
        message = _message_on_mark(mark.text, coming, is_amended=line is not None and not line.unchanged)
        if message is not None:
            yield Problem(message, story, clause.id, near=(mark.text, ""))


def _message_on_mark(mark: str, coming: str, *, is_amended: bool) -> Message | None:
    """The fault of an edition mark that was set by hand; None if there is none."""
    if not mark:
        return (
            Message.of(
                "the edition mark was removed by hand; an amended provision gets that of the coming conference, {coming}",
                coming=coming,
            )
            if is_amended
            else None
        )
    edition = edition_of_mark(mark)
    if not edition or _year(edition) == _year(coming):
        return None
    if _year(edition) > _year(coming):
        return Message.of(
            "the edition mark {mark} was set by hand and is newer than the coming conference, {coming}", mark=mark, coming=coming
        )
    return Message.of(
        "the edition mark {mark} was set by hand and is older than the coming conference, {coming}; an amended provision "
        "gets the mark of that conference",
        mark=mark,
        coming=coming,
    )


def _year(edition: str) -> int:
    """The year of a conference, whose symbol ends with its last two digits, as WRC-12."""
    year = int(edition[-2:]) if edition[-2:].isdecimal() else 0
    return year + (1900 if year >= 50 else 2000)


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
        "treaty-edition", "warning", Message.of("A treaty text that may not be the edition in force"),
        Message.of("Proposals are based on the edition in force, whose numbers say where they are put in. That of the Radio "
                   "Regulations has provisions with the mark of the last conference."),
        Message.of("guidelines for proposals to WRC-12"), text=_older,
    ),
    Rule(
        "amendment-late", "warning", Message.of("Amendments to the Constitution or the Convention after their deadline"),
        Message.of("They have to reach the Secretary-General eight months before the opening of the conference. A change of an "
                   "amendment that another has proposed may come at any time."),
        Message.of("Constitution, Nos. 224 and 225; Convention, Nos. 519 and 520"), submission=_late,
    ),
    Rule(
        "edition-mark-by-hand", "warning", Message.of("An edition mark of another conference, or none, that was set by hand"),
        Message.of("A mark such as (WRC-12) names the conference that amended the provision last, so one that is set now names "
                   "the coming one. A conference can also correct the mark of a provision that it does not amend."),
        Message.of("Constitution (2011) and Radio Regulations (2012)"), text=_marks_by_hand,
    ),
)  # fmt: skip
