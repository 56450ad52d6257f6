"""Minimal changes of a document: only the middle in which a block differs, and only its format if the characters are the same.
Other cursors keep their places, and a deletion in the view with changes touches no character."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import is_

from PySide6.QtGui import QTextCursor, QTextDocument

from model.redline import PLAIN
from model.text.common_prefix import equal_prefix
from widgets.editor.document.end_marks import end_mark, is_end_mark
from widgets.editor.document.formats import LOOK, Formats, keeping_gaps
from widgets.editor.document.projection import PARAGRAPH_SEPARATOR, CharacterLook, ProjectedSpan, Projection, Window, utf16_length

_END = CharacterLook(None, PLAIN, False, PARAGRAPH_SEPARATOR)


def _blank(projection: Projection, block: int) -> CharacterLook:
    """The look of an empty block: as high as its letters would be."""
    return CharacterLook(None, PLAIN, face=projection.style(block))


def fill(
    document: QTextDocument,
    projection: Projection,
    formats: Formats,
    on_cleared: Callable[[], None] = lambda: None,
    format_cells: Callable[[range], None] = lambda _: None,
) -> None:
    """Fills a document with a projection. What is visible is laid out at once, the rest when the program is idle; after an
    ordinary edit Qt would lay out everything new at once.

    document: the document
    projection: what it is to show
    formats: the formats of the text
    on_cleared: called when the document contains one blank: a caret before it stays at the start; after it, the caret would
        move to the end, and Qt would lay out everything to find its place
    format_cells: called to format blocks further before anything is laid out
    """
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(" ")
    on_cleared()
    document.setLayoutEnabled(False)
    cursor.beginEditBlock()
    insert_blocks(cursor, projection, range(projection.count), formats)
    cursor.setPosition(0)
    cursor.setPosition(1, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    format_cells(range(projection.count))
    cursor.endEditBlock()
    document.setLayoutEnabled(True)
    document.markContentsDirty(0, document.characterCount())


def insert_blocks(cursor: QTextCursor, projection: Projection, blocks: range, formats: Formats) -> None:
    """Inserts the contents of blocks at a cursor; the block of the cursor becomes the first of them."""
    for block in blocks:
        shown = projection.block_look(block)
        look, blank = formats.block(shown), formats.char(CharacterLook(None, PLAIN, face=shown.style))
        if block == blocks.start:
            cursor.setBlockFormat(look)
            cursor.setBlockCharFormat(blank)
        else:
            cursor.insertBlock(look, blank)
        for text, char_look in projection.spans(block):
            cursor.insertText(text, formats.char(char_look))


def patch(document: QTextDocument, before: Projection, after: Projection, window: Window, formats: Formats) -> None:
    """Makes a document that shows `before` show `after`, in one edit block.

    document: the document
    before: what it shows
    after: what it is to show
    window: the clauses that differ
    formats: the formats of the text
    """
    first, old, new = window
    fresh: set[int] = set()
    blocks: Iterable[int] = range(first, first + new)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    if old == new:
        blocks = [block for block in blocks if not _is_same(before, after, block)]
        for block in blocks:
            _replace(cursor, block, before.spans(block), after.spans(block), after, formats)
    else:
        start, struck, put = _trim(before, after, window)
        fresh = _replace(cursor, start, _join_blocks(before, start, struck), _join_blocks(after, start, put), after, formats)
    # Blocks with equal text may differ in kind or level; two empty ones differ in nothing else.
    _set_block_formats(cursor, after, [block for block in blocks if block not in fresh], formats)
    cursor.endEditBlock()


def patch_ends(document: QTextDocument, before: Projection, after: Projection, window: Window, formats: Formats) -> None:
    """Shows the edition marks that changed outside of a window, which is patched already.

    document: the document
    before, after: the projection that it shows, and the one that it is to show
    window: the blocks that are patched already
    formats: the formats of its characters and paragraphs
    """
    if before.ends is after.ends:
        return
    changed = {id for id, pair in after.ends.items() if before.ends.get(id) != pair}
    changed |= before.ends.keys() - after.ends.keys()
    first, old, new = window
    found = {after.block_of(index) for index, clause in enumerate(after.clauses) if clause.id in changed}
    blocks = sorted(found - set(range(first, first + new)))
    if not blocks:
        return
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in blocks:
        was = block if block < first else block - new + old
        _replace(cursor, block, before.spans(was), after.spans(block), after, formats)
    cursor.endEditBlock()


def _is_same(before: Projection, after: Projection, block: int) -> bool:
    """Whether a block shows the same clauses as before, at the same place, with the same marks."""
    if before.marks is not after.marks or (before.annex, before.house) != (after.annex, after.house):
        return False
    old, new = before.members(block), after.members(block)
    if before.ends is not after.ends and end_mark(before.ends, old, before.view) != end_mark(after.ends, new, after.view):
        return False
    return before.indices(block) == after.indices(block) and all(map(is_, old, new))


def _trim(before: Projection, after: Projection, window: Window) -> Window:
    """A window without the blocks at its ends that are the same before and after; at least one block remains on each side."""
    first, old, new = window
    while min(old, new) > 1 and before.spans(first + old - 1) == after.spans(first + new - 1):
        old, new = old - 1, new - 1
    while min(old, new) > 1 and before.spans(first) == after.spans(first):
        first, old, new = first + 1, old - 1, new - 1
    return Window(first, old, new)


def _join_blocks(projection: Projection, first: int, count: int) -> list[ProjectedSpan]:
    """The spans of some blocks with a span for each end between them."""
    spans: list[ProjectedSpan] = []
    for block in range(first, first + count):
        if spans or block > first:
            spans.append(ProjectedSpan(PARAGRAPH_SEPARATOR, _END))
        spans += projection.spans(block)
    return spans


def _replace(
    cursor: QTextCursor,
    block: int,
    old: Sequence[ProjectedSpan],
    new: Sequence[ProjectedSpan],
    after: Projection,
    formats: Formats,
) -> set[int]:
    """Replaces the spans `old` from the start of a block by `new`, and returns the numbers of the blocks that were inserted. An
    edition mark at the end is replaced on its own, or the words before a new one would be replaced too."""
    was, now = (spans[-1] if spans and is_end_mark(spans[-1].look.mark) else None for spans in (old, new))
    if was == now:
        return _replace_words(cursor, block, old, new, after, formats)
    words = new[:-1] if now is not None else new
    fresh = _replace_words(cursor, block, old[:-1] if was is not None else old, words, after, formats)
    end = cursor.document().findBlockByNumber(block).position() + utf16_length(_text(words))
    if now is not None:
        cursor.setPosition(end + (was is not None))
        cursor.insertText(now.text, formats.char(now.look))
    if was is not None:
        cursor.setPosition(end)
        cursor.setPosition(end + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    return fresh


def _replace_words(
    cursor: QTextCursor,
    block: int,
    old: Sequence[ProjectedSpan],
    new: Sequence[ProjectedSpan],
    after: Projection,
    formats: Formats,
) -> set[int]:
    fresh: set[int] = set()
    if old == new:
        return fresh
    start = cursor.document().findBlockByNumber(block).position()
    while old and new and old[0] == new[0]:
        start, old, new = start + utf16_length(old[0].text), old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if len(old) == len(new) == 1 and old[0].look == new[0].look:
        _retype(cursor, start, old[0].text, new[0], formats)
        return fresh
    head = _common(old, new)
    tail = _common(_reverse(_cut(old, head, _length(old))), _reverse(_cut(new, head, _length(new))))
    start += sum(utf16_length(span.text) for span in _cut(old, 0, head))
    old, new = _cut(old, head, _length(old) - tail), _cut(new, head, _length(new) - tail)
    was, now = _text(old), _text(new)
    same = equal_prefix(was, now)
    rest = equal_prefix(was[same:][::-1], now[same:][::-1])
    kept_head, kept_tail = _cut(new, 0, same), _cut(new, len(now) - rest, len(now))
    cursor.setPosition(start + utf16_length(was[:same]))
    if len(was) > same + rest:
        cursor.setPosition(start + utf16_length(was[: len(was) - rest]), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    for text, look in _cut(new, same, len(now) - rest):
        if text == PARAGRAPH_SEPARATOR:
            number = cursor.blockNumber() + 1
            cursor.insertBlock(formats.block(after.block_look(number)), formats.char(_blank(after, number)))
            fresh.add(number)
        else:
            cursor.insertText(text, formats.char(look))
    _recolour(cursor, cursor.position(), _cut(old, len(was) - rest, len(was)), kept_tail, formats)
    _recolour(cursor, start, _cut(old, 0, same), kept_head, formats)
    return fresh


def _retype(cursor: QTextCursor, start: int, was: str, span: ProjectedSpan, formats: Formats) -> None:
    """Replaces a text of one look by another of the same look, as a key does in a word."""
    now = span.text
    same = equal_prefix(was, now)
    rest = equal_prefix(was[same:][::-1], now[same:][::-1])
    at = start + utf16_length(was[:same])
    cursor.setPosition(at)
    if len(was) > same + rest:
        cursor.setPosition(at + utf16_length(was[same : len(was) - rest]), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    if len(now) > same + rest:
        cursor.insertText(now[same : len(now) - rest], formats.char(span.look))


def _recolour(
    cursor: QTextCursor, start: int, old: Sequence[ProjectedSpan], new: Sequence[ProjectedSpan], formats: Formats
) -> None:
    """Sets the format of unchanged characters if it differs."""
    for text, was, now in _align(old, new):
        length = utf16_length(text)
        if was != now and text != PARAGRAPH_SEPARATOR:
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(formats.char(now))
        start += length


def _align(old: Sequence[ProjectedSpan], new: Sequence[ProjectedSpan]) -> Iterable[tuple[str, CharacterLook, CharacterLook]]:
    """The pieces of one text in which neither its old nor its new look changes."""
    i = j = done_old = done_new = 0
    while i < len(old) and j < len(new):
        length = min(len(old[i].text) - done_old, len(new[j].text) - done_new)
        yield new[j].text[done_new : done_new + length], old[i].look, new[j].look
        done_old, done_new = done_old + length, done_new + length
        if done_old == len(old[i].text):
            i, done_old = i + 1, 0
        if done_new == len(new[j].text):
            j, done_new = j + 1, 0


def _set_block_formats(cursor: QTextCursor, after: Projection, blocks: Iterable[int], formats: Formats) -> None:
    for number in blocks:
        block = cursor.document().findBlockByNumber(number)
        wanted = formats.block(after.block_look(number))
        if block.blockFormat().property(LOOK) != wanted.property(LOOK):
            cursor.setPosition(block.position())
            cursor.setBlockFormat(keeping_gaps(wanted, block.blockFormat()))


# -- spans as one text


def _text(spans: Sequence[ProjectedSpan]) -> str:
    return "".join(span.text for span in spans)


def _length(spans: Sequence[ProjectedSpan]) -> int:
    return sum(len(span.text) for span in spans)


def _cut(spans: Sequence[ProjectedSpan], start: int, stop: int) -> list[ProjectedSpan]:
    """The spans between two places, in code points."""
    out: list[ProjectedSpan] = []
    for text, look in spans:
        if start < len(text) and stop > 0:
            out.append(ProjectedSpan(text[max(start, 0) : max(stop, 0)], look))
        start, stop = start - len(text), stop - len(text)
    return out


def _reverse(spans: Sequence[ProjectedSpan]) -> list[ProjectedSpan]:
    return [ProjectedSpan(text[::-1], look) for text, look in reversed(spans)]


def _common(old: Sequence[ProjectedSpan], new: Sequence[ProjectedSpan]) -> int:
    """Code points from the start that are equal in text and look."""
    total = 0
    rest_old = rest_new = ""
    i = j = 0
    while True:
        if not rest_old:
            if i == len(old):
                return total
            rest_old, look_old = old[i]
            i += 1
        if not rest_new:
            if j == len(new):
                return total
            rest_new, look_new = new[j]
            j += 1
        same = equal_prefix(rest_old, rest_new) if look_old == look_new else 0
        total += same
        if same < len(rest_old) and same < len(rest_new):
            return total
        rest_old, rest_new = rest_old[same:], rest_new[same:]
