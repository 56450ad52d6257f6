"""References to provisions: what they mean, and what becomes of them."""

from __future__ import annotations

from msgspec.structs import replace

from model.numbering import Labelling
from model.redline import Redline, Stamp, groups
from model.references.numbered_texts import NumberedTexts
from model.references.provision_references import ProvisionReferences
from model.submission.search import Passage
from model.submission.story import StoryId
from tests.builders.treaty import small_treaty


def faults(*redlines: Redline) -> list[tuple[str, str, str]]:
    """The fault of each reference of the first text, its number, and the number that the provision has now."""
    texts = NumberedTexts.of((number, redline, Labelling.of(redline)) for number, redline in enumerate(redlines, 1))
    references = ProvisionReferences(StoryId(1), "en", texts)
    return [
        (fault.fault, fault.label, fault.new)
        for group in groups(redlines[0].clauses, "draft")
        for fault in references.faults(Passage(StoryId(1), group, "draft"))
    ]


def at(redline: Redline, *dates: str) -> Redline:
    """The text with the dates of its insertions."""
    left = list(dates)
    clauses = []
    for clause in redline.clauses:
        if not clause.end.status.in_base:
            stamp = Stamp("Ana", left.pop(0))
            runs = tuple(replace(run, stamp=stamp) for run in clause.runs)
            clauses.append(replace(clause, runs=runs, end=replace(clause.end, stamp=stamp)))
        else:
            clauses.append(clause)
    return replace(redline, clauses=tuple(clauses))


def test_a_reference_to_a_provision_that_is_there_has_no_fault() -> None:
    assert faults(small_treaty("= Article 9", "9.1 see No. 9.2", "9.2 see Nos. 9.1 and 9.2, and No. 11.5", "+ No. 9.2A")) == []


def test_a_deleted_an_unknown_and_an_unused_provision_are_told() -> None:
    text = small_treaty("= Article 9", "9.1 see No. 9.2", "- 9.2 gone", "9.3 Not used.", "+ No. 9.2, No. 9.3, No. 9.99")
    assert faults(text) == [
        ("deleted", "9.2", ""), ("deleted", "9.2", ""), ("unused", "9.3", ""), ("missing", "9.99", ""),
    ]  # fmt: skip


def test_a_reference_to_an_insertion_that_got_another_number_after_it_was_written_is_told() -> None:
    text = small_treaty("= Article 9", "9.1 one", "+ later", "+ first", "9.2 two", "+ see No. 9.1A")
    assert faults(at(text, "2026-11-30T12:00:00Z", "2026-11-30T10:00:00Z", "2026-11-30T11:00:00Z")) == [
        ("renamed", "9.1A", "9.1B")
    ]
    assert faults(at(text, "2026-11-30T09:00:00Z", "2026-11-30T10:00:00Z", "2026-11-30T11:00:00Z")) == []


def test_a_range_whose_middle_changed_and_one_that_runs_backwards_are_told() -> None:
    text = small_treaty("= Article 9", "9.1 Nos. 9.2 to 9.4", "9.2 two", "+ new", "- 9.3 three", "9.4 four", "+ Nos. 9.4 to 9.2")
    assert faults(text) == [("changed", "9.2–9.4", ""), ("reversed", "9.4–9.2", "")]


def test_another_open_text_is_asked_if_it_is_named_or_has_the_article() -> None:
    constitution = small_treaty(
        "1 see No. 3 of the Convention", "2 see No. 9.2", "3 No. 99 of this Constitution", instrument="CS"
    )
    convention = small_treaty("1 one", "- 3 three", instrument="CV")
    regulations = small_treaty("= Article 9", "9.1 one", "- 9.2 two")
    assert faults(constitution, convention, regulations) == [
        ("deleted", "3", ""), ("deleted", "9.2", ""), ("missing", "99", ""),
    ]  # fmt: skip
    assert faults(constitution) == [("missing", "99", "")]
