"""The first proposal of a submission: one step that can be taken back, with what a MOD must change; the conference that is
likely."""

from __future__ import annotations

import pytest

from model.edits.proposals.first_proposal import (
    begin_proposal,
    identity_in_force,
    likely_conference,
    named_text_in_force,
    text_in_force,
)
from model.formats.notation import parse
from model.preflight.rules import check, context_of
from model.redline import Clause, Stamp
from model.submission.conferences import conferences
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Proposal, Submission

STAMP = Stamp("Ana", "2024-09-06T09:00:00Z")
HEADER = {"conference": "WTSA-24", "document": "35", "sources": ("Egypt",)}
BASE = parse("# RESOLUTION 7\n*considering*\na)\tthat networks grow,\n", language="en")
READ = Submission(proposals=(Proposal(redline=BASE, original=BASE),), language="en")


@pytest.mark.parametrize("symbol", ["MOD", "SUP", "NOC", "ADD"])
def test_one_step_which_is_taken_back_and_kept_as_json(symbol):
    text = Submission(language="en") if symbol == "ADD" else text_in_force(READ, symbol)
    made = begin_proposal(text, symbol, HEADER, None, STAMP)
    after = apply(text, made)
    assert after.proposals[0].symbol == symbol
    assert after.proposals[0].number == "EGY/35/1"
    assert (after.header.document, after.header.sources) == ("35", ("Egypt",))
    assert apply(after, invert(made)) == text
    assert apply(text, from_json(to_json(made))) == after


def test_without_source_or_document_there_is_no_number_yet():
    after = apply(READ, begin_proposal(READ, "MOD", {}, None, STAMP))
    assert (after.proposals[0].symbol, after.proposals[0].number) == ("MOD", "")


def test_a_file_without_a_text_in_force_gives_none():
    assert text_in_force(Submission(), "MOD").proposals == ()
    assert named_text_in_force("RESOLUTION 7", "", "en").proposals[0].redline.clauses[0].text_on("base") == "RESOLUTION 7"


HEADS = {
    "WTSA-24": """# RESOLUTION 7 (Rev. Geneva, 2022)
## On networks
### (Malaga-Torremolinos, 1984; Geneva, 2022)
> The World Telecommunication Standardization Assembly (Geneva, 2022),
*considering*
a)\tthat networks grow,
""",
    "PP-26": """# RÉSOLUTION 71 (Rév. Bucarest, 2022)
## Plan stratégique de l'Union
> La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Bucarest, 2022),
*considérant*
a)\tque les réseaux croissent,
""",
}
REVISED = {
    "WTSA-24": [
        "RESOLUTION 7 (Rev. New Delhi, 2024)",
        "(Malaga-Torremolinos, 1984; Geneva, 2022; New Delhi, 2024)",
        "The World Telecommunication Standardization Assembly (New Delhi, 2024),",
    ],
    "PP-26": [
        "RÉSOLUTION 71 (Rév. Doha, 2026)",
        "La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Doha, 2026),",
    ],
}


def _text(id: str) -> Submission:
    language = "fr" if id == "PP-26" else "en"
    base = parse(HEADS[id], language=language)
    return Submission(proposals=(Proposal(redline=base, original=base),), language=language)


def _head(clauses: tuple[Clause, ...]) -> list[str]:
    return [clause.text_on("draft") for clause in clauses if clause.props.kind in ("number", "history", "opening")]


@pytest.mark.parametrize("id", HEADS)
def test_a_mod_begins_with_the_lines_that_it_must_change(id):
    text = _text(id)
    made = begin_proposal(text, "MOD", {"conference": id}, conferences()[id], STAMP)
    after = apply(text, made)
    assert _head(after.proposals[0].redline.clauses) == REVISED[id]
    assert after.proposals[0].redline.base() == text.proposals[0].redline
    assert not [
        finding for finding in check(context_of(after)) if finding.rule in ("number-line", "history-line", "opening-line")
    ]
    assert apply(after, invert(made)) == text


@pytest.mark.parametrize("symbol", ["SUP", "NOC"])
def test_what_goes_or_stays_keeps_its_lines(symbol):
    text = text_in_force(_text("PP-26"), symbol)
    after = apply(text, begin_proposal(text, symbol, {"conference": "PP-26"}, conferences()["PP-26"], STAMP))
    assert after.proposals[0].redline == text.proposals[0].redline


@pytest.mark.parametrize(
    ("old", "new", "id"),
    [
        ("", "", "PP-26"),
        ("Bucarest, 2022", "Dubaï, 2018", "PP-26"),
        ("Bucarest, 2022", "Doha, 2026", ""),  # adopted at the last conference that is known
    ],
)
def test_the_conference_is_the_last_of_the_body_after_the_edition(old, new, id):
    base = parse(HEADS["PP-26"].replace(old, new), language="fr")
    read = Submission(proposals=(Proposal(redline=base, original=base),), language="fr")
    found = likely_conference(identity_in_force(text_in_force(read, "MOD")), conferences().values())
    assert (found.id if found is not None else "") == id


def test_nothing_is_likely_without_a_text():
    assert likely_conference(identity_in_force(Submission()), conferences().values()) is None
