"""Edits of a file on the proposals that are printed from a treaty text."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from model.cuts.derive import CutIndex, cuts
from model.edits.script.apply import apply_edits
from model.errors import EditError
from model.formats.show import show_json
from model.submission.values import CutSettings, Submission
from tests.builders.submissions import submission
from tests.builders.treaty import small_treaty, submission_of

TEXT = submission_of(small_treaty("= ARTICLE 9", "9.1 one", "+ new", "- 9.2 two", "9.3 three", "9.4 four"))


def edited(*edits: dict[str, Any], given: Submission = TEXT) -> Submission:
    return apply_edits(given, {"edits": list(edits)})


def shown(submission: Submission) -> list[str]:
    return [f"{cut.symbol} {cut.address}" for cut in cuts(submission.proposals[0])]


def of_field(name: str, value: object, address: str = "9.1A") -> dict[str, Any]:
    return {"do": "set", "field": f"proposals[{address}]/{name}", "value": value}


def test_reasons_and_symbol_are_set_by_the_address_of_a_proposal():
    after = edited(of_field("reasons", "Clearer."), of_field("agenda", "1.15"), of_field("symbol", "ADD*"))
    assert after.proposals[0].cuts == {"c2": CutSettings(symbol="ADD*", reasons="Clearer.", agenda="1.15")}
    assert edited(of_field("reasons", ""), of_field("agenda", ""), of_field("symbol", "ADD"), given=after).proposals[0].cuts == {}


def test_an_index_is_that_of_the_proposals_as_the_text_was_read():
    first, second = show_json(TEXT)["proposals"]
    assert (first["address"], second["address"]) == ("9.1A", "9.2")
    earlier = {"do": "replace", "at": "9.1", "find": "one", "with": "1"}
    after = edited(earlier, {"do": "set", "field": "proposals/2/reasons", "value": "Not used."})
    assert [(cut.address, cut.settings.reasons) for cut in cuts(after.proposals[0])] == [
        ("9.1", ""), ("9.1A", ""), ("9.2", "Not used."),
    ]  # fmt: skip
    of_text = edited({"do": "set", "field": "proposals/2/item", "value": "1.15"})
    assert of_text.proposals[0].redline.item == "1.15"


def test_an_index_counts_proposals_on_provisions_and_other_texts_alike():
    resolution = submission().proposals[0]
    given = replace(TEXT, proposals=(*TEXT.proposals, resolution))
    after = edited({"do": "set", "field": "proposals/3/reasons", "value": "Of the resolution."}, given=given)
    assert after.proposals[1].reasons == "Of the resolution."
    assert after.proposals[0] == TEXT.proposals[0]
    with pytest.raises(EditError, match="there is no proposal '4': the submission has 3"):
        edited({"do": "set", "field": "proposals/4/reasons", "value": "x"}, given=given)


def test_a_treaty_text_without_a_symbol_gets_one_by_its_index():
    symbol = {"do": "set", "field": "proposals/1/symbol", "value": "MOD"}
    imported = replace(TEXT, proposals=(replace(TEXT.proposals[0], symbol=""),))
    assert edited(symbol, given=imported) == TEXT
    assert edited(symbol).proposals[0].cuts == {"c2": CutSettings(symbol="MOD")}


def test_an_index_whose_proposal_an_earlier_edit_removed_is_refused():
    with pytest.raises(EditError, match=r"edit 2 .*that proposal is no longer there"):
        edited({"do": "reject", "at": "+9.1A"}, {"do": "set", "field": "proposals/1/reasons", "value": "x"})


def test_a_proposal_that_an_earlier_edit_makes_has_its_address():
    after = edited({"do": "replace", "at": "9.3", "find": "three", "with": "3"}, of_field("reasons", "A digit.", "9.3"))
    assert after.proposals[0].cuts == {"c4": CutSettings(reasons="A digit.")}


def test_proposals_are_joined_taken_apart_and_ordered():
    joined = edited(of_field("reasons", "One."), of_field("reasons", "Two.", "9.2"), {"do": "join", "at": "9.1A"})
    assert shown(joined) == ["MOD 9.1A"]
    assert joined.proposals[0].cuts == {"c2": CutSettings(last="c3", reasons="One.\nTwo.")}
    assert edited(of_field("agenda", "7", "9.2"), given=joined).proposals[0].cuts["c2"].agenda == "7"
    assert shown(edited({"do": "join", "at": "9.1A", "remove": True}, given=joined)) == ["ADD 9.1A", "SUP 9.2"]
    ordered = edited({"do": "order", "at": "9.2", "to": 1})
    assert shown(ordered) == ["SUP 9.2", "ADD 9.1A"]
    assert edited({"do": "order", "at": "9.2", "to": 2}, given=ordered) == TEXT


def test_provisions_are_kept_and_released():
    kept = edited({"do": "noc", "at": "9.3", "to": "9.4", "underlined": True}, of_field("reasons", "It works.", "9.3"))
    found = cuts(kept.proposals[0])[-1]
    assert (found.symbol, found.address, found.address_of_last, found.is_numbered) == ("NOC", "9.3", "9.4", True)
    released = edited({"do": "noc", "at": "9.4", "remove": True}, given=kept)
    assert shown(released) == ["ADD 9.1A", "SUP 9.2"]
    assert CutIndex.of(released.proposals[0]).unused == {"c4": CutSettings(reasons="It works.")}
    whole = edited({"do": "noc", "at": "ARTICLE 9"})
    assert shown(whole) == ["NOC ARTICLE 9", "ADD 9.1A", "SUP 9.2"]


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (of_field("reasons", "x", "9.9"), "no proposal bears on “9.9”; there are 9.1A, 9.2"),
        (of_field("colour", "x"), "a proposal on a provision has the fields symbol, reasons, agenda, number"),
        (of_field("reasons", 7), "“value” is not a text"),
        (of_field("symbol", "OLD"), "“value” is one of ADD"),
        (of_field("symbol", "NOC"), "9.1A is amended, so its symbol cannot be NOC; reject its amendments first"),
        ({"do": "join", "at": "9.2"}, "no proposal follows 9.2 in the text"),
        ({"do": "join", "at": "9.2", "remove": True}, "the proposal on 9.2 has no parts that could be proposals of their own"),
        ({"do": "noc", "at": "9.2"}, "these provisions are amended; NOC is for provisions that stay as they are"),
        ({"do": "noc", "at": "9.3", "remove": True}, "there is no NOC here that could be taken back"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(edit: dict[str, Any], reason: str):
    with pytest.raises(EditError, match="edit 1") as error:
        edited(edit)
    assert reason in str(error.value)


def test_a_text_without_margin_numbers_has_no_such_proposals():
    with pytest.raises(EditError, match="this text has no margin numbers"):
        edited({"do": "noc", "at": "¶1"}, given=submission_of(small_treaty("+… words", "… more")))
