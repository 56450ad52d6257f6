"""A consolidation saved and opened again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.consolidation.merge import Decision, Party, consolidate, merged_redline
from model.edits.review import accept
from model.edits.text import type_text
from model.errors import EditError
from model.files.consolidation_project import PART, ConsolidationWork, as_project, common_base, work_in
from model.formats.amend import Project, drop_version, project_bytes, read_project
from model.formats.notation import parse
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import SIDES, Stamp
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Header, Proposal, Submission
from tests.builders.submissions import Action, actions, submission
from tests.builders.word import docx, p, r
from tests.model.consolidation.test_merge import BASE_TEXT, DATE, proposals

decisions = st.builds(
    Decision,
    st.sampled_from(["base", "party", "stack", "own"]),
    st.integers(0, 1),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9),
    st.sampled_from(["", "as agreed in the corridor"]),
    st.builds(Stamp, st.sampled_from(["", "Chair"]), st.just(DATE)),
)


@given(st.lists(st.lists(actions(), max_size=4), min_size=2, max_size=3), st.dictionaries(st.text(max_size=5), decisions))
def test_base_parties_and_decisions_come_back(lists: list[list[Action]], decided: dict[str, Decision]) -> None:
    base, parties = proposals(lists)
    parties = parties[::-1]  # in an order that is not that of their names
    reasons = tuple(f"since {party.name}" for party in parties)
    work = ConsolidationWork(common_base(submission(), 1), tuple(parties), reasons, decided if len(parties) > 1 else {})
    found = consolidate(work.base, parties)
    assert work.base.clauses == base.base().clauses
    project = read_project(project_bytes(as_project(work, found, DATE, "d" * 32)))
    assert project.submission.proposals[0].redline == merged_redline(found, work.decisions, DATE)
    assert work_in(project) == work


def kept() -> ConsolidationWork:
    text = parse(BASE_TEXT)
    frame = common_base(Submission(proposals=(Proposal("MOD", "A/1", text, "since"),)), 1)
    party = Party("A", parse(BASE_TEXT.replace("act", "{~~act~>move~~}")))
    return ConsolidationWork(frame, (party,), ("",), {"|1|2": Decision("party", 0)})


def project() -> Project:
    work = kept()
    return as_project(work, consolidate(work.base, work.parties), DATE, "")


def test_the_frame_says_nothing_of_the_party_that_it_comes_from() -> None:
    proposal = replace(submission(), header=Header("WTSA-24", "35", sources=("ATU",), title="Ours", introduction="We think"))
    frame = common_base(proposal, 1)
    assert (frame.header, frame.language) == (Header(), proposal.language)
    assert kept().frame.proposals[0].reasons == ""


def test_another_project_holds_none() -> None:
    assert work_in(replace(project(), parts={})) is None


@pytest.mark.parametrize("damage", ["", "[]", '{"parties": 3}', '{"parties": ["A"], "decisions": {"k": {"kind": "x"}}}'])
def test_a_damaged_part_is_told_in_a_sentence(damage: str) -> None:
    with pytest.raises(EditError, match="is damaged"):
        work_in(replace(project(), parts={PART: damage.encode()}))


def test_a_missing_party_is_named() -> None:
    with pytest.raises(EditError, match="the text of A is missing"):
        work_in(drop_version(project(), "A"))


def test_a_decision_for_a_party_that_there_is_not_is_damage() -> None:
    data = json.loads(project().parts[PART])
    data["decisions"]["|1|2"]["party"] = 7
    with pytest.raises(EditError, match="damaged"):
        work_in(replace(project(), parts={PART: json.dumps(data).encode()}))


def accepted_in_word_file() -> Submission:
    """A text read from a Word file, of which an amendment was accepted since: its base is not what the file says."""
    read = read_word(docx(p(r("the first paragraph")) + p(r("the second one")))).submission
    typed = apply(read, type_text(read, StoryId(1), Place(0, 0), Place(0, 0), "new: ", Stamp("me", DATE)))
    return apply(typed, accept(typed, 1, amendments(typed.proposals[0].redline), Stamp("me", DATE)))


@pytest.mark.parametrize("base", ["new: the first paragraph", "the first paragraph as others print it"])
def test_a_text_with_accepted_amendments_is_consolidated_and_written(base: str) -> None:
    document = accepted_in_word_file()
    frame = common_base(document, 1)
    text = frame.proposals[0].redline
    assert "new: the first paragraph" in text.clauses[0].text
    theirs = Party("A", parse(base.replace("paragraph", "{--paragraph--}{++clause++}") + "\nthe second one"))
    work = ConsolidationWork(frame, (theirs,), ("",), {})
    project = as_project(work, consolidate(text, work.parties), DATE, "d" * 32)
    for view in ("markup", *SIDES):
        assert export_word(project.submission, ExportOptions(view=view, date=DATE))
    assert work_in(read_project(project_bytes(project))) == work


def test_what_is_accepted_in_the_consolidated_text_leaves_its_base() -> None:
    document = project().submission
    chosen = amendments(document.proposals[0].redline)
    after = apply(document, accept(document, 1, chosen, Stamp("me", DATE)))
    assert chosen
    assert after.proposals[0].redline.base() != kept().base
    work = work_in(replace(project(), submission=after))
    assert work is not None
    assert work.base == kept().base
