"""The context of the rules: the submission with its labels and paragraphs, conference, date and tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct, field

from model.brackets.parser import parse_brackets
from model.brackets.values import Brackets
from model.cuts.derive import CutIndex
from model.cuts.values import Cut
from model.lexicon.calls import CallKind, call_kind
from model.lexicon.lines import NumberLine, opening_body, read_number_line
from model.library.queries.library_lookup import EMPTY_LOOKUP, LibraryLookup
from model.numbering import Labelling
from model.redline import Clause, Kind, Redline, Status, groups, label_bearer
from model.references.citation_parser import cite
from model.references.citations import Citation
from model.references.conference_history import HeldConference, conference_named
from model.references.editions import Editions
from model.references.numbered_texts import NumberedTexts
from model.references.verdicts import CitingInstrument, Verdict, judge
from model.references.words import place_keys
from model.submission.conferences import Conference
from model.submission.french_spaces import has_spaced_marks
from model.submission.search import Passage, is_shown
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from model.text.legible import Legible

_NOTE_SIGNS = ("*", "∗", "†", "‡")
_CLOSING = frozenset(";,.:；，。：؛،")
"""The marks with which paragraphs of a list end."""
HEAD = ("number", "title", "history", "opening")
"""The kinds of the lines before the first call, which contain no citations."""


class DraftLine(Struct, frozen=True, dict=True):
    """A paragraph of the draft."""

    story: StoryId
    clauses: tuple[Clause, ...]
    label: str
    """'' if it has none."""
    language: str

    @property
    def passage(self) -> Passage:
        """The paragraph as a text that can be searched."""
        return Passage(self.story, self.clauses, "draft")

    @cached_property
    def legible(self) -> Legible:
        """The paragraph as it is read: rules see nothing of soft hyphens and the like."""
        return Legible(self.passage.text)

    @property
    def text(self) -> str:
        """The text as read; `read` maps its offsets to the passage."""
        return self.legible.text

    @property
    def clause(self) -> str:
        """The clause that bears the paragraph's label; deleted text before it belongs to it too."""
        return self.bearer.id

    @property
    def bearer(self) -> Clause:
        """The clause that has the label of the paragraph."""
        return label_bearer(self.clauses, "draft")

    @property
    def kind(self) -> Kind:
        """The kind of the paragraph: that of its last clause."""
        return self.clauses[-1].props.kind

    @property
    def level(self) -> int:
        """The level of the paragraph, as its last clause says it."""
        return self.clauses[-1].props.level

    @property
    def is_table_note(self) -> bool:
        """Whether the paragraph is a remark below a table, which has a sign and no label."""
        return not self.label and self.text.lstrip()[:1] in _NOTE_SIGNS

    @property
    def in_table(self) -> bool:
        """Whether the paragraph is in a cell."""
        return self.clauses[-1].cell is not None

    @cached_property
    def unchanged(self) -> bool:
        """Whether the paragraph is the same in the text in force."""
        ends = all(clause.end.status is Status.KEPT for clause in self.clauses)
        return ends and all(run.status is Status.KEPT for clause in self.clauses for run in clause.runs if run.text)

    def is_kept(self, start: int, stop: int, *, beside: bool = True) -> bool:
        """Whether a range is the same in the text in force, and so is the text `beside` it."""
        start, stop = self.legible.span(start, stop)
        struck, starts, stops = self._changes
        place = bisect_left(struck, start) if beside else bisect_right(struck, start)
        if place < len(struck) and (struck[place] <= stop if beside else struck[place] < stop):
            return False
        place = bisect_right(stops, start)
        return place == len(starts) or starts[place] >= stop

    @cached_property
    def _changes(self) -> tuple[list[int], list[int], list[int]]:
        """The places of deletions, the beginnings of insertions, and the ends of insertions."""
        struck, starts, stops, at = list[int](), list[int](), list[int](), 0
        for clause in self.clauses:
            for run in clause.runs:
                if not is_shown(run, "draft"):
                    struck += [at] if run.text else []
                    continue
                if run.status is not Status.KEPT:
                    starts.append(at)
                    stops.append(at + len(run.text))
                at += len(run.text)
        return struck, starts, stops


def lines_of(story: StoryId, clauses: Sequence[Clause], language: str, labelling: Labelling | None = None) -> list[DraftLine]:
    """The visible paragraphs of a story; without labels if no labelling is given."""
    return [line for line in _lines(story, clauses, language, labelling) if line is not None]


def _lines(story: StoryId, clauses: Sequence[Clause], language: str, labelling: Labelling | None) -> Iterator[DraftLine | None]:
    for group in groups(clauses, "draft"):
        label = labelling.draft(label_bearer(group, "draft").id) if labelling is not None else None
        line = DraftLine(story, group, label or "", language)
        yield line if line.text.strip() else None


