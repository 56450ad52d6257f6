"""Old Word, OpenDocument and RTF by LibreOffice itself: the words and the tracked changes stay, and nothing is run or fetched."""

from __future__ import annotations

import http.server
import io
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.files.export import write
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.word.writing.export_options import ExportOptions
from model.redline import ANCHOR, Redline, Status
from tests.skips import needs_office

pytestmark = needs_office
LONG = pytest.mark.timeout(300)


def converted(path: Path, ending: str, folder: Path) -> Path:
    """A file as LibreOffice writes it in another format."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=200)
    return folder / f"{path.stem}.{ending}"


def words(redline: Redline) -> list[str]:
    """The texts of the clauses, without the edges of bookmarks and fields."""
    return [clause.text.replace(ANCHOR, "") for clause in redline.clauses]


def changes(redline: Redline) -> list[tuple[Status, str]]:
    """The tracked words of a text in order."""
    return [
        (run.status, run.text.strip())
        for clause in redline.clauses
        for run in clause.runs
        if run.status is not Status.KEPT and run.text.strip()
    ]


@LONG
def test_every_old_file_of_the_corpus_is_read_saved_and_exported(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "corpus" / "sources").glob("*.doc"))
    assert len(files) >= 6
    for file in files:
        opened = open_document(file)
        (proposal,) = opened.submission.proposals
        assert sum(len(clause.text.split()) for clause in proposal.redline.clauses) > 200, file.name
        save_project(opened.project, tmp_path / "a.amend")
        again = open_document(tmp_path / "a.amend").submission
        assert again == opened.submission
        write(again, tmp_path / "a.docx", ExportOptions(view="base"))
        written = open_document(tmp_path / "a.docx").submission.proposals[0]
        assert words(written.redline) == words(proposal.redline)


@LONG
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_tracked_changes_stay_tracked(ending: str, shared: Path, tmp_path: Path) -> None:
    source = shared / "corpus" / "itu" / "G.Imp8101.docx"
    source = source if source.exists() else next(iter(sorted((shared / "res75").glob("*redline*.docx"))))
    wanted = changes(open_document(source).submission.proposals[0].redline)
    read = changes(open_document(converted(source, ending, tmp_path)).submission.proposals[0].redline)
    assert wanted
    for status in (Status.DELETED, Status.INSERTED):
        mine, theirs = (" ".join(text for kind, text in found if kind is status) for found in (read, wanted))
        assert mine.split() == theirs.split()


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *given: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()


FRAME = '<draw:frame svg:width="1cm" svg:height="1cm" text:anchor-type="as-char">{}</draw:frame>'
LINK = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
EVENT = (
    '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" '
    'xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document" xlink:type="simple"/>'
    "</office:event-listeners></office:scripts>"
)


LISTED = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="text/xml"/>'
"""LibreOffice refuses an archive with a part that its manifest does not list."""
MACRO = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">'
    'Sub Main\nOpen "{}" For Output As #1\nClose #1\nEnd Sub</script:module>'
)
LIBRARY = '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"{}'
BASIC = {
    "Basic/script-lc.xml": f'<library:libraries xmlns:library="http://openoffice.org/2000/library">{LIBRARY.format("/>")}'
    "</library:libraries>",
    "Basic/Standard/script-lb.xml": f'{LIBRARY.format(">")}<library:element library:name="Module1"/></library:library>',
}


def hostile_text(plain: Path, address: str, folder: Path) -> bytes:
    """An OpenDocument text with a macro that runs when it is opened, and with pictures, objects and sections from elsewhere."""
    secret = folder / "secret.txt"
    secret.write_text("SECRET WORDS", encoding="utf-8")
    frames = "".join(
        FRAME.format(f'<draw:{kind} xlink:href="{place}" {LINK}/>')
        for kind, place in (("image", f"{address}/picture.png"), ("object", f"{address}/object.odt"))
    )
    section = f'<text:section-source xlink:href="{secret.as_uri()}" xlink:type="simple" text:filter-name="Text"/>'
    body = f'<text:p>{frames}</text:p><text:section text:name="S">{section}<text:p>old words</text:p></text:section>'
    parts = {**BASIC, "Basic/Standard/Module1.xml": MACRO.format(folder / "run")}
    new = {
        "content.xml": {"</office:text>": f"{body}</office:text>", "<office:scripts/>": EVENT},
        "META-INF/manifest.xml": {"</manifest:manifest>": "".join(map(LISTED.format, parts)) + "</manifest:manifest>"},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            text = given.read(name)
            for old, added in new.get(name, {}).items():
                assert old.encode() in text
                text = text.replace(old.encode(), added.encode())
            made.writestr(name, text)
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


@LONG
def test_nothing_is_run_and_nothing_is_fetched(server: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = server
    (tmp_path / "plain.txt").write_text("Resolution 7\n", encoding="utf-8", newline="\n")
    plain = converted(tmp_path / "plain.txt", "odt", tmp_path)
    (tmp_path / "a.odt").write_bytes(hostile_text(plain, address, tmp_path))
    opened = open_document(tmp_path / "a.odt")
    texts = [clause.text for clause in opened.submission.proposals[0].redline.clauses]
    assert "Resolution 7" in texts[0]
    assert any("old words" in text for text in texts)
    assert not any("SECRET" in text for text in texts)
    assert "The macros of the file were omitted." in map(str, opened.warnings)
    assert asked == []
    assert not (tmp_path / "run").exists()
