"""The beginning of a submission in one step that can be taken back."""

from __future__ import annotations

import pytest

from model.edits.proposals.new_proposal import begin_proposal, named_text_in_force, text_in_force
from model.formats.notation import parse
from model.redline import Stamp
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
