"""Texts that the rules cannot check, and differences between the text and its second language version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from model.lexicon.words import LANGUAGE_NAMES, common_words
from model.message import Message
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Problem, Rule, in_new_words
from model.redline import Redline
from model.submission.language_versions import Pair, State, counterpart, differ_in_shape, pairs
from model.submission.story import redline_of
from model.text.lazy_regex import late
from model.text.shortening import shorten_text

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


def _unknown_language(text: CheckedText, context: CheckContext) -> Faults:
    if text.language not in LANGUAGE_NAMES and any(line.kind in ("call", "paragraph") for line in text.lines):
        message = Message.of(
            "the text is in none of the six languages of the Union; introductory phrases, references and marks are not "
            "checked. Where it is in one of them, say so in the submission form"
        )
        yield Problem(message, story=text.story)


def _without_calls(text: CheckedText, context: CheckContext) -> Faults:
    lines = [line for line in text.lines if line.kind == "paragraph" and not line.in_table]
    if text.labelling.numbers:
        return  # treaty texts have none
    if text.proposal.symbol in ("SUP", "SUP*", "NOC") or len(lines) < 2 or any(line.kind == "call" for line in text.lines):
        return
    message = Message.of("no line is known as an introductory phrase; what depends on introductory phrases is not checked")
    if text.language in LANGUAGE_NAMES:
        message = Message.of(
            "no line is known as an introductory phrase; the text was read as {language}, and what depends on introductory "
            "phrases is not checked",
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


_DONE: dict[State, Message] = {
    "deleted": Message.of("is deleted", context="this paragraph …"),
    "moved": Message.of("is moved", context="this paragraph …"),
    "inserted": Message.of("is inserted", context="this paragraph …"),
    "kind": Message.of("is made something else", context="this paragraph …"),
    "level": Message.of("has another level", context="this paragraph …"),
    "label": Message.of("has another label", context="this paragraph …"),
    "changed": Message.of("has other words", context="this paragraph …"),
}
_OTHER = Message.of("other", context="language version")
"""The language of a version whose language is unknown."""
_LONGEST = 60
"""Characters that are quoted of a paragraph of the other version."""


def _not_carried(text: CheckedText, context: CheckContext) -> Faults:
    other = context.parallel
    story = counterpart(other, text.number) if other is not None else None
    if other is None or story is None:
        return
    other_redline = redline_of(other, story)
    language = LANGUAGE_NAMES.get(other_redline.language, _OTHER)
    found = pairs(text.redline, other_redline)
    if differ_in_shape(found):
        message = Message.of(
            "the text in force of the {language} version is built differently, so it is unknown what is not carried over",
            language=language,
        )
        yield Problem(message, text.story)
        return
    last = ""
    for pair in found:
        yield None
        last = pair.left.clause if pair.left is not None else last
        if not pair.is_carried:
            yield _fault(text, other_redline, pair, last, language)


def _fault(text: CheckedText, other_redline: Redline, pair: Pair, last: str, language: Message) -> Problem:
    """The problem of a pair, at its clause in this version, else at the preceding one."""
    left, right = pair.left, pair.right
    left_states, right_states = left.states if left is not None else (), right.states if right is not None else ()
    if left is None and right is not None:
        words = shorten_text(other_redline[right.clause].text_on("draft"), _LONGEST)
        message = Message.of(
            "the {language} version has “{words}” after this paragraph, which is not carried over", language=language, words=words
        )
        return Problem(message, text.story, last, quote=words)
    if not right_states:
        message = Message.of(
            "this paragraph {done}; it is not carried over to the {language} version", done=_done(left_states), language=language
        )
    elif not left_states:
        message = Message.of(
            "in the {language} version this paragraph {done}; it is not carried over to this text",
            language=language,
            done=_done(right_states),
        )
    else:
        message = Message.of(
            "this paragraph {done}; in the {language} version it {done_there}",
            done=_done(left_states),
            language=language,
            done_there=_done(right_states),
        )
    return Problem(message, text.story, left.clause if left is not None else last)


def _done(states: Sequence[State]) -> Message:
    return reduce(lambda done, more: Message.of("{done} and {more}", done=done, more=more), [_DONE[state] for state in states])


RULES = (
    Rule(
        "call-none", "advice", Message.of("A text without introductory phrases"),
        Message.of("Blocks, labels and closing marks depend on the introductory phrases. If none is known, the language may be "
                   "wrong, or introductory phrases were read as paragraphs: correct their kind in the menu Clause."),
        Message.of("ITU, Drafting of ITU Resolutions (2018): parts of a resolution"), text=_without_calls,
    ),
    Rule(
        "language-unknown", "advice", Message.of("The language of the text is not known"),
        Message.of("The rules on introductory phrases, citations, closing marks and spaces depend on the language. The "
                   "language is recognised on import; if that failed, you can choose it."),
        Message.of("Resolution 154 of the Plenipotentiary Conference: the six languages of the Union"), text=_unknown_language,
    ),
    Rule(
        "language-other", "advice", Message.of("A paragraph in another language or script"),
        Message.of("It may have been left untranslated, or come from another language version of the text."),
        Message.of("one text is in one language; parallel versions are files of their own"), line=_other,
    ),
    Rule(
        "not-carried", "warning", Message.of("An amendment is in one language version alone"),
        Message.of("Language versions of a proposal must make the same change to each paragraph. Open the other version with "
                   "View › Other language version: what was inserted, deleted, moved or numbered differently is carried over "
                   "there, changed words are translated."),
        Message.of("Resolution 154 of the Plenipotentiary Conference: the six languages on an equal footing"),
        text=_not_carried,
    ),
)  # fmt: skip
