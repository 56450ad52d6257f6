"""Parts that both ways of writing share: the writers of one text's runs, paragraphs and notes, and the parts that every package
has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from model.formats.page.house_styles import LANGUAGE_TAGS, HouseStyle, house_styles
from model.formats.word.package.package_parts import HEAD, Parts
from model.formats.word.package.styles import SourceStyles
from model.formats.word.package.wordml import AUTHOR, PREFIXES, W
from model.formats.word.writing.body.bidi import is_right_to_left
from model.formats.word.writing.body.comments import CommentRegistry
from model.formats.word.writing.body.front_matter import FrontMatter
from model.formats.word.writing.body.notes import Notes, NoteWriter, separators
from model.formats.word.writing.body.paragraph_formats import HouseFormats, SourceFormats
from model.formats.word.writing.body.paragraphs import ParagraphProperties, ParagraphWriter
from model.formats.word.writing.body.proposal_text import WrittenText
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.formats.word.writing.body.runs import RunWriter
from model.formats.word.writing.body.styles import StyleRegistry
from model.formats.word.writing.into_source.source_package import SourcePackage
from model.redline import Clause, Run, Side, Style
from model.submission.conferences import Conference
from model.submission.resolved import View
from model.submission.values import Submission

_OPTIONAL = ("w14", "w15", "wp14")
"""Prefixes that a reader of the first edition must ignore."""
_INITIALS = W + "initials"
_LONGEST = max(map(len, PREFIXES))


@dataclass
class Document:
    """A submission about to be written."""

    submission: Submission
    view: View
    texts: Sequence[WrittenText]
    marks: RevisionMarks
    conference: Conference | None
    sources: Mapping[str, SourcePackage]
    comments: CommentRegistry
    keeps_formats: bool = False
    """Whether paragraphs are formatted as the text has them, and none like similar ones."""

    @property
    def language(self) -> str:
        """The language of the submission or, if it has none, of its first text that has one."""
        text_language = next((text.redline.language for text in self.texts if text.redline.language), "")
        return self.submission.language or text_language

    @property
    def family(self) -> str:
        """The family of the house's styles."""
        return self.conference.family if self.conference else "conference"

    @property
    def house(self) -> Mapping[str, HouseStyle]:
        """The styles of ITU for the conference and the language."""
        return house_styles(self.family, self.language if self.language in LANGUAGE_TAGS else "", treaty=self.is_treaty)

    @property
    def is_treaty(self) -> bool:
        """Whether any text has margin numbers."""
        return any(text.labelling.numbers for text in self.texts)

    @property
    def in_submission(self) -> bool:
        """Whether any text is a proposal, so that headings and lines of a submission are printed."""
        return any(text.proposal.symbol for text in self.texts)

    def front(self, registry: StyleRegistry) -> FrontMatter:
        """The wrapping of the submission, with the styles of a registry."""
        return FrontMatter(self.submission.header, self.conference, self.language, registry.of_house)

    def title(self) -> str:
        """The title in the file's properties."""
        first = next((clause for text in self.texts for clause in text.clauses), None)
        words = self.submission.header.title or (first.text_on("draft") if first is not None else "")
        return " ".join(word for word in words.split() if word.isprintable())[:200]


@dataclass
class ParagraphWriters:
    """The writers of one text: its paragraphs and its notes."""

    paragraphs: ParagraphWriter
    notes: Notes


def paragraph_writers(
    text: WrittenText,
    marks: RevisionMarks,
    registry: StyleRegistry,
    formats: HouseFormats | SourceFormats,
    notes: Mapping[str, NoteWriter],
    character_style: Callable[[str], str],
    content: Callable[[str], str],
    *,
    drops: frozenset[str] = frozenset(),
    section: Callable[[Clause], str] = lambda clause: "",
) -> ParagraphWriters:
    """The writers of a text, wired to each other.

    text: the text on its way into the package
    marks: the tracked changes of the export
    registry: the styles of the package
    formats: the formats of paragraphs in it
    notes: the writers of notes, by kind
    character_style: the id here of a character style of the source
    content: makes a fragment of the source fit for this package
    drops: character formats that the package's styles decide
    section: the section properties that a clause's paragraph carries
    """
    from_right = is_right_to_left(registry)

    def alike(clause: Clause) -> bool:
        return not formats.may_differ(clause) if isinstance(formats, SourceFormats) else clause.base_props is None

    def writer(
        reference: Callable[[Run], tuple[str, Style]],
        paragraph_properties: Callable[[Clause, Side], ParagraphProperties],
        sections: Callable[[Clause], str],
    ) -> ParagraphWriter:
        runs = RunWriter(marks, character_style, reference, drops, content, from_right)
        return ParagraphWriter(runs, paragraph_properties, alike, sections, text.side)

    in_notes = writer(lambda run: ("", run.style), formats.note_properties, lambda clause: "")
    numbers = text.note_numbers(marks.id)
    draft_notes = Notes(text.redline, text.marks, notes, in_notes, text.side, number=numbers, with_mark=text.with_note_mark)
    return ParagraphWriters(writer(draft_notes.reference, formats.paragraph_properties, section), draft_notes)


def note_writers(registry: StyleRegistry, taken: Mapping[str, set[int]] | None = None) -> dict[str, NoteWriter]:
    """A writer for each kind of note; `taken` are the ids that a package uses already."""
    return {kind: NoteWriter(kind, registry.of_house, set((taken or {}).get(kind, ()))) for kind in ("footnote", "endnote")}


def note_part(kind: str, bodies: Sequence[str]) -> str:
    """A new notes part."""
    inside = separators(kind) + "".join(bodies)
    return f"{HEAD}<w:{kind}s {declarations(inside)}>{inside}</w:{kind}s>"


def declarations(xml: str) -> str:
    """The namespaces that the text of a part needs, and those of them that a reader may ignore."""
    chosen = "Requires=" in xml
    # Nearly all colons follow a `w`; a search for each prefix would visit all of them.
    ends = {part[-_LONGEST:] for part in xml.replace("w:", "").split(":")}
    used = [
        prefix
        for prefix in PREFIXES
        if prefix in ("w", "r")
        or (prefix != "cw" and (any(end.endswith(prefix) for end in ends) or (chosen and f'"{prefix}"' in xml)))
    ]
    ignorable = [prefix for prefix in _OPTIONAL if prefix in used]
    if ignorable and "mc" not in used:
        used.append("mc")
    out = " ".join(f'xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in used)
    return out + (f' mc:Ignorable="{" ".join(ignorable)}"' if ignorable else "")


def reference_styles(registry: StyleRegistry, source: SourceStyles) -> Callable[[str], str]:
    """The function that gives the id here of a character style of the source; it is copied, or the house's is taken."""

    def style(id: str) -> str:
        if id in source.elements:
            return registry.bring(source, id)
        return registry.of_house(id) if id in registry.house and registry.house[id].type == "character" else ""

    return style


def set_author(parts: Parts, author: str | None) -> None:
    """Replaces the names in tracked changes and comments by `author`. None leaves all names."""
    if author is None:
        return
    for name, data in list(parts.data.items()):
        if name.endswith(".xml") and b"author=" in data:
            parts.data[name] = _rename_authors(data, author)


def _rename_authors(data: bytes, author: str) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    found = False
    for element in root.iter(etree.Element):
        if element.get(AUTHOR, author) != author:
            element.set(AUTHOR, author)
            found = True
        if element.get(_INITIALS) is not None:
            del element.attrib[_INITIALS]
            found = True
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True)) if found else data
