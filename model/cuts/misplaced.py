"""New provisions whose margin numbers are out of order: put into the text by number, they are elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.message import Message
from model.numbering import Labelling
from model.numbering.provision_numbers import ProvisionNumber, parse_margin
from model.numbering.units import TextUnit, parse_unit
from model.redline import Redline


def misplaced_message(texts: Iterable[tuple[Redline, Labelling]]) -> Iterator[Message]:
    """The message on the new provisions of which proposals do not show the place; none if there are none.

    texts: the treaty texts with their labellings
    """
    found = [number for redline, labelling in texts for number in misplaced_numbers(redline, labelling)]
    if found:
        yield Message.of(
            "the places of new provisions that their margin numbers do not show: {numbers}; put into the text by number, they are"
            " elsewhere",
            numbers=tuple(dict.fromkeys(found)),
        )


def misplaced_numbers(redline: Redline, labelling: Labelling) -> Iterator[str]:
    """The numbers of new provisions that are lower than one before them in their article, higher than one in force after them,
    or those of another article; so are most provisional ones, which come last."""
    article: TextUnit | None = None
    before: ProvisionNumber | None = None
    new: list[ProvisionNumber] = []
    """The new ones since the last number in force."""
    for clause in redline.clauses:
        if clause.props.kind == "heading" and clause.cell is None:
            unit = parse_unit(clause.text)
            if unit is not None and unit.kind in ("chapter", "appendix", "article"):
                article, before, new = unit, None, []
        pair = labelling.numbers.get(clause.id)
        margin = parse_margin((pair.base or pair.draft or "") if pair is not None else "")
        if pair is None or margin is None or margin.first.is_note:
            continue
        if pair.base is not None:
            yield from (number.text for number in new if margin.first < number)
            before, new = margin.last, []
        elif (before is not None and margin.first < before) or is_of_another_article(margin.first, article):
            yield margin.text
        else:
            new.append(margin.first)
            before = margin.last


def is_of_another_article(number: ProvisionNumber, article: TextUnit | None) -> bool:
    """Whether a number begins with that of another article than the one that contains it.

    number: the number
    article: the unit that contains it
    """
    if article is None or article.kind != "article" or not number.article or number.head:
        return False
    return number.article != article.number.text
