"""The removal of traces that programs and people leave in a file without meaning to: revision ids, ids of other programs,
paths, the data of pictures. None of it leaves the machine (FORMATS.md §3)."""

from __future__ import annotations

import re

from lxml import etree

from model.formats.word.package.fetched_pictures import remove_fetched_pictures
from model.formats.word.package.private_fields import PATH, bare_fields, last_name
from model.formats.word.package.wordml import CW, MC, PREFIXES, VAL, W, local

RSIDS = tuple(W + name for name in "rsidR rsidRPr rsidRDefault rsidP rsidTr rsidDel rsidSect".split())
_W14, _WP14 = "{" + PREFIXES["w14"] + "}", "{" + PREFIXES["wp14"] + "}"
_IDS = (
    *RSIDS,
    *(_W14 + name for name in ("paraId", "textId")),
    *(_WP14 + name for name in ("anchorId", "editId")),
    "{http://schemas.microsoft.com/office/word/2016/wordml/cid}durableId",
)
STRIPPED = (
    f"{{{PREFIXES['o']}}}OLEObject",
    f"{{{PREFIXES['o']}}}signatureline",
    *(W + name for name in "rsid rsids altChunk control subDoc movie dataBinding fldData permStart permEnd".split()),
    *(W + name for name in "alias tag placeholder docPartCategory smartTagPr customXmlPr entryMacro exitMacro".split()),
    *(W + name for name in "helpText statusText".split()),
    *(W + name for name in "embedRegular embedBold embedItalic embedBoldItalic".split()),
    "{" + PREFIXES["w15"] + "}dataBinding",
)
"""Elements that are not written, nor is their content."""
_UNWRAPPED = (W + "customXml", W + "smartTag")
"""Elements that are not written, but their content is."""
_HIDDEN = (f"{{{PREFIXES['o']}}}gfxdata", W + "ed", W + "lastValue")
"""Attributes with a whole hidden package, with the names of editors, or with the last choice."""
_IN_EXTENSIONS = (
    "{http://schemas.microsoft.com/office/drawing/2014/main}creationId",
    "{http://schemas.microsoft.com/office/drawing/2010/main}imgProps",
)
"""The id of a drawing and the picture from which its effects were made, alone in an extension, which is removed with them."""
_GALLERY = W + "docPartGallery"
_GALLERIES = ("Table of Contents", "Page Numbers", "Bibliographies", "Cover Pages", "Headers", "Footers", "Watermarks")
_KNOWN = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/office/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/XML/1998/namespace",
    PREFIXES["cw"],
)
"""The beginnings of the namespaces in which Word itself writes."""
_DECLARED = re.compile(r"\bxmlns:[\w.-]+=[\"']([^\"']*)[\"']")
_PREFIX_LISTS = tuple(MC + name for name in "Ignorable ProcessContent PreserveElements PreserveAttributes MustUnderstand".split())
_PATH_IN_WORDS = re.compile(PATH + r"[^\"\n]*")
_PATH_IN_FIELD = re.compile(rf"(?<=\"){PATH}[^\"]*|{PATH}[^\"\s]*")
_FIELD_WORDS = (W + "instrText", W + "delInstrText")
_FORMULA = "{" + PREFIXES["c"] + "}f"
MARKS = re.compile(
    r'\br:[a-z]+="|\bw:(?:rsid|dataBinding|alias|tag|placeholder|docPart|smartTag|customXml|perm|entryMacro|exitMacro|fldData|tooltip|helpText|statusText|lastValue)'
    r"|<o:(?:OLEObject|signatureline)|\b(?:paraId|textId|anchorId|editId|Unid|durableId|creationId|gfxdata)\b"
    r"|[iI]nstrText\b|fldSimple|mc:Ignorable|\bxmlns:|\bsrc=|\bhref=|" + PATH
)
"""The content of a fragment that must be checked before it is copied."""


def strip_traces(root: etree._Element) -> None:
    """Takes the traces out of a tree."""
    etree.strip_attributes(root, *_IDS, *_HIDDEN)
    etree.strip_elements(root, *STRIPPED, with_tail=False)
    etree.strip_tags(root, *_UNWRAPPED)
    for inside in list(root.iter(*_IN_EXTENSIONS)):
        remove_extension(inside)
    for gallery in list(root.iter(_GALLERY)):
        if not gallery.get(VAL, "").startswith(_GALLERIES):
            gallery.getparent().remove(gallery)  # type: ignore[union-attr]
    xml = etree.tostring(root, encoding="unicode", with_tail=False)
    _strip_unknown(root, {uri for uri in _DECLARED.findall(xml) if not uri.startswith(_KNOWN)})
    if _PATH_IN_WORDS.search(xml):
        for element in root.iter(etree.Element):
            for name, value in list(element.attrib.items()):
                element.set(name, _without_folders(_PATH_IN_WORDS, str(value)))
    remove_fetched_pictures(root)
    for words in root.iter(*_FIELD_WORDS, _FORMULA):
        words.text = _without_folders(_PATH_IN_FIELD if words.tag != _FORMULA else _PATH_IN_WORDS, words.text or "")
    bare_fields(root)


def remove_extension(element: etree._Element) -> None:
    """Removes an element, and the extension that contains nothing else."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    around = parent.getparent()
    if local(parent.tag) == "ext" and not len(parent) and around is not None:
        around.remove(parent)


def _strip_unknown(root: etree._Element, uris: set[str]) -> None:
    """Removes what programs other than Word wrote in namespaces of their own; visible text in it stays."""
    for uri in uris:
        etree.strip_attributes(root, f"{{{uri}}}*")
        for element in list(root.iter(f"{{{uri}}}*")):
            in_paragraph = next(element.iterancestors(W + "p", CW + "open"), None) is not None
            if not (in_paragraph and next(element.iter(W + "r", CW + "hole"), None) is not None):
                remove_extension(element)
        etree.strip_tags(root, f"{{{uri}}}*")
    if uris:
        _forget_prefixes(root, uris)


def _forget_prefixes(root: etree._Element, uris: set[str]) -> None:
    """Removes the declarations of namespaces that are not written, and their prefixes from the lists of prefixes."""
    kept = {*PREFIXES}
    for element in root.iter(etree.Element):
        for name in _PREFIX_LISTS:
            value = element.get(name)
            if value is not None:
                known = [word for word in value.split() if element.nsmap.get(word.partition(":")[0], "") not in {*uris, ""}]
                kept.update(word.partition(":")[0] for word in known)
                if known:
                    element.set(name, " ".join(known))
                else:
                    del element.attrib[name]
        kept.update(element.get("Requires", "").split())
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(kept))


def _without_folders(path: re.Pattern[str], text: str) -> str:
    """A text with the last name alone of each path in it."""
    return path.sub(lambda found: last_name(found[0]), text)
