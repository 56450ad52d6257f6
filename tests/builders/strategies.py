"""Arbitrary canonical redlines for laws."""

from __future__ import annotations

import string
from typing import Any, get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from model.redline import (
    ANCHOR,
    KEPT_END,
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
    Style,
)
from model.redline.canonical import canonical
from model.submission.values import SYMBOLS, Contact, CutSettings, Header, Proposal, Submission

NASTY = "ab  \t{}*[]\\¶|#=>+-_^,.~!:\u2028\u00a0\u0085\u2029\r\n\u2011\u00ad\u200f\ufeff1iIаأ第✓"
"""Characters that marks are made of, or that other programs take for the end of a line."""

letters = st.one_of(st.sampled_from(NASTY), st.characters(exclude_categories=["Cs"]))
texts = st.one_of(
    st.sampled_from([
        "a)", "i)\t", "1.1\t", "b)bis text", "considering", "*", "**", "{++", "--}", "[^1]", "[^1]: x", "# x", "> x",
        "[a)] x", "MOD\tX/1", "Title: x", "Abstract:",
        "Motivos: x", "the text,", "RESOLUTION 1", "(Dubai, 2018)", "{>>x<<}", " {.x}",
        "|1.1.1| x", "ANNEX 1", " ", "\t",
    ]),
    st.text(letters, min_size=1, max_size=6),
)  # fmt: skip


def styles_of(words: st.SearchStrategy[str], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Style]:
    """Styles whose names are these words."""
    return st.builds(
        Style,
        italic=st.booleans(),
        bold=st.booleans(),
        underline=st.booleans(),
        vertical=st.sampled_from(["", "superscript", "subscript"]),
        name=words,
        **more,
    )


names = st.one_of(st.just(""), st.sampled_from(["href", "a b", 'q"q', "Ж-1"]), st.text(letters, max_size=3))
styles = st.one_of(
    st.just(PLAIN),
    st.just(Style(italic=True)),
    styles_of(names),
)
stamps = st.sampled_from([Stamp(), Stamp("A", "2024-09-06T09:00:00Z"), Stamp("B")])
statuses = st.sampled_from([Status.KEPT, Status.KEPT, Status.INSERTED, Status.DELETED, Status.RETRACTED])


@st.composite
def runs(draw: st.DrawFn, notes: tuple[str, ...] = ()) -> Run:
    status = draw(statuses)
    style = draw(styles)
    stamp = draw(stamps) if status is not Status.KEPT else Stamp()
    base_style = draw(st.one_of(st.none(), styles)) if status is Status.KEPT else None
    special = draw(st.integers(0, 12))
    if special == 0:
        return Run(OBJECT, status, style, stamp=stamp, content="<w:drawing/>")
    if special == 1:
        return Run(ANCHOR, status, style, stamp=stamp, content="<w:bookmarkStart/>")
    if special == 2 and notes:
        return Run(NOTE, status, style, stamp=stamp, content=draw(st.sampled_from(notes)))
    return Run(draw(texts), status, style, base_style, stamp)


props = st.builds(
    Props,
    kind=st.one_of(st.just("paragraph"), st.sampled_from(get_args(Kind))),
    level=st.one_of(st.integers(0, 3), st.integers(0, 12)),
    scheme=st.sampled_from(get_args(Scheme)),
    style=names,
)
label_texts = st.one_of(
    st.sampled_from(["a)", "b)", "c)", "i)", "ii)", "1", "2", "1.1", "–", "b)bis", "1bis", "أ )", "(a)"]),
    st.text(st.sampled_from(string.ascii_letters + string.digits + "){*|\\"), min_size=1, max_size=3),
)
labels = st.builds(
    Label,
    text=label_texts,
    after=st.sampled_from(["\t", "\t", "\t", " ", "\u00a0\u00a0", ""]),
    automatic=st.booleans(),
    locked=st.booleans(),
    style=styles,
)
shapes = st.builds(NewCell, width=st.integers(0, 31_680), columns=st.integers(1, 63), heads=st.booleans())
no_labels = st.builds(Label, text=st.just(""), automatic=st.booleans(), locked=st.booleans())
"""Labels of the draft set by hand that say nothing: it has none if numbering would give one."""
optional_labels = st.one_of(st.none(), labels)


@st.composite
def _clauses(draw: st.DrawFn, id: str, notes: tuple[str, ...]) -> Clause:
    end = draw(statuses)
    cell = draw(st.one_of(st.none(), st.none(), st.none(), st.tuples(*[st.integers(0, 3)] * 3)))
    return Clause(
        id,
        draw(props),
        tuple(draw(st.lists(runs(notes), max_size=4))),
        End(end, draw(stamps)) if end is not Status.KEPT else KEPT_END,
        draw(optional_labels),
        draw(st.one_of(st.none(), st.none(), props)),
        own_label=draw(st.one_of(st.none(), st.none(), labels, no_labels)),
        cell=cell,
        row=draw(statuses) if cell is not None else Status.KEPT,
        shape=draw(st.one_of(st.none(), shapes)) if cell is not None else None,
    )


