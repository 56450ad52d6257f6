"""Conflicts as options in square brackets, and what is chosen of them afterwards."""

from __future__ import annotations

from model.brackets.parser import parse_brackets
from model.consolidation.merge import Consolidation, Decision, Party, consolidate, merged_redline
from model.diff.compare import compare
from model.edits.brackets import accept_text_in_force, choose_option
from model.formats.notation import parse, print_redline
from model.redline import Redline, Stamp
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.submissions import ME

BASE = "*recalling*\na)\tthat States act soon;\nb)\tthat all is well,\n"


def of(base: str, *drafts: str, language: str = "en") -> Consolidation:
    text = parse(base, language=language)
    names = zip(("ATU", "EUR", "APT"), drafts, strict=False)
    return consolidate(text, [Party(name, compare(text, parse(draft, language=language), Stamp(name))) for name, draft in names])


def lines(redline: Redline) -> list[str]:
    return [clause.text for clause in redline.draft().clauses]


def test_different_words_are_options_with_their_parties() -> None:
    found = of(BASE, BASE.replace("*recalling*", "*noting*"), BASE.replace("*recalling*", "*considering*"))
    merged = merged_redline(found, {}, "", "options")
    assert lines(merged)[0] == "[ATU: noting] [EUR: considering]"
    assert print_redline(merged.base()) == print_redline(found.base)


def test_parties_that_want_the_same_share_an_option() -> None:
    drafts = (BASE.replace("soon", "now"), BASE.replace("soon", "later"), BASE.replace("soon", "now"))
    found = of(BASE, *drafts)
    merged = merged_redline(found, {}, "", "options")
    assert lines(merged)[1] == "that States act [ATU, APT: now] [EUR: later];"
    (made,) = parse_brackets(merged.clauses).open_texts
    assert [option.owner for option in made.options] == ["ATU, APT", "EUR"]


def test_who_deletes_the_words_has_an_empty_option() -> None:
    found = of(BASE, BASE.replace("act soon", "act now"), BASE.replace(" act soon", ""))
    merged = merged_redline(found, {}, "", "options")
    (made,) = parse_brackets(merged.clauses).open_texts
    assert (made.kind, [option.kind for option in made.options]) == ("alternatives", ["text", "text"])
    value = Submission(proposals=(Proposal("MOD", redline=merged),))
    assert lines(apply(value, choose_option(value, made, 1, ME)).proposals[0].redline)[1] == "that States;"


def test_each_option_can_be_chosen_and_the_text_in_force_comes_back() -> None:
    found = of(BASE, BASE.replace("soon", "now"), BASE.replace("soon", "later"))
    value = Submission(proposals=(Proposal("MOD", redline=merged_redline(found, {}, "", "options")),))
    (made,) = parse_brackets(value.proposals[0].redline.clauses).open_texts
    for number, word in enumerate(("now", "later")):
        after = apply(value, choose_option(value, made, number, ME)).proposals[0].redline
        assert lines(after)[1] == f"that States act {word};"
    back = apply(value, accept_text_in_force(value, made, ME)).proposals[0].redline
    assert lines(back)[1] == "that States act soon;"


def test_a_conflict_about_whole_clauses_stands_side_by_side() -> None:
    found = of(BASE, BASE.replace("a)\tthat States act soon;\n", ""), BASE.replace("soon", "now"))
    assert found.conflicts
    stacked = print_redline(merged_redline(found, {}, "", "stack"))
    assert print_redline(merged_redline(found, {}, "", "options")) == stacked


def test_chinese_options_have_wide_brackets() -> None:
    base = "1\t成员国应研究该问题；\n2\t成员国应继续报告；\n"
    found = of(base, base.replace("研究", "审议"), base.replace("研究", "审查"), language="zh")
    assert lines(merged_redline(found, {}, "", "options"))[0] == "成员国应［ATU: 审议］［EUR: 审查］该问题；"


def test_a_decision_makes_one_conflict_options() -> None:
    found = of(BASE, BASE.replace("soon", "now"), BASE.replace("soon", "later"))
    decisions = {found.conflicts[0].key: Decision("options")}
    assert lines(merged_redline(found, decisions, ""))[1] == "that States act [ATU: now] [EUR: later];"
