"""The styles of the packages that texts were read from, made ready for a printed page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from model.errors import ClausewrightError
from model.formats.page.package_styles import NO_STYLES, PackageStyles
from model.formats.word.package.opc_package import Package
from model.formats.word.package.styles import SourceStyles, Styles


def printed_styles(sources: Mapping[str, bytes]) -> dict[str, PackageStyles]:
    """The styles of each package; none if it cannot be read, since a text is printed without them too."""
    return {key: styles_of_package(package) for key, package in sources.items() if package}


@lru_cache(maxsize=4)
def styles_of_package(package: bytes) -> PackageStyles:
    """The styles of one package, cached."""
    try:
        opened = Package.open(package, "")
        root = next((opened.xml(part) for part in opened.related_parts(opened.main, "styles")), None)
        if root is None:
            return NO_STYLES
        named, resolved = SourceStyles.of(root), Styles.of(root)
    except ClausewrightError:
        return NO_STYLES
    capitals = frozenset(id for id in named.elements if resolved.paragraph(id).run.caps)
    return PackageStyles({id: named.name(id) for id in named.elements}, capitals)
