"""A text written back into the package that it was read from: style ids, tables, sections and parts stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from model.formats.page.front_matter import Front
from model.formats.page.labels import house_label
from model.formats.page.role_styles import small_edition
from model.formats.word.package.package_parts import HEAD, OFFICE, WORD_TYPE, Parts
from model.formats.word.package.styles import SourceStyles, Styles
from model.formats.word.package.wordml import ID, MC, W, elements, fragment
from model.formats.word.reading.blocks import is_separator
from model.formats.word.reading.revisions import REVISIONS
from model.formats.word.writing.body.bidi import is_right_to_left, part_runs, with_directions
from model.formats.word.writing.body.list_numbering import AutomaticLists, automatic_labels, numbers_in
from model.formats.word.writing.body.notes import NoteWriter, note_element
from model.formats.word.writing.body.paragraph_formats import SourceFormats, formats_of_roles
from model.formats.word.writing.body.pending_marks import fill, hold_marks, pending_in, split_at_marks
from model.formats.word.writing.body.proposal_text import UnchangedParts, WrittenText
from model.formats.word.writing.body.range_pairing import balance_ranges
from model.formats.word.writing.body.styles import StyleRegistry
from model.formats.word.writing.conference_template import put_default_header
from model.formats.word.writing.document import (
    Document,
    declarations,
    note_part,
    note_writers,
    paragraph_writers,
    reference_styles,
    set_author,
)
from model.formats.word.writing.from_template.template import template_part
from model.formats.word.writing.into_source.document_tree import Tree, free_crossed, remove
from model.formats.word.writing.into_source.kept_lines import KeptLines
from model.formats.word.writing.into_source.new_table_rows import make_rows
from model.formats.word.writing.into_source.section_ends import carried_section_ends, lost_section_ends
from model.formats.word.writing.into_source.source_package import SourcePackage, root_with_prefixes
from model.formats.word.writing.new_package import text_blocks
from model.formats.word.writing.page_headers import renew_symbol
from model.redline import NOTE, SIDES, Clause, Label, Run, Style
from model.submission.conferences import find_conference

_CHANGES = tuple(REVISIONS) + tuple(W + name for name in ("rPrChange", "pPrChange", "numberingChange"))
_RANGES = tuple(W + f"move{way}Range{edge}" for way in ("From", "To") for edge in ("Start", "End"))


@dataclass
class SourcePackageWriter:
    """The package while it is written into."""

    document: Document
    source: SourcePackage
    parts: Parts
    registry: StyleRegistry
    tree: Tree
    notes: dict[str, NoteWriter]
    note_roots: dict[str, etree._Element]
    kept_notes: dict[str, set[int]]
    tracked: frozenset[etree._Element]
    is_template: bool = False
    """Whether the package is the conference's template, of which no text is there."""


def write_into_source(document: Document, source: SourcePackage, *, is_template: bool = False) -> bytes:
    """The bytes of the package; `is_template`: none of the texts was read from it."""
    writer = _open_writer(document, source)
    writer.is_template = is_template
    root = writer.tree.body.getparent()
    assert root is not None
    if document.in_submission:
        _put_submission(writer)
    else:
        for text in document.texts:
            _put_text(writer, text)
        writer.tree.drop_unused(range(len(writer.tree.paragraphs)))
    free_crossed(writer.tree.body, writer.tree.tracked_ends)
    writer.tree.mark_rows(document.marks, document.texts[0].side if document.texts else None)
    _write_parts(writer, root)
    set_author(writer.parts, document.marks.author)
    return writer.parts.to_bytes()


def _open_writer(document: Document, source: SourcePackage) -> SourcePackageWriter:
    parts = source.copied_parts()
    root = root_with_prefixes(source.package.xml(source.main))
    source.clean(root, source.main, parts)
    etree.strip_elements(root, *_RANGES, with_tail=False)
    body = root.find(W + "body")
    assert body is not None
    roots = {kind: source.package.xml(name) for kind in ("footnote", "endnote") if (name := source.part(kind + "s"))}
    for kind, notes in roots.items():
        source.clean(notes, source.part(kind + "s"), parts)
        etree.strip_elements(notes, *_RANGES, with_tail=False)
    document.marks.next_id = 1 + max((_highest_id(element) for element in (root, *roots.values())), default=0)
    style_root = source.style_root
    registry = StyleRegistry(document.house, style_root if style_root is not None else etree.Element(W + "styles"))
    taken = {kind: {int(id) for element in notes if (id := element.get(ID, "")).isdigit()} for kind, notes in roots.items()}
    tree = Tree(body)
    if is_right_to_left(registry):
        tree.prepared = lambda xml: pending_in(with_directions(xml))
    return SourcePackageWriter(
        document=document,
        source=source,
        parts=parts,
        registry=registry,
        tree=tree,
        notes=note_writers(registry, taken),
        note_roots=roots,
        kept_notes={kind: set() for kind in roots},
        tracked=_tracked_paragraphs(root),
    )


