"""The attributes with the facts about a clause that its element does not show."""

from __future__ import annotations

from model.formats.akoma_ntoso.schema.vocabulary import format_words, shown_label
from model.formats.akoma_ntoso.writing.addresses import Addresses
from model.formats.akoma_ntoso.writing.inline import InlineWriter
from model.formats.xml_escape import quoteattr
from model.redline import KEPT, KEPT_END, Clause, Label, Props


class ClauseAttributes:
    """Makes the attributes of the clauses of one document."""

    def __init__(self, addresses: Addresses, inline: InlineWriter) -> None:
        self._addresses = addresses
        self._stamp = inline.stamp
        self._known: dict[tuple[Props, str, int, str], str] = {}

    def of(self, clause: Clause, labels: tuple[str | None, str | None], kind: str, level: int, scheme: str) -> str:
        """The attributes of the element of a clause.

        clause: the clause
        labels: those that its `num` shows, of the base and of the draft
        kind: the kind of the element
        level: the level of its place
        scheme: the one that the label would be taken for
        """
        id = clause.id
        out = f' GUID="{id}"' if self._addresses.is_free(id) else f" cw:id={quoteattr(id)}"
        key = clause.props, kind, level, scheme
        attributes = self._known.get(key)
        if attributes is None:
            attributes = self._known[key] = _props(clause.props, kind, level, scheme)
        out += attributes
        if clause.label is not None:
            out += _label(clause.label, shown_label(labels[0] or ""), "label")
        if clause.own_label is not None:
            out += f" cw:own={quoteattr(clause.own_label.text)}" + _look(clause.own_label, "own")
        if clause.base_props is not None:
            then = clause.base_props
            out += f' cw:was="{then.kind} {then.level} {then.scheme}"' + self._stamp(clause.props_stamp, "was-")
        end = clause.end
        if end is not KEPT_END and end != KEPT_END:
            out += f' cw:end="{end.status.value}"' + self._stamp(end.stamp, "end-") + self._stamp(end.retracted, "end-back-")
            if end.move:
                out += f" cw:move={quoteattr(end.move)}"
            if end.status.value == "deleted" and not clause.text_on("draft"):
                out += ' status="removed"'
        return out


def row_attributes(clause: Clause, stamp: str) -> str:
    """The attributes of a `tr` for the row of a clause; `stamp` gives author and time."""
    if clause.row is KEPT:
        return ""
    removed = ' status="removed"' if clause.row.value == "deleted" else ""
    return f'{removed} cw:row="{clause.row.value}"{stamp}'


def _props(props: Props, kind: str, level: int, scheme: str) -> str:
    out = f' cw:kind="{props.kind}"' if props.kind != kind else ""
    if props.level != level:
        out += f' cw:level="{props.level}"'
    return out + (f' cw:scheme="{props.scheme}"' if props.scheme != scheme else "")


def _label(label: Label, shown: str, name: str) -> str:
    attribute = f" cw:{name}={quoteattr(label.text)}" if label.text != shown or not shown else ""
    return attribute + _look(label, name)


def _look(label: Label, name: str) -> str:
    out = f" cw:{name}-after={quoteattr(label.after)}" if label.after != "\t" else ""
    words = format_words(label.style)
    words = "" if words == "plain" else words
    words += " automatic" if label.automatic else ""
    words += " locked" if label.locked else ""
    return out + (f' cw:{name}-look="{words.strip()}"' if words else "")
