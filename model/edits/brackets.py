"""Edits of open texts: putting in brackets, adding and choosing options, removing brackets. Each is one tracked transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec.structs import replace

from model.brackets.decisions import decided_edits, found_again, restores, stripped_edits, with_decisions
from model.brackets.emptied_brackets import with_emptied_brackets
from model.brackets.pairs import find_pairs
from model.brackets.parser import parse_brackets
from model.brackets.values import BracketDecision, OpenText
from model.edits.common import caret_at, index_of, reach, replace_clauses, transaction
from model.edits.structure import NewClause, insert_clauses
from model.edits.text import replace_range, style_at
from model.edits.transform import Transform
from model.errors import EditError
from model.layers.bracket_words import with_text_in_force, words_in_force
from model.layers.labels import with_base_labels
from model.lexicon.bracket_words import PARTNERS, option_head
from model.redline import Clause, Redline, Run, Stamp
from model.redline.edit_text import Edit, InsertedParagraph, Place
from model.submission.story import StoryId, language_of, proposal_of, stories, story_clauses, with_redline
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Splice, Transaction, apply
from model.submission.values import Submission

_NUMBERS = "一二三四五六七八九十"


def put_in_brackets(submission: Submission, story: StoryId, a: Place, b: Place, stamp: Stamp, *, owner: str = "") -> Transaction:
    """Put the text between two places in brackets, and select it. EditError if there is none, or if brackets would cross.

    a, b: the beginning and the end of the text, which may be in several clauses
    owner: who wants it, written before it (`ATU: `); '' for nobody
    """
    clauses = story_clauses(submission, story)
    a, b = _without_spaces(clauses, a, b)
    if a >= b:
        raise EditError.of("there is no text to put in brackets; select some words")
    transform = Transform(submission, stamp)
    _refuse_crossing(clauses, a, b)
    start = _bracket(transform, story, a, b, owner, stamp)
    last = clauses[b.index].id
    stop = b.offset + (start[1] - a.offset if a.index == b.index else 0)
    return transform.transaction(TransactionKind.PUT_IN_BRACKETS, selection=Selection(story, start, (last, stop)))


def put_clauses_in_brackets(
    submission: Submission, story: StoryId, ids: Sequence[str], stamp: Stamp, *, owner: str = ""
) -> Transaction:
    """Put whole clauses in brackets, each in its own, so that each can be decided alone.

    ids: the clauses, in order
    owner: who wants them; '' for nobody
    """
    transform = Transform(submission, stamp)
    passed: set[str] = set()
    caret: tuple[str, int] | None = None
    for id in ids:
        clauses = transform.clauses(story)
        low, high = reach(clauses, id, only=True)
        members = {clause.id for clause in clauses[low:high]}
        if members & passed:
            continue
        passed |= members
        a, b = _without_spaces(clauses, Place(low, 0), Place(high - 1, len(clauses[high - 1].text)))
        if a < b:
            _refuse_crossing(clauses, a, b)
            caret = _bracket(transform, story, a, b, owner, stamp)
    if caret is None:
        raise EditError.of("there is no text to put in brackets; select some words")
    return transform.transaction(TransactionKind.PUT_IN_BRACKETS, selection=Selection(story, caret, caret))


def add_option(submission: Submission, open_text: OpenText, text: str, stamp: Stamp, *, owner: str = "") -> Transaction:
    """Add one more option at an open text, and select it: `[a]` becomes `[a] [b]`, `[a/b]` becomes `[a/b/c]`, and a clause
    *Option 2* is followed by *Option 3*.

    open_text: the open text
    text: the wording of the option; '' for a blank
    owner: who wants it; '' for nobody
    """
    clauses = _clauses_with(submission, open_text)
    text = " ".join(text.split()) or "…"
    last = open_text.options[-1]
    head = _next_head(clauses, open_text, owner)
    if head is not None:
        index = index_of(clauses, open_text.span.last)
        new = NewClause(clauses[index].props, (Run(f"{head[0]}{text}{head[1]}"),))
        return insert_clauses(submission, open_text.story, index + 1, [new], stamp, kind=TransactionKind.ADD_OPTION)
    inside = len(open_text.options) > 1 and last.span.start != last.span.stop and _is_slashed(clauses, open_text)
    if inside and not owner:
        index = index_of(clauses, last.content.last)
        slash = _slash_before(clauses, open_text)
        return _insert_text(submission, open_text.story, Place(index, last.content.stop), f"{slash}{text}", stamp)
    opening, closing, space = _signs(submission, open_text.story)
    label = f"{owner}: " if owner else ""
    index = index_of(clauses, open_text.span.last)
    put = f"{space}{opening}{label}{text}{closing}"
    return _insert_text(submission, open_text.story, Place(index, open_text.span.stop), put, stamp)


def choose_option(submission: Submission, open_text: OpenText, option: int, stamp: Stamp) -> Transaction:
    """Choose one option: the others and the brackets go. To choose the text in force restores it.

    open_text: the open text
    option: the number of the option, from 0
    """
    if not 0 <= option < len(open_text.options):
        raise EditError.of("there is no option {number}; there are {count}", number=option + 1, count=len(open_text.options))
    if open_text.options[option].kind == "noc":
        return accept_text_in_force(submission, open_text, stamp)
    return _decide(submission, open_text, BracketDecision("choose", option), TransactionKind.CHOOSE_OPTION, stamp)


def fill_blank(submission: Submission, open_text: OpenText, text: str, stamp: Stamp) -> Transaction:
    """Write words in place of an open text. EditError if there are none.

    open_text: the open text, a blank or one of whose options is a blank
    text: the words
    """
    clauses = _clauses_with(submission, open_text)
    text = " ".join(text.split())
    if not text:
        raise EditError.of("a blank is filled in with words; type some, or delete the blank")
    transform = Transform(submission, stamp)
    transform.add(
        _insert_text(submission, open_text.story, Place(index_of(clauses, open_text.span.last), open_text.span.stop), text, stamp)
    )
    selection = transform.selection
    found = parse_brackets(transform.clauses(open_text.story), "draft", open_text.story).open_texts
    blank = next((other for other in found if other.span == open_text.span), None)
    if blank is None:
        raise EditError.of("these words would belong to the brackets beside them; write them into the text itself")
    transform.add(delete_options(transform.submission, blank, stamp))
    return transform.transaction(TransactionKind.FILL_BLANK, selection=transform.selection or selection)


def keep_options(submission: Submission, open_text: OpenText, stamp: Stamp) -> Transaction:
    """Keep the words of all options as text: the brackets and labels alone go."""
    return _decide(submission, open_text, BracketDecision("keep"), TransactionKind.KEEP_OPTIONS, stamp)


def delete_options(submission: Submission, open_text: OpenText, stamp: Stamp) -> Transaction:
    """Delete an open text with all its options."""
    return _decide(submission, open_text, BracketDecision("delete"), TransactionKind.DELETE_OPTIONS, stamp)


def accept_text_in_force(submission: Submission, open_text: OpenText, stamp: Stamp) -> Transaction:
    """Bring the wording of the text in force back at an open text. EditError if nothing was changed there."""
    clauses = _clauses_with(submission, open_text)
    proposal = proposal_of(submission, open_text.story.proposal)
    if proposal.theirs is not None:
        return _restored_upon_theirs(submission, open_text, proposal.theirs, stamp)
    noc = replace(open_text, options=(replace(open_text.options[0], kind="noc"),))
    edits = decided_edits(clauses, {noc: BracketDecision("choose", 0)}, stamp)
    if not edits:
        raise EditError.of("these brackets are in the text in force itself, so nothing can be brought back; choose an option")
    return _of_edits(submission, open_text.story, edits, TransactionKind.RESTORE_TEXT_IN_FORCE, stamp)


def _restored_upon_theirs(submission: Submission, open_text: OpenText, theirs: Redline, stamp: Stamp) -> Transaction:
    """Write the text in force in place of an open text upon another party's proposal, which stays as it is."""
    clauses, note = story_clauses(submission, open_text.story), open_text.story.note
    noc = replace(open_text, options=(replace(open_text.options[0], kind="noc"),))
    (whole,) = with_emptied_brackets(clauses, {noc: BracketDecision("choose", 0)})
    found = parse_brackets(clauses, "draft", open_text.story).open_texts
    open_text = next((outer for outer in found if outer.span == whole.span), open_text)
    in_force = words_in_force(theirs.clauses_of(note) if not note or note in theirs.notes else (), clauses, open_text.span)
    if not in_force.added and not in_force.restored:
        raise EditError.of("these brackets are in the text in force itself, so nothing can be brought back; choose an option")
    transform = Transform(submission, stamp)
    if in_force.crosses:
        below = theirs.clauses_of(note) if not note or note in theirs.notes else ()
        restored = Redline(with_text_in_force(below, clauses, open_text.span, stamp))
        labelled = with_base_labels(restored, Redline(clauses)).clauses
        transform.add_steps(replace_clauses(open_text.story, clauses, labelled, 0, len(clauses))[1])
        return transform.transaction(TransactionKind.RESTORE_TEXT_IN_FORCE, selection=transform.selection)
    if in_force.lines and not in_force.restored:
        for start, stop in reversed(in_force.added):
            transform.add(
                replace_range(transform.submission, open_text.story, start, stop, [], stamp, kind=TransactionKind.DELETE)
            )
    elif in_force.lines:
        transform.add(fill_blank(submission, open_text, in_force.lines[0], stamp))
    else:
        transform.add(delete_options(submission, open_text, stamp))
    return transform.transaction(TransactionKind.RESTORE_TEXT_IN_FORCE, selection=transform.selection)