def _highest_id(root: etree._Element) -> int:
    names = ("bookmarkStart", "bookmarkEnd", "trPrChange", "tblPrChange", "sectPrChange", "tcPrChange")
    tags = (*_CHANGES, *(W + name for name in names))
    return max((int(id) for element in root.iter(*tags) if (id := element.get(ID, "")).isdigit() and len(id) < 9), default=0)


def _tracked_paragraphs(root: etree._Element) -> frozenset[etree._Element]:
    """The paragraphs with tracked changes in or around them."""
    found: set[etree._Element] = set()
    for change in root.iter(*_CHANGES):
        found.update(change.iterancestors(W + "p"))
        found.update(change.iter(W + "p"))
    return frozenset(found)


def _put_submission(writer: SourcePackageWriter) -> None:
    document, tree = writer.document, writer.tree
    front, kept_lines = document.front(writer.registry), _kept_lines(writer)
    if not kept_lines.keep_header(front):
        for block in front.blocks():
            tree.insert(tree.prepared(block))
    last = len(document.texts) - 1
    for place, text in enumerate(document.texts):
        if not kept_lines.keep_line(place, text.proposal):
            _insert(tree, front.opening(text.proposal, text.cut, new_page=front.has_introduction and not place))
        if document.sources.get(text.proposal.source) is writer.source:
            _put_text(writer, text)
        else:
            for block in text_blocks(document, text, writer.parts, writer.source.main, writer.registry, writer.notes):
                tree.insert(block)
        if not kept_lines.keep_reasons(place, text.proposal):
            _insert(tree, front.reasons(text.proposal.reasons))
        if not kept_lines.keep_tail(place) and place == last:
            tree.insert(tree.prepared(front.closing_row()))
    tree.drop_unused(range(len(tree.paragraphs)))
    tree.drop_empty_blocks()
    if not kept_lines.header_kept:
        _give_section(writer)
    if kept_lines.header is not None and kept_lines.header != front.header:
        old = Front(kept_lines.header, find_conference(kept_lines.header.conference), front.language)
        renew_symbol(writer.parts, old, front.front, writer.source.package.name)


def _insert(tree: Tree, paragraphs: Iterable[str]) -> None:
    for paragraph in paragraphs:
        tree.insert(tree.prepared(paragraph))


def _kept_lines(writer: SourcePackageWriter) -> KeptLines:
    document = writer.document
    resolved = document.view != "markup" or document.marks.author is not None
    proposals = [text.proposal for text in document.texts]
    foreign = any(document.sources.get(proposal.source) is not writer.source for proposal in proposals)
    return KeptLines.of(
        writer.tree,
        writer.source.package,
        [] if foreign else proposals,
        document.submission.language,
        writer.tracked if resolved else frozenset(),
        writer.kept_notes,
    )


