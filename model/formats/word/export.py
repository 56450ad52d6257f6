"""Export as Word: write, read back, compare; no file is returned that differs from the document."""

from __future__ import annotations

from msgspec.structs import replace

from model.formats.refused_numbers import refuse_layered_numbers
from model.formats.word.proof.comparison import Proof
from model.formats.word.proof.proof import prove, prove_layers
from model.formats.word.proof.template import prove_template
from model.formats.word.writing.export_options import DEFAULT_OPTIONS, ExportOptions
from model.formats.word.writing.writer import write_word
from model.layers.layer_choice import authors_below, has_layers, with_both_layers
from model.message import Message
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
    if options.view == "markup" and (divided := _divided(submission, options, given)) is not None:
        return divided
    written = write_word(submission, options)
    proof = prove(written.data, submission, options.view, options.labellings, options.conference)
    if given is not submission and options.view == "markup":
        prove_layers(written.data, given, authors_below(options.layers))
    if written.template is not None:
        prove_template(written.data, written.template)
    return written.data, replace(proof, left_out=(*written.omitted, *_settings_left_out(given)))


def _divided(submission: Submission, options: ExportOptions, given: Submission) -> tuple[bytes, Proof] | None:
    """The file that has only the amended provisions of treaty texts, if that form is wanted and there are such; most texts have
    none, and its modules are not loaded for them. `given` is the submission before its layers were joined."""
    if options.form == "final-acts":
        from model.formats.word.cuts_export import export_final_acts

        return export_final_acts(submission, options)
    if options.form == "whole" or not any(labelling.numbers for labelling in options.labellings):
        return None
    from model.formats.page.cut_texts import has_cuts
    from model.formats.word.cuts_export import export_cuts

    return export_cuts(submission, options, given) if has_cuts(submission, options.labellings) else None


def _settings_left_out(submission: Submission) -> tuple[Message, ...]:
    if not any(proposal.cuts for proposal in submission.proposals):
        return ()
    from model.formats.page.cut_texts import settings_omitted_from_whole

    return settings_omitted_from_whole(submission)