def is_suppressed(proposal: Proposal) -> bool:
    """Whether a proposal suppresses a whole text: it has no changes, so nothing in it can be repaired."""
    return proposal.symbol in ("SUP", "SUP*")


class CheckedText(Struct, frozen=True, dict=True):
    """The text of one proposal."""

    number: int
    proposal: Proposal
    labelling: Labelling
    language: str

    @property
    def story(self) -> StoryId:
        """The story of the text: the number of its proposal."""
        return StoryId(self.number)

    @property
    def redline(self) -> Redline:
        """The redline of the proposal."""
        return self.proposal.redline

    @property
    def suppressed(self) -> bool:
        """Whether the whole text is to go."""
        return is_suppressed(self.proposal)

    @cached_property
    def lines(self) -> tuple[DraftLine, ...]:
        """The visible paragraphs of the draft, without notes; none of a suppressed text."""
        clauses = () if self.suppressed else self.redline.clauses
        return tuple(lines_of(self.story, clauses, self.language, self.labelling))

    @cached_property
    def notes(self) -> tuple[DraftLine, ...]:
        """The paragraphs of the notes."""
        return tuple(
            line
            for key, note in (() if self.suppressed else self.redline.notes.items())
            for line in lines_of(StoryId(self.number, key), note.clauses, self.language, self.labelling)
        )

    @cached_property
    def cut_index(self) -> CutIndex | None:
        """The proposals that are printed from it, if it is a treaty text; None for any other, and for one that is suppressed."""
        return CutIndex.of(self.proposal, self.labelling) if self.labelling.numbers and not self.suppressed else None

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """Those proposals."""
        return self.cut_index.cuts if self.cut_index is not None else ()

    @property
    def stories(self) -> tuple[StoryId, ...]:
        """The stories of the text and of its notes that have visible paragraphs."""
        return tuple(dict.fromkeys(line.story for line in (*self.lines, *self.notes)))

    @cached_property
    def brackets(self) -> Mapping[StoryId, Brackets]:
        """The square brackets of the text and of its notes."""
        return {story: parse_brackets(self.redline.clauses_of(story.note), "draft", story) for story in self.stories}

    def prepare(self) -> Iterator[None]:
        """Finds the paragraphs step by step."""
        if self.suppressed:
            return
        found = []
        for line in _lines(self.story, self.redline.clauses, self.language, self.labelling):
            found += [line] if line is not None else []
            yield
        vars(self).setdefault("lines", tuple(found))

    def first(self, kind: Kind) -> DraftLine | None:
        """The first paragraph of a kind before the first call: the number line, title, history or opening of the text."""
        return next((line for line in self.head if line.kind == kind), None)

    @cached_property
    def head(self) -> tuple[DraftLine, ...]:
        """The paragraphs before the first call."""
        lines = _lines(self.story, self.redline.clauses, self.language, self.labelling)
        return tuple(line for line in takewhile(lambda line: line is None or line.kind != "call", lines) if line is not None)

    @cached_property
    def blocks(self) -> tuple[CallBlock, ...]:
        """The calls with the paragraphs under each, without annexes."""
        blocks: list[CallBlock] = []
        open_call: DraftLine | None = None
        items: list[DraftLine] = []
        for line in self.lines:
            if line.kind == "paragraph" and open_call is not None:
                if not line.in_table:
                    items.append(line)
                continue
            if open_call is not None:
                blocks.append(CallBlock(open_call, tuple(items), call_kind(open_call.text, self.language)))
            if line.kind == "annex":
                open_call = None
                break
            open_call, items = (line, []) if line.kind == "call" else (None, [])
        if open_call is not None:
            blocks.append(CallBlock(open_call, tuple(items), call_kind(open_call.text, self.language)))
        return tuple(blocks)

    @cached_property
    def number_line(self) -> NumberLine | None:
        """The line with the number of the instrument, as read; None if there is none."""
        line = self.first("number")
        return read_number_line(line.text) if line is not None else None

    @cached_property
    def body(self) -> str:
        """The body of the instrument, by its opening formula; '' if unknown."""
        line = self.first("opening")
        return opening_body(line.text, self.language) if line is not None else ""


class CallBlock(Struct, frozen=True, dict=True):
    """A call with the paragraphs under it."""

    call: DraftLine
    items: tuple[DraftLine, ...]
    kind: CallKind | None

    @cached_property
    def is_marked(self) -> bool:
        """Whether most of its paragraphs end with a mark: a table or list that was read as paragraphs has none."""
        marked = sum(line.text.rstrip()[-1:] in _CLOSING for line in self.items)
        return 2 * marked >= len(self.items)


class JudgedCitation(NamedTuple):
    """A citation in a paragraph, judged."""

    line: DraftLine
    citation: Citation
    verdict: Verdict

    @property
    def name(self) -> str:
        """The citation as it is written."""
        return self.line.text[self.citation.start : self.citation.stop]