def with_options_chosen(
    submission: Submission, number: int, choices: Mapping[OpenText, BracketDecision], stamp: Stamp
) -> Submission:
    """The submission after options are chosen in the text of a proposal. If the text in force is chosen upon another party's
    proposal, it is restored upon theirs.

    number: the number of the proposal
    choices: the chosen options of the open texts of the draft
    """
    story, redline = StoryId(number), proposal_of(submission, number).redline
    if proposal_of(submission, number).theirs is None:
        return with_redline(submission, number, with_decisions(redline, choices, stamp))
    plain = {open_text: decision for open_text, decision in choices.items() if not restores(open_text, decision)}
    decided = with_decisions(redline, plain, stamp)
    found = found_again(redline.clauses, plain, decided.clauses, story)
    submission = with_redline(submission, number, decided)
    for open_text in reversed([found[open_text] for open_text in choices if open_text in found]):
        if open_text in parse_brackets(story_clauses(submission, story), "draft", story).open_texts:
            with suppress(EditError):
                submission = apply(submission, accept_text_in_force(submission, open_text, stamp))
    return submission


def remove_brackets(submission: Submission, stamp: Stamp, story: StoryId | None = None) -> Transaction:
    """Remove all brackets and labels of options; the words stay as text.

    story: the story; None for all of the submission
    """
    transform = Transform(submission, stamp)
    count = 0
    for name in stories(submission) if story is None else [story]:
        clauses = transform.clauses(name)
        count += len(parse_brackets(clauses, "draft", name).open_texts)
        transform.add_steps([Splice(name, change.at, change.old, change.new) for change in stripped_edits(clauses, stamp)])
    if not count:
        raise EditError.of("the text has no open brackets")
    transaction = transform.transaction(TransactionKind.REMOVE_BRACKETS)
    return replace(transaction, values={"count": count})


