"""A redline as the elements of Akoma Ntoso: preface, preamble, body and attachments, each clause once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import astuple

from model.formats.akoma_ntoso.schema.vocabulary import FORM, usual_scheme
from model.formats.akoma_ntoso.writing.addresses import Addresses, number_part
from model.formats.akoma_ntoso.writing.clause_attributes import ClauseAttributes
from model.formats.akoma_ntoso.writing.inline import InlineWriter, attributes
from model.formats.akoma_ntoso.writing.links import LinkFinder, with_addresses
from model.formats.akoma_ntoso.writing.metadata import Concepts
from model.formats.akoma_ntoso.writing.modifications import Modifications
from model.formats.akoma_ntoso.writing.outline import Node, Part, outline
from model.formats.akoma_ntoso.writing.tables import TableWriter
from model.formats.xml_escape import escape, quoteattr
from model.lexicon import read_number_line
from model.numbering import Labelling, note_marks
from model.redline import KEPT, PLAIN, Clause, Redline, Run


class Address(Struct, frozen=True):
    """The addresses of an element in the draft and in the base."""

    draft: str
    base: str

    def below(self, draft: str, base: str) -> Address:
        """The attributes of an element in it."""
        return Address(f"{self.draft}__{draft}" if self.draft else draft, f"{self.base}__{base}" if self.base else base)


class WrittenPart(Struct, frozen=True):
    """The elements of a text or of an annex."""

    preface: str
    preamble: str
    body: str
    head: str = ""
    """The `heading` of an annex."""
    start: str = ""
    """The attributes of its `attachment`."""

    def document(self, policy: str) -> str:
        """The content of a document element after its `meta`, without attachments; `policy` is that of its labels."""
        body = self.body or '<paragraph cw:void="1"><content><p/></content></paragraph>\n'
        attribute = f' cw:policy="{policy}"' if policy != "relabel" else ""
        preface = f"<preface>\n{self.preface}</preface>\n" if self.preface else ""
        preamble = f"<preamble>\n{self.preamble}</preamble>\n" if self.preamble else ""
        return f'{preface}{preamble}<mainBody cw:form="{FORM}"{attribute}>\n{body}</mainBody>\n'


class TextWriter:
    """Writes one text, and adds to the collections of its document.

    redline: the text
    labelling: its labels
    addresses: those of the document that contains it
    changes: collects its changes
    concepts: collects its calls
    picture: gives the element of a picture
    """

    def __init__(
        self,
        redline: Redline,
        labelling: Labelling,
        addresses: Addresses,
        changes: Modifications,
        concepts: Concepts,
        picture: Callable[[Run], str],
    ) -> None:
        self._redline, self._labelling = redline, labelling
        self._addresses, self._changes, self._concepts = addresses, changes, concepts
        self._marks = note_marks(redline) if redline.notes else {}
        self._noted: dict[str, str] = {}
        self._eids: dict[str, str] = {}
        """The ids of the clauses that were written."""
        self._inline = InlineWriter(addresses, self._note, picture, LinkFinder(redline, labelling).found_in)
        self._attributes = ClauseAttributes(addresses, self._inline)
        self._tables = TableWriter(addresses, self._block, self._inline.stamp)
        self._counts: dict[tuple[str, str], tuple[int, int]] = {}
        self._root = Address(addresses.prefix.removesuffix("__"), "")

    def parts(self) -> list[WrittenPart]:
        """The text, followed by its annexes."""
        parts = [self._part(part, number) for number, part in enumerate(outline(self._redline, self._labelling))]
        return [WrittenPart(*[self._with_addresses(xml) for xml in astuple(part)]) for part in parts]

    def flat(self) -> str:
        """The whole text as one sequence of elements."""
        (part,) = outline(self._redline, self._labelling, flat=True)
        return self._with_addresses(self._nodes(part.body))

    def _with_addresses(self, xml: str) -> str:
        return with_addresses(xml, self._redline, self._eids)

    # --- parts ---------------------------------------------------------------------------------------------------------

    def _part(self, part: Part, number: int) -> WrittenPart:
        head = start = ""
        if part.head is not None and part.head.clause is not None:
            self._root = Address(f"{self._addresses.prefix}att_{number}", f"att_{number}")
            head, start = self._annex(part.head.clause, self._root)
        return WrittenPart(self._nodes(part.preface), self._nodes(part.preamble), self._nodes(part.body), head, start)

    def _annex(self, clause: Clause, address: Address) -> tuple[str, str]:
        eid = self._addresses.take(address.draft)
        text = self._inline.runs(clause.runs)
        start = self._start(clause, eid, "", "annex", 0, "none")
        self._note_changes(clause, eid, 0)
        return f'<heading eId="{eid}__heading">{text}</heading>\n', start

    def _nodes(self, nodes: Sequence[Node]) -> str:
        return "".join([self._node(node) for node in nodes])

    def _node(self, node: Node) -> str:
        if node.role in ("container", "formula", "annex"):
            return self._container(node)
        if node.role == "recitals":
            return self._recitals(node)
        return (
            self._heading_element(node) if node.role in ("call", "heading") else self._items(node.items, self._root, "paragraph")
        )

    def _container(self, node: Node) -> str:
        clause = node.clause
        assert clause is not None
        kind = clause.props.kind
        eid = self._addresses.take(self._root.below(*["formula_1" if kind == "opening" else kind] * 2).draft)
        text = self._inline.runs(clause.runs)
        start = self._start(clause, eid, "", kind, 0, "none")
        self._note_changes(clause, eid, 0)
        if node.role == "annex":
            return f'<hcontainer name="annex"{start}><heading>{text}</heading></hcontainer>\n'
        name = "formula" if node.role == "formula" else "container"
        named = "enactingFormula" if name == "formula" else kind
        if kind == "title" and text:
            text = f"<docTitle>{text}</docTitle>"
        elif kind == "number":
            text = self._number_line(clause, text)
        return f'<{name} name="{named}"{start}><p>{text}</p>{self._tables.all(node.tables, eid)}</{name}>\n'

    @staticmethod
    def _number_line(clause: Clause, text: str) -> str:
        """The content of a number line; the instrument and its number have separate elements if both are kept."""
        line = read_number_line(clause.text_on("base") or clause.text_on("draft"))
        first = clause.runs[0] if clause.runs else None
        if line is None or first is None or first.status is not KEPT or first.style != PLAIN or first.base_style is not None:
            return text
        before, number, _ = first.text.partition(line.number)
        shown, blank = escape(before.rstrip()), before[len(before.rstrip()) :]
        head = shown + blank + escape(number)
        if not number or not shown or not text.startswith(head):  # a line break or a link among them
            return text
        return f"<docType>{shown}</docType>{blank}<docNumber>{escape(number)}</docNumber>{text.removeprefix(head)}"

    @staticmethod
    def _call(clause: Clause, text: str) -> str:
        """The content of a call, in italics as it is printed, also if the style of its paragraph makes it so."""
        if not text or any(run.style.italic for run in clause.runs):
            return text
        return f'<i cw:usual="call">{text}</i>'

    # --- calls and headings --------------------------------------------------------------------------------------------

    def _recitals(self, node: Node) -> str:
        address = self._next_address("recs", node.clause)
        eid, wid = self._address_ids(address)
        address = Address(eid, address.base)
        call = ""
        start = f' eId="{eid}"'
        clause = node.clause
        if clause is not None:
            num, changed = self._num(clause)
            text = self._inline.runs(clause.runs)
            start = self._start(clause, eid, wid, "call", 0, usual_scheme(self._said_label(clause)))
            start += self._concepts.reference(clause, self._redline.language, in_preamble=True, in_body=False)
            self._note_changes(clause, eid, changed)
            tables = self._tables.all(node.tables, eid)
            call = f'{num}<intro eId="{eid}__intro"><p>{self._call(clause, text)}</p>{tables}</intro>\n'
        items = self._items(node.items, address, "recital") or '<recital cw:void="1"><p/></recital>\n'
        return f"<recitals{start}>\n{call}{items}</recitals>\n"

    def _heading_element(self, node: Node) -> str:
        clause = node.clause
        assert clause is not None
        is_call = node.role == "call"
        address = self._next_address("call" if is_call else "dvs", clause)
        eid, wid = self._address_ids(address)
        address = Address(eid, address.base)
        num, changed = self._num(clause)
        text = self._inline.runs(clause.runs)
        scheme = usual_scheme(self._said_label(clause))
        start = self._start(clause, eid, wid, "call" if is_call else "heading", 0 if is_call else 1, scheme)
        if is_call:
            start += self._concepts.reference(clause, self._redline.language, in_preamble=False, in_body=True)
        self._note_changes(clause, eid, changed)
        tables = self._tables.all(node.tables, eid)
        intro = f'<intro eId="{eid}__intro">{tables}</intro>' if tables else ""
        name, named = ("hcontainer", ' name="call"') if is_call else ("division", "")
        text = self._call(clause, text) if is_call else text
        head = f'{num}<heading eId="{eid}__heading">{text}</heading>{intro}\n'
        return f"<{name}{named}{start}>\n{head}{self._items(node.items, address, 'paragraph')}</{name}>\n"

    # --- items ---------------------------------------------------------------------------------------------------------

    def _items(self, nodes: Sequence[Node], parent: Address, name: str, depth: int = 1) -> str:
        return "".join([self._item(node, parent, name, depth) for node in nodes])

    def _item(self, node: Node, parent: Address, name: str, depth: int) -> str:
        clause = node.clause
        if clause is None:
            tables = self._tables.all(node.tables, parent.draft)
            return f"<{name}>{f'<content>{tables}</content>' if name == 'paragraph' else tables}</{name}>\n"
        if name in ("point", "indent"):
            name = "indent" if clause.props.scheme == "bullet" else "point"
        base, draft = self._labelling.base(clause.id), self._labelling.draft(clause.id)
        address = self._item_address(parent, name, clause, base, draft)
        eid, wid = self._address_ids(address)
        address = Address(eid, address.base)
        num, changed = self._num(clause)
        text = self._inline.runs(clause.runs)
        scheme = usual_scheme(base or draft, bullet=name == "indent")
        start = self._start(clause, eid, wid, "paragraph", depth, scheme)
        self._note_changes(clause, eid, changed)
        tables = self._tables.all(node.tables, eid) if node.tables else ""
        if name in ("recital", "item"):
            return f"<{name}{start}>{num}{self._item_content(node, address, text, tables, depth)}</{name}>\n"
        if not node.items:
            return f'<{name}{start}>{num}<content eId="{eid}__content"><p>{text}</p>{tables}</content></{name}>\n'
        inner = address.below("list_1", "list_1")
        items = self._items(node.items, inner, "point", depth + 1)
        intro = f'<intro eId="{inner.draft}__intro"><p>{text}</p>{tables}</intro>'
        return f'<{name}{start}>{num}<list eId="{self._addresses.take(inner.draft)}">{intro}\n{items}</list></{name}>\n'

    def _item_content(self, node: Node, address: Address, text: str, tables: str, depth: int) -> str:
        """The content of an item in the preamble, with the items under it."""
        if not node.items:
            return f"<p>{text}</p>{tables}"
        inner = address.below("list_1", "list_1")
        items = self._items(node.items, inner, "item", depth + 1)
        start = f'<blockList eId="{self._addresses.take(inner.draft)}">'
        if tables:
            return f"<p>{text}</p>{tables}{start}\n{items}</blockList>"
        return f"{start}<listIntroduction>{text}</listIntroduction>\n{items}</blockList>"

    def _block(self, clause: Clause) -> str:
        """A clause in a cell or in a note."""
        label, draft_label = clause.label, clause.own_label or clause.label
        base, draft = (label.text if label else None), (draft_label.text if draft_label else None)
        if clause.id in self._redline.places:
            base, draft = self._labelling.base(clause.id), self._labelling.draft(clause.id)
        text = self._inline.runs(clause.runs)
        self._inline.changes.clear()
        start = self._attributes.of(clause, (base, draft), "paragraph", 1, usual_scheme(base or draft))
        if not base and not draft:
            return f"<p{start}>{text}</p>"
        num = f"<num>{self._label(clause, base, draft)}</num>"
        self._inline.changes.clear()
        return f"<blockList><item{start}>{num}<p>{text}</p></item></blockList>"

    def _story(self, clauses: Sequence[Clause], parent: str) -> str:
        """The clauses of a note."""
        count, self._tables.count = self._tables.count, 0
        out = []
        for table, group in groupby(clauses, key=lambda clause: clause.cell and clause.cell[0]):
            inside = list(group)
            out.append("".join(map(self._block, inside)) if table is None else self._tables.all([inside], parent))
        self._tables.count = count
        return "".join(out)

    # --- the attributes of the element of a clause ------------------------------------------------------------------------------

    def _start(self, clause: Clause, eid: str, wid: str, kind: str, level: int, scheme: str) -> str:
        labels = self._labelling.base(clause.id), self._labelling.draft(clause.id)
        wid = f' wId="{wid}"' if wid else ""
        return f' eId="{eid}"{wid}' + self._attributes.of(clause, labels, kind, level, scheme)

    def _note_changes(self, clause: Clause, eid: str, changed: int) -> None:
        """Notes the changes of a clause, of which the first so many are in its label."""
        found = self._inline.changes
        self._eids[clause.id] = eid
        self._changes.note(clause, eid, found[:changed], found[changed:])
        if found:
            found.clear()

    def _num(self, clause: Clause) -> tuple[str, int]:
        base, draft = self._labelling.base(clause.id), self._labelling.draft(clause.id)
        if not base and not draft:
            return "", 0
        text = self._label(clause, base, draft)
        return f"<num>{text}</num>", len(self._inline.changes)

    def _label(self, clause: Clause, base: str | None, draft: str | None) -> str:
        draft_label = clause.own_label or clause.label
        style = draft_label.style if draft_label is not None else PLAIN
        if base == draft:
            return self._inline.label(base, draft, clause.props.scheme, style, clause.end.stamp, "")
        end = clause.end
        return self._inline.label(base, draft, clause.props.scheme, style, end.stamp, end.move)

    def _said_label(self, clause: Clause) -> str | None:
        return self._labelling.base(clause.id) or self._labelling.draft(clause.id)

    # --- addresses -------------------------------------------------------------------------------------------------------

    def _next_address(self, name: str, clause: Clause | None) -> Address:
        """The address of the next element of a name, counted by side; for one that the draft lacks, the base's with `-del`."""
        key = self._root.draft, name
        draft, base = self._counts.get(key, (0, 0))
        in_draft, in_base = (clause is None or clause.is_on("draft")), (clause is None or clause.is_on("base"))
        draft, base = draft + in_draft, base + in_base
        self._counts[key] = draft, base
        if not in_draft:
            return self._root.below(f"{name}_{base}-del", f"{name}_{base}")
        address = self._root.below(f"{name}_{draft}", f"{name}_{base}")
        return address if in_base else Address(address.draft, "")

    def _item_address(self, parent: Address, name: str, clause: Clause, base: str | None, draft: str | None) -> Address:
        short = {"recital": "rec", "paragraph": "para"}.get(name, name)
        scheme = clause.props.scheme
        now = number_part(draft, scheme) if draft else ""
        then = number_part(base, clause.props_on("base").scheme) if base else ""
        in_base = clause.is_on("base")
        if not now or not then:
            key = parent.draft, short
            count_now, count_then = self._counts.get(key, (0, 0))
            count_now, count_then = count_now + (not now), count_then + (not then and in_base)
            self._counts[key] = count_now, count_then
            unlabelled = clause.is_on("draft") or not then
            now = now or (str(count_now) if unlabelled else f"{then}-del")
            then = then or str(count_then)
        address = parent.below(f"{short}_{now}", f"{short}_{then}")
        return address if in_base else Address(address.draft, "")

    def _address_ids(self, address: Address) -> tuple[str, str]:
        """The eId of an element and, if the base has another one, its wId."""
        eid = self._addresses.take(address.draft)
        prefix = self._addresses.prefix
        return eid, "" if prefix + address.base == address.draft or not address.base else address.base

    # --- notes -----------------------------------------------------------------------------------------------------------

    def _note(self, key: str) -> str:
        note = self._redline.notes.get(key)
        if note is None:
            return ""
        if key in self._noted:
            return f'<noteRef href="#{self._noted[key]}" cw:key={quoteattr(key)}/>'
        eid = self._noted[key] = self._addresses.next("authorialNote")
        changes, self._inline.changes = self._inline.changes, []
        paragraphs = self._story(note.clauses, eid)
        self._inline.changes = changes
        base, draft = self._marks.get(key, (None, None))
        written = attributes(
            {
                "marker": draft or base or "*",
                "cw:baseMarker": base or "" if base != draft and draft else "",
                "placement": "bottom",
                "cw:kind": "endnote" if note.kind == "endnote" else "",
                "cw:key": key,
                "cw:clauses": "" if note.clauses else "0",
            }
        )
        mark = "" if note.mark is None else f" cw:mark={quoteattr(note.mark)}"
        return f'<authorialNote eId="{eid}"{written}{mark}>{paragraphs or "<p/>"}</authorialNote>'
