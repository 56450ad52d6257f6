"""Which clauses may refer to others: the same after each change as when the whole text is read again."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import EditError
from model.redline import SIDES, End, Redline, Run, Status
from model.references.mention_index import Mentions, verb_of
from model.submission.transactions import apply
from tests.builders.notation import redline
from tests.builders.strategies import redlines
from tests.builders.submissions import Action, actions, submission


def verbs_read_back(value: Redline) -> frozenset[str]:
    """The first words of the calls, the paragraph of each read back to its beginning."""
    clauses = value.clauses
    found = set()
    for at, clause in enumerate(clauses):
        if "call" in (clause.props.kind, clause.base_props.kind if clause.base_props else ""):
            for side in SIDES:
                first = at
                while first > 0 and not clauses[first - 1].end.status.on(side):
                    first -= 1
                text = "".join(verb_clause.text_on(side) for verb_clause in clauses[first : at + 1])
                found.add(verb_of(text, value.language))
    return frozenset(found - {""})


@given(redlines())
def test_the_verbs_are_those_of_each_paragraph_read_back_from_its_call(value: Redline) -> None:
    assert Mentions.of(value).verbs == verbs_read_back(value)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("words", ["", " ", "\u00ad", ", \u00ad ,", "\u2028", ", \u2028,", "\u00a0\ufeff:"])
def test_a_call_that_says_nothing_has_no_word_by_which_others_refer_to_it(words: str, language: str) -> None:
    text = redline("*considering*\na)\tone;\n")
    call = replace(text.clauses[0], runs=(Run(words),) if words else ())
    assert Mentions.of(Redline((call, *text.clauses[1:]), language=language)).verbs == frozenset()
    assert not verb_of(words, language)


@settings(deadline=None)
@given(st.lists(actions(), max_size=12))
def test_after_each_change_they_are_those_of_the_text_read_anew(done: list[Action]) -> None:
    value = submission()
    kept = Mentions.of(value.proposals[0].redline)
    for action in done:
        with suppress(EditError):
            value = apply(value, action(value))
        kept, known = kept.update(value.proposals[0].redline), kept.verbs
        assert kept == Mentions.of(value.proposals[0].redline, known)


def test_a_change_before_calls_that_are_inserted_reads_no_other_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    clauses = redline("*considering*\na)\tone;\nb)\ttwo;\n*noting*\na)\tthree;\n").clauses
    new = [replace(clause, runs=(Run(clause.text, Status.INSERTED),), end=End(Status.INSERTED)) for clause in clauses[2:]]
    kept = Mentions.of(Redline((*clauses[:2], *new), language="en"))
    typed = Redline((*clauses[:2], replace(new[0], runs=(Run("two, noting;", Status.INSERTED),)), *new[1:]), language="en")
    known = Mentions.of(typed, kept.verbs)
    monkeypatch.setattr(Mentions, "of", None)
    assert kept.update(typed) == known
