"""The order in which the schema (ISO 29500-1, annex A) wants the properties of paragraphs, tables and cells. Programs that
write them in another make files which Word may call damaged; they leave here in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lxml import etree

from model.formats.word.package.wordml import W
from model.formats.word.writing.body.paragraphs import PPR_ORDER

_ORDERS: Mapping[str, Mapping[str, int]] = {
    W + properties: {W + name: place for place, name in enumerate(names)}
    for properties, names in {
        "pPr": (*PPR_ORDER, "rPr", "sectPr", "pPrChange"),
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange".split(),
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
        "cellIns cellDel cellMerge tcPrChange".split(),
    }.items()
}
_PROPERTIES = tuple(_ORDERS)


def put_in_order(root: etree._Element) -> None:
    """Puts the properties in a tree in the order of the schema, each unknown one after the one before it."""
    for properties in root.iter(*_PROPERTIES):
        places = list(_places(properties))
        if _falls(places):
            ranked = sorted(zip(places, range(len(places)), properties, strict=True), key=lambda ranking: ranking[:2])
            properties[:] = [child for _, _, child in ranked]


def _places(properties: etree._Element) -> Iterator[int]:
    order, place = _ORDERS[properties.tag], 0
    for child in properties:
        place = order.get(child.tag, place)
        yield place


def _falls(places: list[int]) -> bool:
    return any(first > second for first, second in pairwise(places))
