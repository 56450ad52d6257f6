"""Every offered repair changes something and solves its problem: alone, and all at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.repairs import repair_findings, repair_head
from model.files.opening import open_document
from model.formats.notation import parse_submission
from model.formats.word.reader import read_word
from model.library.queries.library_lookup import LibraryLookup
from model.library.texts.citing import citation_of, identity_of
from model.preflight.rules import check, context_of
from model.references.citation_parser import cite
from model.references.conference_history import HeldConference, held_conferences
from model.references.editions import EditionRow, shipped_editions
from model.references.words import citation_forms
from model.submission.conferences import conferences
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.itu_word import Row, instrument_file
from tests.builders.repairs import STAMP, broken_laws
from tests.model.preflight.test_library_texts import LIBRARY, LINE, with_twin
from tests.model.preflight.test_library_texts import written as amending
from tests.model.preflight.test_rules import CASES
from tests.model.preflight.test_six_languages import NEWER
from tests.model.preflight.test_six_languages import WORDS as TEXT_WORDS
from tests.model.references.test_conference_names import CITED, WORDS

REAL = ("base.docx", "proposal-tracked.docx", "proposed.docx", "redline.docx")


@pytest.mark.parametrize("rule", CASES)
def test_a_repair_of_an_example_changes_something_and_takes_the_finding_away(rule: str) -> None:
    for submission in CASES[rule]:
        assert broken_laws(submission, context_of) == []


@pytest.mark.parametrize("name", REAL)
def test_repairs_of_resolution_75_take_their_findings_away(shared: Path, name: str) -> None:
    submission = open_document(shared / "res75" / name).submission
    assert broken_laws(submission, partial(context_of, conference="WTSA-24")) == []


@pytest.mark.parametrize("conference", ["PP-26", "PP-18", "WTSA-24"])
def test_repairs_of_texts_of_a_conference_take_their_findings_away(shared: Path, conference: str) -> None:
    broken = []
    for path in sorted((shared / "corpus/pp18").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [Row(*line.split("\t", 2)) for line in lines if line.count("\t") >= 2]
        read = read_word(instrument_file(rows, "styles"), "text.docx").submission
        broken += broken_laws(begun(read, conference), context_of)
    assert broken == []


@pytest.mark.parametrize("library", [LIBRARY, with_twin(LINE, LINE.replace("Busan, 2014", "Bucharest, 2022"))])
@pytest.mark.parametrize(
    "line",
    [
        LINE,
        "the Resolution 301 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on next-generation networks, or so;",
        "that WTDC-17 adopted the former Resolution 301 (Rev. Busan, 2014) of the Plenipotentiary Conference;",
        "Resolution 301 (Rev. Busan, 2014) of the Plenipotentiary Conference;",
    ],
)
def test_repairs_that_the_library_offers_take_their_findings_away(line: str, library: LibraryLookup) -> None:
    assert broken_laws(amending(line), partial(context_of, library=library)) == []


@pytest.mark.parametrize("language", CITED)
@pytest.mark.parametrize("number", ["179", "140"])  # of the first the edition is in force, of the second there is a newer one
def test_beside_an_edition_of_another_place_this_conference_is_named_instead(language: str, number: str) -> None:
    cited = CITED[language].replace("179", number)
    submission = parse_submission(
        f"Language: {language}\nConference: PP-26\nMOD\tX/1/1\n*{TEXT_WORDS[language][0]}*\na)\t{cited}\n"
    )
    (found,) = (finding for finding in check(context_of(submission)) if finding.rule == "edition-wrong")
    after = apply(submission, repair_findings(submission, [found], STAMP))
    wanted = cited.replace(WORDS[language], citation_forms(language)["body:PP"])
    if number == "140":
        (citation,) = cite(wanted, language)
        assert citation.edition is not None
        wanted = wanted[: citation.edition.start] + NEWER[language] + wanted[citation.edition.stop :]
    assert after.proposals[0].redline.clauses[-1].text_on("draft") == wanted
    assert not [finding for finding in check(context_of(after)) if finding.rule.startswith("edition")]


ROWS = tuple(row for row in shipped_editions() if row.body != "document")
HELD = [conference for conference in held_conferences() if conference.year >= 2000]
citations = st.tuples(st.sampled_from(ROWS), st.booleans(), st.sampled_from([None, *HELD]))


@given(st.sampled_from(list(WORDS)), st.sampled_from([*conferences()]), st.lists(citations, min_size=1, max_size=6))
def test_repairs_of_any_citations_take_their_findings_away(
    language: str, conference: str, cited: list[tuple[EditionRow, bool, HeldConference | None]]
) -> None:
    named = [in_words(*citation, language) for citation in cited]
    items = "".join(f"a)\t{' … '.join(named[at : at + 2])};\n" for at in range(0, len(named), 2))
    text = f"Language: {language}\nConference: {conference}\nMOD\tX/1/1\n*{TEXT_WORDS[language][0]}*\n{items}"
    assert broken_laws(parse_submission(text), context_of) == []


def in_words(row: EditionRow, this_conference: bool, other: HeldConference | None, language: str) -> str:
    """A citation of an edition, in another place than its own if one is given."""
    if other is not None:
        row = replace(row, form="place", place=other.place, year=other.year, suffix="")
    name = citation_of(identity_of(row), language)
    forms = citation_forms(language)
    words = forms["here:assembly" if row.body in ("WTSA", "RA") else "here:conference"]
    return name.replace(forms.get(f"body:{row.body}", "\0"), words) if this_conference else name


def begun(submission: Submission, conference: str) -> Submission:
    """A submission whose texts are to be amended at a conference, with number line and opening as it will adopt them."""
    proposals = tuple(replace(proposal, symbol="MOD") for proposal in submission.proposals)
    named = replace(submission, header=replace(submission.header, conference=conference), proposals=proposals)
    return apply(named, repair_head(named, STAMP))
