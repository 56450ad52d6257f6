"""The formats of paragraphs on either side: `w:pPr` on top of its style and its list, and the earlier ones in `w:pPrChange`."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from msgspec import Struct

from model.formats.recognition.raw_body import AutoNumber, ParagraphFormat
from model.formats.word.package.styles import NOTHING, ParagraphLayer, ParagraphStyle, Styles, paragraph_layer
from model.formats.word.package.wordml import VAL, W, attributes_of, child_of, fragment
from model.formats.word.reading.list_numbering import Numbering, NumberList, former_label
from model.formats.word.reading.revisions import REVISIONS, stamp_of
from model.redline import NOBODY, Stamp

_STYLE, _NUMBER, _MARK, _CHANGE = W + "pStyle", W + "numPr", W + "rPr", W + "pPrChange"
_LEFT_OUT = frozenset({_STYLE, _NUMBER, _MARK, _CHANGE, W + "sectPr"})
_MARK_CHANGES = REVISIONS | {W + "rPrChange"}
_BODY_TEXT = 9


class UnnumberedFormat(Struct, frozen=True):
    """A paragraph's face, still without its number, and the list that numbers it."""

    face: ParagraphFormat
    list: NumberList | None = None
    level: int = 0
    page_break_before: bool = False


class ParagraphFormats(Struct, frozen=True):
    """A paragraph on both sides."""

    draft: UnnumberedFormat
    base: UnnumberedFormat | None = None
    """None if it does not differ."""
    stamp: Stamp = NOBODY
    former: AutoNumber | None = None
    """The base's label if the file gives it (`w:numberingChange`)."""


class FormatResolver:
    """Makes paragraph formats of `w:pPr`; equal properties give the same object."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._known: dict[tuple[object, ...], UnnumberedFormat] = {}
        self._defaults = _Effective().with_layer(styles.defaults, "", numbering)
        self._effective: dict[str, _Effective] = {}
        self._plain = ParagraphFormats(self._look(()))

    def formats(self, properties: etree._Element | None) -> ParagraphFormats:
        """The formats of a paragraph with these properties, on each side."""
        if properties is None:
            return self._plain
        draft = self._look(properties)
        change = child_of(properties, _CHANGE)
        number = child_of(properties, _NUMBER)
        if change is None and number is None:
            return ParagraphFormats(draft)
        mark = child_of(properties, _MARK)
        base = draft
        stamp = NOBODY
        former = None
        if change is not None:
            old = change.find(W + "pPr")
            base = self._look([*(() if old is None else old), *(() if mark is None else (mark,))])
            stamp = stamp_of(change)
        elif number is not None:
            inserted = number.find(W + "ins")
            if inserted is not None:
                base = self._look([child for child in properties if child.tag != _NUMBER])
                stamp = stamp_of(inserted)
            renumbered = number.find(W + "numberingChange")
            if renumbered is not None:
                former = former_label(renumbered.get(W + "original", ""), draft.level)
                stamp = stamp_of(renumbered)
        return ParagraphFormats(draft, None if base == draft else base, stamp, former)

    def _look(self, properties: Iterable[etree._Element]) -> UnnumberedFormat:
        children = list(properties)
        style = ""
        number = None
        for child in children:
            if child.tag == _STYLE:
                style = child.get(VAL, "")
            elif child.tag == _NUMBER:
                number = child
        others = [child for child in children if child.tag not in _LEFT_OUT]
        marks = [part for child in children if child.tag == _MARK for part in child if part.tag not in _MARK_CHANGES]
        layer = NOTHING if number is None else paragraph_layer((number,))
        key = (style, layer.num_id, layer.num_level, tuple(map(_key, others)), tuple(map(_key, marks)))
        if key not in self._known:
            mark = fragment(marks)
            other = fragment(others) + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
            self._known[key] = self._make(style, paragraph_layer(children), other)
        return self._known[key]

    def _make(self, style_id: str, direct: ParagraphLayer, other: str) -> UnnumberedFormat:
        style = self._styles.paragraph(style_id)
        effective = self._of_style(style).with_layer(direct, "", self._numbering)
        run = style.run
        outline = effective.outline
        face = ParagraphFormat(
            style=style_id,
            name=style.name,
            ancestors=style.ancestors,
            centred=effective.justification == "center",
            left=effective.left,
            hanging=effective.hanging,
            outline=outline if outline is not None and 0 <= outline < _BODY_TEXT else None,
            other=other,
            italic=bool(run.italic),
            bold=bool(run.bold),
            caps=bool(run.caps),
            size=run.size or 0,
        )
        numbers, breaks = effective.numbers, effective.breaks
        found = self._numbering.level(numbers.num_id, numbers.level, numbers.source)
        return UnnumberedFormat(face, None, 0, breaks) if found is None else UnnumberedFormat(face, *found, breaks)

    def _of_style(self, style: ParagraphStyle) -> _Effective:
        """The properties of a style with all that it inherits; each style of a chain is computed once."""
        chain = [style]
        while chain[-1].id not in self._effective and chain[-1].based_on:
            chain.append(self._styles.paragraph(chain[-1].based_on))
        for chained in reversed(chain):
            if chained.id not in self._effective:
                above = self._effective[chained.based_on] if chained.based_on else self._defaults
                self._effective[chained.id] = above.with_layer(chained.layer, chained.id, self._numbering)
        return self._effective[style.id]


class _NumberedBy(Struct, frozen=True):
    """The list that the styles and the paragraph name so far, and the style that named it last."""

    num_id: str | None = None
    level: int | None = None
    source: str = ""

    def with_layer(self, layer: ParagraphLayer, source: str) -> _NumberedBy:
        if layer.num_id is None:
            return _NumberedBy(self.num_id, layer.num_level, self.source)
        level = 0 if layer.num_level is None and not source else layer.num_level
        return _NumberedBy(layer.num_id, level, source)


class _Effective(Struct, frozen=True):
    """The properties of paragraphs after the layers so far, beginning with the document's defaults."""

    numbers: _NumberedBy = _NumberedBy()
    left: int = 0
    hanging: int = 0
    outline: int | None = None
    justification: str = ""
    breaks: bool = False

    def with_layer(self, layer: ParagraphLayer, source: str, numbering: Numbering) -> _Effective:
        """The properties after one more layer; `source` is the style of the layer, or ''."""
        if layer is NOTHING:
            return self
        numbers, left, hanging = self.numbers, self.left, self.hanging
        if layer.num_id is not None or layer.num_level is not None:
            numbers = numbers.with_layer(layer, source)
            found = numbering.level(numbers.num_id, numbers.level, numbers.source)
            if found is not None:
                level_layer = found[0].levels[found[1]].layer
                left = left if level_layer.left is None else level_layer.left
                hanging = hanging if level_layer.hanging is None else level_layer.hanging
        return _Effective(
            numbers,
            left if layer.left is None else layer.left,
            hanging if layer.hanging is None else layer.hanging,
            self.outline if layer.outline is None else layer.outline,
            self.justification if layer.justification is None else layer.justification,
            self.breaks if layer.page_break_before is None else layer.page_break_before,
        )


def _key(element: etree._Element) -> object:
    """The properties that two `w:pPr` with the same effect have in common."""
    return fragment([element]) if len(element) else (element.tag, attributes_of(element))
