"""A small run of the fuzzer with every test run; `make fuzz` is the large one."""

from __future__ import annotations

from random import Random

from tests.fuzz import fuzz_akoma_ntoso, fuzz_library, fuzz_pdf
from tests.fuzz.fuzz_word import fuzz, own_seed, seeds
from tests.fuzz.mutate import mutated, unpacked


def test_damaged_word_files_are_read_or_refused() -> None:
    assert [(finding.number, finding.place) for finding in fuzz(150, seed=75, files=seeds()[:40])] == []


def test_damaged_files_of_akoma_ntoso_are_read_or_refused() -> None:
    assert [(finding.number, finding.place) for finding in fuzz_akoma_ntoso.fuzz(150, seed=75)] == []


def test_damaged_files_for_a_library_are_read_or_refused() -> None:
    assert [(finding.number, finding.place) for finding in fuzz_library.fuzz(150, seed=75)] == []


def test_damaged_pdf_files_are_read_or_refused() -> None:
    assert [(finding.number, finding.place) for finding in fuzz_pdf.fuzz(40, seed=75)] == []


def test_the_same_seed_gives_the_same_file() -> None:
    first, other = (mutated(own_seed(), Random("1/7")) for _ in range(2))
    assert unpacked(first) == unpacked(other)


def test_files_are_really_damaged() -> None:
    whole = unpacked(own_seed())
    changed = sum(unpacked(mutated(own_seed(), Random(number))) != whole for number in range(50))
    assert changed >= 45
