"""The house's styles for the paragraphs of a text, as the print preview and the Word export use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct

from model.formats.page.house_looks import house_style, unsaid
from model.formats.page.house_styles import LANGUAGE_TAGS, house_styles
from model.formats.page.package_styles import NO_STYLES, PackageStyles
from model.formats.page.style_ids import CellRole
from model.redline import Clause, Props, Run, Side
from model.submission.conferences import find_conference
from model.submission.values import Submission

_DRESSED = ("call", "history", "title", "number")


class House(Struct, frozen=True):
    """What a page needs to know beside its text."""

    family: str = "conference"
    """Of styles, see `house_styles`."""
    language: str = ""
    named: Mapping[str, str] = {}
    """The house's style, by id, for each of the source's that has its name."""
    capitals: Set[str] | None = None
    """The styles, by id, that set capitals in the package that the text is written back into; None where it gets the house's."""
    symbol: bool = True
    """The text is part of a proposal with a symbol."""
    note: bool = False
    """The text is a note at the foot of a page."""

    @staticmethod
    def of(submission: Submission, number: int) -> House:
        """The house of a proposal's text, by the number of the proposal from 1."""
        conference = find_conference(submission.header.conference)
        family = conference.family if conference else "conference"
        if number > len(submission.proposals):
            return House(family)
        proposal = submission.proposals[number - 1]
        own = next((one.redline.language for one in submission.proposals if one.redline.language), "")
        language = submission.language or own
        language = language if language in LANGUAGE_TAGS else ""
        read = _styles_of(submission.sources.get(proposal.source, b""))
        home = next((one.source for one in submission.proposals if one.source in submission.sources), None)
        in_submission = any(one.symbol for one in submission.proposals)
        stays = proposal.source == home and (not in_submission or "proposal" in read.names.values())
        ids = {style.name.lower(): style.id for style in house_styles(family, language).values() if style.type == "paragraph"}
        named = {id: ids[name] for id, name in read.names.items() if name in ids}
        return House(family, language, named, read.capitals if stays else None, bool(proposal.symbol))

    def style(self, props: Props, *, in_annex: bool, in_cell: CellRole) -> str:
        """The house's style of a paragraph, by id."""
        if self.note:
            return "FootnoteText"
        return house_style(props, self.named.get(props.style, ""), in_annex=in_annex, in_cell=in_cell)

    def dressed(self, clause: Clause, side: Side) -> Iterator[tuple[Run, bool | None]]:
        """The runs of a clause without what the style of its kind says already, and whether each is in capitals; None where the
        style says it."""
        own = clause.props_on(side).style
        caps = own in self.capitals if self.capitals is not None and own else None
        runs = clause.runs
        if clause.props.kind in _DRESSED and (self.capitals is None or self.symbol):
            runs = unsaid(clause, runs)
        for run in runs:
            yield run, _own_caps(run.style.other, caps)


def _styles_of(package: bytes) -> PackageStyles:
    if not package:
        return NO_STYLES
    from model.formats.word.printed_styles import styles_of_package  # what reads packages is no part of the first window

    return styles_of_package(package)


def first_annexed(clauses: Sequence[Clause]) -> int:
    """The index of the first clause of an annex; that behind the last one where there is none."""
    return next((index for index, clause in enumerate(clauses) if clause.props.kind == "annex"), len(clauses))


def is_labelled(clauses: Sequence[Clause]) -> bool:
    """Whether a label stands before the text of a paragraph."""
    return any(clause.props.scheme != "none" or clause.label is not None or clause.own_label is not None for clause in clauses)


def _own_caps(other: str, of_style: bool | None) -> bool | None:
    """Whether what the source said of characters makes them capitals."""
    if '<w:caps w:val="0"/>' in other:
        return False
    return True if "<w:caps/>" in other else of_style
