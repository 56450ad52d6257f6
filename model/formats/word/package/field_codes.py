"""The kinds of fields that a document may keep: those that compute their result from the document itself or from the date (ISO
29500-1 §17.16.5). Any other field could read a file, an address, a program or a property, which another reader's machine would
fetch or fail to find; it is replaced by its result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.text.lazy_regex import late

SAFE_LINKS = ("http://", "https://", "mailto:")
"""The beginnings of addresses to which a link may lead."""
PEOPLE = frozenset("AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS TEMPLATE".split())
"""Fields that show the name of a person or of that person's file."""
_OF_DOCUMENT = frozenset(
    "ADVANCE ASK AUTONUM AUTONUMLGL AUTONUMOUT BARCODE BIDIOUTLINE COMPARE CREATEDATE DATE DISPLAYBARCODE EDITTIME EMBED "
    "EQ FILENAME FILESIZE FORMCHECKBOX FORMDROPDOWN FORMTEXT FTNREF GOTOBUTTON IF INDEX LISTNUM MACROBUTTON MERGEBARCODE "
    "MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE QUOTE REF REVNUM "
    "SAVEDATE SECTION SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SYMBOL TA TC TIME TOA TOC XE".split()
)
_OF_PROPERTIES = frozenset(
    "AUTOTEXT AUTOTEXTLIST BIBLIOGRAPHY CITATION COMMENTS DOCPROPERTY DOCVARIABLE FILLIN GLOSSARY INFO KEYWORDS SUBJECT "
    "TITLE".split()
)
"""Fields that read what an exported file does not contain (properties, variables, sources) or ask the reader a question."""
_NAME = late(r"\s*(?:INFO\s+\"?)?([A-Za-z]+)(?!\w)", re.IGNORECASE)
_FORMULA = late(r"\s*=")
_WORD = late(r'"[^"]*"?|[^\s"]+')
_WITH_ARGUMENT = frozenset({"\\l", "\\o", "\\t", "\\*", "\\@", "\\#"})
_CREDENTIALS = late(r"(?<=://)[^/?#\s\"'@]*@")


def name_of(code: str) -> str:
    """The kind of a field in capitals, '' if its code does not begin with a name."""
    found = _NAME.match(code)
    return found[1].upper() if found else ""


def end_of_name(code: str) -> int:
    """The offset in a code after its name."""
    found = _NAME.match(code)
    return found.end() if found else 0


def words_of(code: str, start: int = 0) -> list[re.Match[str]]:
    """The words of a code after `start`, quoted ones with their quotation marks."""
    return list(_WORD.finditer(code, start))


def is_kept(code: str, *, nested: bool = False) -> bool:
    """Whether a field may stay a field. `nested` says that its code contains other fields, so parts of it are computed."""
    name = name_of(code)
    if name == "HYPERLINK":
        return not nested and _leads_to_safe_place(code)
    return name in _OF_DOCUMENT or name in PEOPLE or (not name and _FORMULA.match(code) is not None)


def is_property(name: str) -> bool:
    """Whether a kind of field shows a property of the file, or an answer of a reader."""
    return name in _OF_PROPERTIES


def without_credentials(address: str) -> str:
    """An address, or a text with addresses, without the user's name and password before the host."""
    return _CREDENTIALS.sub("", address) if "@" in address else address


def _leads_to_safe_place(code: str) -> bool:
    """Whether a link leads to the web, to a mailbox or to a place of the document itself, and nowhere else."""
    targets = list(_targets(code))
    if not targets:
        return any(word[0] == "\\l" for word in words_of(code, end_of_name(code)))
    return all(target.lower().startswith((*SAFE_LINKS, "#")) for target in targets)


def _targets(code: str) -> Iterator[str]:
    """The words of a link that are neither switches nor arguments of switches."""
    switch = ""
    for word in words_of(code, end_of_name(code)):
        text = word[0]
        if text.startswith("\\") and len(text) == 2:
            if switch in _WITH_ARGUMENT:
                yield text  # the argument of the switch before is missing, so it is unknown how Word reads the rest
            switch = text.lower()
        elif switch in _WITH_ARGUMENT:
            switch = ""
        elif inside := text.strip('"'):
            yield inside
