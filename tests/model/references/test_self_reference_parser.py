"""References of a text to its own clauses: read in six languages, followed after a relabelling, taken back by undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.calls import rename
from model.edits.clause_properties import change_level
from model.edits.common import index_of
from model.edits.multiple import move_to
from model.edits.references import (
    may_relabel,
    renamed_references,
    renames_target,
    stale_references,
    with_fixed_references,
)
from model.edits.structure import NewClause, delete_clauses, insert_clauses
from model.edits.text import merge_next, replace_range
from model.errors import EditError
from model.formats.notation import parse_submission
from model.numbering import Labelling
from model.redline import Clause, Props, Redline, Run, Stamp, groups, label_bearer, paragraphs
from model.redline.edit_text import Place
from model.references.mention_index import Mentions
from model.references.self_reference_parser import refer
from model.references.self_references import SelfReferences
from model.submission.search import Passage
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline, written
from tests.builders.references import with_references
from tests.builders.submissions import Action, actions
from tests.profiles import times_profile

STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")
CALLS = {
    "en": ("considering", "resolves", "instructs the Director of the Telecommunication Standardization Bureau"),
    "fr": ("considérant", "décide", "charge le Directeur du Bureau de la normalisation des télécommunications"),
    "es": ("considerando", "resuelve", "encarga al Director de la Oficina de Normalización de las Telecomunicaciones"),
    "ru": ("учитывая", "решает", "поручает Директору Бюро стандартизации электросвязи"),
    "zh": ("考虑到", "做出决议", "责成电信标准化局主任"),
    "ar": ("إذ تضع في اعتبارها", "تقرر", "تكلف مدير مكتب تقييس الاتصالات"),
}
REFERRING = {
    "en": ("to act on resolves 8 above, and on resolves 2 and 8;", "to act on resolves 9 above, and on resolves 2 and 9;"),
    "fr": ("de suivre le point 8 du décide et décide 8 ci-dessus;", "de suivre le point 9 du décide et décide 9 ci-dessus;"),
    "es": ("que aplique los resuelve 2 y 8 anteriores;", "que aplique los resuelve 2 y 9 anteriores;"),
    "ru": ("выполнить пункт 8 раздела решает, выше;", "выполнить пункт 9 раздела решает, выше;"),
    "zh": ("落实上述做出决议8和做出决议第8段；", "落实上述做出决议9和做出决议第9段；"),
    "ar": ("أن ينفذ الفقرة 8 من تقرر أعلاه؛", "أن ينفذ الفقرة 9 من تقرر أعلاه؛"),
}


def text_with_references(language: str) -> Redline:
    pre, op, to = CALLS[language]
    first = "أ )" if language == "ar" else "a)"
    items = "\n".join(f"{number}\ttext {number};" for number in range(1, 10))
    return redline(f"*{pre}*\n{first}\tx,\n*{op}*\n{items}\n*{to}*\n1\t{REFERRING[language][0]}\n", language=language)


def of(text: Redline) -> Submission:
    return Submission(proposals=(Proposal("MOD", "1", text, original=text),))


def drafted(submission: Submission) -> list[str]:
    return [clause.text_on("draft") for clause in submission.proposals[0].redline.clauses if clause.is_on("draft")]


def clause_labelled(submission: Submission, call: str, label: str) -> str:
    text = submission.proposals[0].redline
    references = SelfReferences(StoryId(1), text, Labelling.of(text))
    return next(candidate for candidate in references.draft.calls if candidate.text == call).items[(label,)]


def inserted_before(submission: Submission, id: str) -> Transaction:
    clauses = submission.proposals[0].redline.clauses
    new = NewClause(Props("paragraph", 1, "decimal"), (Run("another text;"),))
    return insert_clauses(submission, StoryId(1), index_of(clauses, id), [new], STAMP)


@pytest.mark.parametrize("language", CALLS)
def test_a_paragraph_inserted_before_resolves_8_changes_every_reference_to_it_and_undo_takes_all_back(language: str) -> None:
    before = of(text_with_references(language))
    insertion = inserted_before(before, clause_labelled(before, CALLS[language][1], "8"))
    done = with_references(before, insertion, STAMP)
    after = apply(before, done)
    assert drafted(after)[-1] == REFERRING[language][1]
    assert after.proposals[0].redline.base() == before.proposals[0].redline.base()
    assert apply(after, invert(done)) == before


def test_a_reference_to_a_struck_clause_is_told_and_left() -> None:
    before = of(text_with_references("en"))
    strike = delete_clauses(before, StoryId(1), clause_labelled(before, "resolves", "8"), STAMP)
    assert with_references(before, strike, STAMP) == strike
    faults = {(stale.fault, stale.label) for stale in stale_references(before, apply(before, strike))}
    assert faults == {("deleted", "8")}


def test_an_inserted_reference_follows_what_it_meant_when_it_was_written() -> None:
    before = of(redline("*resolves*\n1\tone;\n{++2\tsee resolves 1;++}{++¶++}\n2\ttwo."))
    done = with_references(before, inserted_before(before, clause_labelled(before, "resolves", "1")), STAMP)
    assert "see resolves 2;" in drafted(apply(before, done))


MOVING = (
    "*resolves*\n1\tone;\n2\ttwo:\n  a)\tsub of resolves 1;\n3\tthree;\n"
    "*instructs the Director*\n1\tsee resolves 3, resolves 1 and resolves 2 a);\n2\tmore on instructs the Director 1.\n"
)


@pytest.mark.parametrize(
    ("moved", "before", "drafts"),
    [
        ("three;", "one;", ["see resolves 1, resolves 2 and resolves 3 a);", "sub of resolves 2;"]),
        ("two:", "one;", ["see resolves 3, resolves 2 and resolves 1 a);", "sub of resolves 2;"]),
        ("one;", "three;", ["see resolves 3, resolves 2 and resolves 1 a);", "sub of resolves 2;"]),
        ("more on instructs the Director 1.", "see resolves", ["more on instructs the Director 2."]),
        ("instructs the Director", "resolves", ["see resolves 3, resolves 1 and resolves 2 a);"]),
    ],
)
def test_references_follow_what_is_moved_and_what_moves_with_it(moved: str, before: str, drafts: list[str]) -> None:
    submission = of(redline(MOVING))
    clauses = submission.proposals[0].redline.clauses
    at = {words: next(clause.id for clause in clauses if clause.text.startswith(words)) for words in (moved, before)}
    move = move_to(submission, StoryId(1), [at[moved]], index_of(clauses, at[before]), STAMP)
    done = with_references(submission, move, STAMP)
    after = apply(submission, done)
    texts = [paragraph.text for paragraph in paragraphs(after.proposals[0].redline.clauses, "draft")]
    assert [text for text in drafts if text not in texts] == []
    assert not [stale for stale in stale_references(submission, apply(submission, move)) if stale.fault]
    assert after.proposals[0].redline.base() == submission.proposals[0].redline.base()
    assert apply(after, invert(done)) == submission


@pytest.mark.parametrize(
    ("by", "at", "drafts"),
    [
        (1, "three;", "see resolves 2 b), resolves 1 and resolves 2 a);"),
        (-1, "sub of", "see resolves 4, resolves 1 and resolves 3;"),
    ],
)
def test_a_reference_to_a_clause_of_another_level_names_what_stands_above_it(by: int, at: str, drafts: str) -> None:
    submission = of(redline(MOVING))
    id = next(clause.id for clause in submission.proposals[0].redline.clauses if clause.text.startswith(at))
    change = change_level(submission, StoryId(1), id, by, STAMP)
    done = with_references(submission, change, STAMP)
    assert drafts in drafted(apply(submission, done))
    assert apply(apply(submission, done), invert(done)) == submission


def test_a_reference_to_what_has_no_number_any_more_is_told() -> None:
    submission = of(redline(MOVING))
    two = next(clause.id for clause in submission.proposals[0].redline.clauses if clause.text == "two:")
    after = apply(submission, change_level(submission, StoryId(1), two, 1, STAMP))
    assert Labelling.of(after.proposals[0].redline).draft("4") == "–"
    assert [(stale.old, stale.fault) for stale in stale_references(submission, after) if stale.fault] == [
        ("resolves 2 a)", "missing")
    ]


def test_a_reference_to_what_moved_under_another_call_is_told() -> None:
    submission = of(redline(MOVING))
    clauses = submission.proposals[0].redline.clauses
    three, more = (next(clause.id for clause in clauses if clause.text.startswith(words)) for words in ("three;", "more"))
    after = apply(submission, move_to(submission, StoryId(1), [three], index_of(clauses, more), STAMP))
    assert {(stale.fault, stale.label) for stale in stale_references(submission, after) if stale.fault} == {("moved", "3")}


@pytest.mark.parametrize(
    ("joined", "lost"),
    [("recalling", ["recalling above"]), ("one;", ["resolves above"]), ("resolves", ["resolves above"]), ("to act", [])],
)
def test_a_reference_to_a_call_that_was_joined_to_what_is_none_is_reported(joined: str, lost: list[str]) -> None:
    text = "*recalling*\na)\tone;\n*resolves*\n1\tto act as in recalling above;\n2\tto act as in resolves above."
    submission = of(redline(text))
    id = next(clause.id for clause in submission.proposals[0].redline.clauses if clause.text.startswith(joined))
    after = apply(submission, merge_next(submission, StoryId(1), id, STAMP))
    assert [(stale.old, stale.fault) for stale in stale_references(submission, after)] == [(old, "deleted") for old in lost]


def test_a_call_that_is_renamed_is_renamed_where_it_is_referred_to() -> None:
    text = redline("*{~~considering~>recalling~~}*\na)\tx,\n*resolves*\n1\tas said in considering a) above.")
    (stale,) = SelfReferences(StoryId(1), text, Labelling.of(text)).stale()
    assert (stale.old, stale.new) == ("considering a) above", "recalling a) above")


def test_a_call_of_blanks_hinders_no_reference() -> None:
    text = redline("*{~~considering~>recalling~~}*\na)\tx,\n*resolves*\n1\tas said in considering a) above.")
    blank = replace(text.clauses[2], runs=(replace(text.clauses[2].runs[0], text="\t"),))
    text = replace(text, clauses=(*text.clauses[:2], blank, *text.clauses[3:]))
    (stale,) = SelfReferences(StoryId(1), text, Labelling.of(text)).stale()
    assert stale.new == "recalling a) above"


NEW_CALLS = {
    "en": ("recalling", "as said in considering a) above, and in considering a);", "considering", "recalling"),
    "fr": ("rappelant", "comme indiqué au point a) du considérant;", "considérant", "rappelant"),
    "es": ("recordando", "como se indica en el considerando a) anterior;", "considerando", "recordando"),
    "ru": ("напоминая", "как указано в пункте a) раздела учитывая, выше;", "учитывая", "напоминая"),
    "zh": ("忆及", "如上述考虑到a)所述；", "考虑到", "忆及"),
    "ar": ("إذ تذكر", "كما جاء في الفقرة أ ) من إذ تضع في اعتبارها أعلاه؛", "إذ تضع في اعتبارها", "إذ تذكر"),
}  # fmt: skip


@pytest.mark.parametrize("language", NEW_CALLS)
@pytest.mark.parametrize("how", ["at once", "typed"])
def test_a_call_that_is_given_other_words_is_followed_in_each_language_and_undo_takes_all_back(language: str, how: str) -> None:
    words, sentence, old, new = NEW_CALLS[language]
    first = "أ )" if language == "ar" else "a)"
    text = redline(f"*{old}*\n{first}\tx,\n*{CALLS[language][1]}*\n1\t{sentence}\n", language=language)
    before = of(text)
    change = rename(before, StoryId(1), 0, words, STAMP)
    assert renames_target(change)
    assert not may_relabel(change)
    if how == "typed":
        after = apply(before, change)
        done = with_fixed_references(
            after,
            change,
            renamed_references(SelfReferences(StoryId(1), text, Labelling.of(text)), after.proposals[0].redline),
            STAMP,
        )
    else:
        done = with_references(before, change, STAMP)
    after = apply(before, done)
    assert drafted(after)[-1] == sentence.replace(old, new)
    assert after.proposals[0].redline.base() == text.base()
    assert apply(after, invert(done)) == before


@pytest.mark.parametrize(
    ("call", "new", "reference", "says"),
    [
        ("instructs the Head of it", "invites the Head of it", "instructs the Head 1", "invites the Head 1"),
        ("instructs the Head of it", "instructs the Head of that", "instructs the Head 1", "instructs the Head 1"),
        ("instructs the Head of it", "invites all", "instructs the Head 1", "invites all 1"),
        ("noting", "considering", "Noting a)", "Considering a)"),
    ],
)  # fmt: skip
def test_a_call_that_was_named_by_its_beginning_is_so_again(call: str, new: str, reference: str, says: str) -> None:
    item = "a)\tx" if "noting" in call else "1\tx"
    before = of(redline(f"*{call}*\n{item},\n*resolves*\n1\tto act.\n2\t{reference} counts."))
    after = apply(before, with_references(before, rename(before, StoryId(1), 0, new, STAMP), STAMP))
    assert drafted(after)[-1] == f"{says} counts."


@pytest.mark.parametrize("renamed_first", [True, False])
def test_a_reference_follows_a_call_that_is_renamed_and_a_label_that_moves_one_after_the_other(renamed_first: bool) -> None:
    value = of(redline("*considering*\na)\tx;\nb)\ty,\n*resolves*\n1\tto act on considering b) above."))

    def relabelled_one(value: Submission) -> Submission:
        new = NewClause(Props("paragraph", 1, "letter"), (Run("another text;"),))
        return apply(value, with_references(value, insert_clauses(value, StoryId(1), 1, [new], STAMP), STAMP))

    def renamed_one(value: Submission) -> Submission:
        return apply(value, with_references(value, rename(value, StoryId(1), 0, "recalling", STAMP), STAMP))

    for do in (renamed_one, relabelled_one) if renamed_first else (relabelled_one, renamed_one):
        value = do(value)
    assert "to act on recalling c) above." in drafted(value)
    text = value.proposals[0].redline
    assert not list(SelfReferences(StoryId(1), text, Labelling.of(text)).stale())


def test_what_only_begins_like_a_renamed_call_stays_and_an_emptied_call_takes_no_reference_along() -> None:
    before = of(redline("*considering*\na)\tx,\n*resolves*\n1\tto act, considering a) costs and considering the rest."))
    after = apply(before, with_references(before, rename(before, StoryId(1), 0, "noting", STAMP), STAMP))
    assert drafted(after)[-1] == "to act, noting a) costs and considering the rest."
    emptied = replace_range(before, StoryId(1), Place(0, 0), Place(0, 11), [], STAMP, kind=TransactionKind.OTHER)
    assert with_references(before, emptied, STAMP) == emptied


@pytest.mark.parametrize(
    "text",
    [
        "under resolves 1 to 11 of Resolution 25 (Rev. Dubai, 2018) of the Plenipotentiary Conference",
        "which resolves to act, considering 2 of them",
        "noting that it resolves nothing",
    ],
)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert not [reference for reference in refer(text, "en", ["recognizing", "resolves"]) if reference.items]


def test_ranges_lists_and_nested_labels_are_read() -> None:
    calls = ["considering", "considering further", "instructs the Director of the Telecommunication Standardization Bureau"]
    text = "considering a) to c); considering further e) iv) and f); instructs the Director 4"
    found = refer(text, "en", calls)
    assert [[(item.path, item.role) for item in reference.items] for reference in found] == [
        [(("a",), "first"), (("c",), "last")],
        [(("e", "iv"), "single"), (("f",), "single")],
        [(("4",), "single")],
    ]
    assert [reference.calls[0] for reference in found] == [0, 1, 2]


def meant(submission: Submission) -> dict[tuple[str, int], tuple[str | None, ...]]:
    """What each reference of the draft names: the clauses, by its paragraph and its number there; None for a label that no
    clause has."""
    text = submission.proposals[0].redline
    draft = SelfReferences(StoryId(1), text, Labelling.of(text)).draft
    found = {}
    for group in groups(text.clauses, "draft"):
        words = Passage(StoryId(1), group, "draft").text if group[-1].props.kind != "call" else ""
        for place, reference in enumerate(refer(words, text.language, [call.text for call in draft.calls])):
            items = draft.calls[reference.calls[0]].items if reference.calls else {}
            found[label_bearer(group, "draft").id, place] = tuple(items.get(item.path) for item in reference.items)
    return found


@pytest.mark.parametrize("name", ["dec_5", "res_11", "res_2", "res_140", "res_165", "res_77"])
def test_whatever_is_inserted_or_struck_in_a_real_text_its_references_mean_what_they_meant(shared: Path, name: str) -> None:
    lines = (shared / "corpus/pp18" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    before = parse_submission(written([line.split("\t", 2) for line in lines if line.count("\t") >= 2]))
    meaning = {key: ids for key, ids in meant(before).items() if ids and None not in ids}
    assert meaning
    labelled = [clause for clause in before.proposals[0].redline.clauses if clause.props.kind == "paragraph" and clause.label]
    for clause in labelled:
        new = NewClause(clause.props, (Run("another text;"),))
        index = index_of(before.proposals[0].redline.clauses, clause.id)
        now = meant(apply(before, with_references(before, insert_clauses(before, StoryId(1), index, [new], STAMP), STAMP)))
        assert {key: now.get(key) for key in meaning} == meaning
        strike = delete_clauses(before, StoryId(1), clause.id, STAMP)
        after = apply(before, with_references(before, strike, STAMP))
        gone = {candidate.id for candidate in before.proposals[0].redline.clauses} - {
            candidate.id for candidate in after.proposals[0].redline.clauses if candidate.is_on("draft")
        }
        now, lost = meant(after), {stale.clause for stale in stale_references(before, after) if stale.fault}
        for (paragraph, place), ids in meaning.items():
            if gone & set(ids):
                assert paragraph in lost or paragraph in gone
            elif paragraph not in gone:
                assert now[paragraph, place] == ids


REFERRING_TO_ALL = """*considering*
a)\tx y, as in resolves 2 a);
b)\tsee considering a) and resolves 3 above:
  i)\tp;
  ii)\tq of considering b) i),
