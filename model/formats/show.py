"""A submission as it is shown: as JSON for other programs, as a tree for people (FORMATS.md §7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from model.cuts.derive import CutIndex, cuts
from model.cuts.serials import PrintedProposal, printed_proposals
from model.cuts.values import Cut
from model.numbering import Labelling, label_spans, note_marks, on_one_line
from model.numbering.edition_marks import NO_MARKS, NO_PAIR, MarkPair
from model.numbering.margin_numbers import NumberPair
from model.redline import (
    ANCHOR,
    NOTE,
    OBJECT,
    SIDES,
    Clause,
    Note,
    Paragraph,
    Props,
    Redline,
    Run,
    Side,
    Status,
    join_runs,
    paragraphs,
    status_spans,
)
from model.submission.clause_paths import paths
from model.submission.comments import Comment, CommentSpan, in_order, public_comments
from model.submission.resolved import View
from model.submission.values import CutSettings, Header, Proposal, Submission
from model.text.shortening import shorten_text

_LABELLED_KINDS = ("paragraph", "heading")
_SIGNS = {Status.KEPT: " ", Status.INSERTED: "+", Status.DELETED: "-", Status.RETRACTED: "±"}
CHANGED = "~"


# --- one row for each clause that a view shows ------------------------------------------------------------------------


class ViewRow(Struct, frozen=True):
    """A clause, or on one side alone a paragraph, as a view shows it."""

    id: str
    """The label of the clause that bears it."""
    props: Props
    base_props: Props
    runs: tuple[Run, ...]
    end: Status
    clause: Clause
    """The one whose end closes it."""
    inner: tuple[Clause, ...]
    """All that it is made of."""


def view_rows(clauses: Sequence[Clause], view: View) -> Iterator[ViewRow]:
    """The rows that a view shows: clause by clause with the markup, paragraph by paragraph on one side."""
    if view == "markup":
        for clause in clauses:
            yield ViewRow(clause.id, clause.props, clause.props_on("base"), clause.runs, clause.end.status, clause, (clause,))
        return
    for paragraph in paragraphs(clauses, view):
        yield _row(paragraph, view)


def _row(paragraph: Paragraph, view: Side) -> ViewRow:
    closing = paragraph.closing
    runs = tuple(run for clause in paragraph.clauses for run in clause.runs if run.status.on(view))
    return ViewRow(
        paragraph.bearer.id, closing.props, closing.props_on("base"), runs, closing.end.status, closing, paragraph.clauses
    )


# --- JSON -------------------------------------------------------------------------------------------------------------


def show_json(submission: Submission, view: View = "markup") -> dict[str, Any]:
    """The object that `show --format json` prints (FORMATS.md §7).

    `runs` are pairs of status and text whose neighbours differ in status. In the views *draft* and *base* a clause is one
    paragraph of that side, and only its characters are given. Beyond the design's keys a clause has `own` if the draft's label
    was set by hand, `number` if it bears a margin number (the proposal then names its `instrument` and the agenda `item` of
    provisional numbers), `mark` if an edition mark is printed at its end (the proposal names its `edition` if that is not the
    next one), `moved` if it was moved, `objects` if it contains pictures or equations; a proposal has its `comments`, except
    private ones; in the views *draft* and *base*, which name nobody, it has none. A treaty text is as many proposals as
    are printed from it; the first has the clauses and comments, all have `text`, the number of the text, and what they bear on.
    """
    return {
        "language": submission.language,
        "header": _header(submission.header),
        "proposals": [*_proposals(submission, view)],
    }


def _proposals(submission: Submission, view: View) -> Iterator[dict[str, Any]]:
    """The proposals as they are printed: those of a treaty text one by one, the first of them with its clauses."""
    labellings = [Labelling.of(proposal.redline) for proposal in submission.proposals]
    derived = {
        number: cuts(proposal, labelling)
        for number, (proposal, labelling) in enumerate(zip(submission.proposals, labellings, strict=True), 1)
    }
    last = 0
    for printed in printed_proposals(submission, derived):
        proposal, labelling = submission.proposals[printed.text - 1], labellings[printed.text - 1]
        out = _proposal(proposal, labelling, view, whole=printed.text != last)
        if printed.text != last and proposal.cuts and (unused := CutIndex.of(proposal, labelling).unused):
            out["unused"] = [_unused(key, unused[key]) for key in sorted(unused)]
        last = printed.text
        yield out if printed.cut is None else {**out, **_cut(printed, printed.cut)}


def _unused(key: str, settings: CutSettings) -> dict[str, Any]:
    """What is kept of a proposal that is no longer printed from a treaty text."""
    texts = {name: getattr(settings, name) for name in ("symbol", "number", "reasons", "agenda")}
    return {"clause": key, **texts}


def _cut(printed: PrintedProposal, cut: Cut) -> dict[str, Any]:
    """The keys of a proposal that is printed from a treaty text."""
    settings = cut.settings
    return {
        "symbol": cut.symbol,
        "number": printed.number,
        "reasons": settings.reasons,
        "text": printed.text,
        "address": cut.address,
        "first": cut.address,
        "last": cut.address_of_last,
        "provisions": list(cut.provisions),
        "agenda": settings.agenda,
        "underlined": settings.underlined,
    }


def _header(header: Header) -> dict[str, Any]:
    out = {name: getattr(header, name) for name in header.__struct_fields__}
    out["sources"] = list(header.sources)
    out["contacts"] = [asdict(contact) for contact in header.contacts]
    return out


def _proposal(proposal: Proposal, labelling: Labelling, view: View, *, whole: bool) -> dict[str, Any]:
    """A proposal; its clauses and comments only if `whole`."""
    redline = proposal.redline
    clauses: list[dict[str, Any]] = []
    comments: list[dict[str, Any]] = []
    if whole:
        names, marks = paths(redline, labelling), note_marks(redline)
        numbers = labelling.note_numbers
        for row in view_rows(redline.clauses, view):
            shown = _clause(row, labelling)
            shown = {"id": shown.pop("id"), "path": names.get(row.id, ""), **shown}
            shown["footnotes"] = [
                _note(key, redline, marks, view) | _number(numbers.get(key)) | _edition(key, redline, labelling, view)
                for key in _notes(row.runs)
            ]
            clauses.append(shown)
        comments = [_comment(comment, spans, names) for comment, spans in _public_comments(proposal, view)]
    treaty = {"instrument": redline.instrument, "item": redline.item} if labelling.numbers else {}
    if redline.edition:
        treaty["edition"] = redline.edition
    return {
        "symbol": proposal.symbol or None,
        "number": proposal.number,
        "reasons": proposal.reasons,
        "language": redline.language,
        "numbering": redline.policy,
        **treaty,
        "clauses": clauses,
        "comments": comments,
    }


def _number(number: NumberPair | None) -> dict[str, Any]:
    """The margin number of a note, if it has one."""
    return {"number": {"base": number.base, "draft": number.draft}} if number is not None else {}


def _edition(key: str, redline: Redline, labelling: Labelling, view: View) -> dict[str, Any]:
    """The edition mark of a note, if it has one: that of the last of its paragraphs with a mark."""
    marks = labelling.marks_of(key)
    if marks is NO_MARKS:
        return {}
    pairs = [marks.printed.get(row.clause.id, NO_PAIR) for row in view_rows(redline.notes[key].clauses, view)]
    sides = {side: [mark.text for pair in pairs if (mark := pair.on(side)) is not None] for side in SIDES}
    return {"edition": {side: texts[-1] if texts else None for side, texts in sides.items()}}


def _public_comments(proposal: Proposal, view: View) -> Iterator[tuple[Comment, tuple[CommentSpan, ...]]]:
    public = public_comments(proposal.comments, tracked=view == "markup")
    for key, found in in_order(proposal.redline, public):
        yield public[key], found


def _comment(comment: Comment, found: Sequence[CommentSpan], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "on": [names.get(span.clause, "") for span in found if not span.note],
        "quote": [anchor.quote for anchor in comment.anchors],
        "text": comment.text,
        "author": comment.stamp.author,
        "date": comment.stamp.date,
        "resolved": comment.done,
        "replies": [{"text": reply.text, "author": reply.stamp.author, "date": reply.stamp.date} for reply in comment.replies],
    }


def _clause(row: ViewRow, labelling: Labelling) -> dict[str, Any]:
    props, base = row.props, row.base_props
    out: dict[str, Any] = {
        "id": row.id,
        "kind": props.kind,
        "scheme": props.scheme,
        "level": _level(props),
        "base": _differing(props, base),
        "label": {"base": labelling.base(row.id), "draft": labelling.draft(row.id)},
        "end": str(row.end),
        "runs": status_texts(row.runs),
    }
    if row.id in labelling.numbers:
        out["number"] = {"base": labelling.number("base", row.id), "draft": labelling.number("draft", row.id)}
    if (pair := _mark_of(row, labelling)) is not None:
        out["mark"] = {side: mark.text if (mark := pair.on(side)) is not None else None for side in SIDES}
    if row.clause.cell is not None:
        out |= {"cell": list(row.clause.cell), "row": str(row.clause.row)}
        if (shape := row.clause.shape) is not None:
            out["shape"] = {"width": shape.width, "columns": shape.columns, "heads": shape.heads}
    if any(clause.own_label is not None for clause in row.inner):
        out["own"] = True
    if any(run.move for run in row.runs) or any(clause.end.move for clause in row.inner):
        out["moved"] = True
    objects = sum(1 for run in row.runs if run.text == OBJECT and run.content)
    return out | {"objects": objects} if objects else out


def _mark_of(row: ViewRow, labelling: Labelling) -> MarkPair | None:
    """The edition marks printed after a row; those of a side after a paragraph of that side."""
    return labelling.marks.printed.get(row.clause.id)


def status_texts(runs: Sequence[Run]) -> list[list[str]]:
    """Status and text of neighbouring runs of one status, without anchors."""
    return [[str(status), text] for status, text in status_spans(runs)]


def _level(props: Props) -> int:
    return props.level if props.kind in _LABELLED_KINDS else 0


def _differing(props: Props, base: Props) -> dict[str, Any]:
    pairs = {
        "kind": (props.kind, base.kind),
        "scheme": (props.scheme, base.scheme),
        "level": (_level(props), _level(base)),
        "style": (props.style, base.style),
    }
    return {key: old for key, (new, old) in pairs.items() if new != old}


def _notes(runs: Sequence[Run]) -> list[str]:
    return list(dict.fromkeys(run.content for run in runs if run.text == NOTE and run.content))


def _note(key: str, redline: Redline, marks: Mapping[str, tuple[str | None, str | None]], view: View) -> dict[str, Any]:
    """A note: its paragraphs as one list of runs, separated by line feeds, and one by one if there are several."""
    note = redline.notes.get(key, Note())
    base, draft = marks.get(key, (None, None))
    parts = list(view_rows(note.clauses, view))
    joined: list[Run] = []
    for index, row in enumerate(parts):
        joined += row.runs
        if index + 1 < len(parts):
            joined.append(Run("\n", row.end))
    out: dict[str, Any] = {"mark": {"base": base, "draft": draft}, "runs": status_texts(join_runs(joined))}
    if note.kind == "endnote":
        out["kind"] = note.kind
    if len(parts) > 1:
        out["clauses"] = [{"id": row.id, "end": str(row.end), "runs": status_texts(row.runs)} for row in parts]
    return out


# --- tree -------------------------------------------------------------------------------------------------------------


def show_tree(submission: Submission, view: View = "markup", width: int = 100) -> str:
    """The clauses as an indented tree in lines of `width`: `+` inserted, `-` deleted, `~` changed, `±` retracted."""
    lines: list[str] = []
    for proposal in submission.proposals:
        if lines:
            lines.append("")
        head = " ".join(part for part in (proposal.symbol, proposal.number) if part)
        lines += [head] if head else []
        lines += _tree(proposal.redline, view, width)
    return "".join(f"{line}\n" for line in lines)


def _tree(redline: Redline, view: View, width: int) -> Iterator[str]:
    labelling = Labelling.of(redline)
    depth = 0
    for row in view_rows(redline.clauses, view):
        kind = row.props.kind
        if kind in ("call", "annex", "number"):
            depth = 0
        indent = "" if kind not in _LABELLED_KINDS else "  " * (depth + max(row.props.level - 1, 0))
        sign = _sign(row, labelling) + " " if view == "markup" else ""
        text = " ".join(_words(row.runs).split())
        line = f"{sign}{indent}{_margin(row, labelling, view)}{on_one_line(_label(row, labelling, view))}{text}"
        yield shorten_text(line, width).rstrip()
        if kind in ("call", "heading"):
            depth = 1


def _words(runs: Sequence[Run]) -> str:
    """The words of a text in a tree: the draft's, or all of them if it has none."""
    shown = [run for run in runs if run.status.in_draft] or list(runs)
    signs = {NOTE: "*", OBJECT: "[object]", ANCHOR: ""}
    return "".join(signs.get(run.text, run.text) if run.content else run.text for run in shown)


