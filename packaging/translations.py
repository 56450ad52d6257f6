#!/usr/bin/env python3
"""Keeps the catalogues of the interface in step with the code.

    python packaging/translations.py            what is to be translated, into the templates and the catalogues; then the counts
    python packaging/translations.py compile    the catalogues as the program loads them, which are never committed

`resources/translations/window.pot` has the messages of the window, `program.pot` those of the model and of the command line;
`resources/translations/fr/window.po` is the first in French. A message that is new stands there without a translation, one that
is no more goes, and none is guessed from one that is like it.
"""

from __future__ import annotations

import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402
from extraction import Found, NotWrittenOut, extract_messages  # noqa: E402

from resources.catalogues import DOMAINS, ENGLISH, FOLDER, compile_all, languages  # noqa: E402

LANGUAGES = tuple(sorted(set(languages()) - {ENGLISH}))


def main(arguments: list[str]) -> int:
    if arguments == ["compile"]:
        compile_all()
        return 0
    try:
        messages = extract_messages()
    except NotWrittenOut as error:
        print(f"translations: these words are not written out, so nobody can translate them: {error}", file=sys.stderr)
        return 1
    for domain in DOMAINS:
        template = template_of(domain, messages)
        write(FOLDER / f"{domain}.pot", template)
        for language in LANGUAGES:
            path = FOLDER / language / f"{domain}.po"
            write(path, update_catalogue(path, language, template))
    print_counts(messages)
    return 0


def template_of(domain: str, messages: list[Found]) -> Catalog:
    """The messages of a domain, none translated."""
    catalog = Catalog(domain=domain, charset="utf-8", fuzzy=False)
    for message in messages:
        if message.domain == domain:
            name = (message.singular, message.many) if message.many else message.singular
            places = [(place, 0) for place in message.places]
            catalog.add(name, locations=places, auto_comments=message.notes, context=message.context or None)
    return catalog


def update_catalogue(path: Path, language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the messages of the template; translations of others are dropped."""
    kept = Catalog(locale=language, charset="utf-8", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            kept = read_po(file, locale=language, charset="utf-8", abort_invalid=True)
    kept.update(template, no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.fuzzy = False
    return kept


def write(path: Path, catalog: Catalog) -> None:
    """Writes a catalogue, the same bytes for the same messages: nothing stands at its head that changes by itself."""
    file = BytesIO()
    write_po(file, catalog, width=120, include_lineno=False, ignore_obsolete=True)
    _, _, messages = file.getvalue().decode("utf-8").partition("\n\n")
    head = ['msgid ""', 'msgstr ""']
    if catalog.locale is not None:
        plain = Catalog(locale=catalog.locale)  # its rule is that of the language, whatever stood in the file
        head += [f'"Language: {catalog.locale}\\n"', f'"Plural-Forms: {plain.plural_forms}\\n"']
    head += ['"MIME-Version: 1.0\\n"', '"Content-Type: text/plain; charset=utf-8\\n"', '"Content-Transfer-Encoding: 8bit\\n"']
    path.parent.mkdir(exist_ok=True)
    text = "\n".join([*head, "", messages])
    if not path.exists() or path.read_text(encoding="utf-8") != text:  # one that a translator has open stays as it is
        path.write_text(text, encoding="utf-8", newline="\n")


def print_counts(messages: list[Found]) -> None:
    """Prints how many messages there are, and of them how many each language has."""
    for domain, count in Counter(entry.domain for entry in messages).items():
        words = sum(len(entry.singular.split()) for entry in messages if entry.domain == domain)
        print(f"{domain}: {count:,} messages of {words:,} words")
    for language in LANGUAGES:
        done = {}
        for domain in DOMAINS:
            with (FOLDER / language / f"{domain}.po").open("rb") as file:
                catalog = read_po(file, locale=language, charset="utf-8")
            done[domain] = sum(is_translated(message.string) for message in catalog if message.id)
        print(f"{language}: " + ", ".join(f"{count:,} of {domain}" for domain, count in done.items()))


def is_translated(text: str | tuple[str, ...]) -> bool:
    """Whether a message has all its translations."""
    return all(text) if isinstance(text, tuple) else bool(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
