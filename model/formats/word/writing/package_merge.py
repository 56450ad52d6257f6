"""A text of one package as a text of another: its styles by their names, everything else that it needs copied.

A redline of two files is written into the package of the first. The second file's paragraphs refer to ids of its own styles,
its pictures and links to its own relationships; here they become those of the first package, which gets what it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import is_

from lxml import etree
from msgspec.structs import replace

from model.formats.page.house_styles import house_styles
from model.formats.word.package.opc_package import Package
from model.formats.word.package.package_parts import Parts
from model.formats.word.package.styles import SourceStyles
from model.formats.word.package.wordml import MC, elements
from model.formats.word.writing.body.styles import StyleRegistry
from model.formats.word.writing.into_source.source_package import SourcePackage, root_with_prefixes
from model.redline import Clause, Props, Redline, Run, Style

_TRACE = re.compile(r'\br:[a-z]+="')


def adopt_text(home: bytes, other: bytes, text: Redline) -> tuple[bytes, Redline]:
    """The package `home` with what a text of `other` needs, and the text as one of it. FileError if one is at fault."""
    first, second = Package.open(home, "the first file"), Package.open(other, "the second file")
    adoption = _Adoption(SourcePackage(first, judges=False), SourcePackage(second, judges=False))
    if adoption.styles_are_shared() and not any(_TRACE.search(run.content) for run in _runs(text) if run.content):
        return home, text
    adoption.open()
    moved = adoption.text(text)
    return adoption.package(home), moved


def is_submission(data: bytes) -> bool:
    """Whether a package is that of a submission, into which proposals are written with their lines."""
    return SourcePackage(Package.open(data, "the first file")).has_style("proposal")


@dataclass
class _Adoption:
    home: SourcePackage
    other: SourcePackage
    parts: Parts = field(init=False)
    _props: dict[Props, Props] = field(default_factory=dict)
    _styles: dict[Style, Style] = field(default_factory=dict)

    def open(self) -> None:
        """Prepares the package of the first file for the text; takes a while for a large package."""
        self.parts = self.home.copied_parts()
        self._before = len(self.parts.data), sum(map(len, self.parts.relations.values()))
        root = self.home.style_root
        self._book = StyleRegistry(house_styles("conference", ""), root if root is not None else etree.Element("styles"))
        self._source = SourceStyles.of(self.other.style_root)
        self._content: Callable[[str], str] = self.other.bring_into(self.parts, self.home.main)

    def styles_are_shared(self) -> bool:
        """Whether the styles of both packages are the same, byte for byte."""
        parts = [source.package.part(name) if (name := source.part("styles")) else b"" for source in (self.home, self.other)]
        return parts[0] == parts[1]

    def text(self, text: Redline) -> Redline:
        notes = {key: replace(note, clauses=tuple(map(self._clause, note.clauses))) for key, note in text.notes.items()}
        return replace(text, clauses=tuple(map(self._clause, text.clauses)), notes=notes)

    def _clause(self, clause: Clause) -> Clause:
        runs = tuple(map(self._run, clause.runs))
        props, label = self._props_of(clause.props), clause.label and replace(clause.label, style=self._style(clause.label.style))
        if props == clause.props and label == clause.label and all(map(is_, runs, clause.runs)):
            return clause
        return replace(clause, props=props, label=label, runs=runs)

    def _run(self, run: Run) -> Run:
        style = self._style(run.style)
        content = self._content(run.content) if run.content.startswith("<") else run.content
        if style is run.style and content == run.content:
            return run
        return replace(run, style=style, content=content)

    def _style(self, style: Style) -> Style:
        if style not in self._styles:
            name = self._book.bring(self._source, style.name) if style.name else ""
            self._styles[style] = style if name == style.name else replace(style, name=name)
        return self._styles[style]

    def _props_of(self, props: Props) -> Props:
        if props not in self._props:
            style = self._book.bring(self._source, props.style) if props.style else ""
            self._props[props] = props if style == props.style else replace(props, style=style)
        return self._props[props]

    def package(self, home: bytes) -> bytes:
        """The first package with the copied parts."""
        parts, source = self.parts, self.home
        if not self._book.additions and (len(parts.data), sum(map(len, parts.relations.values()))) == self._before:
            return home
        root = root_with_prefixes(source.package.xml(source.main))
        source.clean(root, source.main, parts)
        parts.add(source.main, etree.tostring(root, encoding="UTF-8", standalone=True), parts.types[source.main])
        name = source.part("styles")
        if self._book.additions and name:
            styles = root_with_prefixes(etree.fromstring(parts.data[name]))
            styles.extend(elements(self._book.additions))
            etree.cleanup_namespaces(styles, keep_ns_prefixes=["w", *styles.get(MC + "Ignorable", "").split()])
            parts.add(name, etree.tostring(styles, encoding="UTF-8", standalone=True), parts.types[name])
        return parts.to_bytes()


def _runs(text: Redline) -> Iterator[Run]:
    for clauses in (text.clauses, *(note.clauses for note in text.notes.values())):
        for clause in clauses:
            yield from clause.runs
