"""The characters of a draft that decisions on its open texts delete, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from model.brackets.side_text import SideText
from model.brackets.values import BracketDecision, OpenText, TextSpan
from model.redline import Clause, Status, groups

CLOSING = frozenset(",.;)]”»،؛。，；）")
COMMAS = frozenset(",،，、")
MARKS = frozenset(",.;:،؛，；。：、")
CLOSING_MARKS = " \u00a0\t\u3000.;,；，。؛،"
"""The characters that may be left of a deleted clause: its spaces and closing marks."""


class CutParagraph(Struct):
    """A paragraph of the draft of which characters are deleted."""

    text: SideText
    deleted: bytearray
    """1 for each character that is deleted."""
    joins_next: bool = False
    """Whether its end is deleted: what is left of it belongs to what is left of a later paragraph."""
    labels: list[str] = field(default_factory=list)

    @property
    def rest(self) -> str:
        """The characters that stay."""
        return "".join(char for char, deleted in zip(self.text.text, self.deleted, strict=True) if not deleted)

    @property
    def is_empty(self) -> bool:
        """Whether the paragraph had words and keeps nothing but a closing mark."""
        return any(self.deleted) and not self.rest.strip(CLOSING_MARKS)

    def ranges(self) -> Iterator[tuple[int, int]]:
        """The stretches of characters that are deleted."""
        start = self.deleted.find(1)
        while start >= 0:
            stop = self.deleted.find(0, start)
            stop = len(self.deleted) if stop < 0 else stop
            yield start, stop
            start = self.deleted.find(1, stop)


def cut_paragraphs(clauses: Sequence[Clause], decisions: Mapping[OpenText, BracketDecision]) -> list[CutParagraph]:
    """The paragraphs of which decisions delete something, in order."""
    texts = [tuple(group) for group in groups(clauses, "draft")]
    number_of = {clause.id: number for number, group in enumerate(texts) for clause in group}
    cuts: dict[int, CutParagraph] = {}

    def cut(number: int) -> CutParagraph:
        if number not in cuts:
            text = SideText(texts[number], "draft")
            cuts[number] = CutParagraph(text, bytearray(len(text.text)))
        return cuts[number]

    for open_text, decision in decisions.items():
        for span, of_label in deleted_spans(open_text, decision):
            first, last = number_of[span.first], number_of[span.last]
            if of_label and cut(first).text.label_signs:
                cut(first).labels.append(span.first)
            start, stop = cut(first).text.index_of(span.first, span.start), cut(last).text.index_of(span.last, span.stop)
            for number in range(first, last + 1):
                part = cut(number)
                low = start if number == first else 0
                high = stop if number == last else len(part.deleted)
                part.deleted[low:high] = b"\x01" * (high - low)
            inner = start > cut(first).text.label_signs and stop < len(cut(last).deleted)
            if first < last and inner and cut(last).rest.strip(CLOSING_MARKS) and cut(first).rest.strip(CLOSING_MARKS):
                for number in range(first, last):
                    cut(number).joins_next = True
    for part in cuts.values():
        _close_gaps(part)
    return [cuts[number] for number in sorted(cuts)]


def deleted_spans(open_text: OpenText, decision: BracketDecision) -> Iterable[tuple[TextSpan, bool]]:
    """The spans that a decision deletes, each with whether it includes a bracket in a label."""
    if decision.kind == "delete":
        return [(open_text.span, open_text.options[0].in_label)]
    if decision.kind == "choose":
        chosen = open_text.options[decision.option]
        content = chosen.content
        return [
            (TextSpan(open_text.span.first, open_text.span.start, content.first, content.start), False),
            (TextSpan(content.last, content.stop, open_text.span.last, open_text.span.stop), False),
            *((TextSpan(option.span.first, 0, option.span.first, 0), True) for option in open_text.options if option.in_label),
        ]
    spans: list[tuple[TextSpan, bool]] = []
    for option in open_text.options:
        span, content = option.span, option.content
        if option.kind == "noc":
            spans.append((span, option.in_label))
            continue
        spans.append((TextSpan(span.first, span.start, content.first, content.start), option.in_label))
        spans.append((TextSpan(content.last, content.stop, span.last, span.stop), False))
    return spans


def _close_gaps(part: CutParagraph) -> None:
    """Delete one of two spaces that meet, a space that meets the beginning or a closing mark, and a comma that meets a mark."""
    text, deleted = part.text.text, part.deleted
    for start, stop in list(part.ranges()):
        before, after = _beside(part, start, stop)
        left = text[before] if before >= 0 else ""
        right = text[after] if after < len(text) else ""
        spaced = not left or left.isspace()
        if spaced and right.isspace() and not (left and _is_newer(part.text, before, after)):
            while after < len(text) and text[after].isspace():
                deleted[after] = 1
                after += 1
        elif left.isspace() and ((not right and not part.joins_next) or (right and right in CLOSING) or right.isspace()):
            while before >= 0 and text[before].isspace() and not deleted[before]:
                deleted[before] = 1
                before -= 1
        before, after = _beside(part, start, stop)
        if before >= 0 and after < len(text) and text[before] in COMMAS and text[after] in MARKS:
            deleted[before] = 1


def _beside(part: CutParagraph, start: int, stop: int) -> tuple[int, int]:
    """The last character that stays before a stretch, and the first one after it; -1 and the length if there is none."""
    deleted = part.deleted
    before, after = start - 1, stop
    while before >= 0 and deleted[before]:
        before -= 1
    while after < len(deleted) and deleted[after]:
        after += 1
    return before, after


def _is_newer(text: SideText, before: int, after: int) -> bool:
    """Whether only the first of two spaces is inserted, so that it is the one to delete."""
    return text.status(before) is Status.INSERTED and text.status(after) is Status.KEPT
