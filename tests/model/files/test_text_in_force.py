"""The text in force among files that are consolidated."""

from __future__ import annotations

from itertools import permutations

import pytest

from model.diff.compare import compare
from model.files.text_in_force import text_in_force_among
from model.formats.notation import parse
from model.redline import Redline, Stamp
from model.submission.resolved import in_view
from model.submission.values import Proposal, Submission
from tests.builders.consolidation import BASE, PROPOSALS


def file(text: str, symbol: str = "", number: str = "") -> Submission:
    return alone(parse(text, language="en"), symbol, number)


def alone(text: Redline, symbol: str = "", number: str = "") -> Submission:
    return Submission(proposals=(Proposal(symbol, number, text),), language="en")


def accepted(text: str) -> Redline:
    return in_view(parse(text, language="en"), "draft")


def test_a_text_alone_is_in_force_wherever_it_stands_among_tracked_ones() -> None:
    for order in permutations([BASE, PROPOSALS["ATU"], PROPOSALS["CEPT"]]):
        assert text_in_force_among([file(text) for text in order]) == order.index(BASE)


def test_of_texts_without_tracked_changes_that_one_is_in_force_which_is_nearest_to_all() -> None:
    texts = [parse(BASE, language="en"), *(accepted(text) for text in PROPOSALS.values())]
    for first in range(len(texts)):
        turned = texts[first:] + texts[:first]
        assert text_in_force_among([alone(text) for text in turned]) == -first % len(texts)


def test_of_two_texts_without_tracked_changes_neither_is_known_to_be_in_force() -> None:
    assert text_in_force_among([file(BASE), alone(accepted(PROPOSALS["ATU"]))]) is None


def test_a_single_text_alone_is_in_force() -> None:
    assert text_in_force_among([file(BASE)]) == 0


def test_tracked_proposals_on_one_text_bring_it_along() -> None:
    files = [file(text, "MOD", f"{name}/1/1") for name, text in PROPOSALS.items()]
    assert text_in_force_among(files) == 0
    other = file(BASE.replace("report", "tell").replace("every year", "{~~every~>each~~} year"), "MOD")
    assert text_in_force_among([*files, other]) is None


@pytest.mark.parametrize("symbol", ["NOC", "SUP", "ADD"])
def test_a_proposal_without_amendments_is_not_in_force(symbol: str) -> None:
    assert text_in_force_among([file(BASE, symbol)]) is None
    assert text_in_force_among([file(BASE, symbol), file(PROPOSALS["ATU"], "MOD")]) == (None if symbol == "ADD" else 1)
    assert text_in_force_among([file(BASE, symbol), file(BASE), file(PROPOSALS["ATU"], "MOD")]) == 1


def test_what_a_party_sent_without_tracked_changes_is_not_in_force() -> None:
    clean = alone(accepted(PROPOSALS["CEPT"]), "MOD", "CEPT/1/1")
    assert text_in_force_among([clean, file(PROPOSALS["ATU"], "MOD")]) is None
    assert text_in_force_among([clean, file(BASE), file(PROPOSALS["ATU"], "MOD")]) == 1
    assert text_in_force_among([clean, file(BASE, "MOD"), file(PROPOSALS["ATU"], "MOD")]) == 1


def test_a_text_that_has_nothing_in_common_is_not_in_force() -> None:
    other = file("*noting*\na)\tsomething wholly unlike it in each and every word;\n")
    assert text_in_force_among([other, file(PROPOSALS["ATU"]), file(PROPOSALS["CEPT"])]) is None
    assert text_in_force_among([other, file(PROPOSALS["ATU"]), file(BASE)]) == 2


def test_a_file_of_several_texts_counts_by_the_one_that_is_meant() -> None:
    other = parse("*noting*\na)\tsomething wholly unlike it;\n", language="en")
    both = Submission(proposals=(Proposal("MOD", "", other), Proposal("MOD", "", parse(PROPOSALS["ATU"], language="en"))))
    assert text_in_force_among([both, file(BASE), file(PROPOSALS["RCC"])]) == 1
    assert text_in_force_among([both]) is None


def test_nothing_is_in_force_where_there_is_nothing() -> None:
    assert text_in_force_among([]) is None
    assert text_in_force_among([Submission()]) is None
    assert text_in_force_among([Submission(), file(BASE)]) == 1


def test_a_text_that_is_there_twice_is_taken_once_and_where_nobody_is_named() -> None:
    compared = compare(parse(BASE, language="en"), accepted(PROPOSALS["RCC"]), Stamp("RCC"))
    assert text_in_force_among([file(BASE, "MOD", "RCC/7A1/1"), alone(compared), file(BASE)]) == 2
