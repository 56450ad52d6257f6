"""The folder of the program on Windows: what goes in, what stays out, what an installer says."""

from __future__ import annotations

import hashlib
import importlib
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from resources.catalogues import DOMAINS, languages
from tests.conftest import ROOT
from tests.sources import LAYERS, imported, modules

WINDOWS = ROOT / "packaging/windows"


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(WINDOWS))
    for module_name in ("assemble", "downloads", "build", "draw_icons", "wine_tests", "wine_desktop", "opened_pdf"):
        monkeypatch.delitem(sys.modules, module_name, raising=False)
    return importlib.import_module(name)


@pytest.fixture
def assemble(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("assemble", monkeypatch)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll", "PySide6/QtWidgets.pyd", "PySide6/__init__.py", "PySide6/MSVCP140.dll", "shiboken6/Shiboken.pyd",
        "PySide6/plugins/platforms/qwindows.dll", "PySide6/translations/qtbase_fr.qm", "babel/locale-data/fr_CH.dat",
        "babel/locale-data/root.dat", "babel/core.py", "pygments/lexers/data.py", "pygments/formatters/terminal.py",
        "lxml/etree.cp313-win_amd64.pyd", "hunspell/hunspell.cp313-win_amd64.pyd", "chunspell.libs/msvcp140-a.dll",
        "pypdfium2_raw/pdfium.dll", "pypdfium2_raw/__init__.py",
        "PySide6/plugins/imageformats/qsvg.dll", "PySide6/Qt6Svg.dll",
    ],
)  # fmt: skip
def test_what_the_program_uses_goes_in(assemble: ModuleType, name: str) -> None:
    assert assemble.is_kept(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Quick.dll", "PySide6/opengl32sw.dll", "PySide6/designer.exe", "PySide6/qml/x/y.qml", "PySide6/QtQml.pyi",
        "PySide6/plugins/sqldrivers/qsqlite.dll", "PySide6/translations/qtbase_de.qm", "PySide6/include/a.h",
        "babel/locale-data/de.dat", "babel/locale-data/frp.dat", "pygments/lexers/php.py", "lxml/includes/x.pxd",
        "hunspell/dictionaries/en_US.dic", "hunspell/hunspell.cpp", "pypdfium2/raw.py", "pypdfium2_cli/__init__.py",
        "lxml-6.dist-info/METADATA", "lxml/",
    ],
)  # fmt: skip
def test_what_it_does_not_use_stays_out(assemble: ModuleType, name: str) -> None:
    assert not assemble.is_kept(name)


def test_what_the_program_imports_of_the_standard_library_is_kept(assemble: ModuleType) -> None:
    found = {name for path in modules(*LAYERS) for _, name in imported(path)}
    assert {"sqlite3", "zipfile"} <= found
    assert found & assemble.DROPPED_LIBRARY == set()
    assert "_sqlite3" in assemble.KEPT_MODULES
    assert "sqlite3.dll" in assemble.KEPT_LIBRARIES


def test_lexers_that_are_imported_are_kept(assemble: ModuleType) -> None:
    """Those that the program names, and whatever they load."""
    from pygments import lexers

    folder = Path(lexers.__file__).parent
    wanted, seen = {"data.py"}, set()
    while wanted:
        name = wanted.pop()
        seen.add(name)
        text = (folder / name).read_text(encoding="utf-8")
        wanted |= {f"{lexer}.py" for lexer in re.findall(r"^from pygments\.lexers\.(\w+) import", text, re.M)} - seen
    assert seen <= assemble.KEPT_LEXERS


