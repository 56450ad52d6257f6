"""The house's styles for the paragraphs of a text, as the print preview and the Word export use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct

from model.formats.page.house_styles import LANGUAGE_TAGS, house_styles
from model.formats.page.package_styles import NO_STYLES, PackageStyles
from model.formats.page.role_styles import house_style, runs_beyond_style
from model.formats.page.style_ids import CellRole
from model.redline import Clause, Props, Run, Side
from model.submission.conferences import find_conference
from model.submission.values import Submission

_STYLED = ("call", "history", "title", "number")


class HouseStyles(Struct, frozen=True):
    """What a page needs to know besides its text."""

    family: str = "conference"
    """Of styles, see `house_styles`."""
    language: str = ""
    named: Mapping[str, str] = {}
    """The house's style, by id, for each style of the source that has the same name."""
    capitals: Set[str] | None = None
    """The styles, by id, that set capitals in the package that the text is written back into; None if it gets the house's
    styles."""
    symbol: bool = True
    """The text is part of a proposal with a symbol."""
    note: bool = False
    """The text is a note at the foot of a page."""

    @staticmethod
    def of(submission: Submission, number: int) -> HouseStyles:
        """The house of a proposal's text, by the number of the proposal from 1."""
        conference = find_conference(submission.header.conference)
        family = conference.family if conference else "conference"
        if number > len(submission.proposals):
            return HouseStyles(family)
        proposal = submission.proposals[number - 1]
        languages = (proposal.redline.language for proposal in submission.proposals)
        language = submission.language or next(filter(None, languages), "")
        language = language if language in LANGUAGE_TAGS else ""
        read = _styles_of(submission.sources.get(proposal.source, b""))
        home = next((other.source for other in submission.proposals if other.source in submission.sources), None)
        in_submission = any(other.symbol for other in submission.proposals)
        stays = proposal.source == home and (not in_submission or "proposal" in read.names.values())
        ids = {style.name.lower(): style.id for style in house_styles(family, language).values() if style.type == "paragraph"}
        named = {id: ids[name] for id, name in read.names.items() if name in ids}
        return HouseStyles(family, language, named, read.capitals if stays else None, bool(proposal.symbol))

    def style(self, props: Props, *, in_annex: bool, in_cell: CellRole) -> str:
        """The house's style of a paragraph, by id."""
        if self.note:
            return "FootnoteText"
        return house_style(props, self.named.get(props.style, ""), in_annex=in_annex, in_cell=in_cell)

    def runs_on_page(self, clause: Clause, side: Side) -> Iterator[tuple[Run, bool | None]]:
        """The runs without formats that their style has, and whether each is in capitals; None if the style decides."""
        style = clause.props_on(side).style
        caps = style in self.capitals if self.capitals is not None and style else None
        runs = clause.runs
        if clause.props.kind in _STYLED and (self.capitals is None or self.symbol):
            runs = runs_beyond_style(clause, runs)
        for run in runs:
            yield run, _own_caps(run.style.other, caps)


def _styles_of(package: bytes) -> PackageStyles:
    if not package:
        return NO_STYLES
    from model.formats.word.printed_styles import styles_of_package  # what reads packages is no part of the first window

    return styles_of_package(package)


def first_annexed(clauses: Sequence[Clause]) -> int:
    """The index of the first clause of an annex; the number of clauses if there is none."""
    return next((index for index, clause in enumerate(clauses) if clause.props.kind == "annex"), len(clauses))


def is_labelled(clauses: Sequence[Clause]) -> bool:
    """Whether a label precedes the text of a paragraph."""
    return any(clause.props.scheme != "none" or clause.label is not None or clause.own_label is not None for clause in clauses)


def _own_caps(other: str, of_style: bool | None) -> bool | None:
    """Whether the formats of the source set characters in capitals."""
    if '<w:caps w:val="0"/>' in other:
        return False
    return True if "<w:caps/>" in other else of_style