*resolves*
1\tone, of resolves 2 and 3;
2\ttwo:
  a)\tsub of resolves 1;
  b)\tand of resolves 2 a);
3\tthree {++of resolves 1++},
*instructs the Director*
1\tsee resolves 1 to 3 and considering a) and b);
2\tmore on instructs the Director 1.
"""


def base_said(submission: Submission) -> list[Clause]:
    """The text in force without the ids: Enter in an empty paragraph lets the new one keep the old end."""
    return [replace(clause, id="") for clause in submission.proposals[0].redline.base().clauses]


@settings(max_examples=times_profile(3))
@given(st.lists(actions(), max_size=12))
def test_whatever_is_done_its_references_follow_in_a_step_that_applies_and_is_undone(todo: list[Action]) -> None:
    value = of(redline(REFERRING_TO_ALL))
    for action in todo:
        try:
            made = action(value)
            done = with_references(value, made, STAMP) if may_relabel(made) or renames_target(made) else made
        except EditError:
            continue
        after = apply(value, done)
        assert apply(after, invert(done)) == value
        assert done.rebases or base_said(after) == base_said(value)
        for stale in SelfReferences(StoryId(1), after.proposals[0].redline, Labelling.of(after.proposals[0].redline)).stale():
            assert bool(stale.fixes) != bool(stale.fault)
        value = after


REFERRING_ONCE = """*considering*
a)\tx,
b)\ty,
*resolves*
1\tone,
2\ttwo of considering b),
3\tthree,
"""


@settings(max_examples=times_profile(6))
@given(st.lists(actions(), max_size=12), st.sampled_from([REFERRING_TO_ALL, REFERRING_ONCE, REFERRING_ONCE.replace("of ", "")]))
def test_to_know_which_clauses_may_refer_changes_no_answer(todo: list[Action], text: str) -> None:
    value, known = of(redline(text)), dict[int, Mentions]()

    def mentions(number: int, text: Redline) -> Mentions:
        known[number] = known[number].update(text) if number in known else Mentions.of(text)
        return known[number]

    for action in todo:
        try:
            after = apply(value, action(value))
        except EditError:
            continue
        assert stale_references(value, after, None, mentions) == stale_references(value, after)
        assert known[1].ids <= {clause.id for clause in after.proposals[0].redline.clauses} if 1 in known else True
        value = after
