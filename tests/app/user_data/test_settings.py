"""Settings: sparse, upgraded, kept whatever the file says, and never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.user_data import settings
from app.user_data.settings import MOST_RECENT, UPGRADES, VERSION, Settings, SettingsFile, decode, upgrade
from model.errors import FileError
from model.message import Message

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


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"author": "Maria", "words": ["x"], broken'])
def test_a_damaged_file_is_kept_and_told(content: bytes, tmp_path: Path):
    (tmp_path / settings.NAME).write_bytes(content)
    messages: list[Message] = []
    mine = SettingsFile(tmp_path, messages.append)
    mine.change(author="me")
    mine.change(zoom=150)
    assert (tmp_path / "settings.json.bad").read_bytes() == content
    assert len(messages) == 1
    assert "settings.json.bad" in str(messages[0])
    assert SettingsFile(tmp_path).value == Settings("me", zoom=150)


def test_two_windows_change_one_file(tmp_path: Path):
    first, second = SettingsFile(tmp_path), SettingsFile(tmp_path)
    first.change(words=("Foo", "Bar"), author="me")
    second.change(zoom=150)
    first.add_recent(tmp_path / "a")
    second.add_recent(tmp_path / "b")
    first.keep_folder("open", tmp_path)
    second.keep_folder("save", tmp_path)
    second.change(words=("Baz",))
    first.change(words=("Foo",))
    read = SettingsFile(tmp_path).value
    assert (read.author, read.zoom, read.words) == ("me", 150, ("Foo", "Baz"))
    assert [Path(name).name for name in read.recent] == ["b", "a"]
    assert set(read.folders) == {"open", "save"}
    assert first.value.words == ("Foo", "Baz")
    assert first.value.zoom == 0, "what a window shows is changed in that window"


@pytest.mark.parametrize("exists", [True, False])
def test_what_cannot_be_written_is_remembered_as_long_as_the_window_lives(exists: bool, tmp_path: Path, monkeypatch):
    if exists:
        SettingsFile(tmp_path).change(author="me")

    def refuse(path: Path, data: bytes) -> None:
        raise FileError(path, "it is write-protected; save under another name")

    mine = SettingsFile(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(settings, "write_durably", refuse)
        mine.add_recent(tmp_path / "a")
        mine.add_recent(tmp_path / "b")
    assert [Path(name).name for name in mine.value.recent] == ["b", "a"]
    mine.change(zoom=150)
    read = SettingsFile(tmp_path).value
    assert (len(read.recent), read.zoom, read.author) == (2, 150, "me" if exists else "")


NAMES = ("author", "recent", "punctuation", "welcome", "folders", "version")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, JSON)))
def test_any_json_gives_settings(values):
    assert isinstance(decode(upgrade(values)), Settings)


def test_what_a_newer_program_wrote_is_kept(tmp_path: Path):
    newer = {"version": VERSION + 1, "theme": "sepia", "shiny": "\ud800", "zoom": 120}
    (tmp_path / settings.NAME).write_text(json.dumps(newer), encoding="utf-8", newline="\n")
    mine = SettingsFile(tmp_path)
    assert (mine.value.theme, mine.value.zoom) == ("system", 120)
    mine.change(author="me", zoom=0)
    assert json.loads((tmp_path / settings.NAME).read_bytes()) == {
        "version": VERSION + 1, "theme": "sepia", "shiny": "\ud800", "author": "me",
    }  # fmt: skip


def test_older_settings_are_upgraded_step_by_step():
    steps = {
        1: lambda values: {**values, "author": values["name"]},
        2: lambda values: {**values, "author": values["author"] + "!"},
    }
    assert upgrade({"version": 1, "name": "me"}, steps, 3)["author"] == "me!"
    assert upgrade({"version": 2, "author": "me"}, steps, 3)["author"] == "me!"
    assert set(UPGRADES) == set(range(1, VERSION)), "each older version has its upgrade"


def test_a_folder_that_cannot_be_written_is_told_once(tmp_path: Path):
    messages: list[Message] = []
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    mine = SettingsFile(tmp_path / "config", messages.append)
    mine.change(author="me")
    mine.change(author="you")
    assert mine.value.author == "you"
    assert len(messages) == 1
    assert os.fspath(tmp_path / "config") in str(messages[0])


@pytest.mark.parametrize(
    ("given_value", "read"),
    [
        ({"theme": "pink", "width": 61, "zoom": "9", "size": True}, Settings()),
        ({"theme": ["dark"], "words": "no"}, Settings()),
        ({"theme": "dark", "width": 80, "zoom": 9000, "size": 1}, Settings(theme="dark", width=80, zoom=400, size=6)),
        ({"words": ["Dubai", "", 3], "typeface": "Serif", "page": True}, Settings(words=("Dubai",), typeface="Serif", page=True)),
        ({"zoom": 0, "size": 0, "width": False, "page": 1, "author": None}, Settings()),
        ({"zoom": 120.0, "size": -5, "width": 60.0, "recent": {"a": "b"}}, Settings(size=6)),
        ({"references": "\ud800", "recent": [3, "", *"abcdefghijkl"]}, Settings(recent=tuple("abcdefghij"))),
        ({"folders": {"open": "a", "save": 3, "": ""}, "unspelt": {}}, Settings(folders={"open": "a", "": ""})),
    ],
)
def test_what_no_setting_may_be_counts_as_absent(given_value: dict, read: Settings):
    assert decode(given_value) == read


def test_followers_hear_of_each_change_and_of_nothing_else(tmp_path: Path):
    mine, heard = SettingsFile(tmp_path), []
    mine.follow(lambda value: heard.append(value.zoom))
    mine.change(zoom=0)
    mine.change(zoom=150)
    assert heard == [0, 150]


def test_a_recent_file_keeps_its_folder_for_a_purpose(tmp_path: Path):
    mine = SettingsFile(tmp_path)
    mine.add_recent(tmp_path / "a.amend", "open")
    mine.add_recent(tmp_path / "b.amend")
    again = SettingsFile(tmp_path)
    assert again.folder("open") == tmp_path
    assert [Path(path).name for path in again.value.recent] == ["b.amend", "a.amend"]
