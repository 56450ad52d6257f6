"""Texts that the rules cannot check: in a language that is not one of the six, in several, or without calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.lexicon.words import LANGUAGE_NAMES, common_words
from model.message import Message
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Problem, Rule, in_new_words
from model.text.lazy_regex import late

_SCRIPTS = {
    "Arabic": re.compile("[\u0620-\u06ff]"),
    "Chinese": re.compile("[\u4e00-\u9fff]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Latin": re.compile("[A-Za-zÀ-ɏ]"),
}
_SCRIPT_NAMES = {
    "Arabic": Message.of("Arabic", context="script"),
    "Chinese": Message.of("Chinese", context="script"),
    "Cyrillic": Message.of("Cyrillic", context="script"),
    "Latin": Message.of("Latin", context="script"),
}
_OF = {"ar": "Arabic", "zh": "Chinese", "ru": "Cyrillic"}
_FOREIGN = late("[^\x00-\u024f\u2000-\u206f]")
_FEW = 20
"""Letters below which a paragraph may be a name or a symbol."""
_LONG, _MANY = 40, 4
"""Characters above which a paragraph with as many of the commonest words of one language and none of another is of the first."""


def _unknown(text: CheckedText, context: CheckContext) -> Faults:
    if text.language not in LANGUAGE_NAMES and any(line.kind in ("call", "paragraph") for line in text.lines):
        message = Message.of(
            "the text is in none of the six languages of the Union; introductory phrases, references and marks are not "
            "checked. Where it is in one of them, say so in the submission form"
        )
        yield Problem(message, story=text.story)


def _without_calls(text: CheckedText, context: CheckContext) -> Faults:
    lines = [line for line in text.lines if line.kind == "paragraph" and not line.in_table]
    if text.proposal.symbol in ("SUP", "SUP*", "NOC") or len(lines) < 2 or any(line.kind == "call" for line in text.lines):
        return
    message = Message.of("no line is known as an introductory phrase; what depends on those is not checked")
    if text.language in LANGUAGE_NAMES:
        message = Message.of(
            "no line is known as an introductory phrase; the text was read as {language}, and what depends on those is not "
            "checked",
            language=LANGUAGE_NAMES[text.language],
        )
    yield Problem(message, story=text.story)


def _other(line: DraftLine, context: CheckContext) -> Iterator[Problem]:
    own_script = _OF.get(line.language, "Latin")
    if line.language not in LANGUAGE_NAMES:
        return
    if own_script == "Latin" and _FOREIGN.search(line.text) is None:
        counts = common_words(line.text) if len(line.text) > _LONG else {}
        best = max(counts, key=lambda name: counts[name], default="")
        if best and counts[best] >= _MANY and not counts.get(line.language, 0):
            message = Message.of(
                "the paragraph seems to be in {other}, the text in {language}",
                other=LANGUAGE_NAMES[best],
                language=LANGUAGE_NAMES[line.language],
            )
            yield in_new_words(line, 0, len(line.text), message)
        return
    counts = {script: len(letters.findall(line.text)) for script, letters in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if script != own_script and counts[script] > max(_FEW, 3 * counts[own_script]) and not line.text.lstrip().startswith("http"):
        message = Message.of(
            "the paragraph is in {script} letters, the text in {language}",
            script=_SCRIPT_NAMES[script],
            language=LANGUAGE_NAMES[line.language],
        )
        yield in_new_words(line, 0, len(line.text), message)


RULES = (
    Rule(
        "call-none", "advice", Message.of("A text without introductory phrases"),
        Message.of(
            "Blocks, labels and closing marks hang on the introductory phrases. Where none is known, the language may be "
            "wrong, or lines that are introductory phrases were read as paragraphs: correct their kind in the menu Clause."
        ),
        Message.of("ITU, Drafting of ITU Resolutions (2018): parts of a resolution"), text=_without_calls,
    ),
    Rule(
        "language-unknown", "advice", Message.of("The language of the text is not known"),
        Message.of(
            "What is said of introductory phrases, citations, closing marks and spaces is said by language. The language is "
            "recognised on import; where that failed it can be chosen."
        ),
        Message.of("Resolution 154 of the Plenipotentiary Conference: the six languages of the Union"), text=_unknown,
    ),
    Rule(
        "language-other", "advice", Message.of("A paragraph in another language or script"),
        Message.of("It may have been left untranslated, or come from another language version of the text."),
        Message.of("one text is in one language; parallel versions are files of their own"), line=_other,
    ),
)  # fmt: skip
