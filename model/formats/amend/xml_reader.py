"""A submission from the XML of a project file; unknown parts are kept by their address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from lxml import etree
from msgspec import Struct, field

from model.formats.amend.values import Address, Extra
from model.formats.amend.xml_cuts import CUT_TEXTS, read_cut
from model.formats.amend.xml_text import UnfitValue, read_attributes, read_text, reason_of
from model.formats.amend.xml_values import (
    STATUSES,
    Attributes,
    choose,
    choose_status,
    props_of,
    read_cell,
    style_of,
    take_flag,
    take_shape,
)
from model.formats.amend.xml_writer import CONTACT_ATTRIBUTES, HEADER_ATTRIBUTES, HEADER_TEXTS, LABELS
from model.message import Message
from model.redline import (
    KEPT,
    KEPT_END,
    NOBODY,
    PLAIN,
    Clause,
    End,
    Label,
    Note,
    Policy,
    Props,
    Redline,
    Run,
    Stamp,
    Status,
    Style,
)
from model.submission.comments import Comment, CommentAnchor, Reply
from model.submission.values import SYMBOLS, Contact, CutSettings, DeletedPart, Header, IgnoredProblem, Proposal, Submission

_HELD_WITHIN = ("field", "char")
RawAttributes = tuple[tuple[str | bytes, str | bytes], ...]
"""Attributes in the order of the file."""
ReadOriginal = Callable[[str, int, Redline], Redline]
ReadTheirs = Callable[[str, int], Redline]
_LABEL_FLAGS = ("automatic", "locked", "before-notes")


class Reader(Struct):
    """Reads the elements of one XML part; ValueError names the fault in words."""

    extras: dict[Address, Extra] = field(default_factory=dict)
    _props: dict[tuple[str, ...], Props] = field(default_factory=dict)
    """The values met so far, by their attributes: equal ones are one object, which is made and compared only once."""
    _styles: dict[tuple[str, ...], Style] = field(default_factory=lambda: {("",) * 6: PLAIN})
    _label_looks: dict[RawAttributes, tuple[str, bool, bool, Style, bool]] = field(default_factory=dict)
    """The looks of labels by their attributes, if all of those are known."""
    _run_looks: dict[RawAttributes, tuple[Style, Stamp]] = field(default_factory=dict)
    """The same for runs that have no children."""
    _stamps: dict[tuple[str, str], Stamp] = field(default_factory=lambda: {("", ""): NOBODY})

    def _close(self, node: etree._Element, at: Address, left: Attributes, known: tuple[str, ...] = ()) -> None:
        """Keeps the attributes that are left and the children that are not known."""
        if not left and not len(node):
            return
        unknown = (child for child in node if child.tag not in known and child.tag not in _HELD_WITHIN)
        children = tuple(etree.tostring(child, encoding="unicode", with_tail=False) for child in unknown)
        if left or children:
            self.extras[at] = Extra(tuple(left.items()), children)

    def submission(
        self, node: etree._Element, read_original: ReadOriginal, read_theirs: ReadTheirs, read_package: Callable[[str], bytes]
    ) -> Submission:
        """`read_original`, `read_theirs` and `read_package` return the content of the part of that name."""
        if node.tag != "submission":
            raise UnfitValue(Message.of("there is an element <{name}> in the place of <submission>", name=str(node.tag)[:60]))
        attributes = read_attributes(node)
        language = attributes.pop("language", "")
        header = Header()
        sources: dict[str, bytes] = {}
        proposals: list[Proposal] = []
        ignored: dict[str, IgnoredProblem] = {}
        for child in node:
            if child.tag == "header":
                header = self._header(child)
            elif child.tag == "package":
                name, part = self._package(child)
                sources[name] = read_package(part)
            elif child.tag == "proposal":
                proposals.append(self._proposal(child, len(proposals), read_original, read_theirs))
            elif child.tag == "ignored":
                ignored.update([self._read_ignored(child)])
        self._close(node, (), attributes, ("header", "package", "proposal", "ignored"))
        return Submission(header, tuple(proposals), language, sources, ignored)

    def _read_ignored(self, node: etree._Element) -> tuple[str, IgnoredProblem]:
        attributes = read_attributes(node)
        key, stamp = attributes.pop("key", ""), self._take_stamp(attributes, "")
        self._close(node, ("ignored", key), attributes)
        return key, IgnoredProblem(read_text(node), stamp)

    def _package(self, node: etree._Element) -> tuple[str, str]:
        attributes = read_attributes(node)
        name, part = attributes.pop("name", ""), attributes.pop("part", "")
        self._close(node, ("package", name), attributes)
        return name, part

    def _header(self, node: etree._Element) -> Header:
        attributes = read_attributes(node)
        found: dict[str, Any] = {name: attributes.pop(name, "") for name in HEADER_ATTRIBUTES}
        sources: list[str] = []
        contacts: list[Contact] = []
        for child in node:
            if child.tag == "source":
                self._close(child, ("header", "source", len(sources)), read_attributes(child))
                sources.append(read_text(child))
            elif child.tag == "contact":
                contacts.append(self._contact(child, ("header", "contact", len(contacts))))
            elif child.tag in HEADER_TEXTS:
                found[HEADER_TEXTS[child.tag]] = read_text(child)
                self._close(child, ("header", child.tag), read_attributes(child))
        self._close(node, ("header",), attributes, ("source", "contact", *HEADER_TEXTS))
        return Header(**found, sources=tuple(sources), contacts=tuple(contacts))

    def _contact(self, node: etree._Element, at: Address) -> Contact:
        attributes = read_attributes(node)
        contact = Contact(**{name: attributes.pop(name, "") for name in CONTACT_ATTRIBUTES})
        self._close(node, at, attributes)
        return contact

    def _proposal(self, node: etree._Element, index: int, read_original: ReadOriginal, read_theirs: ReadTheirs) -> Proposal:
        at, attributes = ("proposal", index), read_attributes(node)
        reasons, redline = "", Redline()
        comments: dict[str, Comment] = {}
        struck: dict[str, tuple[DeletedPart, ...]] = {}
        cuts: dict[str, CutSettings] = {}
        for child in node:
            if child.tag == "reasons":
                reasons = read_text(child)
                self._close(child, (*at, "reasons"), read_attributes(child))
            elif child.tag == "text":
                redline = self.redline(child, (*at, "text"))
            elif child.tag == "comment":
                key = read_attributes(child).get("key", "")
                comments[key] = self._comment(child, (*at, "comment", key))
            elif child.tag == "struck":
                key = read_attributes(child).get("key", "")
                struck[key] = self._read_struck(child, (*at, "struck", key))
            elif child.tag == "cut":
                key, cuts[key], unknown = read_cut(child)
                self._close(child, (*at, "cut", key), unknown, CUT_TEXTS)
        proposal = Proposal(
            symbol=choose(attributes.pop("symbol", ""), ("", *SYMBOLS), "symbol"),
            number=attributes.pop("number", ""),
            redline=redline,
            reasons=reasons,
            original=read_original(attributes.pop("original", ""), index, redline),
            source=attributes.pop("source", ""),
            comments=comments,
            theirs=read_theirs(place, index) if (place := attributes.pop("theirs", "")) else None,
            struck=struck,
            cuts=cuts,
        )
        self._close(node, at, attributes, ("reasons", "text", "comment", "struck", "cut"))
        return proposal

    def _read_struck(self, node: etree._Element, at: Address) -> tuple[DeletedPart, ...]:
        attributes = read_attributes(node)
        attributes.pop("key", "")
        parts = [self._struck_part(child, (*at, n)) for n, child in enumerate(node.iterchildren("part"))]
        self._close(node, at, attributes, ("part",))
        return tuple(parts)

    def _struck_part(self, node: etree._Element, at: Address) -> DeletedPart:
        attributes = read_attributes(node)
        sides: dict[str, tuple[Clause, ...]] = {}
        for child in node.iterchildren("before", "after"):
            place = (*at, child.tag)
            sides[str(child.tag)] = tuple([self._clause(element, place) for element in child.iterchildren("clause")])
            self._close(child, place, read_attributes(child), ("clause",))
        notes = dict([self._note(child, at) for child in node.iterchildren("note")])
        part = DeletedPart(**sides, notes=notes, note=attributes.pop("note", ""), beside=take_flag(attributes, "beside"))
        self._close(node, at, attributes, ("before", "after", "note"))
        return part

    def redline(self, node: etree._Element, at: Address) -> Redline:
        """The redline in an element; unknown parts of it are kept under its address."""
        attributes = read_attributes(node)
        clauses = tuple([self._clause(child, at) for child in node.iterchildren("clause")])
        redline = Redline(
            clauses=clauses,
            notes=dict([self._note(child, at) for child in node.iterchildren("note")]),
            language=attributes.pop("language", ""),
            policy=choose(attributes.pop("policy", "relabel"), get_args(Policy), "policy"),
            instrument=attributes.pop("instrument", ""),
            item=attributes.pop("item", ""),
            edition=attributes.pop("edition", ""),
        )
        self._close(node, at, attributes, ("clause", "note"))
        return redline

    def _note(self, node: etree._Element, at: Address) -> tuple[str, Note]:
        attributes = read_attributes(node)
        key = attributes.pop("key", "")
        at = (*at, "note", key)
        note = Note(
            kind=choose(attributes.pop("kind", "footnote"), ("footnote", "endnote"), "kind"),
            clauses=tuple([self._clause(child, at) for child in node.iterchildren("clause")]),
            mark=attributes.pop("mark", None),
            source=attributes.pop("source", ""),
        )
        self._close(node, at, attributes, ("clause",))
        return key, note

    def _comment(self, node: etree._Element, at: Address) -> Comment:
        attributes = read_attributes(node)
        attributes.pop("key", "")
        text = ""
        anchors: list[CommentAnchor] = []
        replies: list[Reply] = []
        for child in node:
            if child.tag == "said":
                text = read_text(child)
                self._close(child, (*at, "said"), read_attributes(child))
            elif child.tag == "anchor":
                anchors.append(self._anchor(child, (*at, "anchor", len(anchors))))
            elif child.tag == "reply":
                replies.append(self._reply(child, (*at, "reply", len(replies))))
        comment = Comment(
            text=text,
            anchors=tuple(anchors),
            private=take_flag(attributes, "private"),
            reason=take_flag(attributes, "reason"),
            done=take_flag(attributes, "done"),
            stamp=self._take_stamp(attributes, ""),
            replies=tuple(replies),
            source=attributes.pop("source", ""),
        )
        self._close(node, at, attributes, ("said", "anchor", "reply"))
        return comment

    def _anchor(self, node: etree._Element, at: Address) -> CommentAnchor:
        attributes = read_attributes(node)
        found = {name: attributes.pop(name, "") for name in ("clause", "prefix", "suffix", "note")}
        self._close(node, at, attributes)
        return CommentAnchor(quote=read_text(node), **found)

    def _reply(self, node: etree._Element, at: Address) -> Reply:
        attributes = read_attributes(node)
        stamp, source = self._take_stamp(attributes, ""), attributes.pop("source", "")
        self._close(node, at, attributes)
        return Reply(read_text(node), stamp, source)

    def _clause(self, node: etree._Element, at: Address) -> Clause:
        children = list(node)  # kept, so that the tag of the first is made only once
        attributes = read_attributes(node)
        id = attributes.pop("id", "")
        at = (*at, id)
        source = attributes.pop("source", "")
        cell, row, row_stamp, props_stamp, shape = None, KEPT, NOBODY, NOBODY, None
        base_props: Props | None = None
        labels: dict[str, Label] = {}
        end = KEPT_END
        runs = []
        try:
            props = self._take_props(attributes)
            if attributes:
                cell = read_cell(attributes.pop("cell")) if "cell" in attributes else None
                row = choose_status(attributes.pop("row", "kept"), "row")
                shape = take_shape(attributes)
                row_stamp, props_stamp = self._take_stamp(attributes, "row-"), self._take_stamp(attributes, "props-")
            known = not attributes
            for child in children:
                tag = child.tag
                status = STATUSES.get(tag)
                if status is not None:
                    runs.append(self._run(child, status, at))
                elif tag in LABELS:
                    labels[LABELS[tag]] = self._label(child, at)
                elif tag == "end":
                    end = self._end(child, at)
                elif tag == "was":
                    base_props = self._base_props(child, at)
                else:
                    known = False
        except ValueError as error:
            raise UnfitValue(Message.of("clause “{id}”: {error}", id=id, error=reason_of(error))) from error
        if not known:
            self._close(node, at, attributes, _KNOWN_IN_CLAUSE)
        return Clause(
            id=id,
            props=props,
            runs=tuple(runs),
            end=end,
            base_props=base_props,
            props_stamp=props_stamp,
            cell=cell,
            row=row,
            row_stamp=row_stamp,
            shape=shape,
            source=source,
            **labels,
        )

    def _base_props(self, node: etree._Element, at: Address) -> Props:
        attributes = read_attributes(node)
        props = self._take_props(attributes)
        self._close(node, (*at, "was"), attributes)
        return props

    def _label(self, node: etree._Element, at: Address) -> Label:
        raw_attributes = tuple(node.items())
        known = self._label_looks.get(raw_attributes) if not len(node) else None
        if known is not None:
            return Label(node.text or "", *known)
        attributes = read_attributes(node)
        after, (automatic, locked, before) = attributes.pop("after", "\t"), (take_flag(attributes, flag) for flag in _LABEL_FLAGS)
        look = after, automatic, locked, self._take_style(attributes), before
        if not attributes and not len(node):
            self._label_looks[raw_attributes] = look
        label = Label(read_text(node), *look)
        self._close(node, (*at, node.tag), attributes)
        return label

    def _run(self, node: etree._Element, status: Status, at: Address) -> Run:
        if not len(node):
            raw_attributes = tuple(node.items())
            look = self._run_looks.get(raw_attributes) or self._plain_look(raw_attributes)
            if look is not None:
                return Run(node.text or "", status, look[0], None, look[1])
        attributes = read_attributes(node)
        was = node.find("was")
        was_left = read_attributes(was) if was is not None else {}
        run = Run(
            text=read_text(node),
            status=status,
            style=self._take_style(attributes),
            base_style=self._take_style(was_left) if was is not None else None,
            stamp=self._take_stamp(attributes, ""),
            style_stamp=self._take_stamp(attributes, "style-"),
            retracted=self._take_stamp(attributes, "retracted-"),
            move=attributes.pop("move", ""),
            content=attributes.pop("content", ""),
        )
        if was is not None:
            self._close(was, (*at, run, "was"), was_left)
        self._close(node, (*at, run), attributes, ("was",))
        return run

    def _plain_look(self, raw_attributes: RawAttributes) -> tuple[Style, Stamp] | None:
        """Format and author of a run by its attributes; None if there are others."""
        attributes: Attributes = dict(raw_attributes)  # type: ignore[arg-type]
        look = self._take_style(attributes), self._take_stamp(attributes, "")
        if attributes:
            return None
        self._run_looks[raw_attributes] = look
        return look

    def _end(self, node: etree._Element, at: Address) -> End:
        attributes = read_attributes(node)
        end = End(
            status=choose_status(attributes.pop("status", "kept"), "status"),
            stamp=self._take_stamp(attributes, ""),
            retracted=self._take_stamp(attributes, "retracted-"),
            move=attributes.pop("move", ""),
        )
        self._close(node, (*at, "end"), attributes)
        return end if end != KEPT_END else KEPT_END

    def _take_stamp(self, attributes: Attributes, prefix: str) -> Stamp:
        if not attributes:
            return NOBODY
        key = attributes.pop(f"{prefix}author", ""), attributes.pop(f"{prefix}date", "")
        return self._stamps.get(key) or self._stamps.setdefault(key, Stamp(*key))

    def _take_style(self, attributes: Attributes) -> Style:
        if not attributes:
            return PLAIN
        pop = attributes.pop
        flags = pop("italic", ""), pop("bold", ""), pop("underline", "")
        key = (*flags, pop("vertical", ""), pop("style", ""), pop("format", ""))
        return self._styles.get(key) or self._styles.setdefault(key, style_of(key))

    def _take_props(self, attributes: Attributes) -> Props:
        pop = attributes.pop
        named = pop("kind", "paragraph"), pop("level", "1"), pop("scheme", "none"), pop("style", ""), pop("format", "")
        key = (*named, pop("provision", ""))
        return self._props.get(key) or self._props.setdefault(key, props_of(key))


_KNOWN_IN_CLAUSE = (*STATUSES, "was", *LABELS, "end")
