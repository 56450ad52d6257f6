"""Runs as mixed content: text in its formats, `ins` and `del`, notes at their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from model.formats.akoma_ntoso.schema.vocabulary import format_words, tags_of
from model.formats.akoma_ntoso.writing.addresses import Addresses
from model.formats.akoma_ntoso.writing.links import Link
from model.formats.xml_escape import escape, quoteattr
from model.numbering import label_spans
from model.redline import ANCHOR, KEPT, LINE_BREAK, NOBODY, NOTE, OBJECT, PLAIN, Run, Scheme, Stamp, Status, Style

Change = Literal["ins", "del"]


class InlineWriter:
    """Writes the runs of clauses, and gathers the eIds of the changes in them."""

    def __init__(
        self,
        addresses: Addresses,
        note: Callable[[str], str],
        picture: Callable[[Run], str],
        links: Callable[[str, Status], Sequence[Link]],
    ) -> None:
        """A writer for one text; `note` and `picture` give elements, `links` finds the links in characters of a status."""
        self._addresses = addresses
        self._links = links
        self._note = note
        self._picture = picture
        self._stamps: dict[tuple[Stamp, str], str] = {}
        self.changes: list[tuple[Change, str]] = []
        """The changes that were written since the list was last cleared."""

    def runs(self, runs: Iterable[Run]) -> str:
        """The content of a clause."""
        out: list[str] = []
        for run in runs:
            if run.status is KEPT and run.style is PLAIN and run.base_style is None and not run.content:
                out.append(self._words(run.text, KEPT))
            elif run.text:
                out.append(self._run(run))
        return "".join(out)

    def label(self, base: str | None, draft: str | None, scheme: Scheme, style: Style, stamp: Stamp, move: str) -> str:
        """The content of a `num`.

        base: the label in the base
        draft: the label in the draft
        scheme: of the label
        style: its format
        stamp: who changed it
        move: the move to which its clause belongs
        """
        opening, closing = tags_of(style)
        out: list[str] = []
        for status, text in label_spans(base, draft, scheme):
            written = opening + escape(text) + closing
            out.append(written if status is KEPT else self._change_element(written, Run(text, status, stamp=stamp, move=move)))
        return "".join(out)

    def _words(self, text: str, status: Status) -> str:
        """Characters, citations and references among them as links."""
        out, end = [], 0
        for start, stop, iri in self._links(text, status):
            out.append(_characters(text[end:start]) + f"<ref href={quoteattr(iri)}>{_characters(text[start:stop])}</ref>")
            end = stop
        return "".join(out) + _characters(text[end:]) if out else _characters(text)

    def _run(self, run: Run) -> str:
        if run.content:
            if run.text == ANCHOR:
                return ""
            text = self._note(run.content) if run.text == NOTE else self._picture(run) if run.text == OBJECT else ""
        else:
            text = self._words(run.text, run.status)
        opening, closing = tags_of(run.style)
        if run.base_style is not None and run.base_style != run.style:
            message = f' cw:base="{format_words(run.base_style)}"{self._stamp(run.style_stamp)}'
            if opening.startswith(("<b>", "<i>", "<u>")):
                opening = f"{opening[:2]}{message}{opening[2:]}"
            else:
                opening, closing = f"<span{message}>{opening}", f"{closing}</span>"
        text = opening + text + closing
        return text if run.status is KEPT else self._change_element(text, run)

    def _change_element(self, content: str, run: Run) -> str:
        if run.status is Status.DELETED:
            return self._element("del", content, run.stamp, run.move)
        if run.status is Status.RETRACTED:
            content = self._element("del", content, run.retracted, "")
        return self._element("ins", content, run.stamp, run.move)

    def _element(self, name: Change, content: str, stamp: Stamp, move: str) -> str:
        address = self._addresses.next(name)
        self.changes.append((name, address))
        moved = f" cw:move={quoteattr(move)}" if move else ""
        return f'<{name} eId="{address}"{self._stamp(stamp)}{moved}>{content}</{name}>'

    def _stamp(self, stamp: Stamp) -> str:
        return self.stamp(stamp, "")

    def stamp(self, stamp: Stamp, prefix: str) -> str:
        """Author and time of a change as attributes, `cw:by` and `cw:at` after a prefix."""
        if stamp is NOBODY:
            return ""
        key = stamp, prefix
        if key not in self._stamps:
            by = f" cw:{prefix}by={quoteattr(stamp.author)}" if stamp.author else ""
            at = f" cw:{prefix}at={quoteattr(stamp.date)}" if stamp.date else ""
            self._stamps[key] = by + at
        return self._stamps[key]


def attributes(values: Mapping[str, str]) -> str:
    """Attributes in the form of a start tag, without those that have no value."""
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items() if value)


def _characters(text: str) -> str:
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text):
        return text
    written = escape(text)
    if "\r" in written:
        written = written.replace("\r", "&#13;")
    if "\n" in written:
        written = written.replace("\n", "&#10;")
    return written.replace(LINE_BREAK, "<eol/>") if LINE_BREAK in written else written
