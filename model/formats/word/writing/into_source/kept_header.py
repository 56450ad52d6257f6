"""The matter before the first proposal, kept in its own package but for the lines of those fields of the header that were
changed: logos, tables and the look of each line stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from model.formats.recognition.submission import SubmissionOutline
from model.formats.word.package.run_text import text_xml
from model.formats.word.package.wordml import W, elements, fragment
from model.formats.word.writing.body.front_matter import FrontMatter
from model.formats.word.writing.into_source.document_tree import Tree, remove
from model.redline import LINE_BREAK
from model.submission.values import Header

_ORDER = ("conference", "document", "date", "original", "sources", "title", "agenda", "abstract", "contacts",
          "introduction", "proposal_text")  # fmt: skip
_GONE = tuple(W + name for name in ("del", "moveFrom", "pPrChange", "rPrChange", "fldChar", "instrText"))
_WRAPS = tuple(W + name for name in ("ins", "moveTo", "fldSimple", "hyperlink", "smartTag"))
_SIGNS = {W + "tab": "\t", W + "br": LINE_BREAK, W + "cr": LINE_BREAK, W + "noBreakHyphen": "\u2011"}


def put_header(tree: Tree, outline: SubmissionOutline, front: FrontMatter, keep: Callable[[int], object]) -> None:
    """Puts the front block into the tree; `keep` keeps a paragraph by its number."""
    pairs = ((name, getattr(outline.header, name), getattr(front.header, name)) for name in Header.__struct_fields__)
    changed = {"document" if name == "addendum" else name for name, old, new in pairs if old != new}
    anchors = _anchors(outline, [name for name in _ORDER if name in changed])
    lines = {name: _plan(outline, front, name) for name in changed if name not in anchors}
    for number in range(-1, outline.first):
        if number >= 0:
            statement = outline.statements[number]
            if statement.field not in changed:
                keep(number)
            elif statement.field in lines:
                _put_line(tree, number, statement.words, lines[statement.field].get(number), keep)
        for name in (name for name in _ORDER if anchors.get(name) == number):
            for block in front.field_blocks(name):
                tree.insert(tree.prepared(block))


def _anchors(outline: SubmissionOutline, changed: Sequence[str]) -> dict[str, int]:
    """For the fields that have no line of their own, the paragraph after which they are written."""
    last: dict[str, int] = {}
    fields: set[str] = set()
    for number, statement in enumerate(outline.statements):
        if statement.field:
            last[statement.field] = number
            fields |= set() if statement.heads else {statement.field}
    places: dict[str, int] = {}
    for place, name in enumerate(_ORDER):
        before = max((last[other] for other in _ORDER[: place + 1] if other in last), default=-1)
        if name in changed and (name == "contacts" or name not in fields):
            places[name] = before
    return places


def _plan(outline: SubmissionOutline, front: FrontMatter, name: str) -> dict[int, list[str] | None]:
    """For each paragraph of a field the lines that replace it; None if it stays. A field that is emptied loses its heading."""
    new = front.front.field_lines(name)
    plan: dict[int, list[str] | None] = {
        number: None if new else []
        for number, statement in enumerate(outline.statements)
        if statement.field == name and statement.heads
    }
    numbers = [number for number, statement in enumerate(outline.statements) if statement.field == name and not statement.heads]
    old = [outline.statements[number].words for number in numbers]
    same = next(
        (at for at, (old_line, other) in enumerate(zip(old, new, strict=False)) if old_line != other), min(len(old), len(new))
    )
    rest = min(len(old), len(new)) - same
    tail = next((at for at, (old_line, other) in enumerate(zip(old[::-1], new[::-1], strict=False)) if old_line != other), rest)
    tail = min(tail, rest)
    plan |= dict.fromkeys(numbers)
    middle = numbers[same : len(numbers) - tail]
    lines = new[same : len(new) - tail]
    for number, line in zip(middle, lines, strict=False):
        plan[number] = [line]
    for number in middle[len(lines) :]:
        plan[number] = []
    if len(lines) > len(middle):
        at = same + len(middle) - 1
        more = lines[len(middle) :]
        if at >= 0:
            plan[numbers[at]] = [*(plan[numbers[at]] or [old[at]]), *more]
        else:
            plan[numbers[0]] = [*more, old[0]]
    return plan


def _put_line(tree: Tree, number: int, old: str, lines: list[str] | None, keep: Callable[[int], object]) -> None:
    if lines is None:
        keep(number)
        return
    element = tree.paragraphs[number]
    cell = (0, 0, 0) if next(element.iterancestors(W + "tc"), None) is not None else None
    for place, line in enumerate(lines):
        if place:
            tree.insert(tree.prepared(replace_last_words(element, old, line)), cell)
        elif line == old:
            keep(number)
        else:
            tree.rewrite(number, tree.prepared(replace_last_words(element, old, line)))


def replace_last_words(element: etree._Element, old: str, new: str) -> str:
    """A paragraph with its last words `old` replaced by `new`; the text before them, its format and its pictures stay."""
    copy = deepcopy(element)
    etree.strip_elements(copy, *_GONE, with_tail=False)
    for mark in list(copy.iterfind(f"{W}pPr/{W}rPr/{W}ins")):
        remove(mark)
    etree.strip_tags(copy, *_WRAPS)
    signs = list(_signs(copy))
    whole = "".join(text for _, _, text in signs)
    start = max(whole.rfind(old), 0) if old else 0
    first = None
    at = 0
    for run, sign, text in signs:
        if at + len(text) > start:
            if at < start:
                sign.text = text[: start - at]
                run.addnext(_run(run, new))
                first = run
            elif first is None:
                run.addprevious(_run(run, new))
                first = run
            if at >= start:
                run.remove(sign)
        at += len(text)
    for run in list(copy.iterfind(W + "r")):
        if all(child.tag == W + "rPr" for child in run):
            copy.remove(run)
    if first is None and new:
        copy.append(_run(None, new))
    return fragment([copy])


def _signs(paragraph: etree._Element) -> Iterator[tuple[etree._Element, etree._Element, str]]:
    """The text of a paragraph itself: run, child of the run, its text; not page breaks and text boxes."""
    for sign in paragraph.iter(W + "t", *_SIGNS):
        run, text = sign.getparent(), _SIGNS.get(str(sign.tag), sign.text or "")
        if run is None or run.tag != W + "r" or sign.get(W + "type") or not text:
            continue
        if next(run.iterancestors(W + "p"), None) is paragraph:
            yield run, sign, text


def _run(like: etree._Element | None, words: str) -> etree._Element:
    run = etree.Element(W + "r")
    format_ = like.find(W + "rPr") if like is not None else None
    if format_ is not None:
        run.append(deepcopy(format_))
    if words:
        run.extend(elements(text_xml(words)))
    return run