@st.composite
def clause_lists(draw: st.DrawFn, prefix: str = "c", notes: tuple[str, ...] = (), most: int = 6) -> tuple[Clause, ...]:
    """A story in canonical form."""
    count = draw(st.integers(0, most))
    return canonical([draw(_clauses(f"{prefix}{index}", notes)) for index in range(count)])


@st.composite
def redlines(draw: st.DrawFn) -> Redline:
    """An arbitrary redline in canonical form: nasty characters, all statuses, labels, tables, notes."""
    keys = tuple(f"note {number}" for number in range(draw(st.integers(0, 2))))
    notes = {
        key: Note(
            draw(st.sampled_from(["footnote", "endnote"])),
            draw(clause_lists(f"{key} ", most=2)),
            draw(st.one_of(st.none(), texts)),
        )
        for key in keys
    }
    return Redline(
        draw(clause_lists("c", keys)),
        notes,
        draw(st.sampled_from(["", "en", "es", "ru", "zh", "ar"])),
        draw(st.sampled_from(get_args(Policy))),
    )


margin_texts = st.one_of(
    st.sampled_from(["9.1", "9.1A", "9.2", "61", "5.[A12]", "19.117 to 19.126", "73bis"]),
    st.text(st.sampled_from(string.ascii_letters + string.digits + '.+|" {*'), min_size=1, max_size=3),
)
margins = st.one_of(st.none(), st.builds(Label, text=margin_texts))
mark_texts = st.one_of(
    st.sampled_from(["(WRC-12)", "(Rev.WRC-07)", "(CMR-03)", "(WRC-27)"]), st.text(st.sampled_from('a1"{<\\'), max_size=2)
)
marks = st.one_of(st.none(), st.builds(Label, text=mark_texts, after=st.just(" ")))


@st.composite
def treaty_redlines(draw: st.DrawFn) -> Redline:
    """An arbitrary redline with margin numbers: of the base, set by hand, computed."""
    redline = draw(redlines())
    clauses = [
        replace(
            clause,
            number=draw(margins),
            own_number=draw(st.one_of(st.none(), margins)),
            mark=draw(marks),
            own_mark=draw(st.one_of(st.none(), marks)),
            props=replace(clause.props, provision=draw(st.booleans())),
        )
        for clause in redline.clauses
    ]
    instrument = draw(st.sampled_from(["", "CS", "RR"]))
    item = draw(st.sampled_from(["", "1.15"])) if instrument else ""
    edition = draw(st.sampled_from(["", "WRC-31"])) if instrument else ""
    return replace(redline, clauses=canonical(clauses), instrument=instrument, item=item, edition=edition)


def cut_settings() -> st.SearchStrategy[CutSettings]:
    """What may be set for a proposal of a treaty text, without the end of its range."""
    words = st.one_of(st.just(""), texts, st.lists(texts, max_size=3).map("\n".join))
    return st.builds(
        CutSettings,
        symbol=st.sampled_from(["", *SYMBOLS]),
        underlined=st.booleans(),
        number=words,
        serial=st.integers(0, 9999),
        reasons=words,
        agenda=words,
        separate=st.booleans(),
        order=st.integers(0, 99),
    )


def without_notes(redline: Redline) -> Redline:
    """The redline with its notes and their references taken out."""
    clauses = [
        replace(clause, runs=tuple(run for run in clause.runs if run.text != NOTE or not run.content))
        for clause in redline.clauses
    ]
    return Redline(canonical(clauses), {}, redline.language, redline.policy)


def contacts_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[Contact]:
    """Contacts whose fields are these words."""
    return st.builds(Contact, name=words, organization=words, country=words, email=words, phone=words)


def headers_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[Header]:
    """Headers whose fields are these words."""
    return st.builds(
        Header,
        conference=words,
        document=words,
        addendum=words,
        date=words,
        original=words,
        sources=st.lists(words, max_size=3).map(tuple),
        title=words,
        agenda=words,
        abstract=words,
        contacts=st.lists(contacts_of(words), max_size=2).map(tuple),
        introduction=words,
        proposal_text=words,
    )


def proposals_of(
    words: st.SearchStrategy[str], redlines: st.SearchStrategy[Redline], **more: st.SearchStrategy[Any]
) -> st.SearchStrategy[Proposal]:
    """Proposals whose fields are these words and these texts."""
    symbols = st.sampled_from(["", *SYMBOLS])
    return st.builds(Proposal, symbol=symbols, number=words, redline=redlines, reasons=words, **more)


def submissions_of(
    headers: st.SearchStrategy[Header], proposals: st.SearchStrategy[Proposal], **more: st.SearchStrategy[Any]
) -> st.SearchStrategy[Submission]:
    """Submissions of up to two of these proposals."""
    return st.builds(
        Submission,
        header=headers,
        proposals=st.lists(proposals, max_size=2).map(tuple),
        language=st.sampled_from(["", "en", "es"]),
        **more,
    )
