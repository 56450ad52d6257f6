"""The runs of one paragraph: the content of a `w:p`, of its tracked changes and of its containers."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from model.formats.word.package.anchor_fragments import HOLE, beside, closing, opening
from model.formats.word.package.wordml import CW, MC, M, W, fragment
from model.formats.word.reading.blocks import choice_of
from model.formats.word.reading.revisions import RANGE_ENDS, RANGE_STARTS, REVISIONS, OpenMoves, Revision, inside_revision
from model.formats.word.reading.run_formats import PLAIN_RUN
from model.formats.word.reading.runs import RunReader, Runs
from model.redline import ANCHOR, OBJECT, Run

_R, _PPR, _SDT, _SDT_CONTENT = W + "r", W + "pPr", W + "sdt", W + "sdtContent"
_MATHS = frozenset({M + "oMath", M + "oMathPara"})
_DROPPED = frozenset(
    {_PPR, W + "proofErr"}
    | {W + f"customXml{what}Range{edge}" for what in ("Ins", "Del", "MoveFrom", "MoveTo") for edge in ("Start", "End")}
)
_PROPERTIES = frozenset(W + name for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"))
_PAGE_BREAK = 'w:type="page"'


class InlineContent(Struct, frozen=True):
    """The contents of a paragraph."""

    runs: tuple[Run, ...]
    properties: etree._Element | None = None
    """Its `w:pPr`, met on the way: looking for it again would take as long as reading a run."""
    break_before: bool = False
    """Whether a page break precedes its first character."""
    break_after: bool = False
    """Whether a page break follows its last character."""


class InlineReader:
    """Reads the paragraphs of one part, one after another: fields and move ranges continue from one to the next."""

    def __init__(self, root: etree._Element, moves: OpenMoves, notes: Iterable[str] = ()) -> None:
        self._moves = moves
        self._runs = Runs()
        self._reader = RunReader(root, notes, self._runs, self._read_container)
        self._containers = 0
        self._paragraph: etree._Element | None = None
        self._properties: etree._Element | None = None

    @property
    def marks(self) -> dict[str, str]:
        """The typed marks of the notes that were referred to, by key."""
        return self._reader.marks

    def read(self, paragraph: etree._Element, change: Revision) -> InlineContent:
        """The runs of a `w:p` inside `change`."""
        self._reader.begin_paragraph()
        self._paragraph, self._properties = paragraph, None
        self._children(paragraph, change)
        properties = self._properties
        runs, marked = self._runs.take()
        if not marked:
            return InlineContent(runs, properties)
        breaks = [at for at, run in enumerate(runs) if run.text == ANCHOR and _PAGE_BREAK in run.content]
        if not breaks:
            return InlineContent(runs, properties)
        texts = [at for at, run in enumerate(runs) if not (run.text == ANCHOR and run.content)]
        return InlineContent(runs, properties, bool(texts) and breaks[0] < texts[0], not texts or breaks[-1] > texts[-1])

    def _children(self, parent: Iterable[etree._Element], change: Revision) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._reader.read(child, change)
            elif tag in REVISIONS:
                self._children(child, inside_revision(change, child, self._moves))
            elif tag in RANGE_STARTS or tag in RANGE_ENDS:
                self._moves.pass_mark(child)
            elif tag in _DROPPED:
                if tag == _PPR and self._properties is None and child.getparent() is self._paragraph:
                    self._properties = child
            elif tag in _MATHS:
                self._runs.mark(OBJECT, beside([child]), change, PLAIN_RUN)
            elif tag == MC + "AlternateContent":
                chosen = choice_of(child)
                self._children(() if chosen is None else chosen, change)
            elif tag == _SDT or next(child.iter(_R), None) is not None:
                self._container(child, change)
            else:
                self._runs.mark(ANCHOR, beside([child]), change, PLAIN_RUN)

    def _container(self, element: etree._Element, change: Revision) -> None:
        shell = etree.Element(element.tag, nsmap=element.nsmap)  # type: ignore[arg-type]
        for name, value in element.attrib.items():
            shell.set(name, value)
        shell.extend(deepcopy(child) for child in element if child.tag in _PROPERTIES)
        content: etree._Element | None = element
        hole = shell
        if element.tag == _SDT:
            content = element.find(_SDT_CONTENT)
            hole = etree.SubElement(shell, _SDT_CONTENT)
        etree.SubElement(hole, CW + "hole")
        inner = () if content is None else [child for child in content if child.tag not in _PROPERTIES]
        self._read_container(fragment([shell]), inner, change)

    def _read_container(self, shell: str, content: Iterable[etree._Element], change: Revision) -> None:
        """The edges of a container as anchors, its content between them."""
        self._containers += 1
        id = self._containers
        before, _, after = shell.partition(HOLE)
        self._runs.mark(ANCHOR, opening(id, before, after), change, PLAIN_RUN)
        self._children(content, change)
        self._runs.mark(ANCHOR, closing(id), change, PLAIN_RUN)
