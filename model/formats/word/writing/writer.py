"""Writing a submission as the Word file that is uploaded (FORMATS.md §1).

A text without symbol is written into the package that it was read from; a submission into a package in the house's styles, or
into its own if that has the style Proposal. `write_word` makes the bytes, `model.formats.word.proof.proof.prove` reads them
back.
"""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from model.formats.page.cut_lines import NO_LINES
from model.formats.word.package.opc_package import Package
from model.formats.word.writing.body.comments import CommentRegistry
from model.formats.word.writing.body.proposal_text import WrittenText
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.formats.word.writing.conference_template import check_direction
from model.formats.word.writing.document import Document
from model.formats.word.writing.export_options import DEFAULT_OPTIONS, ExportOptions
from model.formats.word.writing.into_source.source_package import SourcePackage
from model.formats.word.writing.new_package import write_new_package
from model.message import Message
from model.numbering import Labelling
from model.submission.authorship import submitter_of
from model.submission.conferences import find_conference
from model.submission.values import Proposal, Submission


class WordFile(Struct, frozen=True):
    """A Word file that was written and is not proved yet."""

    data: bytes
    omitted: tuple[Message, ...] = ()
    """Messages on what of the submission is not in the file."""
    template: Package | None = None
    """The conference template in which it was written, if it was."""


def write_word(submission: Submission, options: ExportOptions = DEFAULT_OPTIONS) -> WordFile:
    """A submission as a Word file. FileError if a source package is at fault."""
    view = options.view
    date = options.date or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sources = {
        name: SourcePackage(Package.open(data, name))
        for name, data in submission.sources.items()
        if any(proposal.source == name for proposal in submission.proposals)
    }
    in_submission = any(proposal.symbol for proposal in submission.proposals)
    labellings = options.labellings or [Labelling.of(proposal.redline) for proposal in submission.proposals]
    target = _own_source(submission, sources, in_submission, options.keep_styles)
    home = (
        target if target is not None else next((candidate for candidate in sources.values() if candidate.part("comments")), None)
    )
    comments = CommentRegistry.of(home.package if home is not None else None, submission)
    submission = comments.place_all(submission, view)
    layers = options.layers or [None] * len(labellings)
    cut_lines = options.cut_lines or [NO_LINES] * len(labellings)
    texts = [
        WrittenText.of(proposal, labelling, view, in_submission=in_submission, layers=both, cut=cut)
        for proposal, labelling, both, cut in zip(submission.proposals, labellings, layers, cut_lines, strict=True)
    ]
    conference = options.conference or find_conference(submission.header.conference)
    marks = RevisionMarks(submitter_of(submission), date, options.author)
    document = Document(submission, view, texts, marks, conference, sources, comments, options.keeps_formats)
    template = options.template if target is None and in_submission else None
    if template is not None:
        target = SourcePackage(template)
        check_direction(template, document.language)
    if target is None:
        data = write_new_package(document)
    else:
        from model.formats.word.writing.source_package_writer import write_into_source

        data = write_into_source(document, target, is_template=template is not None)
    if not any(source.left_out for source in sources.values()):
        return WordFile(data, template=template)
    from model.formats.word.writing.omitted_pictures import pictures_omitted

    omitted = pictures_omitted(sources.items(), zip(submission.proposals, labellings, strict=True))
    return WordFile(data, (omitted,), template)


def _own_source(
    submission: Submission, sources: dict[str, SourcePackage], in_submission: bool, keep_styles: bool | None
) -> SourcePackage | None:
    """The package that is written into; None if a new one is made, also if only pictures were read from it."""
    read_from = (proposal.source for proposal in submission.proposals if proposal.source in sources and _is_read_from(proposal))
    first = next((sources[name] for name in read_from), None)
    if first is None or keep_styles is False:
        return None
    if in_submission and keep_styles is None and not first.has_style("proposal"):
        return None
    return first


def _is_read_from(proposal: Proposal) -> bool:
    clauses = (*proposal.redline.clauses, *proposal.original.clauses)
    return any(clause.source for clause in clauses) or not clauses
