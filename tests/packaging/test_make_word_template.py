"""The empty package that new Word files begin with: made by its script, and holding nothing of anybody."""

from __future__ import annotations

import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from resources import read_bytes

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "make_word_template.py"


@pytest.fixture
def making() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_word_template", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_template_is_what_its_script_makes(making: ModuleType) -> None:
    assert read_bytes("word/template.docx") == making.template(), "run packaging/make_word_template.py"


def test_the_template_has_no_more_than_it_needs() -> None:
    with zipfile.ZipFile(BytesIO(read_bytes("word/template.docx"))) as package:
        assert package.namelist() == [
            "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "word/_rels/document.xml.rels",
            "word/document.xml", "word/header1.xml", "word/settings.xml", "word/styles.xml",
        ]  # fmt: skip
        content = b"".join(map(package.read, package.namelist()))
    for word in (b"python-docx", b"dc:creator", b"lastModifiedBy", b"dcterms:created", b"<w:style ", b"w:rsid"):
        assert word not in content
