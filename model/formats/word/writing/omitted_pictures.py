"""The pictures that an export omits because they cannot be cleaned, for a message to the user."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.formats.word.writing.into_source.source_package import SourcePackage
from model.message import Message, first_of
from model.numbering import Labelling
from model.submission.clause_paths import paths
from model.submission.values import Proposal

_MOST = 5


def pictures_omitted(sources: Iterable[tuple[str, SourcePackage]], texts: Iterable[tuple[Proposal, Labelling]]) -> Message:
    """The message on omitted pictures, with kinds and places. `sources` are the packages by their names in proposals."""
    pairs = list(texts)
    found: list[Message] = []
    for package, source in sources:
        inside = [pair for pair in pairs if pair[0].source == package]
        for (part, id), name in source.left_out.items():
            found += _places(name.rpartition(".")[2].upper(), part, id, source, inside)
    return Message.counted(
        "{n} picture was omitted, since names or places may be hidden in it: {places}; insert it into the Word file as PNG "
        "or JPEG",
        "{n} pictures were omitted, since names or places may be hidden in them: {places}; insert them into the Word file as "
        "PNG or JPEG",
        len(found),
        places=first_of(found, _MOST),
    )


def _places(form: str, part: str, id: str, source: SourcePackage, pairs: Iterable[tuple[Proposal, Labelling]]) -> list[Message]:
    """The form and the place in the document of a picture that a part refers to by an id."""
    if part != source.main:
        return [_in_story(form, re.sub(r"\d*\.xml$", "", part.rpartition("/")[2]))]
    reference = re.compile(rf'\br:[a-z]+="{re.escape(id)}"')
    found: list[Message] = []
    for proposal, labelling in pairs:
        known = paths(proposal.redline, labelling)
        for clause in proposal.redline.clauses:
            if any(reference.search(run.content) for run in clause.runs if run.content):
                found.append(Message.of("{form} at {path}", form=form, path=known.get(clause.id) or Message.of("the text")))
    return found or [Message.of("{form} in the text", form=form)]


def _in_story(form: str, stem: str) -> Message:
    """The form of a picture and the kind of part that shows it, by the beginning of the part's name."""
    match stem:
        case "header":
            return Message.of("{form} in a page header", form=form)
        case "footer":
            return Message.of("{form} in a page footer", form=form)
        case "footnotes":
            return Message.of("{form} in a footnote", form=form)
        case "endnotes":
            return Message.of("{form} in an endnote", form=form)
        case "comments":
            return Message.of("{form} in a comment", form=form)
        case "numbering":
            return Message.of("{form} in a list sign", form=form)
    return Message.of("{form} in a drawing", form=form)
