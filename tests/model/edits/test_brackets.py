"""Brackets put in, options added and chosen, brackets removed: what each action makes, and the laws of all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.brackets.decisions import with_decisions
from model.brackets.parser import parse_brackets
from model.brackets.parties import choices_of
from model.brackets.values import BracketDecision, OpenText, TextSpan
from model.edits import brackets
from model.errors import EditError
from model.formats.notation import parse, print_redline
from model.redline import Clause, Redline, Run, Stamp, Status, paragraphs
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.submission.story import FIRST_TEXT
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Proposal, Submission
from tests.model.brackets.described import words_of

ME = Stamp("ME", "2026-01-01T00:00:00Z")


def submission_of(text: str, language: str = "en") -> Submission:
    return Submission(language=language, proposals=(Proposal("MOD", redline=parse(text, language=language)),))


def open_texts(value: Submission) -> tuple[OpenText, ...]:
    return parse_brackets(value.proposals[0].redline.clauses).open_texts


def printed(value: Submission) -> str:
    return print_redline(value.proposals[0].redline).rstrip("\n")


def draft(value: Submission) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(value.proposals[0].redline.clauses, "draft")]


def decided(text: str, decide: Callable[[Submission, OpenText], Transaction], number: int = 0) -> list[str]:
    """The draft of a text after a decision on one of its open texts; the base must stay and undo must bring all back."""
    value = submission_of(text)
    made = decide(value, open_texts(value)[number])
    after = apply(value, made)
    assert apply(after, invert(made)) == value
    assert after.proposals[0].redline.base() == value.proposals[0].redline.base()
    return draft(after)


CHOSEN = [
    ("1\tthey [shall] [should] act;", 1, ["they should act;"]),
    ("1\tthey [shall]/[should] act;", 0, ["they shall act;"]),
    ("1\tthey [shall/should] act;", 1, ["they should act;"]),
    ("1\tthey [ shall / should ] act;", 0, ["they shall act;"]),
    ("1\tthey [ATU: shall] [EUR: should] act;", 0, ["they shall act;"]),
    ("1\tthe Fund[, the Union] and others[ act];", 0, ["the Fund, the Union and others[ act];"]),
    ("1\tOption 1: to act;\n2\tOption 2: to go;\n3\tto stay;", 1, ["to go;", "to stay;"]),
    ("1\t[Option 1: to act\n2\tand go;]\n3\t[Option 2: to go;]\n4\tto stay;", 0, ["to act", "and go;", "to stay;"]),
    ("1\t[to act\n2\tto go];", 0, ["to act", "to go;"]),
    ("[a)\tone];\nb)\ttwo;", 0, ["one;", "two;"]),
    ("1\t{++[++}kept{++] [ATU: new]++} words;", 0, ["kept words;"]),
    ("1\t{++[++}kept{++] [ATU: new]++} words;", 1, ["new words;"]),
    ("1\t{--old--}{++[ATU: new] [NOC]++} words;", 1, ["old words;"]),
    ("1\t[to act\n2\tto go] [to stay];", 1, ["to stay;"]),
]


@pytest.mark.parametrize(("text", "option", "expected"), CHOSEN)
def test_the_chosen_option_stays_and_all_else_goes(text: str, option: int, expected: list[str]) -> None:
    assert decided(text, lambda value, made: brackets.choose_option(value, made, option, ME)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\tthey [shall] [should] act;", ["they shall should act;"]),
        ("1\tthey [shall/should] act;", ["they shall/should act;"]),
        ("1\tthey [ATU: shall] [NOC] act;", ["they shall act;"]),
        ("1\tOption 1: to act;\n2\tOption 2: to go;", ["to act;", "to go;"]),
        ("1\tthey [shall [not]] act;", ["they shall [not] act;"]),
    ],
)
def test_all_options_are_kept_as_text(text: str, expected: list[str]) -> None:
    assert decided(text, lambda value, made: brackets.keep_options(value, made, ME)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\tthey [shall] [should] act;", ["they act;"]),
        ("1\tthey act [soon];", ["they act;"]),
        ("1\t[They] act;", ["act;"]),
        ("1\tto act;\n2\t[to go];\n3\tto stay;", ["to act;", "to stay;"]),
        ("1\tto act;\n2\t[to go\n3\tto run];\n4\tto stay;", ["to act;", "to stay;"]),
        ("1\tto act [and go\n2\tand run] fast;", ["to act fast;"]),
        ("1\tto act [and go\n2\tand run];\n3\tto stay;", ["to act", "to stay;"]),
        ("1\tto {--act--}{++[go]++} fast;", ["to fast;"]),
        ("1\t[{++[¶++}\n\t]{--¶--}\n2\tend.", ["[end."]),
        ("1\tto review, [annually] [soon], the results;", ["to review, the results;"]),
        ("1\tto review [, soon], and go;", ["to review, and go;"]),
    ],
)
def test_an_open_text_is_deleted(text: str, expected: list[str]) -> None:
    assert decided(text, lambda value, made: brackets.delete_options(value, made, ME)) == expected


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("1\tto act [[soon]] and go;", 1, ["to act and go;"]),
        ("1\tto act [[[soon] [now]]];", 2, ["to act;"]),
        ("1\tto act [ATU: [soon]], to go;", 1, ["to act, to go;"]),
        ("1\tto act [now] [[soon]];", 1, ["to act [now];"]),
        ("1\tto act [soon [or later]];", 1, ["to act [soon];"]),
        ("1\tto act [now / [soon]];", 1, ["to act [now /];"]),
        ("1\tto act;\n2\t[[to go;]]\n3\tto stay;", 1, ["to act;", "to stay;"]),
    ],
)
def test_brackets_that_contain_nothing_else_go_too(text: str, number: int, expected: list[str]) -> None:
    assert decided(text, brackets_deleted, number) == expected


def test_an_option_without_words_takes_the_brackets_around_it_along() -> None:
    assert decided("1\tto act [[]] soon;", lambda value, made: brackets.choose_option(value, made, 0, ME), 1) == ["to act soon;"]


def brackets_deleted(value: Submission, made: OpenText) -> Transaction:
    return brackets.delete_options(value, made, ME)


def test_deleted_words_of_the_base_stay_tracked() -> None:
    value = submission_of("1\t{++[++}kept{++] [new]++} words;")
    after = apply(value, brackets.choose_option(value, open_texts(value)[0], 1, ME))
    assert printed(after) == "1\t{--kept--}{++new++} words;"
    back = apply(value, brackets.choose_option(value, open_texts(value)[0], 0, ME))
    assert printed(back) == "1\tkept words;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\tto {--recall--}{++[ATU: note] [EUR: see]++} facts;", "1\tto recall facts;"),
        ("1\tto {++[++}recall{++]++} facts;", "1\tto recall facts;"),
        ("1\tto recall{++ [ATU: and note]++} facts;", "1\tto recall facts;"),
        ("1\tto recall{++ [ATU: and note]++};", "1\tto recall;"),
        ("1\tto recall{++ [ATU: and note]++}", "1\tto recall"),
        ("1\tto {++[ATU: now] ++}recall facts;", "1\tto recall facts;"),
        ("1\tto {--recall --}{++[note] [see] ++}facts;", "1\tto recall facts;"),
        ("1\t{++[ATU: Now] ++}recall facts;", "1\trecall facts;"),
        ("1\tto recall{++, and [soon],++} facts;", "1\tto recall{++, and,++} facts;"),
        ("1\tto {++note [and see] ++}facts;", "1\tto {++note ++}facts;"),
        ("1\tto recall{++, [note], see++} facts;", "1\tto recall{++, see++} facts;"),
    ],
)
def test_the_text_in_force_comes_back(text: str, expected: str) -> None:
    value = submission_of(text)
    made = brackets.accept_text_in_force(value, open_texts(value)[0], ME)
    after = apply(value, made)
    assert printed(after) == expected
    assert apply(after, invert(made)) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\tto {++[ATU: consider] [EUR: do] ++}go {--far--}{++[ATU: NOC] [EUR: near]++};", "to consider go far;"),
        ("1\tto {--far--}{++[ATU: NOC] [EUR: near]++} and {++[ATU: consider] [EUR: b] ++}go;", "to far and consider go;"),
        ("1\tto {--far--}{++[ATU: NOC] [EUR: near]++} and {--soon --}{++[ATU: NOC] [EUR: late] ++}go;", "to far and soon go;"),
    ],
)
def test_the_text_in_force_comes_back_beside_other_decisions_in_a_clause(text: str, expected: str) -> None:
    redline = submission_of(text).proposals[0].redline
    choices = choices_of(parse_brackets(redline.clauses).open_texts, "ATU")
    after = with_decisions(redline, choices, ME)
    assert [clause.text for clause in after.draft().clauses] == [expected]


def test_brackets_of_the_text_in_force_are_not_restored() -> None:
    value = submission_of("1\tto [act] [go];")
    with pytest.raises(EditError, match="nothing can be brought back"):
        brackets.accept_text_in_force(value, open_texts(value)[0], ME)


def test_an_inserted_clause_goes_and_the_deleted_one_before_it_comes_back() -> None:
    value = submission_of("1\tto act;\n2\tto go;\n3\tto stay;")
    clauses = value.proposals[0].redline.clauses
    gone = replace(
        clauses[1],
        runs=tuple(replace(run, status=Status.DELETED) for run in clauses[1].runs),
        end=replace(clauses[1].end, status=Status.DELETED),
    )
    new = Clause("n", clauses[1].props, (Run("[to run];", Status.INSERTED),), replace(gone.end, status=Status.INSERTED))
    redline = Redline(canonical([clauses[0], gone, new, clauses[2]]), language="en")
    value = Submission(proposals=(Proposal("MOD", redline=redline),))
    after = apply(value, brackets.accept_text_in_force(value, open_texts(value)[0], ME))
    assert draft(after) == ["to act;", "to go;", "to stay;"]


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("1\tto act [__] times;", 0, ["to act two times;"]),
        ("1\tto act [TBD];", 0, ["to act two;"]),
        ("1\tto act [ATU: ten] [EUR: __] times;", 0, ["to act two times;"]),
        ("1\tto act [now [__] times];", 1, ["to act [now two times];"]),
        ("1\tto act [[__]] times;", 1, ["to act [two] times;"]),
        ("1\tto act;\n2\t[…]\n3\tto stay;", 0, ["to act;", "two", "to stay;"]),
    ],
)
def test_a_blank_is_filled_in(text: str, number: int, expected: list[str]) -> None:
    assert decided(text, lambda value, made: brackets.fill_blank(value, made, " two\n", ME), number) == expected


def test_a_blank_is_not_filled_in_with_nothing() -> None:
    value = submission_of("1\tto act [__] times;")
    with pytest.raises(EditError, match="type some, or delete the blank"):
        brackets.fill_blank(value, open_texts(value)[0], " ", ME)


def selected(value: Submission, made: Transaction) -> str:
    """The words that are selected after an edit of one clause."""
    after, selection = apply(value, made), made.after
    assert selection is not None
    clause = next(clause for clause in after.proposals[0].redline.clauses if clause.id == selection.caret[0])
    assert selection.anchor[0] == clause.id
    return clause.text[selection.anchor[1] : selection.caret[1]]


def test_a_selection_is_put_in_brackets_and_what_is_typed_next_leaves_them() -> None:
    value = submission_of("1\tthe two words stay;")
    made = brackets.put_in_brackets(value, FIRST_TEXT, Place(0, 3), Place(0, 14), ME, owner="ATU")
    after = apply(value, made)
    assert selected(value, made) == "two words"
    assert printed(after) == "1\tthe {++[ATU: ++}two words{++]++} stay;"
    assert [option.owner for option in open_texts(after)[0].options] == ["ATU"]


def test_clauses_are_put_in_brackets_of_their_own() -> None:
    value = submission_of("1\tto act;\n2\tto go;\n3\tto stay;")
    ids = [clause.id for clause in value.proposals[0].redline.clauses[:2]]
    made = brackets.put_clauses_in_brackets(value, FIRST_TEXT, ids, ME)
    after = apply(value, made)
    assert selected(value, made) == ""
    assert draft(after) == ["[to act;]", "[to go;]", "to stay;"]
    assert [made.kind for made in open_texts(after)] == ["clause", "clause"]


def test_chinese_has_wide_brackets() -> None:
    value = submission_of("1\t成员国应研究；", "zh")
    after = apply(value, brackets.put_in_brackets(value, FIRST_TEXT, Place(0, 3), Place(0, 4), ME))
    assert draft(after) == ["成员国［应］研究；"]
    after = apply(after, brackets.add_option(after, open_texts(after)[0], "可", ME))
    assert draft(after) == ["成员国［应］［可］研究；"]


def test_brackets_that_would_cross_are_refused() -> None:
    value = submission_of("1\tthe [two words] stay;")
    with pytest.raises(EditError, match="only one of two brackets"):
        brackets.put_in_brackets(value, FIRST_TEXT, Place(0, 9), Place(0, 20), ME)
    with pytest.raises(EditError, match="no text to put in brackets"):
        brackets.put_in_brackets(value, FIRST_TEXT, Place(0, 3), Place(0, 4), ME)


@pytest.mark.parametrize(
    ("text", "owner", "expected"),
    [
        ("1\tthey [shall] act;", "", ["they [shall] [new] act;"]),
        ("1\tthey [ATU: shall] act;", "EUR", ["they [ATU: shall] [EUR: new] act;"]),
        ("1\tthey [shall/should] act;", "", ["they [shall/should/new] act;"]),
        ("1\tthey [shall / should] act;", "", ["they [shall / should / new] act;"]),
        ("1\t[they act];", "", ["[they act] [new];"]),
        ("1\tOption 1: to act;\n2\tOption 2: to go;", "EUR", ["Option 1: to act;", "Option 2: to go;", "Option 3 (EUR): new"]),
        ("1\t[Option A: to act;]\n2\t[Option B: to go;]", "", ["[Option A: to act;]", "[Option B: to go;]", "[Option C: new]"]),
        ("1\tto act;\n2\talt: to go;", "", ["to act;", "alt: to go;", "alt: new"]),
        ("1\t[to act\n2\tto go];", "", ["[to act", "to go] [new];"]),
    ],
)
def test_an_option_is_added(text: str, owner: str, expected: list[str]) -> None:
    value = submission_of(text)
    before = open_texts(value)[0]
    after = apply(value, brackets.add_option(value, before, "new", ME, owner=owner))
    assert draft(after) == expected
    now = open_texts(after)[0]
    assert (now.kind, len(now.options), now.options[-1].owner) == ("alternatives", len(before.options) + 1, owner)


def test_what_has_changed_in_the_meantime_is_not_decided() -> None:
    value = submission_of("1\tthey [shall] [should] act;")
    made = open_texts(value)[0]
    after = apply(value, brackets.choose_option(value, made, 0, ME))
    with pytest.raises(EditError, match="changed in the meantime"):
        brackets.choose_option(after, made, 0, ME)
    with pytest.raises(EditError, match="there is no option 3; there are 2"):
        brackets.choose_option(value, made, 2, ME)


# Laws

PIECES = st.sampled_from([
    "[", "]", "[", "]", "] [", "]/[", "a", "word ", " ", "/", "__", "NOC", "ATU: ", "Option 1: ", "Option 2: ", "; ", "sic",
    "【", "】",
])  # fmt: skip
STATUSES = st.sampled_from([Status.KEPT, Status.KEPT, Status.INSERTED, Status.DELETED])


@st.composite
def bracketed(draw: st.DrawFn) -> Submission:
    """A submission whose clauses are full of brackets, kept, inserted and deleted."""
    clauses = []
    for number in range(draw(st.integers(1, 4))):
        pieces = draw(st.lists(st.tuples(PIECES, STATUSES), min_size=1, max_size=8))
        runs = tuple(Run(text, status) for text, status in pieces)
        end = draw(st.sampled_from([Status.KEPT, Status.KEPT, Status.INSERTED, Status.DELETED]))
        clause = Clause(f"c{number}", runs=runs)
        clauses.append(replace(clause, end=replace(clause.end, status=end)))
    clauses.append(Clause("last", runs=(Run("end."),)))
    return Submission(proposals=(Proposal("MOD", redline=Redline(canonical(clauses))),))


def base_of(value: Submission) -> list[tuple[object, ...]]:
    return [(paragraph.props, paragraph.runs) for paragraph in paragraphs(value.proposals[0].redline.clauses, "base")]


def words(text: str) -> str:
    """The characters that a decision may not lose: no spaces, no closing marks."""
    return "".join(char for char in text if not char.isspace() and char not in ".;,")


def promised(value: Submission, made: OpenText, contents: list[str]) -> str:
    """The words of a draft with an open text replaced, by its characters alone."""
    clauses = value.proposals[0].redline.clauses
    places = {clause.id: number for number, clause in enumerate(clauses)}
    before = "".join(words_of(clauses[number : number + 1], replace(made.span, first=clause.id, start=0, last=clause.id,
                     stop=made.span.start if clause.id == made.span.first else len(clause.text)), "draft")
                     for number, clause in enumerate(clauses) if number <= places[made.span.first])  # fmt: skip
    after = "".join(words_of(clauses[number : number + 1], replace(made.span, first=clause.id,
                    start=made.span.stop if clause.id == made.span.last else 0, last=clause.id, stop=len(clause.text)), "draft")
                    for number, clause in enumerate(clauses) if number >= places[made.span.last])  # fmt: skip
    return words(before + "".join(contents) + after)


def check_laws(value: Submission, made: Transaction) -> Submission:
    after = apply(value, made)
    assert apply(after, invert(made)) == value
    assert base_of(after) == base_of(value)
    clauses = after.proposals[0].redline.clauses
    assert canonical(clauses) == clauses
    assert len({clause.id for clause in clauses}) == len(clauses)
    return after


@given(bracketed(), st.data())
def test_choosing_keeps_the_promised_words_and_the_base(value: Submission, data: st.DataObject) -> None:
    found = open_texts(value)
    if not found:
        return
    made = data.draw(st.sampled_from(found))
    option = data.draw(st.integers(0, len(made.options) - 1))
    if made.options[option].kind == "noc":
        return
    clauses = value.proposals[0].redline.clauses
    after = check_laws(value, brackets.choose_option(value, made, option, ME))
    content = words_of(clauses, made.options[option].content, "draft").replace("¶", "")
    spans = [made.span] if content.strip() else spans_around(value, made)
    assert words("".join(draft(after))) in [promised(value, replace(made, span=span), [content]) for span in spans]
    shown = with_decisions(value.proposals[0].redline, {made: BracketDecision("choose", option)}, ME)
    assert [paragraph.text for paragraph in paragraphs(shown.clauses, "draft")] == draft(after)


def only_signs(value: Submission, outer: TextSpan, inner: TextSpan) -> bool:
    """Whether a span has nothing but brackets and owners beside another one in it."""
    clauses = value.proposals[0].redline.clauses
    before = words_of(clauses, TextSpan(outer.first, outer.start, inner.first, inner.start), "draft")
    after = words_of(clauses, TextSpan(inner.last, inner.stop, outer.last, outer.stop), "draft")
    rest = (before + after).replace("¶", "")
    for sign in ("ATU:", "Option 1:", "Option 2:", *"[]【】"):
        rest = rest.replace(sign, "")
    return not words(rest)


def spans_around(value: Submission, made: OpenText) -> list[TextSpan]:
    """The spans of an open text and of the brackets around it that contain nothing else."""
    order = {clause.id: number for number, clause in enumerate(value.proposals[0].redline.clauses)}
    spans = [span for found in open_texts(value) for span in (found.span, *(option.span for option in found.options))]
    inner = (order[made.span.first], made.span.start), (order[made.span.last], made.span.stop)
    around = [span for span in spans if (order[span.first], span.start) <= inner[0] and inner[1] <= (order[span.last], span.stop)]
    return [made.span, *(span for span in around if only_signs(value, span, made.span))]


@given(bracketed(), st.data())
def test_deleting_keeps_all_other_words_and_the_base(value: Submission, data: st.DataObject) -> None:
    found = open_texts(value)
    if not found:
        return
    made = data.draw(st.sampled_from(found))
    after = check_laws(value, brackets.delete_options(value, made, ME))
    left = words("".join(draft(after)))
    assert left in [promised(value, replace(made, span=span), []) for span in spans_around(value, made)]


@given(bracketed(), st.data())
def test_the_text_in_force_comes_back_as_it_is(value: Submission, data: st.DataObject) -> None:
    found = open_texts(value)
    if not found:
        return
    made = data.draw(st.sampled_from(found))
    try:
        transaction = brackets.accept_text_in_force(value, made, ME)
    except EditError:
        return
    check_laws(value, transaction)


@given(bracketed())
def test_no_open_text_is_left_when_all_brackets_are_removed(value: Submission) -> None:
    if not open_texts(value):
        return
    after = check_laws(value, brackets.remove_brackets(value, ME))
    assert open_texts(after) == ()


@given(bracketed(), st.integers(0, 3), st.integers(0, 12), st.integers(0, 12))
def test_what_is_put_in_brackets_reads_the_same_without_them(value: Submission, index: int, start: int, length: int) -> None:
    clauses = value.proposals[0].redline.clauses
    clause = clauses[min(index, len(clauses) - 1)]
    low = min(start, len(clause.text))
    at = clauses.index(clause)
    try:
        made = brackets.put_in_brackets(value, FIRST_TEXT, Place(at, low), Place(at, min(low + length, len(clause.text))), ME)
    except EditError:
        return
    after = check_laws(value, made)
    assert "".join(draft(after)).replace("[", "").replace("]", "") == "".join(draft(value)).replace("[", "").replace("]", "")
