"""Pictures of each kind without what programs write into them: the same picture as one in which nothing was written."""

from __future__ import annotations

import base64
import gzip
import struct

import pytest

from model.formats.word.writing.pictures.metadata import bare_picture
from tests.builders.pictures import bmp, emf, emf_record, gif, jpeg, png, riff, svg, tiff, webp, wmf, wmf_record

SECRET = b"Jane Doe, 46.2N 6.1E"
ESCAPE = wmf_record(0x0626, struct.pack("<HH", 15, len(SECRET)) + SECRET)
PLUS = b"EMF+" + struct.pack("<HHII", 0x4003, 0, 32, 20) + SECRET + struct.pack("<HHII", 0x4009, 0, 12, 0)
KINDS = {
    "png": (png(SECRET, SECRET, SECRET, SECRET, behind=SECRET), png()),
    "jpeg": (jpeg(SECRET, SECRET, SECRET, SECRET, behind=SECRET), jpeg()),
    "gif": (gif(SECRET, SECRET, behind=SECRET), gif()),
    "webp": (webp(SECRET, SECRET, behind=SECRET), webp()),
    "bmp": (bmp(SECRET), bmp()),
}
WHOLE = {
    **{kind: secret for kind, (secret, _) in KINDS.items()},
    "tiff": tiff(SECRET, SECRET, behind=SECRET),
    "tiff-mm": tiff(SECRET, SECRET, order=">"),
    "emf": emf("Jane", emf_record(70, struct.pack("<I", len(SECRET)) + SECRET), behind=SECRET),
    "emf+": emf("", emf_record(70, struct.pack("<I", len(PLUS)) + PLUS)),
    "wmf": wmf(ESCAPE, behind=SECRET),
    "svg": svg(*[SECRET.decode()] * 7),
    "bmp-profile": bmp(profile=SECRET),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_written_into_a_picture_goes(kind: str) -> None:
    marked, plain = KINDS[kind]
    assert SECRET in marked
    assert bare_picture(marked) == bare_picture(plain) == plain


@pytest.mark.parametrize("kind", WHOLE)
def test_a_bare_picture_is_bare_and_stays_as_it_is(kind: str) -> None:
    bare = bare_picture(WHOLE[kind])
    assert bare
    assert not any(word in bare.replace(b"\0", b"") for word in (SECRET, b"Jane"))
    assert bare_picture(bare) == bare


@pytest.mark.parametrize("kind", WHOLE)
def test_a_picture_that_ends_too_soon_is_bare_or_not_written(kind: str) -> None:
    whole = WHOLE[kind]
    for stop in range(len(whole)):
        assert SECRET not in (bare_picture(whole[:stop]) or b"")


@pytest.mark.parametrize("order", "<>")
def test_the_pixels_of_a_tiff_stay(order: str) -> None:
    bare = bare_picture(tiff(SECRET, SECRET, order=order)) or b""
    start, count = struct.unpack_from(order + "I", bare, 4)[0], struct.unpack_from(order + "H", bare, 8)[0]
    fields = [struct.unpack_from(order + "HHII", bare, start + 2 + 12 * number) for number in range(count)]
    assert [tag for tag, *_ in fields] == [256, 257, 258, 259, 262, 273, 277, 278, 279, 282]
    place = next(value for tag, _, _, value in fields if tag == 273)
    assert bare[place : place + 1] == b"\x7f"


def test_the_strokes_of_a_metafile_stay() -> None:
    line = emf_record(54, struct.pack("<ii", 5, 5))
    assert line in (bare_picture(WHOLE["emf"]) or b"")
    assert struct.pack("<HHII", 0x4009, 0, 12, 0) in (bare_picture(WHOLE["emf+"]) or b"")
    assert wmf_record(0x0213, struct.pack("<hh", 5, 5)) in (bare_picture(WHOLE["wmf"]) or b"")


def test_an_svg_keeps_its_shapes_and_its_links_to_itself() -> None:
    bare = (bare_picture(WHOLE["svg"]) or b"").decode()
    assert '<rect id="a" width="1" height="1" style="fill:none"/>' in bare
    assert 'xlink:href="#a"' in bare
    assert "fill: url(#g)" in bare
    hidden = b'<svg xmlns="http://www.w3.org/2000/svg"><style>a{fill:\\75rl(http://x/)}</style></svg>'
    assert b"http://x" not in (bare_picture(hidden) or b"http://x")
    assert "http://" not in bare.replace("http://www.w3.org/", "")


def test_a_picture_inside_an_svg_is_cleaned() -> None:
    coded = base64.b64encode(KINDS["png"][0]).decode()
    bare = bare_picture(f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,{coded}"/></svg>'.encode())
    assert base64.b64encode(png()).decode() in (bare or b"").decode()


@pytest.mark.parametrize("kind", ["emf", "wmf", "svg"])
def test_a_packed_drawing_is_packed_anew(kind: str) -> None:
    bare = bare_picture(gzip.compress(WHOLE[kind]))
    assert bare
    assert gzip.decompress(bare) == bare_picture(WHOLE[kind])


@pytest.mark.parametrize(
    "data",
    [
        b"", b"%!PS-Adobe-3.0 EPSF-3.0", b"\x0a\x05\x01\x08" + SECRET, b"<html><body/></html>", b"\0\0\0\x18ftypheic" + SECRET,
        emf("", emf_record(81, b"\0" * 40 + png(SECRET, SECRET, SECRET, SECRET))), wmf(wmf_record(0x0F43, jpeg(SECRET))),
        emf("", emf_record(200, SECRET)), b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"RIFF" + struct.pack("<I", 900) + b"WEBP" + riff(b"VP8L", SECRET),
    ],
)  # fmt: skip
def test_what_nobody_can_judge_is_not_written(data: bytes) -> None:
    assert bare_picture(data) is None
