"""A text marked up by another program, as the paragraphs of an equivalent Word file, with the meaning of their elements in
hints. No eId is trusted, and no word is lost if the file is not valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.akoma_ntoso.reading.foreign_lines import Lines, behind
from model.formats.akoma_ntoso.reading.foreign_tables import cells_of, spans_of
from model.formats.akoma_ntoso.reading.inline import NO_LOOK, Look, Special, inner_look, local, words_of
from model.formats.recognition.raw_body import RawNote, RawParagraph
from model.redline import LINE_BREAK, NOTE, Run
from model.redline.limits import Sizes

ITEMS = frozenset(
    "paragraph point item indent recital subparagraph clause subclause alinea rule subrule citation proviso".split()
)
"""Elements that are items, of which those inside one another are of deeper levels."""
SECTIONS = frozenset(
    "part subpart chapter subchapter title subtitle book tome section subsection division subdivision article level "
    "hcontainer transitional preface preamble attachment component".split()
)
"""Elements that a heading may head."""
STRUCTURE = ITEMS | SECTIONS | frozenset("recitals formula container content intro wrapUp body mainBody conclusions num".split())
"""Elements that are in no mixed content."""
DEEPER = frozenset({"sublist"})
PARAGRAPHS = frozenset("p listIntroduction listWrapUp block caption wrap".split())
"""Elements of mixed content that are a paragraph."""
HEADINGS = frozenset("heading subheading crossHeading".split())
LEFT_OUT = frozenset("meta coverPage presentation componentRef documentRef toc interstitial".split())
"""Elements that contain no words of the text."""
INLINES = frozenset(
    "ref mref rref mod mmod rmod remark recordedTime vote outcome ins del omissis embeddedText opinion placeholder fillIn "
    "decoration b i a u sub sup abbr span docType docTitle docNumber docProponent docDate legislature session shortTitle "
    "docAuthority docPurpose docCommittee docIntroducer docStage docStatus docJurisdiction docketNumber date time person "
    "organization concept object event location process role term quantity def entity courtType neutralCitation party judge "
    "lawyer signature docIntroducer relatedDocument change inline quotedText affectedDocument narrative scene".split()
)
BLOCKS = frozenset({"table", "quotedStructure", "embeddedStructure", "blockList", "list"})
"""Elements that split a paragraph that contains them."""
_BREAKS = frozenset({"eol", "br", "eop"})
_DEEPEST = 9


class Hint(Struct, frozen=True):
    """The meaning of the elements of a paragraph; 0 and '' if they have none."""

    level: int = 0
    """The least level that it has."""
    role: str = ""
    """The role of its element."""
    labelled: bool = False
    """Whether its element has a label of its own."""
    columns: int = 0
    """The number of columns that a cell of an uneven table spans; 0 in an even one."""
    behind: str = ""
    """The separator of label and text, if it is no tab."""
    address: str = ""
    """The eId of its element."""


class Faults(Struct):
    """Deviations from the standard."""

    loose_texts: int = 0
    """Texts in places that allow none."""
    unknown: int = 0
    """Elements that the standard does not know here."""
    links: int = 0
    """Links, of which the words alone are kept."""
    pictures: int = 0
    cover: str = ""
    """The words of cover pages."""


class ForeignTextReader:
    """Reads the elements of a text into paragraphs, in their order."""

    def __init__(self, picture: Special, around: ForeignTextReader | None = None) -> None:
        """A reader of a text, or of a note in one, that `around` reads."""
        self._picture = picture
        self.paragraphs: list[RawParagraph] = []
        self.notes: dict[str, RawNote] = {} if around is None else around.notes
        self.hints: dict[str, Hint] = {}
        """By the number of a paragraph, which is its source."""
        self.faults: Faults = Faults() if around is None else around.faults
        self.addresses: Counter[str] = Counter() if around is None else around.addresses
        sizes: Sizes = Sizes() if around is None else around._lines.sizes
        self._lines: Lines = Lines(self.paragraphs, sizes)
        self._tables = 0
        self._waiting: tuple[str, str] | None = None
        """A label that waits for the words of its item, and their address."""
        self._is_closing = False

    def read(self, element: etree._Element) -> None:
        """Reads a document element, or a part of one."""
        self._children(element, 0)
        self._give_label_away(1)

    # --- structure -------------------------------------------------------------------------------------------------------

    def _element(self, element: etree._Element, level: int) -> None:
        name = local(element)
        if name in LEFT_OUT:
            self._leave_out(element, name)
            return
        address = element.get("eId", "")
        if address:
            self.addresses[address] += 1
        if name in PARAGRAPHS:
            self._text(element, level, role=self._role(element, name))
        elif name in HEADINGS:
            self._heading(element, name, level)
        elif name == "num":
            self._number(element, level)
        elif name == "table":
            self._table(element)
        elif name in ITEMS:
            self._item(element, level)
        elif name in INLINES or name in ("img", "authorialNote") or name in _BREAKS:
            self._text(element, level, stray=True)
        else:
            self._holder(element, name, level)

    def _children(self, element: etree._Element, level: int) -> None:
        self._read_loose_text(element.text, level)
        for child in element:
            self._element(child, level)
            self._read_loose_text(child.tail, level)

    def _holder(self, element: etree._Element, name: str, level: int) -> None:
        if name == "recitals":
            self._recitals(element, level)
        elif name == "conclusions":
            self._is_closing = True
            self._children(element, level)
            self._is_closing = False
        elif name in ("wrapUp", "foreign") or (name and name not in SECTIONS and self._is_text(element)):
            self._text(element, level) if self._is_text(element) else self._children(element, level)
        else:
            self._children(element, level + 1 if name in DEEPER else level)

    @staticmethod
    def _is_text(element: etree._Element) -> bool:
        """Whether an element is mixed content: it contains words beside its children, none of which is structural."""
        if not (element.text or "").strip() and not any((child.tail or "").strip() for child in element):
            return False
        return not any(local(child) in STRUCTURE for child in element)

    def _recitals(self, element: etree._Element, level: int) -> None:
        for child in element:
            if local(child) in ("intro", "heading"):
                for text in [child] if local(child) == "heading" else list(child):
                    self._text(text, level, role="call")
            else:
                self._element(child, level)
            self._read_loose_text(child.tail, level)

    def _item(self, element: etree._Element, level: int) -> None:
        level = min(level + 1, _DEEPEST)
        first = element[0] if len(element) else None
        if first is not None and local(first) == "num":
            self._give_label_away(level)
            self._label(first, element)
            self._read_loose_text(first.tail, level)
        start = len(self.paragraphs)
        self._read_loose_text(element.text, level)
        for child in element:
            if child is first and local(child) == "num":
                continue
            self._element(child, level)
            self._read_loose_text(child.tail, level)
        if self._waiting is not None and len(self.paragraphs) == start:
            self._give_label_away(level)

    def _number(self, element: etree._Element, level: int) -> None:
        """A label before a heading or before other parts of a section."""
        self._give_label_away(level)
        parent = element.getparent()
        self._label(element, parent)

    def _label(self, num: etree._Element, holder: etree._Element | None) -> None:
        """Takes the label of an item; an amended one is put before the words, as in a Word file."""
        address = holder.get("eId", "") if holder is not None else ""
        self._notes_of(num)
        if next(num.iter("{*}ins", "{*}del"), None) is None:
            self._waiting = " ".join("".join(_without_notes(num)).split()), address
            return
        out: list[Run] = []
        self._gather(num, NO_LOOK, out, 0)
        runs = self._lines.trim_runs([run for run in out if run.text != NOTE], preserved=False)
        alike = {run.status for run in runs}
        tab = replace(runs[0], text="\t") if len(alike) == 1 else Run("\t")
        self._lines.after_label[:0] = [*runs, tab] if runs else []
        self._waiting = "", address

    def _heading(self, element: etree._Element, name: str, level: int) -> None:
        if name == "crossHeading" and "preamble" in element.get("refersTo", ""):
            self._text(element, level)
            return
        self._text(element, level, role="heading" if name != "heading" or not self._is_call(element) else "call")

    def _is_call(self, element: etree._Element) -> bool:
        from model.lexicon import is_call

        return is_call(" ".join(words_of(element).split()))

    def _role(self, element: etree._Element, name: str) -> str:
        """The role of a paragraph by its place."""
        parent = element.getparent()
        above = local(parent) if parent is not None else ""
        if above == "formula":
            return "opening"
        if name == "p" and above in ("preface", "longTitle", "container") and (role := self._front_role(element, above)):
            return role
        return ""

    def _front_role(self, element: etree._Element, above: str) -> str:
        inside = {local(descendant) for descendant in element.iter()}
        if "docNumber" in inside or "docType" in inside:
            return "number"
        if "docTitle" in inside:
            return "title"
        parent = element.getparent()
        named = parent.get("name", "") if parent is not None and above == "container" else ""
        return named if named in ("number", "title", "history") else ""

    def _leave_out(self, element: etree._Element, name: str) -> None:
        if name == "coverPage":
            self.faults.cover = " ".join([self.faults.cover, *words_of(element).split()]).strip()

    # --- texts -----------------------------------------------------------------------------------------------------------

    def _text(self, element: etree._Element, level: int, role: str = "", *, stray: bool = False) -> None:
        """A paragraph of mixed content; blocks inside it are put between the parts that they separate."""
        if stray:
            self.faults.unknown += 1
        look = inner_look(element, local(element), NO_LOOK) if stray else NO_LOOK
        out: list[Run] = []
        if stray and local(element) in ("img", "authorialNote"):
            self._read_inline(element, look, out, level)
        else:
            self._gather(element, look, out, level, role)
        self._end(out, level, role, element, always=local(element) == "p" and self._waiting is not None)

    def _gather(self, element: etree._Element, look: Look, out: list[Run], level: int, role: str = "") -> None:
        if element.text:
            out.append(look.run(element.text))
        for child in element:
            if role == "number" and local(child) == "docTitle":
                self._end(out, level, role, element)
                out.clear()
                title: list[Run] = []
                self._gather(child, look, title, level)
                if child.tail:
                    title.append(look.run(child.tail))
                for after in child.itersiblings():
                    self._read_inline(after, look, title, level)
                    title.append(look.run(after.tail or ""))
                self._end(title, level, "title", child)
                return
            self._read_inline(child, look, out, level)
            if child.tail:
                out.append(look.run(child.tail))

    def _read_inline(self, child: etree._Element, look: Look, out: list[Run], level: int) -> None:
        """An element in mixed content."""
        name = local(child)
        if name == "authorialNote":
            out.append(look.run(NOTE, self._note(child)))
        elif name == "img":
            run = self._picture(child, look)
            if run is not None:
                out.append(run)
            else:
                self.faults.pictures += 1
        elif name in _BREAKS:
            out.append(look.run(LINE_BREAK))
        elif name in INLINES or not name:
            if name == "a":
                self.faults.links += 1
            if name:
                self._gather(child, inner_look(child, name, look), out, level)
        elif name == "noteRef" or name in LEFT_OUT:
            self._leave_out(child, name)
        elif name in PARAGRAPHS or name in ITEMS or name in BLOCKS:
            self._end(out, level, "", child)
            out.clear()
            self._element(child, level)
        else:
            self.faults.unknown += 1
            self._gather(child, look, out, level)

    def _end(self, runs: list[Run], level: int, role: str, element: etree._Element, *, always: bool = False) -> None:
        """Closes a paragraph, if it has text."""
        found = self._lines.trim_runs(runs, preserved=element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve")
        if not found and not always:
            return
        label, address = self._waiting or ("", "")
        self._waiting = None
        parent = element.getparent()
        address = address or element.get("eId", "") or (parent.get("eId", "") if parent is not None else "")
        number = self._lines.add(found, label, role)
        self.hints[number] = self._hint(level, role, label, address)

    def _hint(self, level: int, role: str, label: str, address: str) -> Hint:
        role = "closing" if self._is_closing and not role else role
        return Hint(max(level, 1), role, bool(label), behind=behind(label), address=address)

    def _read_loose_text(self, text: str | None, level: int) -> None:
        if not text or not text.strip():
            return
        self.faults.loose_texts += 1
        found = self._lines.trim_runs([Run(text)], preserved=False)
        label, address = self._waiting or ("", "")
        self._waiting = None
        self.hints[self._lines.add(found, label, "")] = self._hint(level, "", label, address)

    def _give_label_away(self, level: int) -> None:
        """Adds a label whose item has no words as a paragraph."""
        if self._waiting is None:
            return
        (label, address), self._waiting = self._waiting, None
        if label or self._lines.after_label:
            self.hints[self._lines.add((), label, "")] = self._hint(level, "", label, address)

    def _notes_of(self, num: etree._Element) -> None:
        """Adds the notes at a label after the text: they are kept as paragraphs."""
        for note in num.iter("{*}authorialNote"):
            self.faults.unknown += 1
            self._lines.after_label.append(Run(NOTE, content=self._note(note)))

    # --- notes and tables ------------------------------------------------------------------------------------------------

    def _note(self, element: etree._Element) -> str:
        key = f"fn{len(self.notes) + 1}"
        marker = element.get("marker", "").strip()
        mark = marker if marker and not marker.isdecimal() else None
        self.notes[key] = RawNote("footnote", (), mark)  # its place, for notes inside it
        inner = ForeignTextReader(self._picture, self)
        inner.read(element)
        self.notes[key] = RawNote("footnote", tuple(inner.paragraphs) or (RawParagraph(source="0"),), mark)
        return key

    def _table(self, element: etree._Element) -> None:
        self._give_label_away(1)
        for caption in element.iterchildren("{*}caption"):
            self._text(caption, 1)
        table, self._tables = self._tables, self._tables + 1
        rows = [line for line in element.iter("{*}tr", "{*}row") if next(line.iterancestors("{*}table"), None) is element]
        read: list[list[range]] = []
        for row, line in enumerate(rows):
            read.append([self._cell(cell, (table, row, column)) for column, cell in enumerate(cells_of(line))])
        for cells, columns in zip(read, spans_of(rows), strict=True):
            for numbers, count in zip(cells, columns, strict=True):
                for number in numbers:
                    self.hints[str(number)] = Hint(columns=count)

    def _cell(self, cell: etree._Element, place: tuple[int, int, int]) -> range:
        """Reads a cell, and gives the numbers of its paragraphs."""
        first, tables = len(self.paragraphs), self._tables
        outer, self._lines.in_cell = self._lines.in_cell, True
        self._children(cell, 0)
        self._give_label_away(1)
        self._lines.in_cell = outer
        if len(self.paragraphs) == first:
            self._lines.add((), "", "")
        self._tables = tables
        self._lines.put_into_cell(first, place)
        return range(first, len(self.paragraphs))


def _without_notes(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local(child) != "authorialNote":
            yield from _without_notes(child)
        yield child.tail or ""
