"""What programs and people leave in a file without meaning to: revision ids, ids of other programs, paths, the data of
pictures. None of it leaves the machine (design §6, §7)."""

from __future__ import annotations

import re

from lxml import etree

from model.word.names import PREFIXES, W

RSIDS = tuple(W + name for name in "rsidR rsidRPr rsidRDefault rsidP rsidTr rsidDel rsidSect".split())
_W14, _WP14 = "{" + PREFIXES["w14"] + "}", "{" + PREFIXES["wp14"] + "}"
_UNID = "{http://powertools.codeplex.com/2011}*"
_IDS = (
    *RSIDS,
    *(_W14 + name for name in ("paraId", "textId")),
    *(_WP14 + name for name in ("anchorId", "editId")),
    "{http://schemas.microsoft.com/office/word/2016/wordml/cid}durableId",
    _UNID,
)
STRIPPED = (
    f"{{{PREFIXES['o']}}}OLEObject",
    *(W + name for name in "rsid rsids altChunk control subDoc movie dataBinding".split()),
    *(W + name for name in "embedRegular embedBold embedItalic embedBoldItalic".split()),
)
"""Elements that are not written, with what stands in them."""
_CREATION = "{http://schemas.microsoft.com/office/drawing/2014/main}creationId"
"""The id of a drawing, alone in an extension, which goes with it."""
_NAMED = frozenset({"name", "descr", "title", "alt", f"{{{PREFIXES['o']}}}title", f"{{{PREFIXES['o']}}}href"})
"""The attributes in which programs note where a picture came from."""
_PATH = r"(?:\b[A-Za-z]:[\\/]|\bfile:[\\/]|\\\\|(?<![\w/.])/(?:Users|home|root|tmp|var|private|Volumes|mnt)/)"
_PATH_IN_WORDS = re.compile(_PATH + r"[^\"\n]*")
_PATH_IN_FIELD = re.compile(rf"(?<=\"){_PATH}[^\"]*|{_PATH}[^\"\s]*")
_DRAWN = (
    "{" + PREFIXES["wp"] + "}docPr",
    "{" + PREFIXES["pic"] + "}cNvPr",
    "{" + PREFIXES["wps"] + "}cNvPr",
    "{" + PREFIXES["v"] + "}imagedata",
    "{" + PREFIXES["v"] + "}shape",
)
_FIELD_WORDS = (W + "instrText", W + "delInstrText")
MARKS = re.compile(
    r'\br:[a-z]+="|\bw:(?:rsid|dataBinding)|<o:OLEObject|\b(?:paraId|textId|anchorId|editId|Unid|durableId|creationId)\b'
    r"|<(?:wp:docPr|\w+:cNvPr|v:imagedata|v:shape)\b|[iI]nstrText\b"
)
"""What a fragment holds that must be looked at before it goes along."""
PART_MARKS = re.compile(rb"rsid|embed|paraId|textId|anchorId|editId|Unid|durableId|creationId|docPr|cNvPr|imagedata|instrText")


def strip_traces(root: etree._Element) -> None:
    """Takes the traces out of a tree."""
    etree.strip_attributes(root, *_IDS)
    etree.strip_elements(root, *STRIPPED, with_tail=False)
    for id in list(root.iter(_CREATION)):
        extension = id.getparent()
        around = extension.getparent() if extension is not None else None
        if around is not None and extension is not None:
            around.remove(extension)
    for element in root.iter(*_DRAWN):
        for name in [name for name in element.attrib if name in _NAMED]:
            element.set(name, _named(_PATH_IN_WORDS, element.get(name, "")))
    for words in root.iter(*_FIELD_WORDS):
        words.text = _named(_PATH_IN_FIELD, words.text or "")


def _named(path: re.Pattern[str], text: str) -> str:
    """A text with the last name alone of each path in it."""
    return path.sub(lambda found: re.split(r"[\\/]", found[0].rstrip("\\/"))[-1], text)
