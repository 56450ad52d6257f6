"""Clauses of another kind, with another label: what a correction of a recognition error makes of them. The text stays."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.errors import EditError
from model.numbering.schemes import BULLETS, parse_label
from model.redline import Clause, Kind, Label, Run, Scheme, Status, groups, join_runs, label_bearer
from model.redline.runs import cut

WHITE = " \t\u00a0\u2002\u2003"
"""The characters that separate a label from its text."""
SCHEMES: tuple[Scheme, ...] = ("decimal", "letter", "roman")
"""Those that a label can be read by; a bullet is known by its sign."""
LABELLED = ("paragraph", "heading")
"""The kinds of clauses that have labels and levels."""


def clause_of_kind(clauses: Sequence[Clause], index: int, kind: Kind, *, level: int = 1, scheme: Scheme | None = None) -> Clause:
    """A clause with a kind, level and scheme on both sides. The label of a kind without labels becomes text again.

    clauses: those of the story
    index: which of them
    kind, level: those on both sides
    scheme: the label scheme; None: that of the label
    """
    old = clauses[index]
    if kind not in LABELLED:
        props = replace(old.props, kind=kind, level=0, scheme="none")
        runs = join_runs(printed_runs(old)) if old.label else old.runs
        return replace(old, props=props, base_props=None, runs=runs, label=None, own_label=None)
    own_scheme = scheme or (scheme_of(clauses, index, old.label.text) if old.label else "none")
    return replace(old, props=replace(old.props, kind=kind, level=level, scheme=own_scheme), base_props=None)


def clause_with_label(clauses: Sequence[Clause], index: int, length: int, *, scheme: Scheme | None = None) -> Clause:
    """A clause with the first `length` characters of the printed paragraph (label, separator, text) as its label; white space
    after them separates. EditError if that text is not kept as a whole, or the clause is of a kind without labels.

    clauses: those of the story
    index: which of them
    length: characters of the label, from the beginning of the printed paragraph; 0 for none
    scheme: the label scheme; None: that of the label
    """
    old = clauses[index]
    if length and old.props.kind not in LABELLED:
        raise EditError.of("only paragraphs and headings have labels; say first that this is one")
    printed = printed_runs(old)
    length = len("".join(run.text for run in printed)[:length].rstrip(WHITE))  # the separator after a label is not part of it
    before, rest = cut(printed, length)
    kept = sum(len(run.text) for run in before if run.status is Status.KEPT and not run.content)
    if kept < length or (length and not _opens_base(clauses, replace(old, runs=rest))):
        raise EditError.of("a label can only be cut from text that is in force and in the draft")
    text = "".join(run.text for run in before)
    gap, runs = cut(rest, _white_at_start(rest)) if length else ((), rest)
    label = Label(text, "".join(run.text for run in gap), style=before[0].style) if length else None
    new_scheme: Scheme = (scheme or scheme_of(clauses, index, text)) if length else "none"
    props = replace(old.props, scheme=new_scheme)
    base_props = replace(old.base_props, scheme=new_scheme) if old.base_props else None
    return replace(old, runs=join_runs(runs), label=label, own_label=None, props=props, base_props=base_props)


def _white_at_start(runs: Sequence[Run]) -> int:
    """The number of kept white characters at the beginning of runs."""
    white = 0
    for run in runs:
        if run.status is not Status.KEPT:
            break
        stripped = run.text.lstrip(WHITE)
        white += len(run.text) - len(stripped)
        if stripped:
            break
    return white


def _opens_base(clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether a paragraph of the text in force begins with a clause, as it is without its label."""
    put = [clause if other.id == clause.id else other for other in clauses]
    return any(label_bearer(group, "base").id == clause.id for group in groups(put, "base"))


def scheme_of(clauses: Sequence[Clause], index: int, label: str) -> Scheme:
    """The scheme of a label at a clause: its earlier one, that of the list that it continues, or that of the lowest value."""
    numerals = {scheme: parse_label(label, scheme) for scheme in SCHEMES}
    found = {scheme: numeral for scheme, numeral in numerals.items() if numeral is not None}
    if not found:
        return "bullet" if label in BULLETS else "none"
    props = clauses[index].props
    if props.scheme in found:
        return props.scheme
    for before in reversed(clauses[:index]):
        if before.props.kind != props.kind or before.props.level < props.level:
            break
        if before.props.level == props.level and before.label is not None:
            last = parse_label(before.label.text, before.props.scheme)
            candidates = found.get(before.props.scheme)
            if last is not None and candidates is not None and candidates.value == last.value + 1:
                return candidates.scheme
            break
    return min(found.values(), key=lambda numeral: numeral.value).scheme


def printed_runs(clause: Clause) -> tuple[Run, ...]:
    """The runs of label, separator and text as printed; deleted if these are. EditError if Word makes the label."""
    if clause.label is None:
        return clause.runs
    if clause.label.automatic:
        raise EditError.of("the label is made by Word’s automatic numbering; it is not part of the text")
    like = Run("") if clause.is_on("draft") else Run("", Status.DELETED, stamp=clause.end.stamp, move=clause.end.move)
    label = replace(like, text=clause.label.text, style=clause.label.style)
    return (label, replace(like, text=clause.label.after), *clause.runs)
