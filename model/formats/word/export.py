"""Export as Word: write, read back, compare; nothing is handed out that does not say what the document says."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.formats.word.proof import Proof, prove
from model.formats.word.writer import View, write_word
from model.numbering import Labelling
from model.submission.conferences import Conference
from model.submission.values import Submission


def export_word(
    submission: Submission,
    *,
    view: View = "markup",
    author: str | None = None,
    date: str | None = None,
    keep_styles: bool | None = None,
    conference: Conference | None = None,
    as_told: bool = False,
    labellings: Sequence[Labelling] = (),
) -> tuple[bytes, Proof]:
    """The bytes of the Word file and what was proved of them; the arguments are those of `write_word`.

    ProofError names the place where the file as read back differs, FileError a source package that is at fault.
    """
    labellings = labellings or [Labelling.of(proposal.redline) for proposal in submission.proposals]
    told: list[str] = []
    data = write_word(
        submission,
        view=view,
        author=author,
        date=date,
        keep_styles=keep_styles,
        conference=conference,
        labellings=labellings,
        as_told=as_told,
        told=told,
    )
    return data, replace(prove(data, submission, view, labellings, conference), left_out=tuple(told))
