"""The name of a document by its contents: which text it is about, what is proposed, by whom and in which document.

Resolución 75 – MOD ATU/35A18
Resolution 20 (Rev. Geneva, 2022)
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from model.lexicon.words import LANGUAGES
from model.library.texts.citing import cited_name
from model.library.texts.clauses import legible_text
from model.library.texts.identity import named_identity
from model.redline import Redline, Side, paragraphs
from model.storage.windows_paths import name_for_all, name_refusal
from model.submission.conferences import document_code
from model.submission.source_symbols import source_symbol
from model.submission.values import Proposal, Submission

_FIRST = 100
"""The clauses at the beginning of a text in which its name is looked for."""
_LONGEST_TITLE = 60
_LISTED = 2
"""The texts that are named; of more, the number of the others is given."""
_UNKNOWN = "XX"
"""Begins what replaces an unknown source or document in the number of a proposal."""
_COMMAS = {"zh": "、", "ar": "، "}
_LONGEST_STEM = 200
"""Bytes of UTF-8: file systems take 255, which leaves room for an addition and an ending."""


def document_name(submission: Submission) -> str:
    """The name of a document: its texts in their own language, then the symbols of its proposals, source and document number.
    Unknown parts are omitted; '' if nothing is known."""
    parts = (_texts(submission), _symbols_and_number(submission))
    return " – ".join(part for part in parts if part)


def file_stem(name: str) -> str:
    """A name as that of a file on every system, without its ending; '' if nothing remains of it."""
    text = " ".join(name_for_all(name.replace("/", "-").replace("*", ""), len(name)).split())
    while len(text.encode("utf-8", "replace")) > _LONGEST_STEM:
        text = text.rpartition(" ")[0] or text[: _LONGEST_STEM // 4]
    text = text.strip(" ._–-")
    return f"_{text}" if text and name_refusal(text) is not None else text


def _texts(submission: Submission) -> str:
    """The names of the texts, each once."""
    names = list(dict.fromkeys(filter(None, (_text(proposal, submission.language) for proposal in submission.proposals))))
    shown = _COMMAS.get(submission.language, ", ").join(names[:_LISTED])
    return f"{shown} +{len(names) - _LISTED}" if len(names) > _LISTED else shown


def _text(proposal: Proposal, language: str) -> str:
    """The number of a text, with its edition if nothing is proposed; of a text without a number, its heading."""
    redline = replace(proposal.redline, clauses=proposal.redline.clauses[:_FIRST])
    new = proposal.symbol in ("ADD", "ADD*")
    sides: tuple[Side, ...] = ("draft",) if new else ("base", "draft")
    for side in sides:
        identity, title = named_identity(redline, side, language)
        language = identity.language if identity.language in LANGUAGES else language
        if identity.number:
            if proposal.symbol:
                identity = replace(identity, form="", place="", year=0)
            return cited_name(identity, language)
        heading = _annex(redline, side) or title
        if heading:
            return _abridge(heading)
    return ""


def _annex(redline: Redline, side: Side) -> str:
    """The heading of a text that begins as an annex; '' if it does not."""
    line = next((line for line in paragraphs(redline.clauses, side) if legible_text(line.text)), None)
    return legible_text(line.text) if line is not None and line.props.kind == "annex" else ""


def _abridge(title: str) -> str:
    """The whole words at the beginning of a title."""
    text = " ".join(title.split())
    if len(text) <= _LONGEST_TITLE:
        return text
    cut = text[:_LONGEST_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:،؛，；") + "…"


def _symbols_and_number(submission: Submission) -> str:
    """`MOD ATU/35A18`: the symbols, each once, and the number of the document; '' for a text alone."""
    symbols = tuple(dict.fromkeys(proposal.symbol for proposal in submission.proposals if proposal.symbol))
    return " ".join((*symbols, *filter(None, ["/".join(_number(submission))]))) if symbols else ""


def _number(submission: Submission) -> Iterator[str]:
    """Source and document, as far as they are known: by the number of a proposal, otherwise by the header."""
    numbers = (proposal.number.strip() for proposal in submission.proposals)
    parts = next((number.split("/") for number in numbers if number), [])
    if len(parts) > 1 and parts[-1].isdecimal():
        parts = parts[:-1]  # the number among the proposals of the document
    known = [part.strip() for part in parts if part.strip() and not part.startswith(_UNKNOWN)]
    has_source = bool(known) and not any(letter.isdecimal() for letter in known[0])
    if not has_source and (symbol := source_symbol(submission)):
        yield symbol
    yield from known
    if not any(letter.isdecimal() for part in known for letter in part) and submission.header.document.strip():
        yield document_code(submission.header)
