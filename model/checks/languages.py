"""Texts in a language that is not one of the six, in several, or without calls: said, so that nobody takes silence for praise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.checks.findings import Fault, Faults, Rule, in_new_words
from model.checks.frame import Frame, Line, Text

NAMES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic"}
_SCRIPTS = {
    "Arabic": re.compile("[\u0620-\u06ff]"),
    "Chinese": re.compile("[\u4e00-\u9fff]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Latin": re.compile("[A-Za-zÀ-ɏ]"),
}
_OF = {"ar": "Arabic", "zh": "Chinese", "ru": "Cyrillic"}
_FOREIGN = re.compile("[^\x00-\u024f\u2000-\u206f]")
_FEW = 20
"""Letters below which a paragraph may be a name or a symbol."""


def _without_calls(text: Text, frame: Frame) -> Faults:
    told = [line for line in text.lines if line.kind == "paragraph" and not line.in_table]
    if text.proposal.symbol in ("SUP", "SUP*", "NOC") or len(told) < 2 or any(line.kind == "call" for line in text.lines):
        return
    language = NAMES.get(text.language, "")
    read = f"was read as {language}" if language else "is in none of the six languages of the Union"
    yield Fault(f"no line is known as a call; the text {read}, and what depends on calls is not checked", story=text.story)


def _other(line: Line, frame: Frame) -> Iterator[Fault]:
    own = _OF.get(line.language, "Latin")
    if line.language not in NAMES or (own == "Latin" and _FOREIGN.search(line.text) is None):
        return
    counts = {script: len(letters.findall(line.text)) for script, letters in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if script != own and counts[script] > max(_FEW, 3 * counts[own]) and not line.text.lstrip().startswith("http"):
        told = f"the paragraph is in {script} letters, the text in {NAMES[line.language]}"
        yield in_new_words(line, 0, len(line.text), told)


RULES = (
    Rule(
        "call-none", "advice", "A text without calls",
        "Blocks, labels and closing marks hang on the calls. Where none is known, the language may be wrong, or lines that are "
        "calls were read as paragraphs: correct their kind in the menu Clause.",
        "ITU, Drafting of ITU Resolutions (2018): parts of a resolution", text=_without_calls,
    ),
    Rule(
        "language-other", "advice", "A paragraph in another script",
        "It may have been left untranslated, or come from another language version of the text.",
        "one text is in one language; parallel versions are files of their own", line=_other,
    ),
)  # fmt: skip
