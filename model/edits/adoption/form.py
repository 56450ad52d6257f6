"""The adopted form of a text: its number and edition, its adoption and opening lines, its footnotes in their order, the lines
that stay of deleted provisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from model.brackets.parser import parse_brackets
from model.brackets.span_text import span_lines
from model.edits.repairs import repair_head
from model.lexicon.lines import read_number_line
from model.library.texts.citing import cited_name
from model.library.texts.identity import named_identity
from model.library.texts.values import TextIdentity
from model.message import Message
from model.numbering import Labelling, note_marks
from model.numbering.edition_marks import coming_edition
from model.numbering.mark_forms import mark_by_rule
from model.numbering.provision_words import words_of
from model.numbering.unit_lines import shown_side
from model.numbering.units import parse_unit
from model.redline import Clause, Props, Redline, Run, Stamp
from model.redline.runs import new_id
from model.references.conference_history import HeldConference, conference_named
from model.references.editions import EditionRow
from model.references.verdicts import printed_edition
from model.submission.clause_paths import places
from model.submission.place_texts import note_text, place_text
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Header, Proposal, Submission, Symbol
from model.text.shortening import shorten_text

_ASSEMBLY = "WTSA"
"""The body whose texts have a line of editions under the title from their first edition on."""


def adopted_form(
    redline: Redline, in_force: Redline, symbol: Symbol, conference: str, number: str, stamp: Stamp
) -> tuple[Redline, tuple[Message, ...]]:
    """A text as a conference adopts it, nothing tracked in it, and what it still lacks, a sentence each.

    redline: the adopted words, nothing tracked in them
    in_force: the text that they replace; an empty one of a new text
    symbol: ADD of a new text; MOD of a revised one
    conference: the id of the conference; '' if it is not known
    number: that of a new text; '' keeps the one that is printed
    """
    held = conference_named(conference) if conference else None
    is_new = symbol in ("ADD", "ADD*")
    notices = []
    if held is None:
        edition, before = (named_identity(text, "draft")[0] for text in (redline, in_force))
        if not edition.date or edition.same == before.same:
            reason = Message.of(
                "the conference is not known, so number line, adoption line and opening line stay as they are; choose it"
            )
            notices.append(reason)
    else:
        redline = _with_number(redline, held, number, is_new=is_new)
        redline = _with_head(redline, symbol, conference, stamp)
        redline = _with_edition(redline, held, is_new=is_new)
        if is_new and held.body == _ASSEMBLY:
            redline = _with_history(redline, held)
    if is_new and "[" in _text_of(redline, "number"):
        notices.append(Message.of("the number line still has its handle; give the text its number"))
    return redline, (*notices, *left_in_brackets(redline))


def with_notes_in_order(redline: Redline, tracked: Redline) -> Redline:
    """A text whose typed numbers of footnotes are those that its draft has after insertions and deletions.

    redline: the draft, nothing tracked in it
    tracked: the redline whose draft it is
    """
    marks = note_marks(tracked)
    notes = {}
    for key, note in redline.notes.items():
        mark = marks.get(key, (None, None))[1]
        notes[key] = replace(note, mark=mark) if note.mark is not None and mark is not None else note
    return replace(redline, notes=notes)


def with_struck_numbers(redline: Redline, tracked: Redline, stamp: Stamp) -> Redline:
    """An adopted text with the numbers of the provisions that it lacks, each with the mark of the conference. Only where
    provisions bear edition marks: of other instruments no source shows such lines. Those of a deleted article go with its head.

    redline: the draft, nothing tracked in it
    tracked: the redline whose draft it is
    stamp: the author, by whom the new clauses are named
    """
    edition = coming_edition(tracked)
    mark = mark_by_rule(edition, tracked.language) if edition else None
    labelling = Labelling.of(tracked)
    live = {both.draft for both in labelling.numbers.values() if both.draft is not None}
    if mark is None or not any(both.base and both.base not in live for both in labelling.numbers.values()):
        return redline
    words = f"({words_of('struck')[0][1]} - {mark.strip('()（）')})"
    taken = {clause.id for clause in (*tracked.clauses, *redline.clauses)}
    waiting: list[Clause] = []
    before: dict[str, list[Clause]] = {}
    is_article_deleted = False
    for clause in tracked.clauses:
        both = labelling.numbers.get(clause.id)
        is_line = clause.cell is None and clause.props.kind != "paragraph"
        unit = parse_unit(clause.words_on(shown_side(clause))) if is_line else None
        if unit is not None and unit.kind in ("article", "appendix"):
            is_article_deleted = not clause.is_on("draft")
        if waiting and clause.id in redline.places and (is_line or (both is not None and both.draft is not None)):
            before[clause.id], waiting = waiting, []
        if both is not None and both.base and both.base not in live and not is_article_deleted:
            taken.add(id := new_id(clause.id, stamp, taken))
            waiting.append(Clause(id, Props(provision=True), (Run(words),), number=clause.number))
    clauses = [line for clause in redline.clauses for line in (*before.get(clause.id, ()), clause)]
    return replace(redline, clauses=(*clauses, *waiting))


def left_in_brackets(redline: Redline) -> tuple[Message, ...]:
    """What is still open in a text, a sentence for each place: words in brackets, options, brackets at fault."""
    return tuple(_open_places(redline))


def _open_places(redline: Redline) -> Iterator[Message]:
    names = places(redline, Labelling.of(redline))
    for key in ("", *redline.notes):
        clauses = redline.clauses_of(key)
        found = parse_brackets(clauses, "draft", StoryId(1, key))
        mark = note_marks(redline).get(key, (None, None))[1]
        spans = [(made.span.first, made.span) for made in found.open_texts if made.level == 1]
        for clause, span in [*spans, *((span.first, span) for span in found.placeholders)]:
            place = note_text(mark or "") if key else place_text(names[clause])
            words = shorten_text(" ".join(span_lines(clauses, span, "draft")), _LONGEST)
            yield Message.of("{place}: “{words}” is still open", place=place, words=words)
        for fault in found.faults:
            place = note_text(mark or "") if key else place_text(names[fault.clause])
            yield Message.of("{place}: the bracket ‘{char}’ has no partner", place=place, char=fault.sign)


_LONGEST = 60


# The lines before the first introductory phrase


def _with_head(redline: Redline, symbol: Symbol, conference: str, stamp: Stamp) -> Redline:
    """The text with those lines that a proposal for a conference has."""
    proposal = Proposal(symbol, redline=redline)
    alone = Submission(Header(conference=conference), (proposal,), redline.language)
    repaired = apply(alone, repair_head(alone, stamp, 1)).proposals[0].redline
    return redline if repaired is redline else in_view(repaired, "draft")


def _with_number(redline: Redline, held: HeldConference, number: str, *, is_new: bool) -> Redline:
    """A new text with a number line of its own, `RESOLUTION 105 (Doha, 2026)`, if its number is given."""
    if not is_new or not number:
        return redline

    def with_number(clause: Clause) -> Clause:
        known = read_number_line(clause.text)
        form = "year" if held.body == "Council" else "place"
        instrument = known.instrument if known is not None else "resolution"
        identity = TextIdentity(instrument, held.body, number, form, held.place, held.year, date=held.start)
        name, bracket, edition = cited_name(identity, redline.language).partition("（" if redline.language == "zh" else " (")
        return _with_words(clause, (name.upper() if clause.text.partition("[")[0].isupper() else name) + bracket + edition)

    return _with_line(redline, "number", with_number)


def _with_edition(redline: Redline, held: HeldConference, *, is_new: bool) -> Redline:
    """The text with an edition on its number line if that has none."""
    row = EditionRow("resolution", held.body, "", "place", held.place, held.year, "", held.start, not is_new)

    def with_date(clause: Clause) -> Clause:
        known = read_number_line(clause.text)
        if known is None or known.edition or known.number.startswith("[") or held.body in ("Council", "RA"):
            return clause
        edition = printed_edition(row, redline.language)
        return _with_words(clause, clause.text.rstrip() + (f"（{edition}）" if redline.language == "zh" else f" ({edition})"))

    return _with_line(redline, "number", with_date)


def _with_history(redline: Redline, held: HeldConference) -> Redline:
    """A new text with the line of editions under its title, if it has none."""
    titles = [index for index, clause in enumerate(redline.clauses) if clause.props.kind == "title"]
    if not titles or _text_of(redline, "history"):
        return redline
    row = EditionRow("", held.body, "", "place", held.place, held.year, "", held.start, revised=False)
    edition = printed_edition(row, redline.language)
    words = f"（{edition}）" if redline.language == "zh" else f"({edition})"
    fresh = next(name for at in range(len(redline.clauses) + 1) if (name := f"h{at}") not in redline.places)
    at = titles[-1] + 1
    line = Clause(fresh, Props("history", 0), (Run(words),))
    return replace(redline, clauses=(*redline.clauses[:at], line, *redline.clauses[at:]))


def _with_line(redline: Redline, kind: str, change: Callable[[Clause], Clause]) -> Redline:
    """The text with the first line of a kind changed."""
    for index, clause in enumerate(redline.clauses):
        if clause.props.kind == kind:
            clauses = (*redline.clauses[:index], change(clause), *redline.clauses[index + 1 :])
            return replace(redline, clauses=clauses)
    return redline


def _with_words(clause: Clause, words: str) -> Clause:
    """A line with other words in the format of its first ones; its note marks stay at its end."""
    marks = tuple(run for run in clause.runs if run.content)
    first = next((run for run in clause.runs if not run.content), Run(""))
    return replace(clause, runs=(replace(first, text=words), *marks))


def _text_of(redline: Redline, kind: str) -> str:
    return next((clause.text for clause in redline.clauses if clause.props.kind == kind), "")
