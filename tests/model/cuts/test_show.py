"""A treaty text as JSON: one proposal for each that is printed from it."""

from __future__ import annotations

from msgspec.structs import replace

from model.formats.show import show_json
from model.submission.values import CutSettings, Proposal
from tests.builders.notation import redline
from tests.builders.submissions import submission
from tests.builders.treaty import small_treaty, submission_of

TEXT = small_treaty("= ARTICLE 9", "9.1 one", "+ new", "- 9.2 two", "9.3 three", "9.4 four")
NEW_KEYS = {"text", "address", "first", "last", "provisions", "agenda", "underlined"}


def test_the_first_proposal_of_a_text_has_its_clauses_and_each_says_what_it_bears_on():
    cuts = {"c2": CutSettings(reasons="Clearer.", agenda="1.15"), "c4": CutSettings(symbol="NOC", underlined=True, last="c5")}
    value = submission_of(TEXT)
    shown = show_json(replace(value, proposals=(replace(value.proposals[0], cuts=cuts),)))["proposals"]
    assert [
        (printed["symbol"], printed["number"], printed["first"], printed["last"], len(printed["clauses"])) for printed in shown
    ] == [
        ("ADD", "XXX/XX/1", "9.1A", "9.1A", 6),
        ("SUP", "XXX/XX/2", "9.2", "9.2", 0),
        ("NOC", "XXX/XX/3", "9.3", "9.4", 0),
    ]
    assert [(printed["reasons"], printed["agenda"], printed["underlined"], printed["text"]) for printed in shown] == [
        ("Clearer.", "1.15", False, 1),
        ("", "", False, 1),
        ("", "", True, 1),
    ]
    assert shown[1]["provisions"] == ["c3"]
    assert shown[1]["clauses"] == shown[1]["comments"] == []


def test_only_keys_are_added_and_none_to_other_texts():
    value = submission_of(TEXT)
    resolution = submission(redline("# RESOLUTION 7\n*considering*\na)\tone;"))
    shown = show_json(replace(value, proposals=(*resolution.proposals, *value.proposals)))["proposals"]
    assert [printed["text"] for printed in shown[1:]] == [2, 2]
    assert shown[0] == show_json(resolution)["proposals"][0]
    assert shown[1].keys() - NEW_KEYS - {"instrument", "item"} == shown[0].keys()
    unamended = small_treaty("9.1 one", "9.2 two")
    (only,) = show_json(replace(value, proposals=(Proposal(redline=unamended),)))["proposals"]
    assert not only.keys() & NEW_KEYS
    assert len(only["clauses"]) == 2


def test_settings_of_a_proposal_that_is_no_longer_there_are_shown():
    value = submission_of(TEXT)
    cuts = {"c2": CutSettings(reasons="Clearer."), "c5": CutSettings(symbol="(MOD)", reasons="Kept.", agenda="1.15")}
    shown = show_json(replace(value, proposals=(replace(value.proposals[0], cuts=cuts),)))["proposals"]
    assert shown[0]["unused"] == [{"clause": "c5", "symbol": "(MOD)", "number": "", "reasons": "Kept.", "agenda": "1.15"}]
    assert [printed.get("unused") for printed in shown[1:]] == [None] * (len(shown) - 1)
