"""A whole text in words, line by line: the view *Markup in words*, and `show --format spoken`."""

from __future__ import annotations

from collections.abc import Iterator

from model.message import Message, Say
from model.numbering import Labelling, note_marks
from model.redline import Redline
from model.speech.change_words import ChangeWords
from model.speech.spoken_clause import ClauseSpeaker, SpokenClause, SpokenPart
from model.submission.place_texts import note_text
from model.submission.values import Submission


def spoken_text(redline: Redline, labelling: Labelling, say: Say, words: ChangeWords = "start") -> tuple[SpokenClause, ...]:
    """The clauses of a text in words, then those of its notes, each note after its mark; before them, if all changes have one
    author, a line that names the author, without an id.

    say: translates words into the language of the listener
    words: where words about changes are spoken
    """
    speaker = ClauseSpeaker(redline, labelling, say, words)
    author = speaker.only_author
    named = say(Message.of("All changes are by {author}.", author=author)) if author else ""
    lines = [SpokenClause("", (SpokenPart(named, 0, 0),))] if named else []
    lines += [speaker.clause(clause) for clause in redline.clauses]
    for key, (base, draft) in note_marks(redline).items():
        head = SpokenPart(f"{say(note_text(draft or base or ''))}: ", 0, 0)
        for place, clause in enumerate(redline.notes[key].clauses if key in redline.notes else ()):
            line = speaker.clause(clause)
            lines.append(SpokenClause(line.id, (head, *line.parts)) if place == 0 else line)
    return tuple(lines)


def spoken_submission(submission: Submission, say: Say) -> str:
    """All proposals of a submission in words: symbol and number, each clause on a line, the reasons."""
    return "".join(f"{line}\n" for line in _lines(submission, say))


def _lines(submission: Submission, say: Say) -> Iterator[str]:
    for place, proposal in enumerate(submission.proposals):
        if place:
            yield ""
        if head := " ".join(filter(None, (proposal.symbol, proposal.number))):
            yield head
        for line in spoken_text(proposal.redline, Labelling.of(proposal.redline), say):
            yield " ".join(line.text.split())
        if reasons := " ".join(proposal.reasons.split()):
            yield say(Message.of("Reasons: {reasons}", reasons=reasons))
