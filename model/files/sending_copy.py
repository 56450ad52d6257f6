"""A copy of a project to send: the contents of a project in addition to the text that its reader sees, and the copy without
them.

A project keeps whole the Word files that its texts were read from, earlier versions, private comments and deleted text.
Everyone who receives the file receives all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.derive import used_settings
from model.files.consolidation_project import PART
from model.files.source_pages import PDF_PART, is_source_page_part
from model.formats.amend import DAMAGED_PART, Project, Version
from model.message import Message
from model.redline import Redline, Stamp
from model.redline.without_package import without_package
from model.submission.authorship import authors, with_stamps_mapped
from model.submission.comments import Comment
from model.submission.position_words import position_line
from model.submission.private_parts import without_private_parts
from model.submission.values import Proposal, Submission, conflict_count, without_conflicts

Content = Literal["sources", "versions", "private", "remembered", "decisions", "ignored", "unknown", "comments", "authors"]
CONTENTS: tuple[Content, ...] = get_args(Content)
_KNOWN_PARTS = (PART, DAMAGED_PART)
SEEN: frozenset[Content] = frozenset({"comments", "authors"})
"""Content that readers of the copy are usually meant to see; it is omitted only on demand."""


_IN_CONFLICTS: frozenset[Content] = frozenset({"sources", "private", "decisions", "comments", "authors"})
"""What the wordings of an undecided conflict may contain."""


class ContentItem(Struct, frozen=True):
    """Something that a project contains besides its text."""

    kind: Content
    title: Message
    details: tuple[Message | str, ...] = ()
    """Its parts, one message each."""

    @property
    def is_omitted(self) -> bool:
        """Whether a copy omits it unless the user keeps it."""
        return self.kind not in SEEN


def contents_of(project: Project) -> tuple[ContentItem, ...]:
    """The contents of a project besides its text, in the order of CONTENTS, without empty kinds."""
    found = (
        _sources,
        _versions,
        _private,
        _deleted_and_original,
        _decisions,
        _ignored_problems,
        _unknown_parts,
        _comments,
        _authors,
    )
    return tuple([contained for look in found for contained in look(project)])


def copy_to_send(project: Project, omitted: Collection[Content]) -> Project:
    """The project without some contents. Without Word files, it has no pictures and is exported in the house's styles."""
    without = frozenset(omitted)
    versions = () if "versions" in without else tuple([_version(version, without) for version in project.versions])
    parts = dict(project.parts)
    if without & {"versions", "decisions"}:
        parts.pop(PART, None)  # decisions on the texts of parties, which are versions
    if "private" in without:
        parts.pop(DAMAGED_PART, None)
    if "sources" in without:
        parts = {name: data for name, data in parts.items() if not is_source_page_part(name)}
    if "unknown" in without:
        parts = {name: data for name, data in parts.items() if name in _KNOWN_PARTS or is_source_page_part(name)}
        project = replace(project, extras={}, manifest={})
    return replace(project, submission=_submission(project.submission, without), versions=versions, parts=parts)


def _version(version: Version, without: frozenset[Content]) -> Version:
    extras = {} if "unknown" in without else version.extras
    return replace(version, submission=_submission(version.submission, without), extras=extras)


def _submission(submission: Submission, without: frozenset[Content]) -> Submission:
    if "private" in without:
        submission = without_private_parts(submission)
    proposals = tuple([_proposal(proposal, without) for proposal in submission.proposals])
    submission = replace(submission, proposals=proposals)
    if "sources" in without:
        submission = replace(submission, sources={})
    if "ignored" in without:
        submission = replace(submission, ignored={})
    if without & _IN_CONFLICTS:
        submission = without_conflicts(submission)
    if "authors" in without:
        submission = _without_names(submission)
    return submission


def _proposal(proposal: Proposal, without: frozenset[Content]) -> Proposal:
    comments = {key: comment for key, comment in proposal.comments.items() if not without & {_kind_of(comment)}}
    if "private" in without:
        comments = {f"c{number}": comment for number, comment in enumerate(comments.values(), 1)}  # a gap would tell of others
    proposal = replace(proposal, comments=comments)
    if without & {"remembered", "authors", "sources"}:
        proposal = replace(proposal, struck={})
    if "remembered" in without and proposal.cuts:
        proposal = replace(proposal, cuts=used_settings(proposal))
    if "remembered" in without and proposal.original.clauses:
        proposal = replace(proposal, original=(proposal.theirs or proposal.redline).base())
    if "sources" in without:
        comments = {key: _without_source(comment) for key, comment in proposal.comments.items()}
        redline, original = without_package(proposal.redline), without_package(proposal.original)
        theirs = None if proposal.theirs is None else without_package(proposal.theirs)
        proposal = replace(proposal, redline=redline, original=original, theirs=theirs, comments=comments, source="")
    return proposal


def _kind_of(comment: Comment) -> Content:
    return "private" if comment.private or comment.reason else "comments"


def _without_source(comment: Comment) -> Comment:
    return replace(comment, source="", replies=tuple([replace(reply, source="") for reply in comment.replies]))


def _without_names(submission: Submission) -> Submission:
    def without_name(stamp: Stamp) -> Stamp:
        return replace(stamp, author="")

    def as_text(proposal: Proposal, redline: Redline) -> Redline:
        alone = Submission(proposals=(replace(proposal, redline=redline, comments={}),))
        return with_stamps_mapped(alone, without_name).proposals[0].redline

    submission = with_stamps_mapped(submission, without_name)
    proposals = tuple([
        replace(
            proposal,
            original=as_text(proposal, proposal.original),
            theirs=None if proposal.theirs is None else as_text(proposal, proposal.theirs),
        )
        for proposal in submission.proposals
    ])  # fmt: skip
    ignored = {key: replace(finding, stamp=without_name(finding.stamp)) for key, finding in submission.ignored.items()}
    return replace(submission, proposals=proposals, ignored=ignored)


