"""Brackets that a decision would leave without words: they are deleted with the open text that was all they contained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from model.brackets.parser import parse_brackets
from model.brackets.span_text import span_lines
from model.brackets.values import BracketDecision, BracketOption, OpenText, TextSpan
from model.lexicon.bracket_words import PARTNERS
from model.redline import Clause

_CLOSING = frozenset(PARTNERS.values())


def with_emptied_brackets(
    clauses: tuple[Clause, ...], decisions: Mapping[OpenText, BracketDecision]
) -> Mapping[OpenText, BracketDecision]:
    """The decisions; each that leaves no words also applies to the brackets around its open text if they contain nothing else:
    `[[a]]`, or the second option of `[a] [[b]]`."""
    emptied = {
        open_text
        for open_text, decision in decisions.items()
        if open_text.level > 1 and _leaves_nothing(clauses, open_text, decision)
    }
    if not emptied:
        return decisions
    open_texts = parse_brackets(clauses).open_texts
    places = {clause.id: index for index, clause in enumerate(clauses)}
    return {
        _with_brackets_around(clauses, places, open_texts, open_text) if open_text in emptied else open_text: decision
        for open_text, decision in decisions.items()
    }


def _leaves_nothing(clauses: Sequence[Clause], open_text: OpenText, decision: BracketDecision) -> bool:
    """Whether none of the words of an open text stays; the text in force may have others."""
    if decision.kind == "choose":
        chosen = open_text.options[decision.option]
        return chosen.kind == "noc" or not _words(clauses, chosen.content)
    return decision.kind == "delete"


def _with_brackets_around(
    clauses: Sequence[Clause], places: Mapping[str, int], open_texts: Sequence[OpenText], open_text: OpenText
) -> OpenText:
    """An open text with the brackets around it that contain nothing else."""
    whole = open_text
    level = open_text.level
    number = next((number for number, found in enumerate(open_texts) if found.span == open_text.span and found.level == level), 0)
    for outer in reversed(open_texts[:number]):
        if outer.level >= level:
            continue
        level = outer.level
        option = next((option for option in outer.options if _contains(places, option.content, whole.span)), None)
        if option is None or not is_bracketed(clauses, option) or not _is_alone(clauses, option, whole):
            break
        span = outer.span if len(outer.options) == 1 else option.span
        first = replace(open_text.options[0], in_label=option.in_label)
        whole = replace(open_text, span=span, options=(first, *open_text.options[1:]))
        if len(outer.options) > 1 or level == 1:
            break
    return whole


def _contains(places: Mapping[str, int], outer: TextSpan, inner: TextSpan) -> bool:
    starts = (places[outer.first], outer.start) <= (places[inner.first], inner.start)
    return starts and (places[inner.last], inner.stop) <= (places[outer.last], outer.stop)


def is_bracketed(clauses: Sequence[Clause], option: BracketOption) -> bool:
    """Whether an option has brackets of its own, which slashes do not share with others."""
    span = option.span
    first = next(clause.text for clause in clauses if clause.id == span.first)
    last = next(clause.text for clause in clauses if clause.id == span.last)
    return (option.in_label or first[span.start : span.start + 1] in PARTNERS) and last[span.stop - 1 : span.stop] in _CLOSING


def _is_alone(clauses: Sequence[Clause], option: BracketOption, inner: OpenText) -> bool:
    """Whether an option has no words beside an open text in it."""
    before = TextSpan(option.content.first, option.content.start, inner.span.first, inner.span.start)
    after = TextSpan(inner.span.last, inner.span.stop, option.content.last, option.content.stop)
    return not _words(clauses, before) and not _words(clauses, after)


def _words(clauses: Sequence[Clause], span: TextSpan) -> str:
    """The visible characters of a span on the draft, without spaces."""
    return "".join(span_lines(clauses, span, "draft"))