def _decide(
    submission: Submission, open_text: OpenText, decision: BracketDecision, kind: TransactionKind, stamp: Stamp
) -> Transaction:
    edits = decided_edits(_clauses_with(submission, open_text), {open_text: decision}, stamp)
    return _of_edits(submission, open_text.story, edits, kind, stamp)


def _of_edits(submission: Submission, story: StoryId, edits: Sequence[Edit], kind: TransactionKind, stamp: Stamp) -> Transaction:
    steps = [Splice(story, change.at, change.old, change.new) for change in edits]
    transform = Transform(submission, stamp)
    transform.add_steps(steps)
    place = Place(min((change.at for change in edits), default=0), 0)
    return transaction(kind, steps, stamp, selection=caret_at(story, transform.clauses(story), place))


def _clauses_with(submission: Submission, open_text: OpenText) -> tuple[Clause, ...]:
    """The clauses of the story of an open text; EditError if the open text is no longer there."""
    clauses = story_clauses(submission, open_text.story)
    if open_text.side != "draft":
        raise EditError.of("these brackets are in the text in force, which is not edited")
    if open_text not in parse_brackets(clauses, "draft", open_text.story).open_texts:
        raise EditError.of("these brackets have changed in the meantime; choose again in the list")
    return clauses


def _bracket(transform: Transform, story: StoryId, a: Place, b: Place, owner: str, stamp: Stamp) -> tuple[str, int]:
    """Adds brackets around the text between two places; returns the clause and the offset at which it then begins."""
    opening, closing, _ = _signs(transform.submission, story)
    label = f"{owner}: " if owner else ""
    transform.add(_insert_text(transform.submission, story, b, closing, stamp))
    transform.add(_insert_text(transform.submission, story, a, f"{opening}{label}", stamp))
    assert transform.selection is not None
    return transform.selection.caret