def _submissions(project: Project) -> tuple[Submission, ...]:
    return (project.submission, *(version.submission for version in project.versions))


def _sources(project: Project) -> Iterable[ContentItem]:
    from model.formats.word.package.package_contents import contents_besides_text

    packages: Mapping[bytes, str] = {
        data: name for submission in _submissions(project) for name, data in submission.sources.items()
    }
    without = Message.of("without it, the copy has no pictures and is exported in the styles of the conference")
    details: list[Message | str] = [without]
    for data, name in packages.items():
        details += [name, *contents_besides_text(data)]
    pdf = Message.of("the PDF from which the text was read")
    pages = Message.of("without the PDF, the copy cannot show its pages beside the text")
    if packages:
        title = Message.counted("{n} original Word file", "{n} original Word files", len(packages))
        yield ContentItem("sources", title, (*details, pdf, pages) if PDF_PART in project.parts else tuple(details))
    elif PDF_PART in project.parts:
        yield ContentItem("sources", pdf, (pages,))


def _versions(project: Project) -> Iterable[ContentItem]:
    if project.versions:
        title = Message.counted("{n} version", "{n} versions", len(project.versions))
        yield ContentItem("versions", title, tuple(version.title for version in project.versions))


def _private(project: Project) -> Iterable[ContentItem]:
    positions = _positions_of(project)
    comments = _comments_of(project, "private")
    damaged = [Message.of("positions that cannot be read")] if DAMAGED_PART in project.parts else []
    if positions or damaged:
        title = Message.of("positions of the delegation, with its private comments and reasons")
        yield ContentItem("private", title, (*positions, *damaged, *comments))
    elif comments:
        title = Message.counted("{n} private comment or reason", "{n} private comments and reasons", len(comments))
        yield ContentItem("private", title, comments)


def _positions_of(project: Project) -> tuple[Message, ...]:
    """The positions of all versions, a line each, equal ones once."""
    positions = (
        position
        for submission in _submissions(project)
        for proposal in submission.proposals
        for position in proposal.positions.values()
    )
    return tuple(dict.fromkeys(map(position_line, positions)))


def _comments(project: Project) -> Iterable[ContentItem]:
    found = _comments_of(project, "comments")
    if found:
        yield ContentItem("comments", Message.counted("{n} comment", "{n} comments", len(found)), found)


def _comments_of(project: Project, kind: Content) -> tuple[str, ...]:
    comments = (
        comment
        for submission in _submissions(project)
        for proposal in submission.proposals
        for comment in proposal.comments.values()
    )
    return tuple(dict.fromkeys(" ".join(comment.text.split()) for comment in comments if _kind_of(comment) == kind))


def _deleted_and_original(project: Project) -> Iterable[ContentItem]:
    proposals = [proposal for submission in _submissions(project) for proposal in submission.proposals]
    struck = sum(len(proposal.struck) for proposal in proposals)
    as_read = any(
        proposal.original.clauses and proposal.original not in (proposal.redline, proposal.redline.base())
        for proposal in proposals
    )
    unused = sum(len(proposal.cuts) - len(used_settings(proposal)) for proposal in proposals if proposal.cuts)
    if struck or as_read or unused:
        details = [Message.counted("{n} deletion as amended before", "{n} deletions as amended before", struck)]
        first_reading = [Message.of("the text as it was first read, with its tracked changes")]
        settings = Message.counted(
            "reasons and settings of {n} proposal on provisions that is no longer there",
            "reasons and settings of {n} proposals on provisions that are no longer there",
            unused,
        )
        parts = (*details[: bool(struck)], *first_reading[:as_read], *[settings][: bool(unused)])
        yield ContentItem("remembered", Message.of("text that was deleted or rejected"), parts)


def _decisions(project: Project) -> Iterable[ContentItem]:
    if PART in project.parts:
        yield ContentItem("decisions", Message.of("decisions of the consolidation, with their remarks"))
    if count := sum(conflict_count(submission) for submission in _submissions(project)):
        title = Message.counted(
            "{n} undecided conflict, with both wordings", "{n} undecided conflicts, with both wordings", count
        )
        yield ContentItem("decisions", title)


def _ignored_problems(project: Project) -> Iterable[ContentItem]:
    found = {key: finding for submission in _submissions(project) for key, finding in submission.ignored.items()}
    if found:
        title = Message.counted("{n} ignored problem, with the reason", "{n} ignored problems, each with the reason", len(found))
        yield ContentItem("ignored", title, tuple(filter(None, (finding.reason for finding in found.values()))))


def _unknown_parts(project: Project) -> Iterable[ContentItem]:
    names = tuple(name for name in project.parts if name not in _KNOWN_PARTS and not is_source_page_part(name))
    if names or project.extras or project.manifest or any(version.extras for version in project.versions):
        yield ContentItem("unknown", Message.of("data of another version of the program"), names)


def _authors(project: Project) -> Iterable[ContentItem]:
    names = {name for submission in _submissions(project) for name in authors(submission)}
    names |= {finding.stamp.author for submission in _submissions(project) for finding in submission.ignored.values()}
    if found := tuple(sorted(names - {""})):
        yield ContentItem("authors", Message.of("names of the authors of changes and comments"), found)
