"""The proof of the first page: a field that is missing in the written file is found, whatever else the file contains."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.errors import ProofError
from model.formats.notation import parse_submission
from model.formats.word.export import export_word
from model.formats.word.proof.proof import prove
from model.formats.word.writing.export_options import ExportOptions
from model.submission.values import Contact, Header

VALUE = replace(
    parse_submission("Language: en\nMOD\tATU/35A18/1\n# RESOLUTION 7 (Rev. Oxdorf, 2018)\n## On texts\n*resolves*\nto act.\n"),
    header=Header(
        "WTSA-24", "35", "18", "2024-09-13", "en", ("ATU",), "A title", "1", "Short.", (Contact("Ana", email="a@example.org"),),
        "One.\n\nTwo.", "We propose.",
    ),
)  # fmt: skip


@pytest.mark.parametrize("view", ["markup", "draft", "base"])
def test_every_field_that_is_filled_in_is_read_back(view: str) -> None:
    assert export_word(VALUE, ExportOptions(view=view))[1].header == Header.__struct_fields__  # type: ignore[arg-type]
    alone = replace(VALUE, proposals=(replace(VALUE.proposals[0], symbol="", number=""),))
    assert export_word(alone, ExportOptions(view=view))[1].header == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("name", Header.__struct_fields__)
def test_a_field_that_is_not_in_the_file_fails_the_proof(name: str) -> None:
    field = getattr(VALUE.header, name)
    without = replace(VALUE, header=replace(VALUE.header, **{name: type(field)()}))
    data, _ = export_word(without)
    prove(data, without)
    with pytest.raises(ProofError, match="first page"):
        prove(data, VALUE)
