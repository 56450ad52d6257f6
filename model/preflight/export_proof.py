"""The proof of export as a rule: the Word file is written in memory and read back."""

from __future__ import annotations

from model.errors import ClausewrightError
from model.message import Message
from model.preflight.context import CheckContext
from model.preflight.finding import Faults, Problem, Rule


def _proof(context: CheckContext) -> Faults:
    from model.formats.word.export import export_word  # as long as an export: loaded when it is asked for

    try:
        export_word(context.submission)
    except ClausewrightError as error:
        yield Problem(
            Message.of("the Word file would not say what the window says: {error}", error=error.message), field="export"
        )


RULES = (
    Rule(
        "export-proof", "error", Message.of("The proof of export fails"),
        Message.of(
            "The Word file is read back after writing; accepting and rejecting all must give the two texts. Where that "
            "fails, no file is left behind."
        ),
        Message.of("proof of export"), submission=_proof, heavy=True,
    ),
)  # fmt: skip
