"""The words of a block that a dictionary can check."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.redline import Status
from model.text.lazy_regex import late
from model.text.legible import Legible
from widgets.editor.document.projection import ProjectedSpan, utf16_length

LETTER = r"[^\W\d_]"
MARK = r"[\u0300-\u036f\u064b-\u0652\u0670]"
_WORD = late(rf"(?<![\w@/\\.#]){LETTER}(?:{MARK}|{LETTER})*(?:['’]{LETTER}+)*(?![\w@/\\]|[.:][\w/])")
"""Letters with their marks and inner apostrophes, outside addresses, paths and numbers."""
_UNJUDGED = late(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\u0e00-\u0e7f]")
"""Scripts without spaces between words."""
_APOSTROPHE = late("['’]")
_LABEL = late(r"x{0,3}(?:ix|iv|v?i{0,3})")
STRUCK = (Status.DELETED, Status.RETRACTED)


class SpellableWord(Struct, frozen=True):
    """A word and its place: ranges of the block in UTF-16 units, several if it contains deleted text."""

    text: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """The beginning of the word in its block, in UTF-16 units."""
        return self.stretches[0][0]

    @property
    def stop(self) -> int:
        """The end of the word in its block, in UTF-16 units."""
        return self.stretches[-1][1]


def spellable_words(spans: Sequence[ProjectedSpan]) -> tuple[SpellableWord, ...]:
    """The words of a block in the draft, without acronyms, single letters, roman numbers and words with inner capitals."""
    live: list[tuple[int, int, str]] = []
    """Start in the draft, start in the block, text."""
    length = position = 0
    for span in spans:
        if span.look.status not in STRUCK:
            text = span.text if not span.look.mark else "\ufffc" * utf16_length(span.text)
            live.append((length, position, text))
            length += len(text)
        position += utf16_length(span.text)
    read = Legible("".join(text for _, _, text in live))
    found = (match for match in _WORD.finditer(read.text) if _is_judged(match[0]))
    return tuple(SpellableWord(match[0].replace("’", "'"), _stretches(live, *read.span(*match.span()))) for match in found)


def _is_judged(word: str) -> bool:
    lower = all(part[1:] == part[1:].lower() for part in _APOSTROPHE.split(word))
    return len(word) > 1 and lower and not _LABEL.fullmatch(word) and not _UNJUDGED.search(word)


def _stretches(live: Sequence[tuple[int, int, str]], start: int, stop: int) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for first, position, text in live:
        a, b = max(start - first, 0), min(stop - first, len(text))
        if a < b:
            span = (position + utf16_length(text[:a]), position + utf16_length(text[:b]))
            if out and out[-1][1] == span[0]:
                span = (out.pop()[0], span[1])
            out.append(span)
    return tuple(out)