class CheckContext(Struct, frozen=True, dict=True):
    """The conference, date and tables against which a submission is checked."""

    submission: Submission
    at: str
    """ISO date at which editions are judged: the first day of the conference."""
    conference: Conference | None
    editions: Editions
    terms: Mapping[str, str] = field(default_factory=dict)
    """A user's list: an outdated term and the newer one."""
    labellings: Sequence[Labelling] = ()
    """Of the proposals in order, if known."""
    parallel: Submission | None = None
    """A second language version, if one is shown beside the text."""
    file: str = ""
    """The name of the file, without its folder; '' if there is none."""
    library: LibraryLookup = EMPTY_LOOKUP
    """Answers about the texts in force in the user's library."""

    @property
    def language(self) -> str:
        """The language of the submission, or nothing."""
        return self.submission.language

    @cached_property
    def texts(self) -> tuple[CheckedText, ...]:
        """The texts of all proposals, labelled."""
        found = []
        for number, proposal in enumerate(self.submission.proposals, 1):
            known = number <= len(self.labellings)
            labelling = self.labellings[number - 1] if known else Labelling.of(proposal.redline)
            language = proposal.redline.language or self.language
            found.append(CheckedText(number, proposal, labelling, language))
        return tuple(found)

    @cached_property
    def spaced(self) -> tuple[bool, ...]:
        """For the text of each proposal, whether its French marks follow spaces."""
        return tuple(has_spaced_marks(self.submission, number) for number in range(1, len(self.submission.proposals) + 1))

    def is_spaced(self, story: StoryId) -> bool:
        """Whether French marks follow spaces in a text or note."""
        return self.spaced[story.proposal - 1]

    @property
    def lines(self) -> Iterator[DraftLine]:
        """The paragraphs of all texts and notes."""
        for text in self.texts:
            yield from (*text.lines, *text.notes)

    @cached_property
    def held_conference(self) -> HeldConference | None:
        """The conference of the submission, with its place and year; None if unknown."""
        return conference_named(self.conference.id) if self.conference is not None else None

    @cached_property
    def cited(self) -> tuple[tuple[JudgedCitation, ...], ...]:
        """The citations in each text, without head lines, with the verdict on each."""
        return tuple(tuple(self._citations_of(text)) for text in self.texts)

    def _citations_of(self, text: CheckedText) -> Iterator[JudgedCitation]:
        instrument = self.citing_instrument(text)
        for line in (*text.lines, *text.notes):
            yield from self._citations_in(line, instrument)

    def _citations_in(self, line: DraftLine, instrument: CitingInstrument) -> Iterator[JudgedCitation]:
        if line.kind not in HEAD:
            for citation in cite(line.text, line.language):
                yield JudgedCitation(line, citation, judge(citation, self.editions, self.at, instrument))

    @cached_property
    def numbered_texts(self) -> NumberedTexts:
        """The texts that have margin numbers, in which cited provisions are looked up."""
        return NumberedTexts.of((text.number, text.redline, text.labelling) for text in self.texts)

    @cached_property
    def by_clause(self) -> Mapping[tuple[StoryId, str], DraftLine]:
        """The paragraphs by story and each of their clauses."""
        return {(line.story, clause.id): line for line in self.lines for clause in line.clauses}

    def prepare(self) -> Iterator[None]:
        """Find paragraphs and citations step by step, so that nobody waits when they are needed."""
        cited: list[tuple[JudgedCitation, ...]] = []
        by_clause: dict[tuple[StoryId, str], DraftLine] = {}
        for text in self.texts:
            yield from text.prepare()
            instrument, found = self.citing_instrument(text), list[JudgedCitation]()
            for line in (*text.lines, *text.notes):
                found += self._citations_in(line, instrument)
                by_clause.update(((line.story, clause.id), line) for clause in line.clauses)
                yield
            cited.append(tuple(found))
        vars(self).setdefault("cited", tuple(cited))
        vars(self).setdefault("by_clause", by_clause)

    def citing_instrument(self, text: CheckedText) -> CitingInstrument:
        """The text as one that cites: its own number, and the conference that it is for."""
        line = text.number_line
        number = line.number if line is not None else ""
        instrument = line.instrument if line is not None else "resolution"
        body = text.body or (self.held_conference.body if self.held_conference is not None else "")
        place, year = _meeting(text, self.held_conference)
        return CitingInstrument(body, instrument, re.sub(r"^\D*(?=\d)", "", number), place, year)


def _meeting(text: CheckedText, held: HeldConference | None) -> tuple[str, int]:
    """Place (English name) and year of the conference of a text: by its opening formula, else that of the submission."""
    line = text.first("opening")
    if line is not None:
        year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", line.text)
        folded = line.text.lower()
        place = next((name for key, name in place_keys(text.language).items() if key in folded), "")
        if year and place:
            return place, int(year[0])
    return (held.place, held.year) if held is not None else ("", 0)
