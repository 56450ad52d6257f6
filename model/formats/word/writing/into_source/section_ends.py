"""The ends of sections of a package: the clauses whose paragraphs end them, and those that no paragraph ends any more."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from model.formats.word.package.wordml import W
from model.formats.word.writing.body.proposal_text import WrittenText
from model.redline import groups


def carried_section_ends(text: WrittenText, paragraphs: Mapping[str, etree._Element]) -> dict[str, etree._Element]:
    """The `w:sectPr` of the paragraph of each clause, by the id of the clause; `paragraphs` are those of the package by their
    numbers. In a split paragraph, the part that has its end in the base ends the section."""
    clauses = text.clauses if text.side is None else text.redline.clauses
    found = {clause.id: section for clause in clauses if (section := _section(paragraphs.get(clause.source))) is not None}
    for group in groups(clauses, "base") if found else ():
        last = group[-1]
        split = [clause.id for clause in group[:-1] if clause.id in found and not clause.end.status.in_base]
        if split and not last.source:
            found[last.id] = found.pop(split[-1])
    return found


def lost_section_ends(
    text: WrittenText, paragraphs: Mapping[str, etree._Element], sections: Mapping[str, etree._Element]
) -> list[etree._Element]:
    """The `w:sectPr` of paragraphs deleted in the written side or in both; `sections` are those of the clauses."""
    clauses = text.redline.clauses
    other = [sections.get(clause.id) for clause in clauses if text.side is not None and not clause.end.status.on(text.side)]
    left = {clause.source for clause in clauses}
    gone = [
        _section(paragraphs.get(original.source)) for original in text.proposal.original.clauses if original.source not in left
    ]
    return [section for section in (*other, *gone) if section is not None]


def _section(paragraph: etree._Element | None) -> etree._Element | None:
    return None if paragraph is None else paragraph.find(f"{W}pPr/{W}sectPr")
