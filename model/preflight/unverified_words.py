"""Words that the program knows from memory alone: one finding for each text that uses them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, reduce

from model.lexicon.calls import read_call
from model.lexicon.words import LANGUAGE_NAMES, comparable_text
from model.message import Message
from model.numbering import parse_label
from model.numbering.edition_marks import coming_edition
from model.numbering.mark_forms import forms_of
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Problem, Rule
from resources import read_table

_PRINTED = {"reasons": "reasons", "abstract": "abstract", "contact": "contacts", "introduction": "introduction"}
"""Document words that an export prints if a field is filled."""
_MOST = 6


def _unverified_words(context: CheckContext) -> Faults:
    for language, texts in _by_language(context).items():
        used = [*_calls(texts, language), *_document_words(context, texts, language)]
        parts = [_list_words(used)] if used else []
        parts += _typography(texts, language)
        parts += _edition_marks(texts, language)
        conference = context.conference
        if conference is not None and any(text.proposal.symbol for text in texts):
            unseen = [key for key in ("name", "when") if language not in conference.verified.get(key, ())]
            parts += [_of_conference(key, conference.id) for key in unseen]
        if parts:
            message = Message.of(
                "compare with a published {language} text whether ITU prints this in the same way: {parts}",
                language=LANGUAGE_NAMES[language],
                parts=reduce(_and_then, parts),
            )
            yield Problem(message, quote=language)


def _and_then(parts: Message, more: Message) -> Message:
    return Message.of("{parts}; {more}", parts=parts, more=more)


def _of_conference(key: str, name: str) -> Message:
    if key == "when":
        return Message.of("place and dates of {conference}", conference=name)
    return Message.of("the name of {conference}", conference=name)


def _edition_marks(texts: list[CheckedText], language: str) -> Iterator[Message]:
    """The form of the marks that amended provisions get, if nobody has seen it in this language."""
    for text in texts:
        redline = text.proposal.redline
        found = forms_of(coming_edition(redline), language)
        if found is None or found[0].verified:
            continue
        editions = (text.labelling.marks, *text.labelling.note_editions.values())
        pairs = (pair for marks in editions for pair in marks.borne.values())
        mark = next((pair.draft.text for pair in pairs if pair.cause and pair.draft is not None), None)
        if mark is not None:
            yield Message.of("the edition mark “{mark}”", mark=mark)
            return


def _typography(texts: list[CheckedText], language: str) -> Iterator[Message]:
    """Unverified assumptions of the program on marks, spaces and labels, if a text uses them."""
    for row in read_table("tables/typography.tsv"):
        use, form = row["use"], row["form"]
        if row["language"] != language or row["verified"] == "yes":
            continue
        if any(_has(line, use, form) for text in texts for line in text.lines):
            yield _describe_use(use, form)


def _describe_use(use: str, form: str) -> Message:
    """A row of the table in words."""
    match use:
        case "no-break space before":
            return Message.of("no-break space before “{form}”", form=form)
        case "letters after":
            return Message.of("letters after “{form}”", form=form)
        case "sub-items in quotes":
            return Message.of("sub-items in quotes “{form}”", form=form)
        case "numbers of several levels":
            return Message.of("numbers of several levels “{form}”", form=form)
    return Message.verbatim(f"{use} “{form}”")


def _has(line: DraftLine, use: str, form: str) -> bool:
    """Whether a paragraph has a mark, or a label of such a kind."""
    if "space" in use:
        return form in line.text
    numeral = parse_label(line.label, line.clauses[-1].props.scheme)
    if numeral is None:
        return False
    if use == "letters after":
        last = parse_label(f"{form})", "letter")
        return numeral.alphabet == "abjad" and last is not None and numeral.value > last.value
    return numeral.alphabet == "quoted" if use == "sub-items in quotes" else bool(numeral.stem)


def _by_language(context: CheckContext) -> dict[str, list[CheckedText]]:
    found: dict[str, list[CheckedText]] = {}
    for text in context.texts:
        if text.language in LANGUAGE_NAMES:
            found.setdefault(text.language, []).append(text)
    return found


def _calls(texts: list[CheckedText], language: str) -> Iterator[str]:
    """The verbs of calls that the table marks as unverified."""
    verbs = dict.fromkeys(
        call.verb
        for text in texts
        for line in text.lines
        if line.kind == "call" and (call := read_call(line.text, language)) is not None
    )
    yield from (verb for verb in verbs if _unseen_verbs().get((language, verb)))


def _document_words(context: CheckContext, texts: list[CheckedText], language: str) -> Iterator[str]:
    """The usual headings of the filled fields."""
    header = context.submission.header
    for term, name in _PRINTED.items():
        filled = any(text.proposal.reasons for text in texts) if name == "reasons" else bool(getattr(header, name))
        rows = read_table("tables/document-words.tsv")
        row = next((row for row in rows if (row["term"], row["language"]) == (term, language)), None)
        if filled and row is not None and row["verified"] != "yes":
            yield row["form"]


@cache
def _unseen_verbs() -> dict[tuple[str, str], bool]:
    """Of each form of a verb whether no row marks it as verified."""
    out: dict[tuple[str, str], bool] = {}
    for row in read_table("tables/call-words.tsv"):
        key = row["language"], comparable_text(row["form"])
        out[key] = out.get(key, True) and row["verified"] != "yes"
    return out


def _list_words(words: list[str]) -> Message:
    shown = tuple(Message.of("“{word}”", word=word) for word in words[:_MOST])
    rest = len(words) - _MOST
    if rest > 0:
        return Message.counted("the words {words} and {n} more", "the words {words} and {n} more", rest, words=shown)
    return Message.of("the words {words}", words=shown)


RULES = (
    Rule(
        "data-unverified", "advice", Message.of("Words that were not seen in a published text"),
        Message.of("Introductory phrases, headings and labels come from tables whose last column says whether a form was seen "
                   "in a published text of ITU; the others were written from memory. Compare them with a text of the same body "
                   "before you submit."),
        Message.of("the tables of this program, column verified"), submission=_unverified_words,
    ),
)  # fmt: skip
