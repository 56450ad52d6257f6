"""Comments on their way into a Word file: public ones alone, marks in the text, their words in parts of their own.

A comment that was read from the package that is written into keeps its marks, its id and, while nobody changes it, its
own XML. All others get marks where their words are now. They are put into the text as ANCHOR before it is written, so
that both ways of writing take them along as they take bookmarks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.word.package.opc_package import Package
from model.formats.word.package.package_parts import HEAD, OFFICE, WORD_TYPE, Parts
from model.formats.word.package.run_text import text_xml
from model.formats.word.package.wordml import AUTHOR, DATE, ID, MC, PREFIXES, W, elements
from model.formats.word.reading.comments import PARA_ID, ReadComment, comments_said, paragraph_id, ranges, without_marks
from model.formats.word.writing.body.comment_ranges import At, Landing, marked
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.submission.comments import Comment, Reply, in_order, public_comments
from model.submission.resolved import View
from model.submission.values import Proposal, Submission

_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_ID_DIGITS = 11
"""As many digits are no id: ids are numbers of 32 bits (ISO 29500-1 §17.13.4.2)."""
_PARA_IDS = 0x5C0A0000
"""Where the ids of paragraphs begin that have none; they must be less than 0x80000000."""


class WrittenComment(Struct, frozen=True):
    """A comment or a reply as it stands in the file."""

    id: str
    content: Comment | Reply
    parent: str = ""
    """Id of the comment that it answers."""
    done: bool = False


@dataclass
class CommentRegistry:
    """The contents of one file's comment parts."""

    home: Package | None = None
    """The package whose comments keep their ids and XML."""
    stay: frozenset[str] = frozenset()
    """Ids of the comments of that package that stand in what is no text of ours."""
    comments: list[WrittenComment] = field(default_factory=list)
    _said: dict[str, ReadComment] = field(default_factory=dict)
    _free: Iterator[int] = field(default_factory=count)
    """The ids that no comment of that package has."""

    @classmethod
    def of(cls, home: Package | None, submission: Submission) -> CommentRegistry:
        """The book of a file that is written into a package, or takes its comments from it, before anything is placed."""
        said = comments_said(home) if home is not None else {}
        own = {id for proposal in submission.proposals if home and proposal.source == home.name for id in _ids(proposal)}
        taken = max((int(id) for id in said if id.isdecimal() and len(id) < _ID_DIGITS), default=-1)
        return cls(home, frozenset(said) - own, [], said, count(taken + 1))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all comments that the file may refer to."""
        return self.stay | {comment.id for comment in self.comments}

    def place_all(self, submission: Submission, view: View) -> Submission:
        """The submission with the marks of its public comments in its texts; without any where changes are not tracked."""
        if view != "markup":
            self.stay = frozenset()
        proposals = tuple([self._place(proposal, view) for proposal in submission.proposals])
        same = all(old is new for old, new in zip(submission.proposals, proposals, strict=True))
        return submission if same else replace(submission, proposals=proposals)

    def _place(self, proposal: Proposal, view: View) -> Proposal:
        """The proposal with the marks of its public comments in its text, and no marks of another package's."""
        at_home = self.home is not None and proposal.source == self.home.name
        redline = proposal.redline if at_home else without_marks(proposal.redline)
        public = public_comments(proposal.comments, tracked=view == "markup")
        if not public:
            return proposal if redline is proposal.redline else replace(proposal, redline=redline)
        landing = Landing(redline, proposal.symbol, view)
        marked_here = landing.referred() & set(self._said) if at_home else frozenset()
        new: list[tuple[str, At]] = []
        for key, spans in in_order(redline, public):
            comment = public[key]
            at = landing.of(spans)
            parent = ""
            thread: tuple[Comment | Reply, ...] = (comment, *comment.replies)
            for said in thread:
                id = said.source if said.source in marked_here else ""
                if not id:
                    if at is None:
                        continue
                    id = str(next(self._free))
                    new.append((id, at))
                self.comments.append(WrittenComment(id, said, parent, comment.done))
                parent = parent or id
        return replace(proposal, redline=marked(redline, new))

    def put(self, parts: Parts, main: str, marks: RevisionMarks, known: Iterable[etree._Element] = ()) -> None:
        """Writes the parts, nothing where there are no comments. `known` are the elements of the package's own, clean."""
        old = {one.get(ID, ""): one for one in known}
        if not old and not self.comments:
            return
        name = next((each for each, kind in parts.types.items() if kind == WORD_TYPE + "comments+xml"), "word/comments.xml")
        written = [(one, self._element(one, old.get(one.id), marks)) for one in self.comments]
        nodes = {one.id: node for one, node in written} | {id: old[id] for id in old if id in self.stay}
        order = [*(id for id in old if id in nodes), *(one.id for one in self.comments if one.id not in old)]
        if any(one.parent or one.done for one in self.comments):
            lines = "".join(_line(one, node, nodes) for one, node in written)
            extended = parts.free_name("word/commentsExtended.xml")
            inside = f'<w15:commentsEx {_declared("w15", "mc")} mc:Ignorable="w15">{lines}</w15:commentsEx>'
            parts.add(extended, HEAD + inside, WORD_TYPE + "commentsExtended+xml")
            parts.relate(main, _EXTENDED, extended)
        root = etree.Element(W + "comments", nsmap={prefix: PREFIXES[prefix] for prefix in ("w", "mc", "w14")})
        root.set(MC + "Ignorable", "w14")
        for id in order:
            etree.strip_attributes(nodes[id], W + "initials")
            root.append(nodes[id])
        etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "mc", "w14"])
        parts.add(name, etree.tostring(root, encoding="UTF-8", standalone=True), WORD_TYPE + "comments+xml")
        parts.relate(main, OFFICE + "comments", name)
        parts.keep_relations(name, {str(value) for element in root.iter() for value in element.attrib.values()})

    def _element(self, one: WrittenComment, old: etree._Element | None, marks: RevisionMarks) -> etree._Element:
        """The XML of a comment: its own while it says what it said."""
        said, was = one.content, self._said.get(one.id)
        if old is not None and was is not None and said.source == one.id and was.text == said.text:
            if was.stamp != said.stamp:
                old.set(AUTHOR, said.stamp.author)
                if said.stamp.date:
                    old.set(DATE, said.stamp.date)
            return old
        paragraphs = "".join(f"<w:p>{_bidi(line)}<w:r>{text_xml(line)}</w:r></w:p>" for line in said.text.split("\n"))
        return elements(f'<w:comment w:id="{one.id}"{marks.names(said.stamp)}>{paragraphs}</w:comment>')[0]


