#!/usr/bin/env python3
"""Keeps the translations of the manual in step with its English pages.

    python packaging/manual.py              prints what each language lacks, what is older than the English, which names differ
    python packaging/manual.py fr           records that all pages of a language are up to date with the English ones
    python packaging/manual.py fr PAGE ...  the same for pages by their names, 30-structure.md

A page of `resources/help` is translated beside it, in `resources/help/fr`, section by section. `sources.tsv` there has for each
section a mark of the English from which it was translated; where that has changed since, the section is older.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product, zip_longest
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.pofile import read_po  # noqa: E402

from resources.catalogues import DOMAINS, ENGLISH, FOLDER, languages  # noqa: E402

MANUAL = ROOT / "resources/help"
SOURCES = "sources.tsv"
_HEADING = re.compile(r"(#+) +(.*)")
_LINK = re.compile(r"\]\(([^)]*)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_SAME = re.compile(r"clausewright|python |[A-Z]+_[A-Z]+|(?<!\S)--?\w|^\.?[\w-]*\.[a-z]+$|\\|^[a-z]{2}( [a-z]{2})+$")
"""Code that is the same in every language: verbs, options, variables, names of files, patterns. Other code quotes texts."""
_MARKED = re.compile(r"(?<![\\*])(\*\*?)(?![\s*])((?:\\\*|[^*])+?)(?<!\s)\1(?!\*)")
_BRACKET = re.compile(r"\s*\([^()]*&[^()]*\)")
_VALUE = re.compile(r"\{\w+\}")
_ITEM = re.compile(r" *(-|\d+\.) ")


class Section(NamedTuple):
    """A heading of a page and what stands below it up to the next one."""

    level: int
    title: str
    text: str

    @property
    def mark(self) -> str:
        """What another text has not."""
        whole = f"{self.level} {self.title}\n{self.text}"
        return f"{zlib.crc32(whole.encode()):08x}"

    def shape(self) -> dict[str, object]:
        """What a translation has as well: level, lists, tables, code, links."""
        lines = self.text.splitlines()
        rows = [len(re.findall(r"(?<!\\)\|", line)) for line in lines if line.startswith("|")]
        code = _CODE.findall(self.text)
        return {
            "level": self.level,
            "items of lists": [found[1] for line in lines if (found := _ITEM.match(line))],
            "rows of tables": rows,
            "blocks of code": re.findall(r"^```.*?^```", self.text, re.MULTILINE | re.DOTALL),
            "links": sorted(_LINK.findall(self.text)),
            "words in code": len(code),
            "commands and files": sorted(inline for inline in code if _SAME.search(inline)),
        }


def sections(page: str) -> list[Section]:
    """The sections of a page; lines of code are no headings."""
    found: list[tuple[int, str, list[str]]] = []
    fenced = False
    for line in page.splitlines():
        fenced ^= line.startswith("```")
        heading = None if fenced else _HEADING.fullmatch(line)
        if heading:
            found.append((len(heading[1]), heading[2].strip(), []))
        elif found:
            found[-1][2].append(line.rstrip())
        else:
            found.append((0, "", [line.rstrip()]))
    return [Section(level, title, "\n".join(lines).strip()) for level, title, lines in found]


def pages(folder: Path) -> dict[str, list[Section]]:
    """The pages of a folder by their names."""
    return {path.name: sections(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))}


def translated_languages(manual: Path = MANUAL) -> list[str]:
    """The languages that have pages."""
    return [code for code in languages() if code != ENGLISH and pages(manual / code)]


def out_of_step(language: str, manual: Path = MANUAL) -> Iterator[str]:
    """The places where a translation has another structure than its English page."""
    english, others = pages(manual), pages(manual / language)
    yield from (f"{language}/{name}: this page lacks" for name in english.keys() - others.keys())
    yield from (f"{language}/{name}: English has no such page" for name in others.keys() - english.keys())
    for name in english.keys() & others.keys():
        for number, (source, section) in enumerate(zip_longest(english[name], others[name])):
            if source is None or section is None:
                yield f"{language}/{name}: {len(others[name])} headings for {len(english[name])}"
                break
            wanted, found = source.shape(), section.shape()
            for what in wanted:
                if wanted[what] != found[what]:
                    yield f"{language}/{name}, section {number}, {source.title!r}: {what} {found[what]} for {wanted[what]}"


def marks(manual: Path = MANUAL) -> dict[tuple[str, str], str]:
    """The mark of each section of the English pages, by page and number."""
    return {(name, str(n)): section.mark for name, page in pages(manual).items() for n, section in enumerate(page)}


def noted_marks(language: str, manual: Path = MANUAL) -> dict[tuple[str, str], str]:
    """The marks of the English sections as they were translated."""
    path = manual / language / SOURCES
    rows = path.read_text(encoding="utf-8").splitlines()[1:] if path.exists() else []
    return {(name, number): mark for name, number, mark in (row.split("\t") for row in rows)}


def older(language: str, manual: Path = MANUAL) -> Iterator[str]:
    """The sections of a translation whose English has changed since."""
    english, known = pages(manual), noted_marks(language, manual)
    for (name, number), mark in marks(manual).items():
        if (manual / language / name).exists() and known.get((name, number)) != mark:
            title = english[name][int(number)].title
            yield f"{language}/{name}, section {number}, {title!r}: older than its English; see packaging/manual.py"
    yield from (f"{language}/{SOURCES}: {name} {number} is no more" for name, number in known.keys() - marks(manual).keys())


def note(language: str, chosen: Sequence[str] = (), manual: Path = MANUAL) -> None:
    """Writes that pages of a language, or all, are translated from the English of today."""
    now, known = marks(manual), noted_marks(language, manual)
    rows = ["page\tsection\tmark"]
    for (name, number), mark in now.items():
        kept = mark if not chosen or name in chosen else known.get((name, number))
        if kept and (manual / language / name).exists():
            rows.append(f"{name}\t{number}\t{kept}")
    (manual / language / SOURCES).write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


def plain(words: str) -> str:
    """A name without its key, the three dots after it and brackets that are there for a key, with dots for a value."""
    name = " ".join(_VALUE.sub("…", _BRACKET.sub("", words)).replace("&", "").split())
    return name.rstrip(" ….:：")


def marked_words(section: Section) -> list[str]:
    """The words in italics or bold of a section."""
    text = " ".join(_CODE.sub("`", f"{section.title}\n{section.text}").split())
    return [found[2] for found in _MARKED.finditer(text)]


def window_names(language: str) -> dict[str, set[str]]:
    """How a language calls what English calls so, in window and program."""
    found: dict[str, set[str]] = {}
    for domain in DOMAINS:
        with (FOLDER / language / f"{domain}.po").open("rb") as file:
            for message in read_po(file, locale=language, charset="utf-8"):
                if isinstance(message.id, str) and message.id and message.string:
                    text = plain(message.string)
                    if _BRACKET.search(message.id):
                        text = re.sub(r"\s*[(（][^()（）]*[)）]$", "", text)
                    found.setdefault(plain(message.id), set()).add(text)
    return found


def other_names(language: str, names: dict[str, set[str]], manual: Path = MANUAL) -> Iterator[str]:
    """What a page calls otherwise than the window of its language, of the names that its English page marks."""
    english, others = pages(manual), pages(manual / language)
    for name in english.keys() & others.keys():
        for number, (source, section) in enumerate(zip(english[name], others[name], strict=False)):
            counts = Counter(" > ".join(map(plain, words.split(" > "))) for words in marked_words(section))
            for words in marked_words(source):
                parts = [names.get(plain(part), set()) for part in words.split(" > ")]
                wanted = {" > ".join(choice) for choice in product(*parts)}
                hit = next((choice for choice in sorted(wanted) if counts[choice]), None)
                if hit is not None:
                    counts[hit] -= 1
                elif wanted or len(parts) > 1:
                    called = " or ".join(sorted(wanted)) or "in no catalogue"
                    place = f"{language}/{name}, section {number}, {source.title!r}"
                    yield f"{place}: *{words}* is {called}; there are {list(+counts)}"


def main(arguments: list[str]) -> int:
    if arguments:
        if arguments[0] not in translated_languages():
            print(
                f"manual: {arguments[0]}: no language with pages; these have: {' '.join(translated_languages())}", file=sys.stderr
            )
            return 2
        unknown = [name for name in arguments[1:] if not (MANUAL / arguments[0] / name).exists()]
        if unknown:
            print(f"manual: {arguments[0]} has no such page: {' '.join(unknown)}", file=sys.stderr)
            return 2
        note(arguments[0], arguments[1:])
    faults = 0
    for language in translated_languages():
        reports = [*out_of_step(language), *older(language), *other_names(language, window_names(language))]
        print(*reports, f"{language}: {len(pages(MANUAL / language))} of {len(pages(MANUAL))} pages", sep="\n")
        faults += len(reports)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
