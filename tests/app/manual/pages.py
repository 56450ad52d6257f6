"""A page of the manual as steps: the names, keys and pieces of code that it marks, section by section, in a language and in
English beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from babel.messages.pofile import read_po
from PySide6.QtGui import QKeySequence

from resources import list_names, read_text
from resources.catalogues import DOMAINS, ENGLISH, FOLDER
from widgets.common.actions import bare_name

MANUAL = "help"
PAGES = [name.removeprefix(MANUAL + "/") for name in list_names(MANUAL, ".md")]
_MODIFIERS = ("Ctrl", "Alt", "Shift")
_ALONE = (
    "Enter", "Tab", "Esc", "Backspace", "Del", "PgUp", "PgDown", "Home", "End", "Up", "Down",
    *(f"F{number}" for number in range(12, 0, -1)),
)  # fmt: skip
"""Keys that a page names without another one; what is longer stands first."""
_TOGETHER = (*_ALONE, "Ins", "Space", "Left", "Right", "wheel", "plus", "minus", "hyphen")
_KINDS = (("t", _TOGETHER), ("a", _ALONE))
_LETTER = "[A-Za-zÀ-ɏЀ-ӿ\\d+]"
"""What makes a key part of another word; Arabic and Chinese write it beside others."""
_KEY_NAMES: dict[str, dict[str, str]] = {
    "en": {"PgUp": "Page Up", "PgDown": "Page Down"},
    "fr": {
        "Up": "flèche haut", "Down": "flèche bas", "Left": "flèche gauche", "Right": "flèche droite", "wheel": "molette",
        "plus": "plus", "minus": "moins", "hyphen": "trait d’union",
    },
    "es": {
        "Up": "[Ff]lecha arriba", "Down": "[Ff]lecha abajo", "Left": "[Ff]lecha izquierda", "Right": "[Ff]lecha derecha",
        "Esc": "Escape|Esc", "wheel": "rueda", "plus": "signo más", "minus": "signo menos", "hyphen": "guion",
    },
    "ru": {
        "Up": "[Сс]трелка вверх", "Down": "[Сс]трелка вниз", "Left": "стрелка влево", "Right": "стрелка вправо",
        "wheel": "колесо", "plus": "плюс", "minus": "минус", "hyphen": "дефис", "PgUp": "Page Up", "PgDown": "Page Down",
    },
    "zh": {
        "Up": "上方向键|上(?=、下方向键)", "Down": "(?<!上)下方向键", "Left": "左方向键", "Right": "右方向键", "wheel": "滚轮",
        "plus": "加号", "minus": "减号", "hyphen": "连字符", "PgUp": "Page Up", "PgDown": "Page Down",
    },
    "ar": {
        "Up": "سهم إلى أعلى", "Down": "سهم إلى أسفل", "Left": "السهم الأيسر", "Right": "السهم الأيمن",
        "wheel": "عجلة الفأرة|عجلة", "plus": "علامة الجمع", "minus": "علامة الطرح", "hyphen": "الواصلة", "PgUp": "Page Up",
        "PgDown": "Page Down",
    },
}  # fmt: skip
"""What a manual calls a key where the window, for want of room, calls it otherwise or not at all; a pattern."""
_CLICK = {
    "en": r"Ctrl\+click", "fr": r"Ctrl\+clic", "es": r"Ctrl\+clic", "ru": r"Ctrl\+щелчок", "zh": "按住 Ctrl 并单击",
    "ar": "النقر مع Ctrl",
}  # fmt: skip
_CODE = re.compile(r"``? ?(.+?) ?``?")
_MARKED = re.compile(r"(?<![\\*])(\*\*?)(?![\s*])((?:\\\*|[^*])+?)(?<!\s)\1(?!\*)")
_DIRECTION = re.compile("[\u2066-\u2069\u200e\u200f]")
"""Marks of direction, which are no part of what is typed."""
_BRACKET = re.compile(r"\s*[(（]&\w[)）]")


class Mark(NamedTuple):
    """A name, a key or a piece of code of a page."""

    kind: str
    """`name`, `key`, `code`, or `row` for the head of a row of a table in which none of these is marked."""
    english: str
    """What the English page has in its place."""
    words: str
    """What stands on the page."""
    keys: str = ""
    """The keys that the words of the page say."""


class Section(NamedTuple):
    """A heading of a page, called as in English, with the marks that stand below it."""

    title: str
    marks: list[Mark]


def plain(words: str) -> str:
    """A name without its key, the dots or the colon after it, and marks of direction."""
    words = _DIRECTION.sub("", bare_name(_BRACKET.sub("", words)))
    return " ".join(re.sub(r"\{\w+\}", "…", words).split())


def native(keys: str) -> str:
    """Keys as the window calls them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _patterns(language: str) -> dict[str, str]:
    """What each key is called on the pages of a language, by its English name; patterns."""
    if language == ENGLISH:
        return {key: key for key in _TOGETHER} | _KEY_NAMES[ENGLISH]
    found = {key: re.escape(native(key)) for key in _TOGETHER if key[0].isupper()} | _KEY_NAMES[language]
    if language == "zh":
        found |= {key: f"{found[key]}键|{found[key]}" for key in ("Enter", "Backspace", "Space")}
    return found


def _held(language: str) -> dict[str, str]:
    """The keys that are held, by their names on the pages of a language."""
    return {key if language == ENGLISH else native(f"{key}+A").removesuffix("+A"): key for key in _MODIFIERS}


