"""A short run of sub-amendments, judged by others: what `make soak` does with hundreds of pairs."""

from __future__ import annotations

from pathlib import Path

from tests.skips import needs_office
from tests.soak.layers import files_of, judged, wrong_in_office

SEEDS = [1, 2, 5, 7, 245, 250, 251, 482]


def test_a_judge_of_its_own_agrees_on_all_and_none(shared: Path, tmp_path: Path) -> None:
    assert [fault for seed in range(12) if (fault := judged(seed, files_of(seed, tmp_path)))] == []


@needs_office
def test_libreoffice_accepts_and_rejects_everything(shared: Path, tmp_path: Path) -> None:
    assert wrong_in_office([files_of(seed, tmp_path) for seed in SEEDS], SEEDS) == []
