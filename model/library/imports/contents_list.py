"""The lists of contents inside a file of several texts, and the proof that none of the texts that they name is missing.

A list is a run of entries close to each other, most of them with a page number, or below a heading such as *Contents*. It may
be before the texts or before one of the parts of the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from model.formats.recognition.line import side_text
from model.formats.recognition.raw_body import RawParagraph
from model.lexicon.lines import is_page_line
from model.library.imports.contents_page import ContentsEntry, ContentsLine, entries_of, read_entry
from model.library.texts.citing import cited_name
from model.library.texts.clauses import legible_text
from model.library.texts.values import LibraryText, TextIdentity
from model.message import Message, first_of
from model.redline import LINE_BREAK
from model.references.text_head import TextHead, edition_named
from model.text.lazy_regex import late

_FEWEST = 2
"""Entries of a list."""
_FARTHEST = 5
"""Lines from one entry to the next: a title in several lines, headings, the header and number of a page."""
_ABOVE = 5
"""Lines before the first entry among which the heading of a list is looked for."""
_NAMED = 50
"""Texts that a message names."""
_LONGEST = 600
_WITH_PAGE = late(r"(?:[ .…·_\t]|\t)(?!(?:19|20)\d\d$)\d{1,4}$")
"""The page number at the end of an entry; a year is none."""
_INSTRUMENT = late(
    r"[\W\d_]*(?:(?:add|mod|sup|noc)\W+)?(?:res|rés|dec|déc|acuerdo|op|vœu|voeu|avis|ruego|rec|ques|cues|рез|реш|мнен|рек|вопрос"
    r"|第|新|决|意|建|课|(?:ال)?(?:قرار|مقرر|رأي|توصي|مسأل))",
)
"""The beginning of an entry, in small letters."""
_HEADINGS = frozenset(
    "contents|table of contents|list of contents|sommaire|table des matières|índice|sumario|содержание|оглавление|目录|目 录"
    "|المحتويات|جدول المحتويات|بيان المحتويات".split("|")
)


class ContentsProof(Struct, frozen=True):
    """The texts that lists of contents name, compared with those that were found."""

    named: int
    """The number of texts that the lists name."""
    missing: tuple[str, ...] = ()
    """Those that were not found, in the order of the lists."""
    unlisted: tuple[str, ...] = ()
    """Texts that were found and that no list names."""

    def messages(self) -> Iterator[Message]:
        """The result, a sentence each."""
        if self.missing:
            yield Message.counted(
                "{n} text that the list of contents names was not found: {texts}.",
                "{n} texts that the list of contents names were not found: {texts}.",
                len(self.missing),
                texts=first_of(self.missing, _NAMED),
            )
        else:
            yield Message.counted(
                "The {n} text that the list of contents names was found.",
                "All {n} texts that the list of contents names were found.",
                self.named,
            )
        if self.unlisted:
            yield Message.counted(
                "{n} text was found that the list of contents does not name: {texts}.",
                "{n} texts were found that the list of contents does not name: {texts}.",
                len(self.unlisted),
                texts=first_of(self.unlisted, _NAMED),
            )


class ContentsList(Struct, frozen=True):
    """A list of contents in a file."""

    first: int
    """Its first paragraph: the heading if it has one."""
    stop: int
    """One past its last paragraph."""
    entries: tuple[ContentsEntry, ...]

    def count(self, known: Container[tuple[str, str]]) -> int:
        """The number of entries with one of these instruments and numbers."""
        return sum((entry.number.instrument, entry.number.number.casefold()) in known for entry in self.entries)


class _Line(Struct, frozen=True):
    """A line of a body: a paragraph, a piece of one between line breaks, or a row of a table."""

    paragraph: int
    text: str
    """Cells are parted by tabs."""
    is_entry: bool
    has_page: bool


def contents_lists(paragraphs: Sequence[RawParagraph], heads: Collection[int]) -> list[ContentsList]:
    """The lists of contents of a body, in order. `heads` are the paragraphs in which the texts begin, which are no entries."""
    first = min(heads, default=0)
    lines = [line for line in _lines(paragraphs) if line.text and not (is_page_line(line.text) and _is_on_page(line, first))]
    runs: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if line.paragraph in heads:
            runs.append([])
        elif line.is_entry and runs[-1] and at - runs[-1][-1] <= _FARTHEST:
            runs[-1].append(at)
        elif line.is_entry:
            runs.append([at])
    found = (_list_of(lines, run, heads, len(paragraphs)) for run in runs if len(run) >= _FEWEST)
    return [contents for contents in found if contents is not None]


def _list_of(lines: Sequence[_Line], run: Sequence[int], heads: Container[int], end: int) -> ContentsList | None:
    """The list that consists of a run of entries; None if it only looks like one."""
    after = range(run[-1] + 1, min(run[-1] + _FARTHEST, len(lines)))
    bounds = [*run[1:], next((at for at in after if lines[at].paragraph in heads), after.stop)]
    pages = [next((at for at in range(entry, stop) if lines[at].has_page), -1) for entry, stop in zip(run, bounds, strict=True)]
    above = range(max(0, run[0] - _ABOVE), run[0])
    heading = next((at for at in above if lines[at].text.casefold().strip(" :–—-") in _HEADINGS), None)
    if heading is None and 2 * sum(page >= 0 for page in pages) < len(run):
        return None
    last = max(run[-1], pages[-1])
    first = run[0] if heading is None else heading
    stop = lines[last + 1].paragraph if last + 1 < len(lines) else end
    entries = tuple(entries_of([ContentsLine(line.text, False) for line in lines[run[0] : last + 1]]))
    return ContentsList(lines[first].paragraph, stop, entries)


def _is_on_page(line: _Line, first: int) -> bool:
    """Whether a line that looks like the header of a page is one: before the first text it may be an entry without a title."""
    return not line.is_entry or line.paragraph > first


def _lines(paragraphs: Sequence[RawParagraph]) -> Iterator[_Line]:
    row: tuple[int, int] | None = None
    cells: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        text = side_text(paragraph.runs, "draft")
        place = paragraph.cell[:2] if paragraph.cell is not None else None
        if cells and place != row:
            yield _line(at - 1, "\t".join(cells))
            cells = []
        row = place
        if place is not None:
            cells.append(text)
            continue
        for piece in text.split(LINE_BREAK) if len(text) <= 2 * _LONGEST else ():
            yield _line(at, piece)
    if cells:
        yield _line(len(paragraphs) - 1, "\t".join(cells))


def _line(at: int, source: str) -> _Line:
    if len(source) > _LONGEST:
        return _Line(at, "…", False, False)
    cells = [legible_text(cell) for cell in source.split("\t")]
    text = "\t".join(cell for cell in cells if cell)
    is_entry = bool(_INSTRUMENT.match(text[:40].casefold())) and read_entry(text) is not None
    return _Line(at, text, is_entry, bool(_WITH_PAGE.search(text)))


def prove_complete(lists: Iterable[ContentsList], texts: Sequence[LibraryText], language: str) -> ContentsProof | None:
    """The comparison of lists of contents with the texts found in the same file; None if there is no list.

    An entry is a text of its instrument and number: of its edition if there is one, otherwise of whatever edition.
    """
    named = list(dict.fromkeys(_identity(entry, language) for found in lists for entry in found.entries))
    if not named:
        return None
    waiting: defaultdict[tuple[str, str], list[TextIdentity]] = defaultdict(list)
    for text in texts:
        if text.identity.number:
            waiting[_key(text.identity)].append(text.identity)
    left = named
    for fits in (_is_same_edition, _is_same_number):
        left = [entry for entry in left if not _take(waiting[_key(entry)], entry, fits)]
    unlisted = [text for identities in waiting.values() for text in identities]
    missing = [cited_name(entry, language) for entry in left]
    return ContentsProof(len(named), tuple(missing), tuple(cited_name(text, language) for text in unlisted))


def _take(texts: list[TextIdentity], entry: TextIdentity, fits: Callable[[TextIdentity, TextIdentity], bool]) -> bool:
    """Whether one of some texts is that of an entry; it is removed from them."""
    found = next((text for text in texts if fits(entry, text)), None)
    if found is not None:
        texts.remove(found)
    return found is not None


def _identity(entry: ContentsEntry, language: str) -> TextIdentity:
    edition = edition_named(TextHead(entry.number), language)
    return TextIdentity(**asdict(edition), instrument=entry.number.instrument, language=language)


def _key(identity: TextIdentity) -> tuple[str, str]:
    return identity.instrument, identity.number.casefold()


def _is_same_number(_entry: TextIdentity, _text: TextIdentity) -> bool:
    """Whether two identities of one number may be the same text although the list names another edition: always."""
    return True


def _is_same_edition(entry: TextIdentity, text: TextIdentity) -> bool:
    """Whether two identities of one number agree in what both name."""
    pairs = ((entry.body, text.body), (entry.year, text.year), (entry.place, text.place), (entry.suffix, text.suffix))
    return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)
