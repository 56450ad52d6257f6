"""Export of treaty texts as Word: their proposals, each under its symbol, or the form of Final Acts."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.footnotes import with_footnotes_as_provisions
from model.formats.page.cut_texts import divided_submission
from model.formats.page.final_acts import final_acts
from model.formats.word.proof.comparison import Proof
from model.formats.word.proof.cuts import prove_cuts
from model.formats.word.proof.final_acts import prove_final_acts
from model.formats.word.proof.proof import prove_layers
from model.formats.word.proof.template import prove_template
from model.formats.word.writing.export_options import ExportOptions
from model.formats.word.writing.writer import write_word
from model.layers.layer_choice import authors_below
from model.submission.values import Submission


def export_cuts(submission: Submission, options: ExportOptions, given: Submission) -> tuple[bytes, Proof]:
    """The file that has the cuts of treaty texts, each under its symbol, and the result of its proof. It is not the file that a
    text was read from, which has the whole text.

    submission: its texts, both layers of each in one redline
    options: with the labellings of its texts and their layers, if there are some
    given: the submission before its layers were joined
    """
    submission, labellings = with_footnotes_as_provisions(submission, options.labellings)
    divided = divided_submission(submission, labellings)
    layers = tuple([options.layers[number - 1] for number in divided.texts]) if options.layers else ()
    how = replace(options, labellings=divided.labellings, cut_lines=divided.lines, keep_styles=False, layers=layers)
    written = write_word(divided.submission, how)
    proof = prove_cuts(written.data, submission, labellings, divided.submission, options.conference)
    if any(layers):
        theirs = [given.proposals[number - 1].theirs for number in divided.texts]
        parts = [replace(part, theirs=text) for part, text in zip(divided.submission.proposals, theirs, strict=True)]
        prove_layers(written.data, replace(divided.submission, proposals=tuple(parts)), authors_below(layers))
    if written.template is not None:
        prove_template(written.data, written.template)
    return written.data, replace(proof, left_out=(*written.omitted, *divided.omitted))


def export_final_acts(submission: Submission, options: ExportOptions) -> tuple[bytes, Proof]:
    """The file that has the draft of the amended provisions with their symbols in the margin, and the result of its proof."""
    submission, labellings = with_footnotes_as_provisions(submission, options.labellings)
    divided = final_acts(submission, labellings)
    how = replace(
        options, view="draft", labellings=divided.labellings, cut_lines=divided.lines, keep_styles=False, template=None, layers=()
    )
    written = write_word(divided.submission, how)
    proof = prove_final_acts(written.data, submission, labellings)
    return written.data, replace(proof, left_out=(*written.omitted, *divided.omitted))
