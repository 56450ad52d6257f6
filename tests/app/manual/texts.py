"""Texts on which the manual is carried out, and the caret in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from msgspec.structs import replace

from app.program import Program
from model.files.project_file import save_project
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.amend import Project
from model.formats.word.export import export_word
from model.redline import Clause, Stamp, Status
from model.redline.edit_text import Place
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline

SMALL = """\
    # RESOLUTION 7 (Rev. Geneva, 2022)
    ## On small texts
    > The World Telecommunication Standardization Assembly (Geneva, 2022),
    *considering*
    a)\tthat texts are short;
    b)\tthat some have items:
      i)\tone of them,
      ii)\tanother;
    c)\tthat others have none,
    *resolves*
    1\tto go on;
    2\tto stop.
"""


def submission_of(text: str = SMALL, language: str = "en", header: Header | None = None) -> Submission:
    """A submission that amends one text, which is written in the notation."""
    found = redline(text, language=language)
    proposal = Proposal("MOD", "ATU/35/1", found, original=found.base())
    return Submission(header or Header(), (proposal,), language=language)


def by_author(value: Submission, author: str) -> Submission:
    """A submission whose changes of words somebody made."""
    stamp = Stamp(author, "2024-09-06T09:00:00Z")

    def stamped(clause: Clause) -> Clause:
        runs = [run if run.status is Status.KEPT else replace(run, stamp=stamp) for run in clause.runs]
        return replace(clause, runs=tuple(runs))

    (proposal,) = value.proposals
    text = replace(proposal.redline, clauses=tuple(map(stamped, proposal.redline.clauses)))
    return replace(value, proposals=(replace(proposal, redline=text),))


def clause_with(program: Program, words: str) -> Clause:
    """The first clause of the text that has some words."""
    return next(clause for clause in program.window.editor.clauses if words in clause.text)


def put_caret(program: Program, words: str, offset: int | None = None) -> Clause:
    """Puts the caret into the clause that has some words: after them, or so many characters from its start."""
    editor = program.window.editor
    editor.setFocus()
    clause = clause_with(program, words)
    at = clause.text.index(words) + len(words) if offset is None else offset
    editor.caret.move_to(Place(editor.clauses.index(clause), at))
    return clause


def select(program: Program, words: str) -> Clause:
    """Selects some words of the text."""
    editor = program.window.editor
    editor.setFocus()
    clause = clause_with(program, words)
    index, at = editor.clauses.index(clause), clause.text.index(words)
    editor.caret.move_to(Place(index, at + len(words)), Place(index, at))
    return clause


def draft(program: Program, number: int = 1) -> list[str]:
    """What the clauses of the draft say."""
    clauses = program.session.submission.proposals[number - 1].redline.clauses
    return [clause.text_on("draft") for clause in clauses if clause.is_on("draft")]


def base(program: Program) -> list[str]:
    """What the clauses of the text in force say."""
    clauses = program.session.submission.proposals[0].redline.clauses
    return [clause.text_on("base") for clause in clauses if clause.is_on("base")]


CALLS = {
    "en": "considering", "fr": "considérant", "es": "considerando", "ru": "учитывая", "zh": "考虑到", "ar": "إذ يضع في اعتباره",
}  # fmt: skip
"""An introductory phrase of each language."""


def put_acts(path: Path, text: str, listed: str = "") -> None:
    """Writes Final Acts of one text into a file of the kind of its suffix: as they are, in a proposal that amends them, or in a
    list of contents."""
    amended = submission_of(text.replace("x.", "x{++ and y++}."))
    match path.suffix:
        case ".txt":
            path.write_text(text, encoding="utf-8", newline="\n")
        case ".amend":
            save_project(Project(amended), path)
        case ".xml":
            path.write_bytes(export_akoma_ntoso(amended)[0])
        case ".zip":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("acts.txt", text)
        case ".htm":
            path.write_text(f"<html><body><p>{listed}</p></body></html>", encoding="utf-8", newline="\n")
        case _:
            path.write_bytes(export_word(amended)[0])
