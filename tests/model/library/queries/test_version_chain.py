"""The editions of an instrument as redlines: each on the one before, the last the latest text, every word with its edition."""

from __future__ import annotations

import random

import pytest

from model.library.queries.version_chain import ClauseChange, VersionChain, WordsOfEdition, version_chain
from model.library.texts.values import LibraryText, TextIdentity
from model.redline import Redline, Run, Status, paragraphs
from tests.builders.comparison_checks import shown
from tests.builders.notation import redline
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.variants import Editor

YEARS = (2010, 2014, 2018, 2022)
FIRST = """\
# RESOLUTION 70
*considering*
a)\tthat the clocks of small islands are slow;
b)\tthat others are fast,
*resolves*
1\tto act.
"""


def edition(text: Redline, number: int) -> LibraryText:
    year = YEARS[number]
    fields = ("resolution", "PP", "70", "place", "Dubai", year, "", f"{year}-10-01", number > 0, text.language)
    return LibraryText(TextIdentity(*fields), "A title", text)


def chain_of(*texts: str) -> VersionChain:
    return version_chain([edition(redline(text), number) for number, text in enumerate(texts)])


@pytest.mark.parametrize("seed", range(30))
def test_each_step_stands_on_the_one_before_and_the_last_is_the_latest_text(seed: int) -> None:
    chance = random.Random(seed)
    editor = Editor(chance)
    texts = [text_in(LANGUAGES[seed % len(LANGUAGES)])]
    for _ in range(3):
        texts.append(editor.edit(texts[-1], 1 + seed % 7))
    held = [edition(text, number) for number, text in enumerate(texts)]
    chain = version_chain(chance.sample(held, len(held)))
    assert [step.identity.year for step in chain.steps] == list(YEARS)
    assert shown(chain.steps[0].redline, "base") == shown(texts[0], "base")
    for number in range(1, len(texts)):
        step = chain.steps[number].redline
        assert shown(step, "base") == shown(texts[number - 1], "base")
        assert shown(step, "draft") == shown(texts[number], "base")
    latest = list(paragraphs(texts[-1].clauses, "draft"))
    assert [clause.text for clause in chain.clauses] == [change.text for change in latest]
    for clause in chain.clauses:
        assert all(0 <= change.step < len(texts) for change in clause.words)
        assert "".join(clause.text[change.start : change.stop] for change in clause.words) == clause.text
        assert clause.changes == tuple(sorted(clause.changes, key=lambda change: change.step))
        assert all(change.step > clause.since for change in clause.changes)


@pytest.mark.parametrize("seed", range(10))
def test_a_word_of_an_edition_was_inserted_by_that_edition(seed: int) -> None:
    editor = Editor(random.Random(seed))
    texts = [text_in("en")]
    for _ in range(2):
        texts.append(editor.edit(texts[-1], 4))
    chain = version_chain([edition(text, number) for number, text in enumerate(texts)])
    for number in (1, 2):
        runs = [run for clause in chain.steps[number].redline.clauses for run in clause.runs]
        inserted = [run for run in runs if run.status is Status.INSERTED]
        words = [(clause, word) for clause in chain.clauses for word in clause.words if word.step == number]
        new = "".join(clause.text[word.start : word.stop] for clause, word in words)
        assert len(new) <= sum(len(run.text) for run in inserted)
        if number == 2:  # nothing came later, so all of it is there, but for what was moved
            assert len(new) == sum(len(run.text) for run in inserted if not run.move)


def test_it_is_told_which_edition_brought_a_clause_in_and_which_changed_its_words() -> None:
    second = FIRST.replace("b)\t", "b)\tthat bells are dear;\nc)\t").replace("slow", "very slow")
    third = second.replace("small islands", "distant islands").replace("to act", "to act soon")
    chain = chain_of(FIRST, second, third)
    chain_clauses = {clause.path: clause for clause in chain.clauses}
    assert {path: clause.since for path, clause in chain_clauses.items()} == {
        "number": 0, "considering": 0, "considering/a": 0, "considering/b": 1, "considering/c": 0, "resolves": 0, "resolves/1": 0,
    }  # fmt: skip
    islands = chain_clauses["considering/a"]
    assert islands.changes == (ClauseChange(1, ("very ",), ()), ClauseChange(2, ("distant",), ("small",)))
    later = [(islands.text[word.start : word.stop], word.step) for word in islands.words if word.step]
    assert later == [("distant", 2), ("very ", 1)]
    assert chain_clauses["considering/b"].words == (WordsOfEdition(0, 20, 1),)
    assert not chain_clauses["considering/c"].changes


def test_a_clause_that_moved_keeps_its_origin() -> None:
    long = FIRST.replace("that others are fast", "that the bells of the old town are heard by all who live there")
    text = long.replace("a)\tthat the clocks of small islands are slow;\n", "").replace("b)", "a)")
    second = text.replace("there,", "there;\nb)\tthat the clocks of small islands are slow,")
    chain = chain_of(long, second)
    assert {clause.since for clause in chain.clauses} == {0}
    assert any(run.move for clause in chain.steps[1].redline.clauses for run in clause.runs)


def test_the_changes_of_an_edition_bear_its_name_and_day() -> None:
    chain = chain_of(FIRST, FIRST.replace("slow", "fast"))
    stamps = {run.stamp for clause in chain.steps[1].redline.clauses for run in clause.runs if run.status is not Status.KEPT}
    assert {(stamp.author, stamp.date) for stamp in stamps if stamp} == {("Rev. Dubai, 2014", "2014-10-01T00:00:00Z")}


def test_no_text_one_text_and_one_edition_twice() -> None:
    assert version_chain([]) == VersionChain()
    chain = chain_of(FIRST)
    assert [step.redline for step in chain.steps] == [redline(FIRST).draft()]
    twice = version_chain([edition(redline(FIRST), 0), edition(redline(FIRST.replace("slow", "fast")), 0)])
    assert len(twice.steps) == 1
    assert Run("that the clocks of small islands are slow;") in twice.steps[0].redline.clauses[2].runs