def test_a_library_is_the_same_wherever_it_is_linked(
    assemble: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(assemble.subprocess, "run", lambda command, **_: commands.append(command))
    assemble.link(tmp_path / "a.dll", [tmp_path / "a.c"], "-shared")
    assert {"--no-insert-timestamp", "--disable-auto-image-base"} <= {
        word for argument in commands[0] for word in argument.split(",")
    }


def runtime(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, name.encode())
    return path


def test_the_official_runtime_comes_whole(assemble: ModuleType, tmp_path: Path) -> None:
    given = runtime(
        tmp_path / "python-3.13.9-embed-amd64.zip", "python313.dll", "python3.dll", "python313.zip", "python313._pth",
        "python.exe", "vcruntime140.dll", "_socket.pyd", "_ssl.pyd", "_sqlite3.pyd", "_msi.pyd", "libcrypto-3.dll", "LICENSE.txt",
    )  # fmt: skip
    assert assemble.put_runtime(given, tmp_path / "out") == "python313"
    found = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert found == [
        "DLLs/_socket.pyd", "DLLs/_sqlite3.pyd", "DLLs/_ssl.pyd", "DLLs/libcrypto-3.dll", "python3.dll", "python313._pth",
        "python313.dll", "python313.zip", "vcruntime140.dll",
    ]  # fmt: skip
    assert (tmp_path / "out/python313._pth").read_bytes() == b"python313.zip\r\nDLLs\r\nLib\r\n", "no other Python is looked into"


def test_a_runtime_that_is_none_is_refused(assemble: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(assemble.AssemblyError, match="no library of Python 3"):
        assemble.put_runtime(runtime(tmp_path / "x.zip", "python3.dll", "readme.txt"), tmp_path / "out")


def test_a_wheel_leaves_its_licences(assemble: ModuleType, tmp_path: Path) -> None:
    terms = ("licenses/LICENSE.txt", "licenses/BUILD_LICENSES/zlib.txt")
    names = ("thing/__init__.py", "thing/a.pyi", "thing-1.dist-info/METADATA", *(f"thing-1.dist-info/{name}" for name in terms))
    assemble.put_wheels([runtime(tmp_path / "thing-1-py3-none-any.whl", *names)], tmp_path / "out")
    found = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert found == ["Lib/thing/__init__.py", "licences/thing-1/LICENSE.txt", "licences/thing-1/zlib.txt"]


def test_the_catalogues_go_in_compiled_and_those_of_qt(assemble: ModuleType, tmp_path: Path) -> None:
    assemble.put_program(tmp_path, "")
    folder = tmp_path / "Lib/resources/translations"
    for code, row in languages().items():
        if code != "en":
            assert all((folder / code / f"{domain}.{kind}").is_file() for domain in DOMAINS for kind in ("po", "mo"))
            kept = [f"PySide6/translations/qtbase_{name}.qm" for name in (code, row["locale"])]
            assert any(map(assemble.is_kept, kept))


def test_the_manual_goes_in_in_each_language(assemble: ModuleType, tmp_path: Path) -> None:
    assemble.put_program(tmp_path, "")
    folder, source = tmp_path / "Lib/resources/help", ROOT / "resources/help"
    wanted = {path.relative_to(source): path.read_bytes() for path in source.rglob("*") if path.is_file()}
    assert {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()} == wanted


def test_a_test_build_says_so(assemble: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app import version

    assemble.put_program(tmp_path, "test build; not for users")
    assert (tmp_path / "Lib/app/__main__.py").is_file()
    assert not list(tmp_path.rglob("__pycache__"))
    monkeypatch.setattr(version, "BUILD_NOTE", tmp_path / "Lib/app/build.txt")
    assert version.version() == f"{version.VERSION} (test build; not for users)"


def test_of_wheels_for_several_systems_the_pinned_one_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The Debian package keeps its wheel of the same name and version in the same folder."""
    downloads = load("downloads", monkeypatch)
    monkeypatch.setattr(downloads, "KEPT", tmp_path)
    monkeypatch.setattr(downloads, "pinned_wheels", lambda name: [("a-b", "1.0", hashlib.sha256(b"windows").hexdigest())])
    monkeypatch.setattr(downloads.subprocess, "run", lambda command, **_more: None)
    (tmp_path / "a_b-1.0-py3-none-manylinux_2_17_x86_64.whl").write_bytes(b"linux")
    with pytest.raises(downloads.DownloadError, match="cannot be fetched"):
        downloads.wheels("wheels.txt")
    wanted = tmp_path / "a_b-1.0-py3-none-win_amd64.whl"
    wanted.write_bytes(b"windows")
    assert downloads.wheels("wheels.txt") == [wanted]


def test_what_is_fetched_is_known_by_its_hash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    downloads = load("downloads", monkeypatch)
    pinned = [pin for name in ("runtime.txt", "wheels.txt", "test-wheels.txt") for pin in downloads.pinned_wheels(name)]
    lines = sum(
        line[:1] not in ("", "#")
        for name in ("runtime.txt", "wheels.txt", "test-wheels.txt")
        for line in (WINDOWS / name).read_text(encoding="utf-8").splitlines()
    )
    assert len(pinned) == lines, "a line without a version or a hash"
    given = tmp_path / "python.zip"
    given.write_bytes(b"x")
    downloads.check_hash(given, hashlib.sha256(b"x").hexdigest())
    with pytest.raises(downloads.DownloadError, match="SHA-256"):
        downloads.check_hash(given, hashlib.sha256(b"y").hexdigest())


def test_every_dependency_has_its_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    import tomllib

    downloads = load("downloads", monkeypatch)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[\w-]+", line)[0].lower() for line in project["dependencies"]}  # type: ignore[index]
    assert wanted <= {name for name, _, _ in downloads.pinned_wheels("wheels.txt")}


def test_the_tests_find_under_wine_what_their_settings_speak_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in that is not there makes its settings unknown, and pytest then runs nothing."""
    import tomllib

    downloads = load("downloads", monkeypatch)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (re.match(r"[\w-]+", line)[0].lower() for line in project["optional-dependencies"]["test"])  # type: ignore[index]
    wanted = {name for name in names if name.startswith("pytest") or name == "hypothesis"} - {"pytest-cov"}
    assert wanted <= {name for name, _, _ in downloads.pinned_wheels("test-wheels.txt")}, "coverage alone is measured elsewhere"


def test_every_test_is_in_one_part_of_the_suite_under_wine(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = load("wine_tests", monkeypatch).SUITE
    places = [path for paths in parts for name in paths for path in ROOT.glob(name)]
    for file in (ROOT / "tests").rglob("test_*.py"):
        assert sum(file == place or place in file.parents for place in places) == 1, file


def test_a_release_needs_the_hash_of_its_runtime(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    build = load("build", monkeypatch)
    assert build.main(["--runtime", "python.zip"]) == 1
    assert "--sha256" in capsys.readouterr().err


def test_the_installer_speaks_six_languages() -> None:
    texts = (WINDOWS / "texts.nsh").read_text(encoding="utf-8")
    blocks = re.findall(r'!insertmacro TEXTS (\w+) \\\n((?:  ".*"(?: \\)?\n)+)', texts)
    assert [name for name, _ in blocks] == ["ENGLISH", "FRENCH", "SPANISH", "RUSSIAN", "SIMPCHINESE", "ARABIC"]
    assert {len(re.findall(r'^  "', body, re.M)) for _, body in blocks} == {5}
    script = (WINDOWS / "installer.nsi").read_text(encoding="utf-8")
    assert re.findall(r'MUI_LANGUAGE "(\w+)"', script) == ["English", "French", "Spanish", "Russian", "SimpChinese", "Arabic"]
    named = set(re.findall(r"LangString (\w+)", texts))
    assert set(re.findall(r"\$\(([A-Z]+)\)", script)) == named


def test_the_installer_asks_for_no_administrator_and_writes_for_one_user() -> None:
    script = (WINDOWS / "installer.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    for line in script.splitlines():
        if "MessageBox" in line:
            assert "/SD" in line, f"it would wait for nobody in a silent installation: {line}"


def test_the_uninstaller_takes_away_what_the_installer_wrote() -> None:
    script = (WINDOWS / "installer.nsi").read_text(encoding="utf-8")
    install, uninstall = script.split("Section Uninstall")
    macros = re.findall(r"!macro (\w+)[^\n]*\n(.*?)!macroend", script, re.DOTALL)
    uninstall += "".join(body for name, body in macros if f"!insertmacro {name} " in uninstall)
    for key in set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', install)):
        roots = re.findall(r'DeleteReg(?:Key|Value) HKCU "([^"]+)"', uninstall)
        assert any(key.startswith(root) for root in roots), key
    assert "journals" not in uninstall, "unsaved work stays"


def test_the_icon_of_windows_holds_every_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    icons = importlib.import_module("draw_icons")
    data = icons.ico()
    assert data[:6] == b"\0\0\1\0" + bytes([len(icons.SIZES), 0])
    assert data.count(b"\x89PNG\r\n\x1a\n") == len(icons.SIZES)


def test_a_larger_pdfium_or_none_fails_the_check_of_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_pdf = load("opened_pdf", monkeypatch)
    with pytest.raises(opened_pdf.CheckError, match="PDFium is not in it"):
        opened_pdf.want_small(tmp_path, 10_000)
    (tmp_path / "Lib" / opened_pdf.FOLDER).mkdir(parents=True)
    (tmp_path / "Lib" / opened_pdf.FOLDER / "pdfium.dll").write_bytes(hashlib.shake_128(b"").digest(9_000) + bytes(100_000))
    opened_pdf.want_small(tmp_path, 10_000)
    with pytest.raises(opened_pdf.CheckError, match="wanted: at most 8,000"):
        opened_pdf.want_small(tmp_path, 8_000)
