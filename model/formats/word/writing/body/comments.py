"""Comments on their way into a Word file: public ones only, marks in the text, their words in parts of their own.

A comment that was read from the target package keeps its marks, its id and, while nobody changes it, its own XML. All others
get marks at the present place of their words. The marks are put into the text as ANCHOR before it is written, so that both ways
of writing handle them as they handle bookmarks.
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
from model.formats.word.reading.comments import PARA_ID, ReadComment, comments_in, paragraph_id, ranges, without_marks
from model.formats.word.writing.body.comment_ranges import At, CommentTargets, mark_comments
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.submission.comments import Comment, Reply, in_order, public_comments
from model.submission.resolved import View, written_symbol
from model.submission.values import Proposal, Submission

_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_ID_DIGITS = 11
"""As many digits are no id: ids are numbers of 32 bits (ISO 29500-1 §17.13.4.2)."""
_PARA_IDS = 0x5C0A0000
"""The first id for paragraphs that have none; ids must be less than 0x80000000."""


class WrittenComment(Struct, frozen=True):
    """A comment or a reply as the file has it."""

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
    """Ids of the comments of that package that are outside our texts."""
    comments: list[WrittenComment] = field(default_factory=list)
    _comments_at_home: dict[str, ReadComment] = field(default_factory=dict)
    _free: Iterator[int] = field(default_factory=count)
    """The ids that no comment of that package has."""

    @classmethod
    def of(cls, home: Package | None, submission: Submission) -> CommentRegistry:
        """The registry of a file that is written into the package `home` or takes its comments from it, before any is placed."""
        comments = comments_in(home) if home is not None else {}
        ids = {id for proposal in submission.proposals if home and proposal.source == home.name for id in _ids(proposal)}
        taken = max((int(id) for id in comments if id.isdecimal() and len(id) < _ID_DIGITS), default=-1)
        return cls(home, frozenset(comments) - ids, [], comments, count(taken + 1))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all comments that the file may refer to."""
        return self.stay | {comment.id for comment in self.comments}

    def place_all(self, submission: Submission, view: View) -> Submission:
        """The submission with the marks of its public comments in its texts; without any if changes are not tracked."""
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
        landing = CommentTargets(redline, written_symbol(proposal), view)
        marked_here = landing.referred_ids() & set(self._comments_at_home) if at_home else frozenset()
        new: list[tuple[str, At]] = []
        for key, spans in in_order(redline, public):
            comment = public[key]
            at = landing.of(spans)
            parent = ""
            thread: tuple[Comment | Reply, ...] = (comment, *comment.replies)
            for read_comment in thread:
                id = read_comment.source if read_comment.source in marked_here else ""
                if not id:
                    if at is None:
                        continue
                    id = str(next(self._free))
                    new.append((id, at))
                self.comments.append(WrittenComment(id, read_comment, parent, comment.done))
                parent = parent or id
        return replace(proposal, redline=mark_comments(redline, new))

    def put(self, parts: Parts, main: str, marks: RevisionMarks, known: Iterable[etree._Element] = ()) -> None:
        """Writes the parts, if there are comments. `known` are the cleaned elements of the package's own comments."""
        old = {comment.get(ID, ""): comment for comment in known}
        if not old and not self.comments:
            return
        names = (part_name for part_name, kind in parts.types.items() if kind == WORD_TYPE + "comments+xml")
        name = next(names, "word/comments.xml")
        written = [(comment, self._element(comment, old.get(comment.id), marks)) for comment in self.comments]
        nodes = {comment.id: node for comment, node in written} | {id: old[id] for id in old if id in self.stay}
        order = [*(id for id in old if id in nodes), *(comment.id for comment in self.comments if comment.id not in old)]
        if any(comment.parent or comment.done for comment in self.comments):
            lines = "".join(_line(comment, node, nodes) for comment, node in written)
            extended = parts.free_name("word/commentsExtended.xml")
            inside = f'<w15:commentsEx {_declarations("w15", "mc")} mc:Ignorable="w15">{lines}</w15:commentsEx>'
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

    def _element(self, comment: WrittenComment, old: etree._Element | None, marks: RevisionMarks) -> etree._Element:
        """The XML of a comment: its own as long as its text is the same."""
        content, was = comment.content, self._comments_at_home.get(comment.id)
        if old is not None and was is not None and content.source == comment.id and was.text == content.text:
            if was.stamp != content.stamp:
                old.set(AUTHOR, content.stamp.author)
                if content.stamp.date:
                    old.set(DATE, content.stamp.date)
            return old
        paragraphs = "".join(f"<w:p>{_bidi(line)}<w:r>{text_xml(line)}</w:r></w:p>" for line in content.text.split("\n"))
        return elements(f'<w:comment w:id="{comment.id}"{marks.names(content.stamp)}>{paragraphs}</w:comment>')[0]


def _ids(proposal: Proposal) -> set[str]:
    """The ids of comments that a proposal's text bore when it was read, or bears."""
    redlines = (proposal.original, proposal.redline)
    stories = [redline.clauses for redline in redlines]
    stories += [note.clauses for redline in redlines for note in redline.notes.values()]
    return {id for clauses in stories for id in ranges(clauses)}


def _line(comment: WrittenComment, node: etree._Element, nodes: dict[str, etree._Element]) -> str:
    parent = f' w15:paraIdParent="{_para_id(comment.parent, nodes[comment.parent])}"' if comment.parent else ""
    return f'<w15:commentEx w15:paraId="{_para_id(comment.id, node)}"{parent} w15:done="{int(comment.done)}"/>'


def _para_id(id: str, node: etree._Element) -> str:
    """The id of the last paragraph of a comment, which gets one if it has none."""
    known = paragraph_id(node)
    if not known:
        known = f"{_PARA_IDS + int(id):08X}" if id.isdecimal() else f"{_PARA_IDS - 1:08X}"
        paragraphs = node.findall(W + "p")
        if not paragraphs:
            paragraphs = [etree.SubElement(node, W + "p")]
        paragraphs[-1].set(PARA_ID, known)
    return known


def _declarations(*prefixes: str) -> str:
    return " ".join(f'xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in prefixes)


def _bidi(line: str) -> str:
    """The properties of a paragraph whose first letter is written from right to left."""
    first = next((kind for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")), "L")
    return "" if first == "L" else "<w:pPr><w:bidi/></w:pPr>"