def _ids(proposal: Proposal) -> set[str]:
    """The ids of comments that a proposal's text bore when it was read, or bears."""
    redlines = (proposal.original, proposal.redline)
    stories = [redline.clauses for redline in redlines]
    stories += [note.clauses for redline in redlines for note in redline.notes.values()]
    return {id for clauses in stories for id in ranges(clauses)}


def _line(one: WrittenComment, node: etree._Element, nodes: dict[str, etree._Element]) -> str:
    parent = f' w15:paraIdParent="{_para_id(one.parent, nodes[one.parent])}"' if one.parent else ""
    return f'<w15:commentEx w15:paraId="{_para_id(one.id, node)}"{parent} w15:done="{int(one.done)}"/>'


def _para_id(id: str, node: etree._Element) -> str:
    """The id of the last paragraph of a comment; given to it where it has none."""
    known = paragraph_id(node)
    if not known:
        known = f"{_PARA_IDS + int(id):08X}" if id.isdecimal() else f"{_PARA_IDS - 1:08X}"
        paragraphs = node.findall(W + "p")
        if not paragraphs:
            paragraphs = [etree.SubElement(node, W + "p")]
        paragraphs[-1].set(PARA_ID, known)
    return known


def _declared(*prefixes: str) -> str:
    return " ".join(f'xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in prefixes)


def _bidi(line: str) -> str:
    """The properties of a paragraph whose first letter is written from right to left."""
    first = next((kind for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")), "L")
    return "" if first == "L" else "<w:pPr><w:bidi/></w:pPr>"