def _put_text(writer: SourcePackageWriter, text: WrittenText) -> None:
    paragraphs = {str(number): element for number, element in enumerate(writer.tree.paragraphs)}
    styles = SourceStyles.of(writer.source.style_root)
    resolved = Styles.of(writer.source.style_root) if writer.source.style_root is not None else Styles()
    numbering = writer.source.part("numbering")
    lists = AutomaticLists(resolved, paragraphs, numbers_in(writer.source.package.xml(numbering) if numbering else None))
    layers = text.layers if text.layers is not None and text.layers.labels else None
    automatic = automatic_labels(text.proposal, lists, *text.in_word_order(), layers)
    original = text.proposal.original
    stories = (original.clauses, *(note.clauses for note in original.notes.values()))
    known = frozenset(clause.props_on(side) for story in stories for clause in story for side in SIDES)
    roles = formats_of_roles(text.redline.clauses)
    formats = SourceFormats(
        writer.registry, lists, roles, automatic, text.closing(), writer.document.keeps_formats, known, text.closing_read()
    )
    labels = text.labels(_label_styles(text), writer.document.marks.id, automatic)

    closing, sections = text.closing(), carried_section_ends(text, paragraphs)

    def section(clause: Clause) -> str:
        closed_by = closing.get(clause.id, clause)
        found = sections.get(closed_by.id)
        if found is None:
            return ""
        xml = fragment([found])
        if next(found.iterancestors(f"{W}p"), None) is not paragraphs.get(clause.source):
            remove(found)  # the paragraph that had it is deleted, and would keep its place as an empty one
        return xml

    def character_style(id: str) -> str:
        return id if writer.registry.has(id) else reference_styles(writer.registry, styles)(id)

    content = writer.source.back_into(writer.parts)
    writers = paragraph_writers(
        text, writer.document.marks, writer.registry, formats, writer.notes, character_style, content, section=section
    )
    same = UnchangedParts(
        text, paragraphs, writer.tracked, automatic, _notes_as_they_were(writer, text), writer.document.marks.author is not None
    )
    writers.notes.keeps_ids = True
    writers.notes.verbatim = {key: int(text.redline.notes[key].source) for key in same.notes if same.stays(key)}
    in_submission = writer.document.in_submission

    def number_line_runs(clause: Clause, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """As it is, but for the number line of a proposal: ITU sets no capitals in the edition's brackets."""
        if not in_submission or clause.props.kind != "number" or not resolved.paragraph(clause.props.style).run.caps:
            return runs
        return small_edition(runs)

    def stays(clause: Clause) -> bool:
        return same.is_unchanged(clause) and number_line_runs(clause, clause.runs) == clause.runs

    lines = text.lines(labels, number_line_runs, stays)
    writer.tree.find_cells(text.redline.clauses, text.proposal.original.clauses)
    clauses = [line.clause for line in lines]
    make_rows(writer.tree, text, clauses, writer.document.marks, lambda: writer.registry.of_house("TableGrid"))
    for line, xml in zip(lines, writers.paragraphs.story(lines), strict=True):
        writer.tree.put(line, xml)
    for found in lost_section_ends(text, paragraphs, sections):
        remove(found)
    verbatim = writers.notes.verbatim
    for run in (run for clause in clauses for run in clause.runs if run.text == NOTE and run.content in verbatim):
        writer.kept_notes[text.redline.notes[run.content].kind].add(verbatim[run.content])


def _label_styles(text: WrittenText) -> Callable[[Clause, Label | None], Style]:
    """New labels look like those of their equals."""
    equals: dict[tuple[str, int, str], Style] = {}
    for clause in text.redline.clauses:
        if clause.label is not None and not clause.label.automatic:
            props = clause.props_on("base")
            equals.setdefault((props.kind, props.level, props.scheme), clause.label.style)

    def style(clause: Clause, label: Label | None) -> Style:
        if label is not None and not label.automatic:
            return label.style
        props = clause.props
        known = equals.get((props.kind, props.level, props.scheme))
        return known if known is not None else house_label(clause, label)

    return style


def _notes_as_they_were(writer: SourcePackageWriter, text: WrittenText) -> frozenset[str]:
    """The notes of a text that have not changed since they were read, and are not tracked in the package."""
    originals = text.proposal.original.notes
    count = Counter((kind, note.get(ID, "")) for kind, root in writer.note_roots.items() for note in root)
    untracked = {
        (kind, note.get(ID, ""))
        for kind, root in writer.note_roots.items()
        for note in root
        if next(note.iter(*_CHANGES), None) is None and count[kind, note.get(ID, "")] == 1
    }
    return frozenset(
        key
        for key, note in text.redline.notes.items()
        if note == originals.get(key) and (note.kind, note.source) in untracked and note.source.isdigit()
    )


def _give_section(writer: SourcePackageWriter) -> None:
    """Gives a submission whose file has no page header ours, with the page setup that belongs to it. A template keeps its setup,
    and its headers and footers for the first page."""
    body, front = writer.tree.body, writer.document.front(writer.registry)
    section = body.find(W + "sectPr")
    headers = list(section.iterchildren(W + "headerReference")) if section is not None else []
    if headers and (not writer.is_template or any(header.get(W + "type", "default") == "default" for header in headers)):
        return
    from model.formats.word.writing.from_template.package import NewPackage  # loads python-docx

    package = NewPackage()
    package.put_page_header(*front.page_header())
    package.put_page_header_into(writer.parts, writer.source.main)
    (made,) = elements(package.section_xml())
    if section is not None and writer.is_template:
        put_default_header(section, next(made.iterchildren(W + "headerReference")))
        return
    if section is not None:
        body.remove(section)
    body.append(made)


def _write_parts(writer: SourcePackageWriter, root: etree._Element) -> None:
    parts, main = writer.parts, writer.source.main
    if is_right_to_left(writer.registry):
        part_runs(root)
    hold_marks(root, writer.tree.strings)
    xml = fill(etree.tostring(root, encoding="unicode").replace(' xmlns:cw="urn:clausewright"', "", 1), writer.tree.strings)
    comments = _put_comments(writer)
    for kind, note_writer in writer.notes.items():
        xml, ids = _renumber_references(xml, kind)
        _write_notes(writer, kind, note_writer, comments, ids)
    parts.add(main, HEAD + balance_ranges(xml, comments), parts.types[main])
    if writer.registry.additions:
        _add_styles(writer)
    if not any(kind.endswith("settings+xml") for kind in parts.types.values()):
        _add(writer, "settings", template_part("word/settings.xml"))
    parts.add_properties(writer.document.title(), writer.document.marks.default_author, writer.document.marks.date)


def _put_comments(writer: SourcePackageWriter) -> frozenset[str]:
    """Writes the comments; the ids of those that the text may refer to."""
    name = writer.source.part("comments")
    known = etree.fromstring(writer.parts.data[name]) if name in writer.parts.data else ()
    writer.document.comments.put(writer.parts, writer.source.main, writer.document.marks, list(known))
    return writer.document.comments.ids


def _renumber_references(xml: str, kind: str) -> tuple[str, Mapping[str, str]]:
    """The main part with the references to notes of a kind numbered on, and the new id of each note by its old one.

    LibreOffice takes the note after that with the id 4 for the one with the id 5, whatever it is called."""
    pieces, marks = split_at_marks(xml)
    old = list(dict.fromkeys(mark.id for mark in marks if mark.kind == kind))
    first = int(old[0]) if old else 1
    ids = {id: str(first + place) for place, id in enumerate(old)}
    if all(id == new for id, new in ids.items()):
        return xml, ids
    pieces[1::2] = [(mark._replace(id=ids[mark.id]) if mark.kind == kind else mark).token() for mark in marks]
    return "".join(pieces), ids


def _write_notes(
    writer: SourcePackageWriter, kind: str, note_writer: NoteWriter, comments: frozenset[str], ids: Mapping[str, str]
) -> None:
    """Writes the notes of a kind in the order of their references, under their new ids."""
    bodies = {str(id): note_element(kind, ids[str(id)], text) for id, text in note_writer.texts.items() if str(id) in ids}
    root = writer.note_roots.get(kind)
    if root is None:
        if bodies:
            _add(writer, kind + "s", balance_ranges(note_part(kind, _in_order(bodies, ids)), comments))
        return
    root = root_with_prefixes(root)
    if is_right_to_left(writer.registry):
        part_runs(root)
    for note in list(root):
        id = note.get(ID, "")
        if not is_separator(note):
            root.remove(note)
            if id in ids and int(id) in writer.kept_notes[kind]:
                note.set(ID, ids[id])
                bodies.setdefault(id, pending_in(fragment([note])))
    strings: list[str] = []
    hold_marks(root, strings)
    xml = fill(etree.tostring(root, encoding="unicode").replace(' xmlns:cw="urn:clausewright"', "", 1), strings)
    head, closing, _ = xml.rpartition(f"</w:{kind}s>")
    if not closing:
        head, closing = xml.removesuffix("/>") + ">", f"</w:{kind}s>"
    name = writer.source.part(kind + "s")
    text = head + "".join(_in_order(bodies, ids)) + closing
    writer.parts.add(name, HEAD + balance_ranges(text, comments), writer.parts.types[name])


def _in_order(bodies: Mapping[str, str], ids: Mapping[str, str]) -> list[str]:
    return [bodies[old] for old in ids if old in bodies]


def _add(writer: SourcePackageWriter, kind: str, data: bytes | str) -> None:
    """A part that the package did not have."""
    name = writer.parts.free_name(f"word/{kind}.xml")
    writer.parts.add(name, data, f"{WORD_TYPE}{kind}+xml")
    writer.parts.relate(writer.source.main, OFFICE + kind, name)


def _add_styles(writer: SourcePackageWriter) -> None:
    name = writer.source.part("styles")
    if not name:
        content = writer.registry.additions
        _add(writer, "styles", f"{HEAD}<w:styles {declarations(content)}>{content}</w:styles>")
        return
    root = root_with_prefixes(etree.fromstring(writer.parts.data[name]))
    root.extend(elements(writer.registry.additions))
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", *root.get(MC + "Ignorable", "").split()])
    writer.parts.add(name, etree.tostring(root, encoding="UTF-8", standalone=True), writer.parts.types[name])