def _insert_text(submission: Submission, story: StoryId, place: Place, text: str, stamp: Stamp) -> Transaction:
    """A text inserted at a place, and selected."""
    clause = story_clauses(submission, story)[place.index]
    run = Run(text, style=style_at(clause, place.offset))
    transaction = replace_range(
        submission, story, place, place, [InsertedParagraph((run,))], stamp, kind=TransactionKind.ADD_OPTION
    )
    if transaction.after is None:
        return transaction
    id, stop = transaction.after.caret
    return replace(transaction, after=Selection(story, (id, max(stop - len(text), 0)), (id, stop)))


def _refuse_crossing(clauses: Sequence[Clause], a: Place, b: Place) -> None:
    """Raises EditError if brackets around the text between two places would cross others."""
    parts = []
    for index in range(a.index, b.index + 1):
        at, low = 0, a.offset if index == a.index else 0
        high = b.offset if index == b.index else len(clauses[index].text)
        for run in clauses[index].runs:
            parts.append(run.text[max(low - at, 0) : max(high - at, 0)] if run.status.in_draft else "")
            at += len(run.text)
    found = find_pairs("".join(parts))
    if found.lone or found.crossed:
        raise EditError.of("the selection contains only one of two brackets that belong together; select both or neither")


def _without_spaces(clauses: Sequence[Clause], a: Place, b: Place) -> tuple[Place, Place]:
    """Two places without the spaces and the deleted text between them at either end."""
    if b.index >= len(clauses):
        b = Place(len(clauses) - 1, len(clauses[-1].text)) if clauses else a
    index, offset = a.index, a.offset
    while (index, offset) < (b.index, b.offset):
        if offset >= len(clauses[index].text):
            index, offset = index + 1, 0
        elif _is_word(clauses[index], offset):
            break
        else:
            offset += 1
    last, stop = b.index, b.offset
    while (last, stop) > (index, offset):
        if stop == 0:
            last -= 1
            stop = len(clauses[last].text)
        elif _is_word(clauses[last], stop - 1):
            break
        else:
            stop -= 1
    return Place(index, offset), Place(last, stop)


def _is_word(clause: Clause, offset: int) -> bool:
    """Whether a character of a clause is live and no space."""
    at = 0
    for run in clause.runs:
        if offset < at + len(run.text):
            return run.status.in_draft and not run.text[offset - at].isspace()
        at += len(run.text)
    return False


def _signs(submission: Submission, story: StoryId) -> tuple[str, str, str]:
    """The brackets of the language of a story, and what separates options."""
    return ("［", "］", "") if language_of(submission, story) == "zh" else ("[", "]", " ")


def _is_slashed(clauses: Sequence[Clause], open_text: OpenText) -> bool:
    return _slash_before(clauses, open_text) != ""


def _slash_before(clauses: Sequence[Clause], open_text: OpenText) -> str:
    """What separates the last two options if they are in one pair of brackets; '' if they are not."""
    before, last = open_text.options[-2], open_text.options[-1]
    if before.content.last != last.content.first or last.span.first != last.span.last:
        return ""
    text = clauses[index_of(clauses, last.content.first)].text
    gap = text[before.content.stop : last.content.start]
    return gap if gap.strip() in ("/", "／") else ""


def _next_head(clauses: Sequence[Clause], open_text: OpenText, owner: str) -> tuple[str, str] | None:
    """What precedes and follows the wording of one more option clause; None if the options are no clauses with heads."""
    last = open_text.options[-1]
    if (
        open_text.kind != "alternatives"
        or last.span.first != last.content.first
        or open_text.options[0].span.first == last.span.first
    ):
        return None
    text = clauses[index_of(clauses, last.span.first)].text
    lead = text[last.span.start : last.content.start]
    signs = lead[: len(lead) - len(lead.lstrip("".join(PARTNERS)))]
    head = option_head(text[last.span.start + len(signs) :])
    if head is None:
        return None
    words = lead[len(signs) :].partition("(")[0].rstrip(" :：–—-.")
    words = words.removesuffix(head.number) + _after(head.number) if head.number else words
    mark = "：" if "：" in lead else ": "
    named = f" ({owner})" if owner else ""
    return f"{signs}{words}{named}{mark}", "".join(PARTNERS[sign] for sign in reversed(signs))


def _after(number: str) -> str:
    """The number of an option after that of another."""
    if number.isdigit():
        return str(int(number) + 1)
    if number in _NUMBERS:
        return _NUMBERS[min(_NUMBERS.index(number) + 1, len(_NUMBERS) - 1)]
    return chr(ord(number[-1]) + 1) if len(number) == 1 else number
