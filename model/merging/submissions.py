"""The merge of three versions of a submission: a base and two copies of it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from model.layers.combined import fit_together
from model.merging.fields import merge_by_key, merge_lists, merge_values, merge_words, with_free_keys, with_new_keys
from model.merging.proposals import MatchedProposal, match_proposals
from model.merging.redlines import RedlineMerge, merge_redlines, with_note_keys
from model.submission.comments import Comment
from model.submission.conflicts import PROPOSAL, MergeConflict
from model.submission.json_codec import encode
from model.submission.positions import Position
from model.submission.values import CutSettings, Header, IgnoredProblem, Proposal, Submission

T = TypeVar("T")
_PROSE: Final = frozenset({"title", "agenda", "abstract", "introduction", "proposal_text", "reasons"})
"""The fields that are merged word by word."""
_LISTS: Final = frozenset({"sources", "contacts"})
_NOT_SET: Final = CutSettings()


def merge_submissions(base: Submission, first: Submission, second: Submission, *, by_number: bool = False) -> Submission:
    """The submission with the changes of both copies. Where they disagree, it has the value of the first copy, and a conflict
    has both.

    by_number: whether new provisions to which both copies give one margin number at one place are a conflict. Otherwise they are
        numbered one after the other, as in a shared draft, in which each author sees what the others insert
    """
    if first in (base, second):
        return second
    if second == base:
        return first
    conflicts: dict[str, MergeConflict] = {}
    names = with_free_keys(base.sources, first.sources, second.sources)
    first, second = _with_source_names(first, names[0]), _with_source_names(second, names[1])
    header = _merged_fields(base.header, first.header, second.header, Header.__struct_fields__, conflicts)
    language, _ = merge_values(base.language, first.language, second.language)
    matches = match_proposals(base.proposals, first.proposals, second.proposals)
    proposals = tuple([_merged_proposal(match, language, by_number=by_number) for match in matches])
    return Submission(
        header=replace(first.header, **header),
        proposals=proposals,
        language=language,
        sources=merge_by_key(base.sources, first.sources, second.sources),
        ignored=_merged_ignored(base.ignored, first.ignored, second.ignored),
        conflicts=merge_by_key(base.conflicts, first.conflicts, second.conflicts) | conflicts,
    )


def _merged_ignored(
    base: Mapping[str, IgnoredProblem], first: Mapping[str, IgnoredProblem], second: Mapping[str, IgnoredProblem]
) -> Mapping[str, IgnoredProblem]:
    """The ignored problems of both copies; if both give a reason for the same problem, the later one."""
    found = merge_by_key(base, first, second)
    for key in found.keys() & first.keys() & second.keys():
        given = first[key], second[key]
        if base.get(key) not in given:
            found[key] = max(given, key=lambda value: (bool(value.reason), value.stamp.date, value.stamp.author, value.reason))
    return found


def _with_source_names(submission: Submission, names: Mapping[str, str]) -> Submission:
    if not names:
        return submission
    sources = with_new_keys(submission.sources, names)
    proposals = [replace(proposal, source=names.get(proposal.source, proposal.source)) for proposal in submission.proposals]
    return replace(submission, sources=sources, proposals=tuple(proposals))


def _merged_fields(
    base: Header | Proposal,
    first: Header | Proposal,
    second: Header | Proposal,
    names: Sequence[str],
    conflicts: dict[str, MergeConflict],
) -> dict[str, Any]:
    """The fields of both copies; what they disagree about is added to `conflicts`."""
    out: dict[str, Any] = {}
    for name in names:
        was, now, new = (getattr(version, name) for version in (base, first, second))
        if name in _LISTS:
            out[name] = merge_lists(was, now, new)
            continue
        if name in _PROSE:
            now, new = merge_words(was, now, new)
            disagree = now != new
        else:
            now, disagree = merge_values(was, now, new)
        out[name] = now
        if disagree:
            add_conflict(conflicts, field_conflict(name, was, now, new))
    return out


def field_conflict(name: str, base: Any, present: Any, other: Any) -> MergeConflict:
    """A conflict about a field, by its name within the header or the proposal."""
    return MergeConflict(name, base_value=encode(base), present_value=encode(present), other_value=encode(other))


def add_conflict(conflicts: dict[str, MergeConflict], conflict: MergeConflict) -> None:
    """Add a conflict under a key computed from it, so that equal conflicts are stored once."""
    text = json.dumps(encode(conflict), sort_keys=True, ensure_ascii=False)
    conflicts[f"m{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"] = conflict


def _merged_proposal(match: MatchedProposal, language: str, *, by_number: bool) -> Proposal:
    """The merged proposal. If one copy removed it and the other changed it, it stays, with a conflict."""
    base, first, second = match.base, match.first, match.second
    if first is None or second is None:
        kept = first or second
        assert kept is not None
        if base is None:
            return kept
        conflicts = dict(kept.conflicts)
        add_conflict(conflicts, field_conflict(PROPOSAL, True, True, False))
        return replace(kept, conflicts=conflicts)
    if base is None or first in (base, second):
        return second if base is not None else first
    if second == base:
        return first
    return _both_changed(base, first, second, language, by_number=by_number)


def _both_changed(base: Proposal, first: Proposal, second: Proposal, language: str, *, by_number: bool) -> Proposal:
    conflicts: dict[str, MergeConflict] = {}
    names = with_free_keys(base.redline.notes, first.redline.notes, second.redline.notes)
    first, second = with_note_keys(first, names[0]), with_note_keys(second, names[1])
    theirs, disagree = merge_values(base.theirs, first.theirs, second.theirs)
    texts = merge_redlines(base.redline, first.redline, second.redline, language, by_number=by_number)
    unfit = theirs is not None and not fit_together(theirs, texts.redline)
    if disagree or unfit or (first.theirs != second.theirs and texts.conflicts):
        # The lower layers differ, so a conflict cannot be limited to some clauses: the whole text is one conflict.
        theirs, upper = first.theirs, first.redline
        whole = MergeConflict("", "", base.redline.clauses, upper.clauses, second.redline.clauses, second.redline.notes)
        texts = RedlineMerge(upper, (whole,) if second.redline not in (base.redline, upper) else ())
    for conflict in texts.conflicts:
        add_conflict(conflicts, conflict)
    fields = _merged_fields(base, first, second, ("symbol", "number", "reasons"), conflicts)
    source, _ = merge_values(base.source, first.source, second.source)
    original, _ = merge_values(base.original, first.original, second.original)
    return Proposal(
        **fields,
        redline=texts.redline,
        original=original,
        source=source,
        comments=_merged_comments(base.comments, first.comments, second.comments, conflicts),
        theirs=theirs,
        positions=_merged_positions(base.positions, first.positions, second.positions, conflicts),
        cuts=_merged_cuts(base.cuts, first.cuts, second.cuts, conflicts),
        struck=_unite(base.struck, first.struck, second.struck),
        conflicts=merge_by_key(base.conflicts, first.conflicts, second.conflicts) | conflicts,
    )


def _merged_cuts(
    base: Mapping[str, CutSettings],
    first: Mapping[str, CutSettings],
    second: Mapping[str, CutSettings],
    conflicts: dict[str, MergeConflict],
) -> dict[str, CutSettings]:
    """What was set for the proposals on provisions, joined by the provisions: field by field, reasons word by word."""
    merged: dict[str, CutSettings] = {}
    for key in dict.fromkeys((*first, *second)):
        was, now, new = (copy.get(key, _NOT_SET) for copy in (base, first, second))
        present, other = dict[str, Any](), dict[str, Any]()
        for name in CutSettings.__struct_fields__:
            old, mine, theirs = (getattr(copy, name) for copy in (was, now, new))
            if name in _PROSE:
                present[name], other[name] = merge_words(old, mine, theirs)
            else:
                present[name], other[name] = merge_values(old, mine, theirs)[0], merge_values(old, theirs, mine)[0]
        merged[key] = CutSettings(**present)
        if present != other:
            add_conflict(conflicts, field_conflict(f"cuts/{key}", was, merged[key], CutSettings(**other)))
    kept = _with_distinct_serials(base, merged)
    return {key: settings for key, settings in kept.items() if settings != _NOT_SET}


def _with_distinct_serials(base: Mapping[str, CutSettings], merged: Mapping[str, CutSettings]) -> dict[str, CutSettings]:
    """The settings without a serial number that another one has: that of the base stays, else that of the first key."""
    owners: dict[int, str] = {}
    for key in sorted(merged, key=lambda key: (base.get(key, _NOT_SET).serial != merged[key].serial, key)):
        owners.setdefault(merged[key].serial, key)
    return {
        key: settings if not settings.serial or owners[settings.serial] == key else replace(settings, serial=0)
        for key, settings in merged.items()
    }


def _unite(base: Mapping[str, T], first: Mapping[str, T], second: Mapping[str, T]) -> dict[str, T]:
    """The merged values; those that both copies added under the same key get different keys."""
    names = with_free_keys(base, first, second)
    return merge_by_key(base, with_new_keys(first, names[0]), with_new_keys(second, names[1]))


def _merged_positions(
    base: Mapping[str, Position],
    first: Mapping[str, Position],
    second: Mapping[str, Position],
    conflicts: dict[str, MergeConflict],
) -> dict[str, Position]:
    names = with_free_keys(base, first, second)

    def settle(key: str, was: Position, now: Position, new: Position) -> Position:
        """The position with the first copy's value of each field that both changed, and the same with the second's."""
        sides: list[Position] = []
        for mine, other in ((now, new), (new, now)):
            values: dict[str, Any] = {
                name: merge_lists(getattr(was, name), getattr(now, name), getattr(new, name))
                if name in ("owners", "links")
                else merge_values(getattr(was, name), getattr(mine, name), getattr(other, name))[0]
                for name in Position.__struct_fields__
            }
            sides.append(Position(**values))
        present, wanted = sides
        if present != replace(wanted, anchors=present.anchors):
            add_conflict(conflicts, field_conflict(f"positions/{key}", was, present, wanted))
        return present

    return merge_by_key(base, with_new_keys(first, names[0]), with_new_keys(second, names[1]), settle)


def _merged_comments(
    base: Mapping[str, Comment],
    first: Mapping[str, Comment],
    second: Mapping[str, Comment],
    conflicts: dict[str, MergeConflict],
) -> dict[str, Comment]:
    names = with_free_keys(base, first, second)

    def settle(key: str, was: Comment, now: Comment, new: Comment) -> Comment:
        text, other = merge_words(was.text, now.text, new.text)
        values = {
            name: merge_values(getattr(was, name), getattr(now, name), getattr(new, name))[0]
            for name in ("anchors", "private", "reason", "done", "stamp", "source")
        }
        merged = Comment(text, replies=merge_lists(was.replies, now.replies, new.replies), **values)
        if text != other:
            add_conflict(conflicts, field_conflict(f"comments/{key}", was, merged, replace(merged, text=other)))
        return merged

    return merge_by_key(base, with_new_keys(first, names[0]), with_new_keys(second, names[1]), settle)
