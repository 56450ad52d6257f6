"""A consolidation in a project file: its submission is the merged text, each party's text a version under the party's name, and
the decisions a part of their own, which every version of the program keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from model.consolidation.merge import Consolidation, Decision, Party, consolidate, merged_redline
from model.consolidation.rebase import characters
from model.errors import EditError
from model.files.consolidation import base_of, consolidation_submission
from model.formats.amend.values import Project, Version
from model.message import Message
from model.redline import Redline, Stamp, paragraphs
from model.submission.values import Proposal, Submission

PART = "consolidation.json"
_KINDS = ("base", "party", "stack", "own")
_DAMAGED = Message.of("its part {part} is damaged; open an earlier copy, or consolidate the proposals again", part=PART)


class ConsolidationWork(Struct, frozen=True):
    """A consolidation that is worked on."""

    frame: Submission
    """The submission around the base; its one proposal has the base as text."""
    parties: tuple[Party, ...] = ()
    reasons: tuple[str, ...] = ()
    """Of each party those of its proposal."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """By the keys of the conflicts."""

    @property
    def base(self) -> Redline:
        """The text on which the parties propose."""
        return self.frame.proposals[0].redline


def common_base(submission: Submission, number: int) -> Submission:
    """The text in force of a proposal, by its number from 1, without the data of its own party."""
    proposal = submission.proposals[number - 1]
    text = base_of(replace(submission, proposals=(proposal,))).redline
    sources = {name: data for name, data in submission.sources.items() if name == proposal.source}
    bare = replace(submission, sources=sources, ignored={})
    as_base = Proposal(proposal.symbol, "", text, "", proposal.original if proposal.original.clauses else text, proposal.source)
    return consolidation_submission(bare, as_base, consolidate(text, []), "")


def submission_of(work: ConsolidationWork, found: Consolidation, date: str) -> Submission:
    """The text as merged, in the frame of the base; conflicts that are open leave the base as it is."""
    return consolidation_submission(work.frame, work.frame.proposals[0], found, date, decisions=work.decisions)


def as_project(work: ConsolidationWork, found: Consolidation, time: str, id: str) -> Project:
    """The consolidation as a project; `time` is its time in ISO 8601, `id` that of the document."""
    texts = [
        Proposal("", "", party.redline, reasons, party.redline.base(), cuts=party.cuts)
        for party, reasons in zip(work.parties, work.reasons, strict=True)
    ]
    versions = tuple(
        Version(party.name, time, "", Submission(proposals=(text,))) for party, text in zip(work.parties, texts, strict=True)
    )
    kept = {
        "parties": [party.name for party in work.parties],
        "decisions": {key: _decision_json(decision) for key, decision in sorted(work.decisions.items())},
    }
    data = json.dumps(kept, ensure_ascii=False, indent=1).encode()
    return Project(submission_of(work, found, time), id=id, versions=versions, parts={PART: data})


def work_in(project: Project) -> ConsolidationWork | None:
    """The consolidation in a project; None if there is none. EditError, in a sentence, if it is damaged."""
    if PART not in project.parts:
        return None
    try:
        kept = json.loads(project.parts[PART])
        names, decided = kept["parties"], kept["decisions"]
        decisions = {str(key): _decision(value, len(names)) for key, value in decided.items()}
        proposal = project.submission.proposals[0]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise EditError(_DAMAGED) from error
    texts = _texts(names, project.versions)
    parties = tuple(Party(name, text.redline, text.cuts) for name, text in zip(names, texts, strict=True))
    base = _base_in(proposal, parties, decisions)
    frame = replace(project.submission, proposals=(replace(proposal, redline=base, comments={}, struck={}),))
    return ConsolidationWork(frame, parties, tuple(text.reasons for text in texts), decisions)


def _base_in(proposal: Proposal, parties: Sequence[Party], decisions: Mapping[str, Decision]) -> Redline:
    """The text on which the parties propose. The text as first read is another one where amendments were accepted before; that
    of the redline where they were since. The right one is what more parties propose on, or what gives the text as it is."""
    read, now = proposal.original, proposal.redline.base()
    if not read.clauses:
        return now
    known = [_printed_content(party.redline.base()) for party in parties]
    on_read, on_now = known.count(_printed_content(read)), known.count(_printed_content(now))
    if on_read or on_now:
        return now if on_now > on_read else read
    return now if _wording(merged_redline(consolidate(now, parties), decisions, "")) == _wording(proposal.redline) else read


def _printed_content(base: Redline) -> tuple[object, ...]:
    """The words and labels of a text in which everything is kept."""
    return characters(base.clauses), [clause.label and clause.label.text for clause in base.clauses]


def is_edited(project: Project, work: ConsolidationWork, found: Consolidation) -> bool:
    """Whether the text in a project differs from the result of the decisions: a user has edited it since."""
    return _wording(project.submission.proposals[0].redline) != _wording(merged_redline(found, work.decisions, ""))


def _wording(text: Redline) -> tuple[object, ...]:
    notes = sorted(characters(note.clauses, "draft") for note in text.notes.values())
    return [
        (paragraph.props.kind, paragraph.props.level, paragraph.text) for paragraph in paragraphs(text.clauses, "draft")
    ], notes


def _texts(names: Sequence[str], versions: Sequence[Version]) -> list[Proposal]:
    texts = {version.name: version.submission for version in versions}
    missing = [name for name in names if name not in texts or not texts[name].proposals]
    if missing:
        raise EditError.of("the version with the text of {name} is missing; open an earlier copy", name=missing[0])
    return [texts[name].proposals[0] for name in names]


def _decision_json(decision: Decision) -> dict[str, object]:
    return {name: value for name, value in asdict(decision).items() if name != "stamp"} | asdict(decision.stamp)


def _decision(value: Mapping[str, Any], parties: int) -> Decision:
    kind, party = value["kind"], value["party"]
    if kind not in _KINDS or not isinstance(party, int) or not 0 <= party < max(parties, 1):
        raise ValueError(kind)
    text, reason, author, date = (str(value[name]) for name in ("text", "reason", "author", "date"))
    return Decision(kind, party, text, reason, Stamp(author, date))
