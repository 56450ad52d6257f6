"""Settings: sparse, upgraded, kept whatever the file says, and never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import settings
from app.settings import MOST_RECENT, UPGRADES, VERSION, Settings, SettingsFile, decode, upgrade

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


def test_what_is_changed_is_there_again_and_nothing_else_is_written(tmp_path: Path):
    mine = SettingsFile(tmp_path / "config")
    assert mine.value == Settings()
    assert not (tmp_path / "config").exists()
    mine.change(author="Ñ 好", punctuation=False)
    assert json.loads((tmp_path / "config" / settings.NAME).read_text("utf-8")) == {
        "version": VERSION, "author": "Ñ 好", "punctuation": False,
    }  # fmt: skip
    assert SettingsFile(tmp_path / "config").value == Settings("Ñ 好", punctuation=False)
    mine.change(author="", punctuation=True)
    assert SettingsFile(tmp_path / "config").value == Settings()


def test_recent_files_the_latest_first(tmp_path: Path):
    mine = SettingsFile(tmp_path)
    for number in range(MOST_RECENT + 3):
        mine.add_recent(tmp_path / str(number))
    mine.add_recent(tmp_path / "9")
    names = [Path(path).name for path in mine.value.recent]
    assert len(names) == MOST_RECENT
    assert names[:3] == ["9", "12", "11"]
    mine.drop_recent(str(tmp_path / "9"), str(tmp_path / "11"))
    assert [Path(path).name for path in SettingsFile(tmp_path).value.recent][:2] == ["12", "10"]


def test_the_last_folder_of_a_purpose_where_it_is_still_there(tmp_path: Path):
    mine = SettingsFile(tmp_path)
    (tmp_path / "a").mkdir()
    mine.keep_folder("open", tmp_path / "a")
    assert mine.folder("open") == tmp_path / "a"
    assert mine.folder("save") is None
    (tmp_path / "a").rmdir()
    assert mine.folder("open") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"version": "x", "recent": 3}', b"[" * 9000])
def test_a_damaged_file_is_as_none(content: bytes, tmp_path: Path):
    (tmp_path / settings.NAME).write_bytes(content)
    mine = SettingsFile(tmp_path)
    assert mine.value == Settings()
    mine.change(author="me")
    assert SettingsFile(tmp_path).value.author == "me"


NAMES = ("author", "recent", "punctuation", "welcome", "folders", "version")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, JSON)))
def test_any_json_gives_settings(values):
    assert isinstance(decode(upgrade(values)), Settings)


def test_what_a_newer_program_wrote_is_kept(tmp_path: Path):
    (tmp_path / settings.NAME).write_text('{"version": 1, "theme": "dark"}')
    SettingsFile(tmp_path).change(author="me")
    assert json.loads((tmp_path / settings.NAME).read_text()) == {"version": 1, "theme": "dark", "author": "me"}


def test_older_settings_are_upgraded_step_by_step():
    steps = {
        1: lambda values: {**values, "author": values["name"]},
        2: lambda values: {**values, "author": values["author"] + "!"},
    }
    assert upgrade({"version": 1, "name": "me"}, steps, 3)["author"] == "me!"
    assert upgrade({"version": 2, "author": "me"}, steps, 3)["author"] == "me!"
    assert set(UPGRADES) == set(range(1, VERSION)), "each older version has its upgrade"


def test_a_folder_that_cannot_be_written_is_told_once(tmp_path: Path):
    told: list[str] = []
    (tmp_path / "config").write_text("a file where the folder should be")
    mine = SettingsFile(tmp_path / "config", told.append)
    mine.change(author="me")
    mine.change(author="you")
    assert mine.value.author == "you"
    assert len(told) == 1
    assert os.fspath(tmp_path / "config") in told[0]


@pytest.mark.parametrize(
    ("given_value", "read"),
    [
        ({"theme": "pink", "width": 61, "zoom": "9", "size": True}, Settings()),
        ({"theme": ["dark"], "words": "no"}, Settings()),
        ({"theme": "dark", "width": 80, "zoom": 9000, "size": 1}, Settings(theme="dark", width=80, zoom=400, size=6)),
        ({"words": ["Dubai", "", 3], "typeface": "Serif", "page": True}, Settings(words=("Dubai",), typeface="Serif", page=True)),
    ],
)
def test_what_no_setting_may_be_counts_as_absent(given_value: dict, read: Settings):
    assert decode(given_value) == read


def test_followers_hear_of_each_change_and_of_nothing_else(tmp_path: Path):
    mine, heard = SettingsFile(tmp_path), []
    mine.follow(lambda value: heard.append(value.zoom))
    mine.change(zoom=100)
    mine.change(zoom=150)
    assert heard == [100, 150]
