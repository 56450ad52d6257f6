"""VML pictures that a reader's machine would fetch from an address, and links of VML shapes to other places than the web."""

from __future__ import annotations

from lxml import etree

from model.formats.word.package.field_codes import SAFE_LINKS, without_credentials
from model.formats.word.package.wordml import PREFIXES, VAL, R, W

_V, _O = "{" + PREFIXES["v"] + "}", "{" + PREFIXES["o"] + "}"
_PICTURE = _V + "imagedata"
_FETCHED = ("src", _O + "href", _O + "althref", R + "href", R + "link", R + "pict")
"""The attributes from which a shape's picture, fill or stroke is fetched (ECMA-376 part 4, §19)."""
_EMBEDDED = (R + "id", R + "embed", _O + "relid")
_BULLET, _BULLET_ID, _NUMBER = W + "numPicBullet", W + "lvlPicBulletId", W + "numPicBulletId"


def remove_fetched_pictures(root: etree._Element) -> int:
    """Removes the pictures that are fetched from an address, in place, and returns their number. A picture that is also embedded
    in the file stays. A list with such a picture as its bullet gets its text bullet back."""
    removed = 0
    for element in list(root.iter(_V + "*")):
        address = element.get("href")
        if address is not None and not address.lower().startswith((*SAFE_LINKS, "#")):
            del element.attrib["href"]
        elif address is not None:
            element.set("href", without_credentials(address))
        names = [name for name in _FETCHED if name in element.attrib]
        for name in names:
            del element.attrib[name]
        if not names or any(element.get(name) for name in _EMBEDDED):
            continue
        removed += 1
        parent = element.getparent()
        if element.tag == _PICTURE and parent is not None:
            bullet = next(element.iterancestors(_BULLET), None)
            parent.remove(element)
            if bullet is not None:
                _remove_bullet(bullet)
    return removed


def _remove_bullet(bullet: etree._Element) -> None:
    parent = bullet.getparent()
    if parent is None:
        return
    number = bullet.get(_NUMBER, "")
    for reference in list(parent.iter(_BULLET_ID)):
        if reference.get(VAL) == number:
            reference.getparent().remove(reference)  # type: ignore[union-attr]
    parent.remove(bullet)
