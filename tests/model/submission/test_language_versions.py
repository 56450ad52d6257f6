"""Two language versions: paired by place, amendments carried over."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.carry_over import carry_all
from model.edits.clause_properties import set_label
from model.edits.structure import move_clauses
from model.edits.text import break_paragraph, delete_range
from model.errors import EditError
from model.formats.notation import parse
from model.redline import End, Redline, Stamp, Status
from model.redline.edit_text import Place
from model.submission.language_versions import Pair, differ_in_shape, pairs
from model.submission.story import FIRST_TEXT, StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Proposal, Submission
from tests.builders.carrying import carry

STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")
ENGLISH = "*considering*\na)\tone;\nb)\ttwo:\n  i)\tthree;\n  ii)\tfour,\n*resolves*\n1\tto act;\n2\tto report.\n"
ARABIC = "*إذ تضع في اعتبارها*\nأ )\tواحد؛\nب)\tاثنان:\n  '1'\tثلاثة؛\n  '2'\tأربعة،\n*تقرر*\n1\tالعمل؛\n2\tالإبلاغ.\n"


def not_carried(left: Redline, right: Redline) -> tuple[Pair, ...]:
    """The pairs of which one version makes something that the other does not."""
    return tuple(pair for pair in pairs(left, right) if not pair.is_carried)


def of(text: str, language: str) -> Submission:
    redline = parse(text, language=language)
    return Submission(proposals=(Proposal("MOD", "1", redline, original=redline),), language=language)


def text_of(submission: Submission) -> Redline:
    return submission.proposals[0].redline


def test_clauses_are_paired_by_place_whatever_their_labels() -> None:
    left, right = text_of(of(ENGLISH, "en")), text_of(of(ARABIC, "ar"))
    assert not differ_in_shape(pairs(left, right))
    assert all(pair.left and pair.right for pair in pairs(left, right))
    assert not not_carried(left, right)


INSERTED = ENGLISH.replace("1\tto act;", "1\tto act;\n{++2\tto wait;++}{++¶++}").replace("2\tto report", "{~~2~>3~~}\tto report")
STRUCK = ENGLISH.replace("i)\tthree;", "{--i)\tthree;--}{--¶--}").replace("ii)\tfour", "{~~ii~>i~~})\tfour")
CALLED = "{++*noting*++}{++¶++}\n{++that it is so,++}{++¶++}\n" + ENGLISH


@pytest.mark.parametrize(("amended", "drafted"), [(INSERTED, "to wait;"), (STRUCK, None), (CALLED, "that it is so,")])
def test_insertions_and_deletions_are_carried_over_tracked_and_can_be_taken_back(amended: str, drafted: str | None) -> None:
    source, target = of(amended, "en"), of(ARABIC, "ar")
    while left := not_carried(text_of(source), text_of(target)):
        change = carry(source, StoryId(1), target, StoryId(1), left[0], STAMP)
        after = apply(target, change)
        assert apply(after, invert(change)) == target
        assert text_of(after).base() == text_of(target).base()
        assert len(not_carried(text_of(source), text_of(after))) == len(left) - 1
        target = after
    texts = [clause.text_on("draft") for clause in text_of(target).clauses]
    assert drafted is None or drafted in texts
    assert drafted is not None or "ثلاثة؛" not in texts


def test_all_are_carried_over_in_one_step_and_what_only_a_person_can_is_told() -> None:
    amended = INSERTED.replace("ii)\tfour", "{--ii)\tfour--}").replace("one", "{~~one~>1~~}")
    amended = "{++*noting*++}{++¶++}\n{++that it is so;++}{++¶++}\n{++that it is not,++}{++¶++}\n" + amended
    source, target = of(amended, "en"), of(ARABIC, "ar")
    wanted = not_carried(text_of(source), text_of(target))
    change, refused = carry_all(source, StoryId(1), target, StoryId(1), wanted, STAMP, words=False)
    after = apply(target, change)
    assert set(map(str, refused)) == {"changed words are translated by hand"}
    assert len(not_carried(text_of(source), text_of(after))) == len(refused) == 2
    assert text_of(after).base() == text_of(target).base()
    assert apply(after, invert(change)) == target
    texts = [clause.text_on("draft") for clause in text_of(after).clauses]
    assert "that it is so;" not in texts


def test_the_second_of_two_insertions_brings_the_first_with_it() -> None:
    source = of(ENGLISH.replace("2\tto report", "{++2\tx;++}{++¶++}\n{++3\ty;++}{++¶++}\n{~~2~>4~~}\tto report"), "en")
    target = of(ARABIC, "ar")
    second = not_carried(text_of(source), text_of(target))[1]
    after = apply(target, carry(source, StoryId(1), target, StoryId(1), second, STAMP))
    assert not not_carried(text_of(source), text_of(after))
    assert [clause.text for clause in text_of(after).clauses][-3:-1] == ["x;", "y;"]


NOTED = "*resolves*\n1\tto act;\n{++2\tto wait;[^1]++}{++¶++}\n{~~2~>3~~}\tto report.\n\n[^1]: a note\n"
NO_END = "the clause before it is joined to the next one in the other version"


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("amended", [NOTED, NOTED.replace("[^1]", ""), NOTED.replace("to wait;", "")])
def test_nothing_is_put_in_behind_a_clause_that_the_other_version_joins_to_the_next(amended: str, words: bool) -> None:
    source, target = of(amended, "en"), of("*décide*\n1\tagir;{--¶--}\n{--2\t--}rapporter.\n", "fr")
    pair = next(pair for pair in not_carried(text_of(source), text_of(target)) if pair.left and pair.left.state == "inserted")
    with pytest.raises(EditError, match=NO_END):
        carry(source, StoryId(1), target, StoryId(1), pair, STAMP, words=words)
    change, refused = carry_all(source, StoryId(1), target, StoryId(1), [pair], STAMP, words=words)
    assert (change.steps, [str(message) for message in refused]) == ((), [NO_END])


def test_nothing_is_moved_behind_a_clause_that_the_other_version_joins_to_the_next() -> None:
    target = of("*décide*\nagir;{--¶--}\nrapporter;\nfinir.\n", "fr")
    source = of("*resolves*\nto act;\nto report;\nto end.\n", "en")
    source = apply(source, move_clauses(source, StoryId(1), text_of(source).clauses[3].id, 2, STAMP))
    pair = next(pair for pair in not_carried(text_of(source), text_of(target)) if pair.left and "+" in pair.left.place)
    assert pair.left is not None
    assert pair.left.state == "moved"
    with pytest.raises(EditError, match=NO_END):
        carry(source, StoryId(1), target, StoryId(1), pair, STAMP)


def test_many_clauses_of_which_each_version_has_some_of_its_own_are_paired_in_the_order_of_both() -> None:
    left = "*resolves*\n1\tone;\n{++2\ta;++}{++¶++}\n{~~2~>3~~}\ttwo.\n"
    right = (
        "{++*إذ تلاحظ*++}{++¶++}\n*تقرر*\n1\tواحد؛\n{++2\tج؛++}{++¶++}\n{++3\tد؛++}{++¶++}\n"
        "{~~2~>4~~}\tاثنان.\n{++5\tه.++}{++¶++}\n"
    )
    found = pairs(text_of(of(left, "en")), text_of(of(right, "ar")))
    assert [(bool(pair.left), bool(pair.right)) for pair in found] == [
        (False, True), (True, True), (True, True), (True, True), (False, True), (True, True), (False, True),
    ]  # fmt: skip


def test_changed_words_are_told_and_left_to_a_person() -> None:
    source, target = of(ENGLISH.replace("one", "{~~one~>1~~}"), "en"), of(ARABIC, "ar")
    (pair,) = not_carried(text_of(source), text_of(target))
    assert pair.left is not None
    assert pair.left.state == "changed"
    with pytest.raises(EditError, match="translated by hand"):
        carry(source, StoryId(1), target, StoryId(1), pair, STAMP, words=False)
    noted = apply(target, carry(source, StoryId(1), target, StoryId(1), pair, STAMP))
    assert text_of(noted) == text_of(target)
    with pytest.raises(EditError, match="translated by hand"):
        carry(source, StoryId(1), noted, StoryId(1), pair, STAMP)


def test_texts_that_are_built_otherwise_are_told() -> None:
    assert differ_in_shape(pairs(text_of(of(ENGLISH, "en")), text_of(of("*تقرر*\n1\tالعمل.\n", "ar"))))
    assert not differ_in_shape(pairs(text_of(of(CALLED, "en")), text_of(of(ARABIC, "ar"))))


def test_a_footnote_stays_with_a_person_and_its_words_come_in_a_private_comment() -> None:
    amended = INSERTED.replace("to wait", "to wait[^1]")
    source, target = of(amended + "[^1]: {++Not long.++}\n", "en"), of(ARABIC, "ar")
    (pair,) = not_carried(text_of(source), text_of(target))
    after = apply(target, carry(source, StoryId(1), target, StoryId(1), pair, STAMP))
    ((_, comment),) = after.proposals[0].comments.items()
    assert (comment.text, comment.private) == ("en: [^: {++Not long.++}]", True)
    assert not not_carried(text_of(source), text_of(after))
    noted = of(ENGLISH.replace("to act", "to act[^1]") + "[^1]: Not {~~long~>short~~}.\n", "en")
    (pair,) = not_carried(text_of(noted), text_of(target))
    assert pair.left is not None
    assert pair.left.states == ("changed",)


def test_a_label_of_the_rest_of_a_paragraph_whose_start_is_deleted_is_carried_over() -> None:
    english, arabic = of(ENGLISH, "en"), of(ARABIC, "ar")
    english = apply(english, break_paragraph(english, FIRST_TEXT, Place(1, 1), Place(1, 2), STAMP))
    english = apply(english, delete_range(english, FIRST_TEXT, Place(1, 0), Place(1, 1), STAMP))
    rest = text_of(english).clauses[2].id
    english = apply(english, set_label(english, FIRST_TEXT, rest, "b)bis", STAMP, lock=True))
    (pair,) = not_carried(text_of(english), text_of(arabic))
    made = carry(english, FIRST_TEXT, arabic, FIRST_TEXT, pair, STAMP)
    own_label = text_of(apply(arabic, made)).clauses[1].own_label
    assert own_label is not None
    assert own_label.locked


def test_what_is_moved_into_a_split_paragraph_is_carried_by_hand() -> None:
    """The moved call stands in no place of its own."""
    target = of("*recalling*\na)\tthat States act soon;\nb)\tthat the end is near,\n", "en")
    call, first, second = text_of(target).clauses
    by = Stamp("X", STAMP.date)
    gone = replace(call, runs=tuple([replace(run, status=Status.DELETED, stamp=by, move="m1") for run in call.runs]))
    come = replace(call, id="1.x", runs=tuple([replace(run, status=Status.INSERTED, stamp=by, move="m1") for run in call.runs]))
    [run] = second.runs
    clauses = (
        replace(gone, end=End(Status.DELETED, by, move="m1")),
        first,
        replace(second, runs=(replace(run, text=run.text[:10]),), end=End(Status.INSERTED, by)),
        replace(come, end=End(Status.INSERTED, by, move="m1")),
        replace(second, id="3.x", runs=(replace(run, text=run.text[10:]),), label=None),
    )
    proposal = replace(target.proposals[0], redline=replace(text_of(target), clauses=clauses))
    source = replace(target, proposals=(proposal,))
    wanted = not_carried(text_of(source), text_of(target))
    _, refused = carry_all(source, StoryId(1), target, StoryId(1), wanted, STAMP, words=False)
    assert "what is moved is not in the other version, or has been amended there" in map(str, refused)
