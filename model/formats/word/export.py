"""Export as Word: write, read back, compare; no file is returned that differs from the document."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.footnotes import with_footnotes_as_provisions
from model.formats.page.cut_texts import divided_submission, has_cuts, settings_omitted_from_whole
from model.formats.page.final_acts import final_acts
from model.formats.refused_numbers import refuse_layered_numbers
from model.formats.word.proof.comparison import Proof
from model.formats.word.proof.cuts import prove_cuts
from model.formats.word.proof.final_acts import prove_final_acts
from model.formats.word.proof.proof import prove, prove_layers
from model.formats.word.proof.template import prove_template
from model.formats.word.writing.export_options import DEFAULT_OPTIONS, ExportOptions
from model.formats.word.writing.writer import write_word
from model.layers.layer_choice import has_layers, with_both_layers
from model.numbering import Labelling
from model.submission.values import Submission


def export_word(submission: Submission, options: ExportOptions = DEFAULT_OPTIONS) -> tuple[bytes, Proof]:
    """The bytes of the Word file and the result of its proof.

    ProofError names the place at which the file as read back differs, FileError a source package that is at fault; EditError
    refuses two parties in a text with margin numbers.
    """
    refuse_layered_numbers(submission)
    given = submission
    if has_layers(submission):
        submission, layers = with_both_layers(submission, options.author)
        options = replace(options, layers=layers, labellings=(), author=None)
    if not options.labellings:
        options = replace(options, labellings=[Labelling.of(proposal.redline) for proposal in submission.proposals])
    if options.form == "final-acts" and options.view == "markup":
        return _export_final_acts(submission, options)
    if options.form != "whole" and options.view == "markup" and has_cuts(submission, options.labellings):
        return _export_cuts(submission, options)
    written = write_word(submission, options)
    proof = prove(written.data, submission, options.view, options.labellings, options.conference)
    if given is not submission and options.view == "markup":
        authors = frozenset(name for both in options.layers if both is not None for name in both.authors)
        prove_layers(written.data, given, authors)
    if written.template is not None:
        prove_template(written.data, written.template)
    return written.data, replace(proof, left_out=(*written.omitted, *settings_omitted_from_whole(given)))


def _export_cuts(submission: Submission, options: ExportOptions) -> tuple[bytes, Proof]:
    """The file that has the cuts of treaty texts, each under its symbol, and the result of its proof. It is not the file that a
    text was read from, which has the whole text."""
    submission, labellings = with_footnotes_as_provisions(submission, options.labellings)
    divided = divided_submission(submission, labellings)
    how = replace(options, labellings=divided.labellings, cut_lines=divided.lines, keep_styles=False)
    written = write_word(divided.submission, how)
    proof = prove_cuts(written.data, submission, labellings, divided.submission, options.conference)
    if written.template is not None:
        prove_template(written.data, written.template)
    return written.data, replace(proof, left_out=(*written.omitted, *divided.omitted))


def _export_final_acts(submission: Submission, options: ExportOptions) -> tuple[bytes, Proof]:
    """The file that has the draft of the amended provisions with their symbols in the margin, and the result of its proof."""
    submission, labellings = with_footnotes_as_provisions(submission, options.labellings)
    divided = final_acts(submission, labellings)
    how = replace(
        options, view="draft", labellings=divided.labellings, cut_lines=divided.lines, keep_styles=False, template=None, layers=()
    )
    written = write_word(divided.submission, how)
    proof = prove_final_acts(written.data, submission, labellings)
    return written.data, replace(proof, left_out=(*written.omitted, *divided.omitted))