def _margin(row: ViewRow, labelling: Labelling, view: View) -> str:
    """The margin number of a provision, as the view shows it."""
    base, draft = labelling.number("base", row.id), labelling.number("draft", row.id)
    number = (draft or base) if view == "markup" else base if view == "base" else draft
    return f"{number} " if number else ""


def _label(row: ViewRow, labelling: Labelling, view: View) -> str:
    base, draft = labelling.base(row.id), labelling.draft(row.id)
    if view != "markup":
        label = base if view == "base" else draft
        return f"{label} " if label else ""
    if base and draft and base != draft:
        parts = label_spans(base, draft, row.props.scheme)
        old = "".join(text for status, text in parts if status is Status.DELETED)
        new = "".join(text for status, text in parts if status is Status.INSERTED)
        kept = [text for status, text in parts if status is Status.KEPT]
        if kept and parts[0][0] is Status.DELETED:
            return f"{old} → {new}{''.join(kept)} "
        return f"{base} → {draft} "
    label = draft or base
    return f"{label} " if label else ""


def _sign(row: ViewRow, labelling: Labelling) -> str:
    statuses = {run.status for run in row.runs if run.text and not (run.text == ANCHOR and run.content)} | {row.end}
    if len(statuses) == 1 and row.end is not Status.KEPT:
        return _SIGNS[row.end]
    base, draft = labelling.base(row.id), labelling.draft(row.id)
    formats = any(run.base_style is not None for run in row.runs)
    if statuses != {Status.KEPT} or formats or row.props != row.base_props or (base and draft and base != draft):
        return CHANGED
    return " "
