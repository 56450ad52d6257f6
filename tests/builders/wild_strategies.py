"""Hypothesis strategies for the values of a submission, as wild as their types allow."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from model.redline import (
    ANCHOR,
    LINE_BREAK,
    NOTE,
    OBJECT,
    PLAIN,
    Clause,
    End,
    Kind,
    Label,
    NewCell,
    Note,
    Policy,
    Props,
    Redline,
    Run,
    Scheme,
    Stamp,
    Status,
)
from model.submission.comments import Comment, CommentAnchor, Reply
from model.submission.positions import STANCES, Position
from model.submission.values import DeletedPart, IgnoredProblem
from tests.builders.strategies import contacts_of, headers_of, proposals_of, styles_of, submissions_of

texts = st.text(
    st.one_of(
        st.sampled_from("ab \t\n\r<>&\"'\\{}+-\u00a0\u2011\u00ad\u0000\u0008\ud800\uffff\U0001f600عж" + LINE_BREAK),
        st.characters(),
    ),
    max_size=8,
)
short = st.one_of(st.just(""), texts)
stamps = st.builds(Stamp, author=short, date=short)
styles = st.one_of(
    st.just(PLAIN),
    styles_of(short, other=short),
)
statuses = st.sampled_from(list(Status))
some_stamps = st.one_of(st.just(Stamp()), stamps)
plain_runs = st.builds(
    Run,
    text=texts,
    status=statuses,
    style=styles,
    base_style=st.one_of(st.none(), styles),
    stamp=some_stamps,
    style_stamp=some_stamps,
    retracted=some_stamps,
    move=short,
)
runs = st.one_of(
    plain_runs,
    st.builds(Run, text=st.sampled_from([NOTE, OBJECT, ANCHOR]), status=statuses, stamp=some_stamps, content=texts),
)
ends = st.builds(End, status=statuses, stamp=some_stamps, retracted=some_stamps, move=short)
props = st.builds(
    Props,
    kind=st.sampled_from(get_args(Kind)),
    level=st.integers(0, 9),
    scheme=st.sampled_from(get_args(Scheme)),
    style=short,
    other=short,
    provision=st.booleans(),
)
labels = st.builds(Label, text=texts, after=short, automatic=st.booleans(), locked=st.booleans(), style=styles)
shapes = st.builds(NewCell, width=st.integers(0, 31_680), columns=st.integers(1, 63), heads=st.booleans())
clauses = st.builds(
    Clause,
    id=texts,
    props=props,
    runs=st.lists(runs, max_size=4).map(tuple),
    end=ends,
    label=st.one_of(st.none(), labels),
    base_props=st.one_of(st.none(), props),
    props_stamp=some_stamps,
    own_label=st.one_of(st.none(), labels),
    cell=st.one_of(st.none(), st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))),
    row=statuses,
    row_stamp=some_stamps,
    shape=st.one_of(st.none(), shapes),
    source=short,
    number=st.one_of(st.none(), st.none(), labels),
    own_number=st.one_of(st.none(), st.none(), labels),
    mark=st.one_of(st.none(), st.none(), labels),
    own_mark=st.one_of(st.none(), st.none(), labels),
)
clause_lists = st.lists(clauses, max_size=4, unique_by=lambda clause: clause.id).map(tuple)
notes = st.builds(
    Note,
    kind=st.sampled_from(["footnote", "endnote"]),
    clauses=st.lists(clauses, max_size=2, unique_by=lambda clause: clause.id).map(tuple),
    mark=st.one_of(st.none(), texts),
    source=short,
)
redlines = st.builds(
    Redline,
    clauses=clause_lists,
    notes=st.dictionaries(texts, notes, max_size=2),
    language=st.sampled_from(["", "en", "es", "ar"]),
    policy=st.sampled_from(get_args(Policy)),
    instrument=short,
    item=short,
)
anchors = st.builds(CommentAnchor, clause=texts, quote=short, prefix=short, suffix=short, note=short)
replies = st.builds(Reply, text=texts, stamp=some_stamps, source=short)
comments = st.builds(
    Comment,
    text=texts,
    anchors=st.lists(anchors, max_size=2).map(tuple),
    private=st.booleans(),
    reason=st.booleans(),
    done=st.booleans(),
    stamp=some_stamps,
    replies=st.lists(replies, max_size=2).map(tuple),
    source=short,
)
positions = st.builds(
    Position,
    anchors=st.lists(anchors, max_size=2).map(tuple),
    party=short,
    owners=st.lists(texts, max_size=2).map(tuple),
    stance=st.sampled_from(STANCES),
    details=short,
    note=short,
    links=st.lists(texts, max_size=2).map(tuple),
)
contacts = contacts_of(short)
headers = headers_of(short)
struck = st.builds(
    DeletedPart,
    before=clause_lists,
    after=clause_lists,
    notes=st.dictionaries(texts, notes, max_size=2),
    note=short,
    beside=st.booleans(),
)
proposals = proposals_of(
    short,
    redlines,
    original=redlines,
    source=short,
    comments=st.dictionaries(texts, comments, max_size=2),
    positions=st.dictionaries(texts, positions, max_size=2),
    struck=st.dictionaries(texts, st.lists(struck, min_size=1, max_size=2).map(tuple), max_size=2),
)
submissions = submissions_of(
    headers,
    proposals,
    sources=st.dictionaries(texts, st.binary(max_size=40), max_size=2),
    ignored=st.dictionaries(texts, st.builds(IgnoredProblem, reason=short, stamp=some_stamps), max_size=2),
)
