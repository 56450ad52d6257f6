"""Submissions in the notation."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import EditError
from model.formats.notation import parse, parse_submission, print_submission
from model.submission.values import Contact, Submission
from tests.builders.notation import notation_content
from tests.builders.strategies import headers_of, proposals_of, redlines, submissions_of, texts

short = st.one_of(st.just(""), texts, st.lists(texts, max_size=3).map("\n".join))
submissions = submissions_of(headers_of(short), proposals_of(short, redlines()))


def content_of(submission: Submission) -> Any:
    parts = [
        (proposal.symbol, proposal.number, proposal.reasons, notation_content(proposal.redline))
        for proposal in submission.proposals
    ]
    return submission.header, submission.language, parts


@given(submissions)
def test_a_submission_is_read_back_as_the_same(value: Submission) -> None:
    assert content_of(parse_submission(print_submission(value))) == content_of(value)


def test_a_submission_as_somebody_types_it() -> None:
    value = parse_submission(
        "Language: es\nTitle: PROPUESTA\nAbstract: uno\nAbstract: dos\nContact: A; B\n\n"
        "MOD\tATU/35A18/1\nRESOLUCIÓN 75 (Rev. Ginebra, 2022)\nSobre algo\nresuelve\n1\tque {++no++} prosigan.\n"
        "Motivos: así\n"
    )
    [proposal] = value.proposals
    assert (proposal.symbol, proposal.number, proposal.reasons) == ("MOD", "ATU/35A18/1", "así")
    assert value.header.abstract == "uno\ndos"
    assert value.header.contacts == (Contact("A", "B"),)
    assert [clause.props.kind for clause in proposal.redline.clauses] == ["number", "title", "call", "paragraph"]
    assert proposal.redline.language == "es"


def test_a_text_alone_needs_no_proposal_line_and_its_language_is_seen() -> None:
    value = parse_submission("RESOLUCIÓN 75 (Rev. Ginebra, 2022)\r\n\r\nresuelve\r\n1\tque las partes sigan.\r\n")
    assert (value.language, value.proposals[0].symbol) == ("es", "")


@pytest.mark.parametrize("text", ["MOD\nNumbering: wild\n# x", "MOD\n# {++x", "a\nb[^9]"])
def test_a_line_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(EditError, match=r"^line 2: "):
        parse_submission(text)


def test_a_title_that_begins_like_a_call_is_the_title() -> None:
    number = "第113号决议（2022年，日内瓦，修订版）"
    text = parse(f"{number}\n通过电信网络分发时间信号\n忆及\na)\t一；\n附件（{number}）\n")
    assert [clause.props.kind for clause in text.clauses] == ["number", "title", "call", "paragraph", "annex"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lambda: "x\n" * 50_001, "the text has more than 50,000 lines"),
        (lambda: "word " * 1_000_001, "the text has more than 5,000,000 characters"),
        (lambda: "y\n" + "a" * 200_001, "line 2: it has more than 200,000 characters"),
        (lambda: "y\n" + "{++a++}" * 150_000, "line 2: it has more than 1,000,000 characters"),
    ],
    ids=["lines", "text", "line", "marks"],
)
def test_more_than_a_text_can_have_is_refused_at_once(content: Callable[[], str], message: str) -> None:
    text, start = content(), time.process_time()
    with pytest.raises(EditError, match=message):
        parse_submission(text)
    assert time.process_time() - start < 2


def test_as_much_as_a_text_can_have_is_read() -> None:
    assert len(parse_submission("a\n \n" * 50_000).proposals[0].redline.clauses) == 50_000
    assert len(parse_submission("y\n" + "a" * 200_000).proposals[0].redline.clauses) == 2
