"""Names and long paths as Windows takes them."""

from __future__ import annotations

import pytest

from model.storage.windows_paths import extend_path, name_refusal


@pytest.mark.parametrize(
    "name", ["CON", "nul.amend", "C:\\texts\\aux.docx", "com1.txt", "LPT9", "COM¹.docx", "prn .amend", "CONOUT$"]
)
def test_names_of_devices_are_refused(name: str) -> None:
    assert "keeps for devices" in str(name_refusal(name))


@pytest.mark.parametrize("name", ["a?.docx", "C:\\texts\\a:b.amend", 'say "no".docx', "a|b", "a\nb.docx", "nul\0", "a*.amend"])
def test_signs_that_no_name_holds_are_refused(name: str) -> None:
    assert str(name_refusal(name)).startswith("a name must not contain")
    assert "\n" not in str(name_refusal(name))


@pytest.mark.parametrize("name", ["a.", "C:\\texts\\a "])
def test_a_name_does_not_end_in_what_windows_drops(name: str) -> None:
    assert str(name_refusal(name)).startswith("a name must not end")


@pytest.mark.parametrize(
    "name",
    ["a.amend", "C:\\con\\a.docx", "C:/nul/x.docx", "\\\\?\\C:\\a\\b.docx", "T22-C!A1!MSW-E.docx", "决议.docx"],
)
def test_usual_names_are_taken(name: str) -> None:
    assert name_refusal(name) is None


LONG = "\\".join(["x" * 50] * 6)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (f"C:\\{LONG}\\a.amend", f"\\\\?\\C:\\{LONG}\\a.amend"),
        (f"C:/{LONG}/../a/./{LONG}", f"\\\\?\\C:\\{LONG[:-51]}\\a\\{LONG}"),
        (f"\\\\server\\share\\{LONG}", f"\\\\?\\UNC\\server\\share\\{LONG}"),
        (f"\\\\?\\C:\\{LONG}", f"\\\\?\\C:\\{LONG}"),
        ("C:\\short.amend", "C:\\short.amend"),
        ("\\\\server\\share\\short.amend", "\\\\server\\share\\short.amend"),
    ],
)
def test_a_long_path_is_read_however_long_it_is(path: str, wanted: str) -> None:
    assert extend_path(path) == wanted
