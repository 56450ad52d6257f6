"""The citations of a submission as a list: the verdict of the table of editions on each, and its repair."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.preflight.context import CheckContext, JudgedCitation
from model.references.renewal import Replacement, renewals
from model.submission.story import StoryId


class CitationEntry(Struct, frozen=True):
    """One citation."""

    cited: JudgedCitation
    fixes: tuple[Replacement, ...] = ()
    """The replacements that name the edition in force, in the paragraph as read; none if nothing is to be replaced."""

    @property
    def key(self) -> tuple[StoryId, str, int, int]:
        """Identifies it as long as the paragraph does not change; numbers of one list have different keys."""
        line, citation, _ = self.cited
        return line.story, line.bearer.id, citation.number_start, citation.start


def entries(context: CheckContext) -> tuple[CitationEntry, ...]:
    """All citations of all texts in order, without those of articles and conferences."""
    return tuple(
        CitationEntry(cited, fixes)
        for text, found in zip(context.texts, context.cited, strict=True)
        for cited, fixes in zip(found, offered_fixes(found, text.language), strict=True)
        if cited.citation.instrument not in ("conference", "article", "provision")
    )


def offered_fixes(found: Sequence[JudgedCitation], language: str) -> list[tuple[Replacement, ...]]:
    """The replacements that name the edition in force in each citation; words that several share, only if right for all."""
    offered = [renewals(line.text, citation, verdict, language) for line, citation, verdict in found]
    wanted: dict[tuple[StoryId, str, int], set[str]] = {}
    for cited, fixes in zip(found, offered, strict=True):
        edition = cited.citation.edition
        by_start = ({edition.start: ""} if edition is not None else {}) | {start: new for start, _, new in fixes}
        for start, new in by_start.items():
            wanted.setdefault((cited.line.story, cited.line.clause, start), set()).add(new)
    return [
        () if any(len(wanted[cited.line.story, cited.line.clause, start]) > 1 for start, _, _ in fixes) else fixes
        for cited, fixes in zip(found, offered, strict=True)
    ]
