"""What desktops on Linux read: entry, MIME type, metadata, manual page; and what is in the Debian package."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from app.cli.parsers import VERBS
from app.version import DESKTOP_ID, VERSION
from model.files.kinds import HTML, OFFICE, PDF, WORD, readable_kinds
from model.formats.amend import project_bytes
from resources.catalogues import DOMAINS, WINDOW, catalogue, languages
from tests.app.builders import build_project
from tests.conftest import ROOT

LINUX = ROOT / "packaging/linux"
MIME = "application/vnd.clausewright.amend+zip"


@pytest.fixture
def build_deb(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(LINUX))
    monkeypatch.delitem(sys.modules, "build_deb", raising=False)
    return importlib.import_module("build_deb")


def test_the_magic_is_in_the_files_that_are_written() -> None:
    root = ElementTree.parse(LINUX / "clausewright-mime.xml").getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind, match = root.find("m:mime-type", space), root.find(".//m:match", space)
    assert kind is not None
    assert kind.get("type") == MIME
    assert match is not None
    start = int(match.get("offset", ""))
    wanted = match.get("value", "").encode()
    assert project_bytes(build_project())[start : start + len(wanted)] == wanted


def test_the_desktop_entry_opens_what_it_says() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(LINUX / f"{DESKTOP_ID}.desktop", encoding="utf-8")
    found = entry["Desktop Entry"]
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["gui-scripts"]
    assert found["Exec"].split()[0] in scripts
    assert found["Icon"] == DESKTOP_ID
    assert MIME in found["MimeType"].split(";")
    # Web pages are the browser's: a desktop without a default would open them with any program that names them.
    assert "text/html" not in found["MimeType"]


def test_the_metadata_name_the_kinds_that_the_desktop_entry_names() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(LINUX / f"{DESKTOP_ID}.desktop", encoding="utf-8")
    named = ElementTree.parse(LINUX / f"{DESKTOP_ID}.metainfo.xml").getroot().iter("mediatype")
    kinds = entry["Desktop Entry"]["MimeType"].rstrip(";").split(";")
    assert [kind.text for kind in named] == kinds
    assert {"application/pdf", "application/msword", "application/rtf"} <= set(kinds)


def test_the_metadata_tell_the_releases_of_the_changelog(build_deb: ModuleType) -> None:
    text = (LINUX / f"{DESKTOP_ID}.metainfo.xml").read_text(encoding="utf-8").replace("@RELEASES@", build_deb.releases())
    root = ElementTree.fromstring(text)
    assert root.findtext("id") == DESKTOP_ID
    assert VERSION in [release.get("version") for release in root.iter("release")]


def test_the_manual_page_names_every_verb() -> None:
    text = (LINUX / "clausewright.1").read_text(encoding="utf-8")
    section = text[text.index(".SH VERBS") : text.index(".SH OPTIONS")]
    assert set(re.findall(r"^\.TP\n\.B ([\w-]+)$", section, re.M)) == set(VERBS)


def test_the_manual_page_names_the_endings_of_all_kinds_that_are_read() -> None:
    text = (LINUX / "clausewright.1").read_text(encoding="utf-8").lower()
    for kind in readable_kinds():
        assert all(f"({ending}" in text or f" {ending[1:]}," in text or f", {ending})" in text for ending in kind.endings[:1])


def test_windows_offers_the_program_for_what_it_reads_and_takes_that_back() -> None:
    text = (ROOT / "packaging/windows/installer.nsi").read_text(encoding="utf-8")
    offered = re.findall(r'insertmacro OFFER_FOR "(.+)"', text)
    read = {ending for kind in (OFFICE, WORD, PDF, HTML) for ending in (*kind.endings, *kind.other_endings)}
    assert set(offered) == read - {".docm"}
    assert re.findall(r'insertmacro OFFER_NO_MORE_FOR "(.+)"', text) == offered


def test_the_package_depends_on_what_the_project_does(build_deb: ModuleType) -> None:
    """In the same versions; Debian cuts PySide6 into pieces and calls chunspell's like by another name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {"pyside6-essentials": "pyside6.qtwidgets", "python-docx": "docx"}
    debian = dict(re.findall(r"python3-([\w.]+)(?: \(>= ([\d.]+)\))?", ", ".join(build_deb.DEPENDS)))
    for line in project["dependencies"]:
        name, least = re.match(r"([\w-]+)>=([\d.]+)", line).groups()  # type: ignore[union-attr]
        name = name.lower()
        if name == "chunspell":
            assert "python3-hunspell" in build_deb.RECOMMENDS
        elif name == "pypdfium2":
            assert tuple(map(int, build_deb.pdfium.VERSION.split("."))) >= tuple(map(int, least.split("."))), "it is carried"
        else:
            assert name in names or name in debian
            # Debian numbers regex by another count.
            assert name == "regex" or debian[names.get(name, name)] == least


