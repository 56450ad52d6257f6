"""Laws of carrying amendments from one language version to the other, over chance amendments."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.carry_over import carry_all
from model.edits.clause_properties import change_level, set_label
from model.edits.structure import NewClause, delete_clauses, insert_clauses, move_clauses
from model.edits.text import replace_range
from model.errors import EditError
from model.numbering import Labelling, parse_label
from model.redline import Props, Redline, Run, Stamp
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.language_versions import Pair, pairs
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply, invert
from model.submission.values import Submission
from tests.builders.carrying import carry
from tests.model.submission.test_language_versions import ARABIC, ENGLISH, of, text_of

STAMP, OTHER = Stamp("Delegate", "2024-09-13T10:00:00Z"), Stamp("Translator", "2024-09-14T10:00:00Z")
EXTRA = "*notes*\na)\tfive;\nb)\tsix:\n  i)\tseven;\n  ii)\teight:\nc)\tnine,\n"
EXTRA_ARABIC = "*تلاحظ*\nأ )\tخمسة؛\nب)\tستة:\n  '1'\tسبعة؛\n  '2'\tثمانية:\nج)\tتسعة،\n"
LEFT, RIGHT = of(EXTRA + ENGLISH, "en"), of(EXTRA_ARABIC + ARABIC, "ar")
Deed = tuple[str, int, int | bool]
"""What is done, to the clause of which number, and how."""
MOVED_ON: list[Deed] = [("move", 8, 0), ("move", 1, 4), ("move", 1, 4)]
"""A part of what was moved is moved on."""
number = st.integers(0, 30)
deed = st.one_of(
    st.tuples(st.just("insert"), number, st.integers(1, 2)),
    st.tuples(st.just("delete"), number, st.booleans()),
    st.tuples(st.just("move"), number, number),
    st.tuples(st.just("level"), number, st.sampled_from((-1, 1))),
    st.tuples(st.just("label"), number, st.booleans()),
    st.tuples(st.just("words"), number, st.just(0)),
)


def done(submission: Submission, what: str, number: int, how: int | bool) -> Submission:
    """A submission with one thing done to one of its paragraphs; the same where that cannot be done."""
    clauses = text_of(submission).clauses
    at = number % len(clauses)
    clause = clauses[at]
    try:
        if what == "insert":
            new = [NewClause(Props("paragraph", int(how), "letter" if how == 1 else "roman"), (Run("put in;"),))]
            made = insert_clauses(submission, StoryId(1), at + 1, new, STAMP)
        elif clause.props.kind != "paragraph":
            return submission
        elif what == "delete":
            made = delete_clauses(submission, StoryId(1), clause.id, STAMP, only=bool(how))
        elif what == "move":
            made = move_clauses(submission, StoryId(1), clause.id, int(how) % (len(clauses) + 1), STAMP)
        elif what == "level":
            made = change_level(submission, StoryId(1), clause.id, int(how), STAMP)
        elif what == "label":
            label = "c)bis" if clause.props.scheme == "letter" else "9"
            made = set_label(submission, StoryId(1), clause.id, label, STAMP, lock=bool(how))
        else:
            end = Place(at, len(clause.text))
            made = replace_range(
                submission, StoryId(1), end, end, [InsertedParagraph((Run(" and more"),))], STAMP, kind=TransactionKind.OTHER
            )
        return apply(submission, made)
    except EditError:
        return submission


def amended(deeds: list[Deed]) -> Submission:
    submission = LEFT
    for deed in deeds:
        submission = done(submission, *deed)
    return submission


def open_pairs(left: Submission, right: Submission) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs(text_of(left), text_of(right)) if not pair.is_carried)


def shape(redline: Redline) -> list[tuple[str, int]]:
    draft = redline.draft()
    return [(clause.props.kind, clause.props.level) for clause in draft.clauses]


def numbers(redline: Redline) -> list[tuple[int, str] | None]:
    """The labels of the draft as numbers, which both languages share."""
    labelling = Labelling.of(redline)
    shown = [clause for clause in redline.clauses if clause.is_on("draft")]
    parsed = [parse_label(labelling.draft(clause.id) or "", clause.props.scheme) for clause in shown]
    return [(numeral.value, numeral.tail) if numeral is not None else None for numeral in parsed]


@given(st.lists(deed, max_size=6))
@example(MOVED_ON)
@example([*MOVED_ON, ("words", 2, 0)])
def test_what_is_carried_leaves_the_base_is_taken_back_by_undo_and_twice_is_once(deeds: list[Deed]) -> None:
    source = amended(deeds)
    wanted = open_pairs(source, RIGHT)
    made, refused = carry_all(source, StoryId(1), RIGHT, StoryId(1), wanted, OTHER)
    after = apply(RIGHT, made)
    assert text_of(after).base() == text_of(RIGHT).base()
    assert apply(after, invert(made)) == RIGHT
    again, _ = carry_all(source, StoryId(1), after, StoryId(1), open_pairs(source, after), OTHER)
    if not refused:
        assert again.steps == ()
        assert all("changed" in pair.left.states for pair in open_pairs(source, after) if pair.left is not None)
        assert shape(text_of(after)) == shape(text_of(source))
        assert numbers(text_of(after)) == numbers(text_of(source))
    else:
        assert text_of(apply(after, again)).base() == text_of(RIGHT).base()


@given(st.lists(deed, max_size=5), number)
@example(MOVED_ON, 1)
def test_one_clause_alone_is_carried_whole_or_not_at_all(deeds: list[Deed], which: int) -> None:
    source = amended(deeds)
    wanted = [pair for pair in open_pairs(source, RIGHT) if pair.left is not None]
    if not wanted:
        return
    pair = wanted[which % len(wanted)]
    try:
        made = carry(source, StoryId(1), RIGHT, StoryId(1), pair, OTHER)
    except EditError:
        return
    after = apply(RIGHT, made)
    assert apply(after, invert(made)) == RIGHT
    assert pair.left is not None
    left = {open_pair.left.place: open_pair for open_pair in open_pairs(source, after) if open_pair.left is not None}.get(
        pair.left.place
    )
    if left is not None:  # the words alone stay with a person
        assert left.left is not None
        states = left.right.states if left.right is not None else ()
        assert set(left.left.states) - set(states) == {"changed"}


def test_the_parts_of_a_move_go_to_their_places_in_one_step() -> None:
    """Each is paired with the clause that it was, in whatever order they are now."""
    source = amended([("move", 8, 0), ("move", 1, 0)])
    made, refused = carry_all(source, StoryId(1), RIGHT, StoryId(1), open_pairs(source, RIGHT), OTHER)
    assert not refused
    after = apply(RIGHT, made)
    assert not open_pairs(source, after)
    assert [clause.text for clause in text_of(after).draft().clauses][:3] == ["ثلاثة؛", "اثنان:", "أربعة،"]


def test_the_numbering_of_new_paragraphs_comes_with_them() -> None:
    (proposal,) = LEFT.proposals
    bis = replace(LEFT, proposals=(replace(proposal, redline=replace(proposal.redline, policy="bis")),))
    source = done(bis, "insert", 1, 1)
    made, refused = carry_all(source, StoryId(1), RIGHT, StoryId(1), open_pairs(source, RIGHT), OTHER)
    after = apply(RIGHT, made)
    assert not refused
    assert text_of(after).policy == "bis"
    assert numbers(text_of(after)) == numbers(text_of(source))
    assert apply(after, invert(made)) == RIGHT


def test_changed_words_come_as_one_private_comment() -> None:
    source = done(LEFT, "words", 1, 0)
    wanted = open_pairs(source, RIGHT)
    made, _ = carry_all(source, StoryId(1), RIGHT, StoryId(1), wanted, OTHER)
    after = apply(RIGHT, made)
    ((_, comment),) = after.proposals[0].comments.items()
    assert comment.private
    assert comment.text == "en: five;{++ and more++}"
    assert open_pairs(source, after) == wanted


def test_two_clauses_with_the_same_words_have_a_comment_each() -> None:
    source = of((EXTRA + ENGLISH).replace("seven;", "same{++ more++};").replace("eight:", "same{++ more++};"), "en")
    made, refused = carry_all(source, StoryId(1), RIGHT, StoryId(1), open_pairs(source, RIGHT), OTHER)
    assert not refused
    assert len(apply(RIGHT, made).proposals[0].comments) == 2
