"""The adopted text: laws on any proposal, its form, and what is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.adoption.adopt import ConferenceDecision, adopt, adopted_text
from model.edits.adoption.choice import amendments_in, amendments_to_decide, chosen_amendments, parties_in
from model.edits.adoption.form import left_in_brackets
from model.edits.proposals.new_proposal import new_resolution
from model.errors import EditError
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.numbering import Labelling, note_marks
from model.redline import Note, Redline, Side, paragraphs
from model.submission.amendments import amendments
from model.submission.conferences import find_conference
from model.submission.resolved import in_view
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply, invert
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline, texts_of
from tests.builders.submissions import ME, SMALL, YOU, action_of, actions, carried_out, submission
from tests.builders.word import docx, p

NEW_DELHI = Header(conference="WTSA-24")
DRAFT = SMALL.replace("short", "{--short--}{++brief++}").replace("to stop", "to {--stop--}{++rest++}")


def shown(text: Redline, side: Side) -> list[tuple[object, ...]]:
    labelling = Labelling.of(text)
    label = labelling.base if side == "base" else labelling.draft
    return [(paragraph.props, label(paragraph.bearer.id), paragraph.text) for paragraph in paragraphs(text.clauses, side)]


def proposal(written: str = DRAFT, header: Header = NEW_DELHI, symbol: str = "MOD") -> Submission:
    value = submission(written)
    return replace(value, header=header, proposals=(replace(value.proposals[0], symbol=symbol),))


def everything(value: Submission) -> ConferenceDecision:
    return ConferenceDecision(amendments=tuple(amendments_to_decide(value.proposals[0].redline)))


def adopted(value: Submission, decided: ConferenceDecision | None = None) -> Redline:
    return apply(value, adopt(value, decided or everything(value), ME).transaction).proposals[0].redline


@given(st.lists(actions(), min_size=1, max_size=10))
def test_all_adopted_is_the_draft_and_none_the_base(todo: list) -> None:
    value = carried_out(submission(), todo)
    text = value.proposals[0].redline
    whole, nothing = (adopted_text(value, 1, chosen, ME) for chosen in (amendments_to_decide(text), ()))
    assert shown(whole, "base") == shown(text, "draft")
    assert shown(nothing, "base") == shown(text, "base")
    for side_text in (whole, nothing):
        assert not amendments(side_text)
        assert shown(side_text, "draft") == shown(side_text, "base")


@given(st.lists(actions(), min_size=1, max_size=10), st.randoms())
def test_a_part_adopted_has_no_redline_and_can_be_undone(todo: list, chance) -> None:
    value = carried_out(submission(), todo)
    value = replace(value, header=NEW_DELHI, proposals=(replace(value.proposals[0], symbol="MOD"),))
    found = amendments_to_decide(value.proposals[0].redline)
    chosen = [amendment for amendment in found if chance.random() < 0.5]
    if not chosen:
        with pytest.raises(EditError, match="nothing of it was adopted"):
            adopt(value, ConferenceDecision(), ME)
        return
    made = adopt(value, ConferenceDecision(amendments=tuple(chosen)), ME)
    after = apply(value, made.transaction)
    assert (made.transaction.kind, made.transaction.values) == (TransactionKind.ADOPT, {"count": len(made.adopted)})
    (text,) = after.proposals
    assert not amendments(text.redline)
    assert (text.symbol, text.number, text.reasons, after.header) == ("", "", "", Header())
    assert apply(after, invert(made.transaction)) == value
    assert len(made.adopted) + len(made.left) == len(found)
    assert (made.rest is None) is not made.left


@given(st.lists(actions(), min_size=1, max_size=8))
def test_the_returned_draft_has_all_amendments_and_the_returned_base_none(todo: list) -> None:
    """A law of words: what is deleted or inserted is recognised in the text where it is."""
    value = carried_out(submission(), todo)
    text = value.proposals[0].redline
    assert amendments_in(text, in_view(text, "draft")) == amendments_to_decide(text)
    returned = Submission(proposals=(Proposal(redline=in_view(text, "draft")),), language="en")
    if amendments_to_decide(text) and in_view(text, "draft").clauses:
        after = adopted(replace(value, header=Header(conference="none")), ConferenceDecision(returned=returned))
        assert shown(after, "base") == shown(text, "draft")


# Its form


def test_a_revised_text_has_the_edition_of_its_conference() -> None:
    text = adopted(proposal())
    assert texts_of(text, "base")[:3] == [
        "RESOLUTION 7 (Rev. New Delhi, 2024)",
        "On small texts",
        "The Assembly of Examples (New Delhi, 2024),",
    ]
    assert texts_of(text, "base")[-1] == "to rest."


def test_a_first_edition_without_brackets_gets_them() -> None:
    text = adopted(proposal(DRAFT.replace(" (Rev. Oxdorf, 2018)", "")))
    assert texts_of(text, "base")[0] == "RESOLUTION 7 (Rev. New Delhi, 2024)"


def test_the_line_of_editions_ends_with_the_conference() -> None:
    text = adopted(proposal(DRAFT.replace("    > The", "    (Dubai, 2012; Geneva, 2022)\n    > The")))
    assert "(Dubai, 2012; Geneva, 2022; New Delhi, 2024)" in texts_of(text, "base")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "RESOLUTION 105 (New Delhi, 2024)"),
        ("fr", "RÉSOLUTION 105 (New Delhi, 2024)"),
        ("es", "RESOLUCIÓN 105 (Nueva Delhi, 2024)"),
        ("ru", "РЕЗОЛЮЦИЯ 105 (Нью-Дели, 2024\u00a0г.)"),
        ("zh", "第105号决议（2024年，新德里）"),
        ("ar", "القرار 105 (نيودلهي، 2024)"),
    ],
)
def test_a_new_text_gets_its_number_and_its_line_of_editions(language: str, line: str) -> None:
    new = new_resolution(language, find_conference("WTSA-24"), "ATU-1", ME)
    value = Submission(NEW_DELHI, (new,), language)
    made = adopt(value, replace(everything(value), new_number="105"), ME)
    text = apply(value, made.transaction).proposals[0].redline
    assert [clause.text for clause in text.clauses if clause.props.kind == "number"] == [line]
    (history,) = [clause.text for clause in text.clauses if clause.props.kind == "history"]
    assert history.strip("()（）") in line
    assert (made.identity.number, made.identity.year, made.identity.body) == ("105", 2024, "WTSA")
    assert made.notices, "the blanks of the template are still open"


def test_a_handle_and_an_unknown_conference_are_reported() -> None:
    new = new_resolution("en", None, "ATU-1", ME)
    value = Submission(proposals=(new,), language="en")
    sentences = [str(notice) for notice in adopt(value, everything(value), ME).notices]
    assert any("conference is not known" in sentence for sentence in sentences)
    assert any("handle" in sentence for sentence in sentences)


def test_what_is_still_open_is_reported_with_its_place() -> None:
    value = proposal(DRAFT.replace("brief", "[brief] [terse]").replace("another,", "another] one,"))
    sentences = [str(notice) for notice in adopt(value, everything(value), ME).notices]
    assert "considering a): “[brief] [terse]” is still open" in sentences
    assert "considering b) ii): the bracket ‘]’ has no partner" in sentences
    assert left_in_brackets(redline(SMALL)) == ()


def test_typed_footnote_numbers_follow_what_was_adopted() -> None:
    text = redline("*considering*\na)\tfirst{--[^1]--} and second[^2];\n\n[^1]: Old.\n[^2]: Kept.\n")
    notes = {key: replace(note, mark=str(place)) for place, (key, note) in enumerate(text.notes.items(), 1)}
    text = replace(text, notes=notes)
    value = Submission(NEW_DELHI, (Proposal("MOD", redline=text),), "en")
    (note,) = adopted(value).notes.values()
    assert isinstance(note, Note)
    assert note.mark == "1"
    assert [base for base, _ in note_marks(adopted(value)).values()] == ["1"]


# What was adopted


def test_by_clause_and_by_party() -> None:
    value = proposal(SMALL)
    text = redline(
        SMALL.replace("short", "{--short--}{++brief++}")
        .replace("to stop", "to {--stop--}{++rest++}")
        .replace("to go", "to {++not ++}go")
    )
    clauses = tuple(
        replace(
            clause,
            runs=tuple(
                replace(run, stamp=YOU if "rest" in clause.text else ME) if run.status.value != "kept" else run
                for run in clause.runs
            ),
        )
        for clause in text.clauses
    )
    value = replace(value, proposals=(replace(value.proposals[0], redline=replace(text, clauses=clauses)),))
    assert parties_in(value, 1) == ("me", "you")
    assert len(chosen_amendments(value, 1, clauses=["resolves"])) == 2
    assert len(chosen_amendments(value, 1, clauses=["resolves"], parties=["you"])) == 1
    made = adopt(value, ConferenceDecision(amendments=tuple(chosen_amendments(value, 1, parties=["you"]))), ME)
    after = texts_of(apply(value, made.transaction).proposals[0].redline, "base")
    assert "to rest." in after
    assert "that texts are short;" in after
    assert made.rest is not None
    rest = made.rest.proposals[0].redline
    assert texts_of(rest, "base") == after
    assert "that texts are brief;" in texts_of(rest, "draft")
    with pytest.raises(EditError, match="no amendment is by “EUR”; the parties are: me, you"):
        chosen_amendments(value, 1, parties=["EUR"])
    with pytest.raises(EditError, match="noting"):
        chosen_amendments(value, 1, clauses=["noting"])


def test_from_a_returned_text() -> None:
    """The conference took one change, refused the other, and made one of its own: the text reads as returned."""
    value = proposal()
    words = SMALL.replace("short", "brief").replace("to go on", "to go on quickly")
    returned = Submission(proposals=(Proposal(redline=redline(words)),), language="en")
    made = adopt(value, ConferenceDecision(returned=returned), ME)
    after = texts_of(apply(value, made.transaction).proposals[0].redline, "base")
    assert after[3:] == texts_of(redline(words), "base")[3:]
    assert [amendment.new for amendment in made.adopted] == ["brief"]
    assert [amendment.new for amendment in made.left] == ["rest"]
    assert made.rest is not None
    assert texts_of(made.rest.proposals[0].redline, "base") == after
    assert "to rest." in texts_of(made.rest.proposals[0].redline, "draft")


def test_what_is_adopted_is_written_into_the_file_that_it_was_read_from() -> None:
    data = docx(p("RESOLUTION 7 (Rev. Oxdorf, 2018)") + p("On small texts") + p("considering") + p("that texts are short,"))
    value = read_word(data, "text.docx", language="en").submission
    value = carried_out(value, [action_of("type", 0.9, 0.5, 1, 0, stamp=ME)])
    written, _ = export_word(apply(value, adopt(value, everything(value), ME).transaction))
    back = read_word(written, "back.docx", language="en").submission.proposals[0].redline
    assert any("new words" in clause.text for clause in back.clauses)


def test_of_a_sub_amendment_the_others_text_is_adopted_with_ours() -> None:
    """What the other party proposes is below our amendments, and is adopted with them, and without them too."""
    theirs = redline(SMALL.replace("short", "{--short--}{++brief++}"))
    upper = redline(SMALL.replace("short", "brief").replace("to stop", "to {--stop--}{++rest++}"))
    value = Submission(NEW_DELHI, (Proposal("MOD", redline=upper, theirs=theirs),), "en")
    assert texts_of(adopted(value), "base")[-1] == "to rest."
    only_theirs = adopted(value, ConferenceDecision())
    assert "that texts are brief;" in texts_of(only_theirs, "base")
    assert texts_of(only_theirs, "base")[-1] == "to stop."


@pytest.mark.parametrize("symbol", ["SUP", "SUP*"])
@pytest.mark.parametrize("written", [SMALL, DRAFT])
def test_an_adopted_suppression_leaves_no_text(symbol: str, written: str) -> None:
    value = proposal(written, symbol=symbol)
    made = adopt(value, ConferenceDecision(), ME)
    after = apply(value, made.transaction)
    assert (made.outcome, made.identity.number, made.conference) == ("suppressed", "7", "WTSA-24")
    assert (after.proposals, after.header, made.rest, made.left) == ((), Header(), None, ())
    assert made.transaction.kind == TransactionKind.ADOPT
    assert apply(after, invert(made.transaction)) == value


@pytest.mark.parametrize("written", [SMALL, DRAFT])
def test_what_is_adopted_unchanged_is_the_text_in_force_to_the_letter(written: str) -> None:
    value = proposal(written, symbol="NOC")
    made = adopt(value, ConferenceDecision(conference="PP-26"), ME)
    (text,) = apply(value, made.transaction).proposals
    assert (made.outcome, made.adopted, text.symbol) == ("unchanged", (), "")
    assert shown(text.redline, "base") == shown(text.redline, "draft") == shown(value.proposals[0].redline, "base")
    assert not amendments(text.redline)
    assert bool(made.left) is (written == DRAFT)
    assert made.notices == ()
    assert apply(apply(value, made.transaction), invert(made.transaction)) == value


def test_a_text_that_the_proposal_does_not_reproduce_is_reported() -> None:
    made = adopt(proposal("# RESOLUTION 7 (Rev. Geneva, 2022)\n## On small texts\n", symbol="NOC"), ConferenceDecision(), ME)
    assert "only the number and the title" in str(made.notices[0])


@pytest.mark.parametrize(
    ("value", "decided", "message"),
    [
        (proposal(SMALL), ConferenceDecision(), "nothing of it was adopted"),
        (proposal(SMALL, symbol="NOC"), ConferenceDecision(returned=submission(SMALL)), "adopted as a whole"),
        (proposal(symbol="SUP"), everything(proposal(symbol="SUP")), "adopted as a whole"),
        (proposal(), ConferenceDecision(number=3), "no proposal"),
        (proposal(), ConferenceDecision(returned=Submission()), "it contains 0 texts"),
        (
            proposal(),
            ConferenceDecision(returned=submission("*noting*\na)\tcertain meadows lie fallow,\n")),
            "give the file of the adopted text",
        ),
        (proposal(), ConferenceDecision(returned=submission(SMALL)), "nothing of it was adopted"),
    ],
)
def test_bad_input(value: Submission, decided: ConferenceDecision, message: str) -> None:
    with pytest.raises(EditError, match=message):
        adopt(value, decided, ME)


def test_thousands_of_clauses() -> None:
    body = "".join(f"{number}\tclause {number} {{++of many ++}}says little;\n" for number in range(1, 2001))
    value = proposal(f"# RESOLUTION 7 (Rev. Geneva, 2022)\n*resolves*\n{body}")
    text = adopted(value)
    assert len(text.clauses) == 2002
    assert text.clauses[-1].text.endswith("clause 2000 of many says little;")