def test_pdfium_goes_in_with_its_terms(build_deb: ModuleType, tmp_path: Path) -> None:
    wheel = tmp_path / "pypdfium2.whl"
    terms = "pypdfium2-5.dist-info/licenses/BUILD_LICENSES/freetype.txt"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("pypdfium2_raw/libpdfium.so", b"so")
        archive.writestr("pypdfium2_raw/__init__.py", b"")
        archive.writestr("pypdfium2/__init__.py", b"")
        archive.writestr(terms, "©".encode("latin-1"))
    build_deb.pdfium.put_pdfium(wheel, tmp_path / "out", build_deb.PLACE)
    found = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    documents = "usr/share/doc/clausewright/pypdfium2"
    place = f"{build_deb.PLACE}/pypdfium2_raw"
    assert found == {f"{place}/libpdfium.so", f"{place}/__init__.py", f"{documents}/freetype.txt"}
    assert (tmp_path / "out" / documents / "freetype.txt").read_text(encoding="utf-8") == "©"
    assert f"/{documents}/" in build_deb.COPYRIGHT
    assert set(build_deb.pdfium.WHEELS) == {"amd64", "arm64"}


def test_the_icons_and_their_terms_go_in(build_deb: ModuleType, tmp_path: Path) -> None:
    build_deb.put_program(tmp_path)
    place = tmp_path / build_deb.PLACE / "resources/icons"
    assert {path.name for path in place.iterdir()} == {"lucide.svg", "LICENSE.txt"}
    assert f"/{build_deb.PLACE}/resources/icons/LICENSE.txt" in build_deb.COPYRIGHT
    assert any(dependency.startswith("qt6-svg-plugins") for dependency in build_deb.DEPENDS), "Qt reads the icons by it"


def test_the_catalogues_go_in_compiled(build_deb: ModuleType, tmp_path: Path) -> None:
    build_deb.put_program(tmp_path)
    folder = tmp_path / build_deb.PLACE / "resources/translations"
    found = {path.relative_to(folder).as_posix() for path in folder.glob("*/*")}
    wanted = {code: [f"{code}/{domain}.{kind}" for domain in DOMAINS for kind in ("po", "mo")] for code in languages()}
    del wanted["en"]
    assert found == {name for names in wanted.values() for name in names}
    assert catalogue("ar", WINDOW, folder, tmp_path).gettext("x") == "x"
    assert any(dependency.startswith("qt6-translations-l10n") for dependency in build_deb.DEPENDS), "the words of Qt"


def test_the_manual_goes_in_in_each_language(build_deb: ModuleType, tmp_path: Path) -> None:
    build_deb.put_program(tmp_path)
    folder, source = tmp_path / build_deb.PLACE / "resources/help", ROOT / "resources/help"
    wanted = {path.relative_to(source): path.read_bytes() for path in source.rglob("*") if path.is_file()}
    assert {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()} == wanted


def test_the_program_lies_where_its_starter_looks(build_deb: ModuleType, tmp_path: Path) -> None:
    build_deb.put_program(tmp_path)
    starter = (tmp_path / "usr/bin/clausewright-window").read_text(encoding="utf-8")
    assert f'sys.path.insert(0, "/{build_deb.PLACE}")' in starter
    assert "sys.exit(window_main())" in starter
    assert (tmp_path / build_deb.PLACE / "app/cli/main.py").is_file()
    assert not list(tmp_path.rglob("__pycache__"))
