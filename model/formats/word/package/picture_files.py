"""The files of the pictures of a Word package, by the ids by which its text names them."""

from __future__ import annotations

from functools import lru_cache

from model.errors import FileError
from model.formats.word.package.opc_package import Package


def picture_file(package: bytes, reference: str) -> bytes:
    """The file of a picture of the main part; nothing if the package has none or is damaged."""
    try:
        opened = _open(package)
        relation = opened.relationships(opened.main).get(reference)
        if relation is None or relation.external or relation.type.rpartition("/")[2] != "image":
            return b""
        return opened.part(relation.target) if opened.has(relation.target) else b""
    except FileError:
        return b""


@lru_cache(maxsize=2)
def _open(package: bytes) -> Package:
    return Package.open(package)