def keys_in(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Place, words and English name of each key, or keys together, that a text names."""
    names, held = _patterns(language), _held(language)
    together, alone = (_either(f"(?P<{kind}{at}>{names[key]})" for at, key in enumerate(keys)) for kind, keys in _KINDS)
    holding = _either(f"{re.escape(words)}\\+" for words in sorted(held, key=len, reverse=True))
    whole = f"(?P<whole>{_CLICK[language]})"
    letter = "(?P<letter>[A-Z0-9](?![A-Za-z0-9]))"
    pattern = rf"{whole}|(?P<held>{holding}+)(?:{together}|{letter})|(?<!{_LETTER}){alone}(?!{_LETTER})"
    for found in re.finditer(pattern, text):
        if found["whole"]:
            yield found.start(), found[0], "Ctrl+click"
            continue
        parts = [held[words] for words in (found["held"] or "").split("+") if words]
        last = found["letter"] or next(
            keys[int(name[1:])] for kind, keys in _KINDS for name, words in found.groupdict().items() if words and name[0] == kind
        )
        yield found.start(), found[0], "+".join([*parts, last])


def _either(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _raw_sections(page: str) -> list[tuple[str, str]]:
    found = [("", "")]
    for line in page.splitlines():
        if line.startswith("#"):
            found.append((line.lstrip("#").strip(), ""))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
    return found[1:]


def _heads(text: str) -> Iterator[tuple[int, str]]:
    """Place and words of the first cell of each row of a table below its head."""
    at, rows = 0, 0
    for line in text.splitlines():
        rows = rows + 1 if line.startswith("|") else 0
        if rows > 2:
            yield at, line[1:].partition("|")[0].strip()
        at += len(line) + 1


def _marks(text: str, language: str) -> list[Mark]:
    """The marks of a section in their order; what stands for English in one is its own words, but for keys."""
    found: list[tuple[int, Mark]] = []

    def take(kind: str, match: re.Match[str], words: str) -> str:
        found.append((match.start(), Mark(kind, words, words)))
        return "\0" * len(match[0])

    def name(match: re.Match[str]) -> str:
        words = " ".join(match[2].split())
        if any(words == keys for _, keys, _ in keys_in(words, language)):
            return match[0].replace("*", " ")
        return take("name", match, words)

    for at, head in _heads(text):
        if not any(sign in head for sign in "`*") and next(keys_in(head, language), None) is None:
            found.append((at, Mark("row", head, head)))
    text = _CODE.sub(lambda match: take("code", match, _DIRECTION.sub("", match[1]).strip()), text)
    text = _MARKED.sub(name, text.replace("\n", " "))
    found += [(at, Mark("key", english, words, english)) for at, words, english in keys_in(text, language)]
    return [mark for _, mark in sorted(found)]


@cache
def called_in(language: str) -> dict[str, set[str]]:
    """How a language calls what English calls so."""
    found: dict[str, set[str]] = {}
    for domain in DOMAINS:
        with (FOLDER / language / f"{domain}.po").open("rb") as file:
            for message in read_po(file, locale=language, charset="utf-8"):
                if isinstance(message.id, str) and message.id and message.string:
                    found.setdefault(plain(message.id), set()).add(plain(message.string))
    return found


def page_in(name: str, language: str) -> list[Section]:
    """The sections of a page in the language of the window, each mark with the English one. Which goes with which is known by
    the catalogue and by the keys; what is left goes by its order.

    Raises: AssertionError where the page has other sections than the English one, or other numbers of marks.
    """
    english = _raw_sections(read_text(f"{MANUAL}/{name}"))
    if language == ENGLISH:
        return [Section(title, _marks(text, language)) for title, text in english]
    translated, names = _raw_sections(read_text(f"{MANUAL}/{language}/{name}")), called_in(language)
    assert len(translated) == len(english), f"{language}/{name}: {len(translated)} sections for {len(english)}"
    return [
        Section(
            title, _beside(f"{language}/{name}, {title}", _marks(english_text, ENGLISH), _marks(translated_text, language), names)
        )
        for (title, english_text), (_, translated_text) in zip(english, translated, strict=True)
    ]


def _beside(place: str, english: list[Mark], translated: list[Mark], names: dict[str, set[str]]) -> list[Mark]:
    """The marks of an English section with the words of those of a translation."""
    found: dict[int, Mark] = {}
    for at, mark in enumerate(english):
        hit = next(
            (candidate for candidate in translated if candidate.kind == mark.kind and _alike(mark, candidate, names)), None
        )
        if hit is not None:
            found[at] = hit
            translated.remove(hit)
    for at, mark in enumerate(english):
        if at not in found:
            hit = next((candidate for candidate in translated if candidate.kind == mark.kind), None)
            assert hit is not None, f"{place}: nothing stands for {mark.english}"
            found[at] = hit
            translated.remove(hit)
    assert not translated, f"{place}: {[mark.words for mark in translated]} is too much"
    return [found[at]._replace(english=mark.english) for at, mark in enumerate(english)]


def _alike(english: Mark, translated: Mark, names: dict[str, set[str]]) -> bool:
    if english.kind == "row":
        return False  # rows go by their order: in Arabic ◀ and ▶ say the opposite
    if english.kind != "name":
        return english.english == translated.english
    parts, translated_parts = english.english.split(" > "), translated.words.split(" > ")
    return len(parts) == len(translated_parts) and all(
        plain(words) in names.get(plain(part), ()) for part, words in zip(parts, translated_parts, strict=True)
    )
