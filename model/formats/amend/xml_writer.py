"""A submission as the XML of a project file: one clause a line, every default omitted (the package docstring has the form)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model.formats.amend.values import Address, Extras
from model.formats.amend.xml_cuts import CUT_TEXTS, cut_attributes
from model.formats.amend.xml_text import element, flat, text
from model.redline import KEPT, KEPT_END, NOBODY, PLAIN, Clause, End, Label, Note, Props, Redline, Run, Stamp, Style
from model.submission.comments import Comment, CommentAnchor, Reply
from model.submission.values import Contact, CutSettings, DeletedPart, Header, IgnoredProblem, Proposal, Submission

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
Attributes = dict[str, str | None]

HEADER_ATTRIBUTES = ("conference", "document", "addendum", "date", "original")
HEADER_TEXTS = {
    "title": "title",
    "agenda": "agenda",
    "abstract": "abstract",
    "introduction": "introduction",
    "proposal-text": "proposal_text",
}
LABELS = {
    "label": "label", "own-label": "own_label", "number": "number", "own-number": "own_number", "mark": "mark",
    "own-mark": "own_mark",
}  # fmt: skip
"""The elements of the labels of a clause, with its fields."""
CONTACT_ATTRIBUTES = ("name", "organization", "country", "email", "phone")


class Writer:
    """Writes the elements of one XML part, with the parts that the reader of an older file did not know."""

    def __init__(self, extras: Extras) -> None:
        self._extras = extras
        self._known: dict[Props | Style, str | None] = {}

    def _element(self, at: Address, name: str, attributes: Mapping[str, str | None], content: str = "") -> str:
        extra = self._extras.get(at) if self._extras else None
        if extra:
            attributes, content = {**attributes, **dict(extra.attributes)}, content + "".join(extra.children)
        return element(name, attributes, content)

    def _start_tag_attributes(self, value: Props | Style) -> str | None:
        """The attributes of a value that many elements share, in the form of a start tag; None if they cannot be."""
        if value is PLAIN:
            return ""
        if value not in self._known:
            self._known[value] = flat(_props(value) if isinstance(value, Props) else _style(value))
        return self._known[value]

    def submission(
        self,
        submission: Submission,
        packages: Mapping[str, str],
        store_original: Callable[[Redline, int], str],
        store_theirs: Callable[[Redline, int], str],
    ) -> str:
        """`packages` names the part of each source package, `store_original` that of a redline as first read, `store_theirs` that
        of a lower layer."""
        lines = [self._header(submission.header)]
        lines += [self._element(("package", name), "package", {"name": name, "part": part}) for name, part in packages.items()]
        for index, proposal in enumerate(submission.proposals):
            theirs = store_theirs(proposal.theirs, index) if proposal.theirs is not None else None
            lines.append(self._proposal(proposal, ("proposal", index), store_original(proposal.original, index), theirs))
        lines += [self._ignored_element(key, submission.ignored[key]) for key in sorted(submission.ignored)]
        return self._element((), "submission", {"language": submission.language or None}, _lines(lines))

    def _ignored_element(self, key: str, ignored: IgnoredProblem) -> str:
        return self._element(("ignored", key), "ignored", {"key": key, **_stamp(ignored.stamp)}, text(ignored.reason))

    def _header(self, header: Header) -> str:
        lines = [self._text(("header", "source", index), "source", name) for index, name in enumerate(header.sources)]
        lines += [
            self._text(("header", name), name, value) for name, field in HEADER_TEXTS.items() if (value := getattr(header, field))
        ]
        lines += [self._contact(contact, ("header", "contact", index)) for index, contact in enumerate(header.contacts)]
        attributes = {name: getattr(header, name) or None for name in HEADER_ATTRIBUTES}
        return self._element(("header",), "header", attributes, _lines(lines))

    def _contact(self, contact: Contact, at: Address) -> str:
        return self._element(at, "contact", {name: getattr(contact, name) or None for name in CONTACT_ATTRIBUTES})

    def _text(self, at: Address, name: str, value: str) -> str:
        return self._element(at, name, {}, text(value))

    def _proposal(self, proposal: Proposal, at: Address, original: str, theirs: str | None) -> str:
        attributes: Attributes = {
            "symbol": proposal.symbol or None,
            "number": proposal.number or None,
            "source": proposal.source or None,
            "original": original or None,
            "theirs": theirs,
        }
        lines = [self._text((*at, "reasons"), "reasons", proposal.reasons)] if proposal.reasons else []
        lines.append(self.redline(proposal.redline, (*at, "text")))
        lines += [self._comment(key, proposal.comments[key], (*at, "comment", key)) for key in sorted(proposal.comments)]
        for key in sorted(proposal.struck):
            parts = [self._struck_element(part, (*at, "struck", key, n)) for n, part in enumerate(proposal.struck[key])]
            lines.append(self._element((*at, "struck", key), "struck", {"key": key}, _lines(parts)))
        lines += [self._cut(key, proposal.cuts[key], (*at, "cut", key)) for key in sorted(proposal.cuts)]
        return self._element(at, "proposal", attributes, _lines(lines))

    def _cut(self, key: str, settings: CutSettings, at: Address) -> str:
        texts = [self._text((*at, name), name, value) for name in CUT_TEXTS if (value := getattr(settings, name))]
        return self._element(at, "cut", cut_attributes(key, settings), "".join(texts))

    def _struck_element(self, struck: DeletedPart, at: Address) -> str:
        attributes: Attributes = {"note": struck.note or None, **_flags(beside=struck.beside)}
        sides = [
            self._element((*at, name), name, {}, _lines([self._clause(clause, (*at, name, clause.id)) for clause in clauses]))
            for name, clauses in (("before", struck.before), ("after", struck.after))
        ]
        notes = [self._note(key, note, (*at, "note", key)) for key, note in struck.notes.items()]
        return self._element(at, "part", attributes, _lines([*sides, *notes]))

    def redline(self, redline: Redline, at: Address) -> str:
        """The element of a redline, with the parts that an older file had under its address."""
        attributes: Attributes = {"language": redline.language or None}
        if redline.policy != "relabel":
            attributes["policy"] = redline.policy
        attributes |= {name: getattr(redline, name) or None for name in ("instrument", "item", "edition")}
        lines = [self._clause(clause, (*at, clause.id)) for clause in redline.clauses]
        lines += [self._note(key, note, (*at, "note", key)) for key, note in redline.notes.items()]
        return self._element(at, "text", attributes, _lines(lines))

    def _note(self, key: str, note: Note, at: Address) -> str:
        attributes: Attributes = {"key": key, "kind": note.kind, "mark": note.mark, "source": note.source or None}
        lines = [self._clause(clause, (*at, clause.id)) for clause in note.clauses]
        return self._element(at, "note", attributes, _lines(lines))

    def _comment(self, key: str, comment: Comment, at: Address) -> str:
        attributes: Attributes = {"key": key, **_stamp(comment.stamp)}
        attributes |= _flags(private=comment.private, reason=comment.reason, done=comment.done)
        attributes["source"] = comment.source or None
        content = self._text((*at, "said"), "said", comment.text)
        content += "".join([self._anchor(anchor, (*at, "anchor", n)) for n, anchor in enumerate(comment.anchors)])
        content += "".join([self._reply(reply, (*at, "reply", n)) for n, reply in enumerate(comment.replies)])
        return self._element(at, "comment", attributes, content)

    def _anchor(self, anchor: CommentAnchor, at: Address) -> str:
        attributes: Attributes = {"clause": anchor.clause, "note": anchor.note or None}
        attributes |= {"prefix": anchor.prefix or None, "suffix": anchor.suffix or None}
        return self._element(at, "anchor", attributes, text(anchor.quote))

    def _reply(self, reply: Reply, at: Address) -> str:
        attributes: Attributes = {**_stamp(reply.stamp), "source": reply.source or None}
        return self._element(at, "reply", attributes, text(reply.text))

    def _clause(self, clause: Clause, at: Address) -> str:
        if not self._extras and _is_plain(clause):
            start = self._start_tag_attributes(clause.props)
            if start is not None:
                source = f' source="{clause.source}"' if clause.source else ""
                label = self._label(clause.label, "label", at) if clause.label else ""
                runs = "".join([self._run(run, at) for run in clause.runs])
                return f'<clause id="{clause.id}"{start}{source}>{label}{runs}</clause>'
        attributes: Attributes = {"id": clause.id, **_props(clause.props)}
        if clause.cell:
            attributes["cell"] = "{} {} {}".format(*clause.cell)
        if clause.row is not KEPT:
            attributes["row"] = clause.row.value
        if clause.shape is not None:
            columns = str(clause.shape.columns) if clause.shape.columns > 1 else None
            attributes |= {"width": str(clause.shape.width), "columns": columns, **_flags(heads=clause.shape.heads)}
        if clause.source:
            attributes["source"] = clause.source
        if clause.row_stamp is not NOBODY or clause.props_stamp is not NOBODY:
            attributes |= _stamp(clause.row_stamp, "row-") | _stamp(clause.props_stamp, "props-")
        content = ""
        if clause.base_props:
            content += self._element((*at, "was"), "was", _props(clause.base_props))
        for name in LABELS:
            label = getattr(clause, LABELS[name])
            content += self._label(label, name, at) if label else ""
        content += "".join([self._run(run, at) for run in clause.runs])
        if clause.end is not KEPT_END and clause.end != KEPT_END:
            content += self._end(clause.end, at)
        return self._element(at, "clause", attributes, content)

    def _label(self, label: Label, name: str, at: Address) -> str:
        if not self._extras and label.after == "\t" and not (label.automatic or label.locked or label.before_notes):
            start = self._start_tag_attributes(label.style)
            if start is not None:
                return f"<{name}{start}>{text(label.text)}</{name}>"
        attributes = _style(label.style)
        if label.after != "\t":
            attributes["after"] = label.after
        attributes |= _flags(automatic=label.automatic, locked=label.locked)
        if label.before_notes:
            attributes["before-notes"] = "1"
        return self._element((*at, name), name, attributes, text(label.text))

    def _run(self, run: Run, at: Address) -> str:
        name = run.status.value
        if not self._extras and run.text and run.stamp is NOBODY and not run.content and _is_unchanged(run):
            start = self._start_tag_attributes(run.style)
            if start is not None:
                return f"<{name}{start}>{text(run.text)}</{name}>"
        attributes = _style(run.style) | _stamp(run.stamp)
        content = text(run.text)
        if run.base_style is not None:
            content = self._element((*at, run, "was"), "was", _style(run.base_style)) + content
        if run.style_stamp is not NOBODY or run.retracted is not NOBODY:
            attributes |= _stamp(run.style_stamp, "style-") | _stamp(run.retracted, "retracted-")
        if run.move:
            attributes["move"] = run.move
        if run.content:
            attributes["content"] = run.content
        return self._element((*at, run), name, attributes, content)

    def _end(self, end: End, at: Address) -> str:
        attributes: Attributes = {"status": end.status.value}
        attributes |= _stamp(end.stamp) | _stamp(end.retracted, "retracted-")
        if end.move:
            attributes["move"] = end.move
        return self._element((*at, "end"), "end", attributes)


def _is_plain(clause: Clause) -> bool:
    """Whether a clause has nothing but its properties, a label and runs, as nearly all have."""
    return (
        clause.id.isalnum()
        and (not clause.source or clause.source.isalnum())
        and clause.base_props is None
        and clause.own_label is None
        and clause.number is None
        and clause.own_number is None
        and clause.mark is None
        and clause.own_mark is None
        and clause.cell is None
        and clause.row is KEPT
        and clause.shape is None
        and clause.end is KEPT_END
        and clause.row_stamp is NOBODY
        and clause.props_stamp is NOBODY
        and (clause.label is not None or bool(clause.runs))
    )


def _is_unchanged(run: Run) -> bool:
    """Whether a run has no change of its format, no deletion of an insertion and no move."""
    return run.base_style is None and run.style_stamp is NOBODY and run.retracted is NOBODY and not run.move


def _lines(lines: list[str]) -> str:
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def _stamp(stamp: Stamp, prefix: str = "") -> Attributes:
    if stamp is NOBODY or stamp == NOBODY:
        return {}
    return {f"{prefix}author": stamp.author or None, f"{prefix}date": stamp.date or None}


def _style(style: Style) -> Attributes:
    if style is PLAIN or style == PLAIN:
        return {}
    attributes = _flags(italic=style.italic, bold=style.bold, underline=style.underline)
    attributes |= {"vertical": style.vertical or None, "style": style.name or None, "format": style.other or None}
    return attributes


def _props(props: Props) -> Attributes:
    return {
        "kind": props.kind,
        "level": str(props.level),
        "scheme": None if props.scheme == "none" else props.scheme,
        "style": props.style or None,
        "format": props.other or None,
        "provision": "1" if props.provision else None,
    }


def _flags(**flags: bool) -> Attributes:
    return {name: "1" for name, value in flags.items() if value}
