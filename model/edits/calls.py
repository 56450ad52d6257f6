"""Calls: their possible places, new calls, renamed calls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from model.edits.clause_properties import change_kind
from model.edits.common import block_of, caret_at, index_of, transaction
from model.edits.enter_and_tab import is_empty_item
from model.edits.punctuation import punctuate_items
from model.edits.structure import NewClause, insert_clauses, outside_paragraph
from model.edits.text import replace_range, style_at
from model.edits.transform import Transform
from model.errors import EditError
from model.lexicon import LANGUAGES, CallKind, call_kind, common_calls
from model.redline import Clause, Props, Run, Stamp
from model.redline.edit_text import InsertedParagraph, Place
from model.redline.runs import with_offsets
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission

_HEAD = ("number", "title", "history", "opening")
_BOTH: tuple[CallKind, ...] = ("preamble", "operative")


class CallPlace(Struct, frozen=True):
    """The place of a new call: before the clause at an index, or in place of it (`instead`), and the kinds that may be there."""

    index: int
    instead: bool
    kinds: tuple[CallKind, ...]


def place_for_call(clauses: Sequence[Clause], index: int, language: str) -> CallPlace:
    """The place of a new call that is requested in a clause: that of an empty item, else after the block or the opening line.
    The preamble precedes the operative part, so the calls above and below determine the possible kinds."""
    blank = _is_blank(clauses, index)
    place = index if blank else _behind(clauses, index)
    above = _kind_beside(clauses[:place][::-1], language)
    below = _kind_beside(clauses[place:], language)
    excluded = {"preamble" if above == "operative" else "", "operative" if below == "preamble" else ""}
    return CallPlace(place, blank, tuple(kind for kind in _BOTH if kind not in excluded))


def _is_blank(clauses: Sequence[Clause], index: int) -> bool:
    if not clauses or clauses[index].props.kind != "paragraph" or clauses[index].cell is not None:
        return False
    # The first words of a text may be a call; an unlabelled paragraph that is empty is one about to be written.
    return is_empty_item(clauses, index) or (not clauses[index].text and not clauses[index].end.status.in_base)


def _behind(clauses: Sequence[Clause], index: int) -> int:
    if not clauses:
        return 0
    if clauses[index].props.kind in _HEAD:
        while index < len(clauses) and clauses[index].props.kind in _HEAD:
            index += 1
        return index
    return outside_paragraph(clauses, block_of(clauses, index)[1])


def _kind_beside(clauses: Sequence[Clause], language: str) -> CallKind | None:
    """The kind of the first live call among clauses, without those of another annex or after one."""
    for clause in takewhile(lambda clause: clause.props.kind != "annex", clauses):
        if clause.props.kind == "call" and clause.is_on("draft"):
            kind = call_kind(clause.text_on("draft"), language) or call_kind(clause.text_on("draft"))
            if kind is not None:
                return kind
    return None


def calls_for(place: CallPlace, language: str) -> tuple[str, ...]:
    """The common calls (English ones for an unknown language) that are possible at a place, in the order of the table."""
    spoken = language if language in LANGUAGES else "en"
    words = dict.fromkeys(common_calls(spoken).values())
    return tuple(text for text in words if call_kind(text, spoken) in place.kinds)


def insert_call(
    submission: Submission, story: StoryId, index: int, words: str, stamp: Stamp, *, punctuate: bool = False
) -> Transaction:
    """Insert a call at the place given by `place_for_call`. EditError if a call of that kind is not possible there.

    index: the clause in which it is requested
    words: the words of the call
    punctuate: gives the block before it the closing marks of ITU practice
    """
    clauses = story_clauses(submission, story)
    place = place_for_call(clauses, index, submission.language)
    words = " ".join(words.split())
    kind = call_kind(words, submission.language) or call_kind(words)
    if not words:
        raise EditError.of("an introductory phrase needs words")
    if kind is not None and kind not in place.kinds:
        if kind == "preamble":
            raise EditError.of("“{words}” cannot be here: the operative part begins above", words=words)
        raise EditError.of("“{words}” cannot be here: the preamble continues below", words=words)
    transform = Transform(submission, stamp)
    if place.instead:
        transform.add(change_kind(submission, story, clauses[place.index].id, "call", stamp))
        at = Place(place.index, 0)
        put = [InsertedParagraph((Run(words),))]
        transform.add(replace_range(transform.submission, story, at, at, put, stamp, kind=TransactionKind.OTHER))
    else:
        transform.add(insert_clauses(submission, story, place.index, [NewClause(Props("call", 0), (Run(words),))], stamp))
    assert transform.selection is not None
    call = transform.selection.caret[0]
    after = transform.clauses(story)
    index = index_of(after, call)
    if punctuate and index > 0 and after[index - 1].props.kind == "paragraph":
        transform.add_steps(punctuate_items(submission, story, after, index - 1, stamp)[1])
        after = transform.clauses(story)
        index = index_of(after, call)
    return transform.transaction(TransactionKind.NEW_CALL, selection=caret_at(story, after, Place(index, len(after[index].text))))


def rename(submission: Submission, story: StoryId, index: int, words: str, stamp: Stamp) -> Transaction:
    """Rename a clause of one paragraph: only differing words are deleted and inserted, so notes and formats of the others stay.

    index: the index of the clause in the story
    words: the new words
    """
    clauses = story_clauses(submission, story)
    shown = [
        (offset + number, char)
        for offset, run in with_offsets(clauses[index].runs)
        if run.status.in_draft and not run.content
        for number, char in enumerate(run.text)
    ]
    old, new = "".join(char for _, char in shown), " ".join(words.split())
    if not new or old == new:
        return transaction(TransactionKind.RENAME, [], stamp)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    start = shown[head][0] if head < len(shown) else len(clauses[index].text)
    stop = shown[len(old) - tail - 1][0] + 1 if len(old) - tail > head else start
    style = style_at(clauses[index], start)
    put = [InsertedParagraph((Run(new[head : len(new) - tail], style=style),))] if len(new) - tail > head else []
    return replace_range(submission, story, Place(index, start), Place(index, stop), put, stamp, kind=TransactionKind.RENAME)


def _common(old: str, new: str) -> int:
    """The number of equal characters at the beginning of two texts, up to the end of a word."""
    length = 0
    while length < min(len(old), len(new)) and old[length] == new[length]:
        length += 1
    ends = length == len(old) == len(new) or (
        (length == len(old) or not old[length].isalnum()) and (length == len(new) or not new[length].isalnum())
    )
    while length and not ends and old[length - 1].isalnum():
        length -= 1
    return length
