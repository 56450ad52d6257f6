"""A PDF opened, exported and added to the library by commands: what is tried of a package on Windows and on Debian alike."""

import lzma

from wine_desktop import CheckError

FOLDER = "pypdfium2_raw"
"""The folder with PDFium in the program."""
MOST_IN_INSTALLER, MOST_IN_PACKAGE = 4_000_000, 5_000_000
"""Bytes by which PDFium may make them longer."""
NAME = "resolution.pdf"
LINES = (
    "RESOLUTION 972 (Rev. Dubai, 2018)", "On the pages of the Union",
    "The Plenipotentiary Conference of the Union (Dubai, 2018),",
    "resolves", "1    to publish pages that everybody can read;", "2    to keep them.",
)  # fmt: skip
WANTED = ("972", "to publish pages that everybody can read;", "to keep them.")


def pdf():
    """The bytes of a small PDF."""
    shown = [text.replace("(", r"\(").replace(")", r"\)") for text in LINES]
    drawn = "".join(f"BT /F1 11 Tf 1 0 0 1 72 {760 - 28 * row} Tm ({text}) Tj ET\n" for row, text in enumerate(shown))
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    )  # fmt: skip
    data, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return f"{data}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("ascii")


def want_small(program, most):
    """CheckError if PDFium, packed as packages are, takes more bytes of a program in a folder than that, or is not there."""
    folder = next(program.rglob(FOLDER), None)
    if folder is None:
        raise CheckError(f"{program}: PDFium is not in it")
    packed = sum(len(lzma.compress(file.read_bytes())) for file in sorted(folder.rglob("*")) if file.is_file())
    print(f"PDFium: {packed:,} bytes, packed; at most {most:,}", flush=True)
    if packed > most:
        raise CheckError(f"PDFium takes {packed:,} bytes, packed; wanted: at most {most:,}")


def open_pdf(call, folder, place=""):
    """Opens the file by commands.

    call: gives what a command says
    folder: where the files are written
    place: the folder by which the command knows them; '' for the current one
    """
    (folder / NAME).write_bytes(pdf())
    call("import", f"{place}{NAME}", "-o", f"{place}pages.amend")
    shown = call("show", f"{place}pages.amend")
    if not all(part in shown for part in WANTED):
        raise CheckError(f"the text of {NAME} is not whole: {shown!r}")
    call("export", f"{place}pages.amend", "-o", f"{place}pages.docx", "--clean")
    call("library", "add", f"{place}{NAME}")
    found = call("library", "search", "publish pages")
    if "972" not in found:
        raise CheckError(f"the library does not find what was added from {NAME}: {found!r}")
