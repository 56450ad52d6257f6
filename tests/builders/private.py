"""A Word file with a mark of its own in each place where programs and people leave what is no text of the document."""

from __future__ import annotations

import base64
import struct
import zlib

from tests.builders import word
from tests.builders.pictures import emf, emf_record, gif, jpeg, png, svg, tiff, webp, wmf, wmf_record
from tests.builders.word import dele, ins, p, part, r, relationships

MARKS: list[str] = []
"""All marks that were planted outside of the text."""
HIDDEN: list[str] = []
"""All marks that were planted as hidden text."""
_ROOT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOREIGN = 'xmlns:zz="urn:strange:Zqforeignuri" mc:Ignorable="zz"'


def mark(name: str) -> str:
    """A word that stands nowhere else."""
    word = f"Zq{name}"
    if word not in MARKS:
        MARKS.append(word)
    return word


def hidden(name: str) -> str:
    """A word of hidden text that occurs nowhere else."""
    word = f"Zh{name}"
    if word not in HIDDEN:
        HIDDEN.append(word)
    return word


def path(name: str, leaf: str = "draft.docx") -> str:
    return f"D:\\Texts\\{mark(name)}\\{leaf}"


def field(code: str, shown: str, edge: str = "") -> str:
    """A complex field whose code is parted, as Word parts it, and whose result is in two runs."""
    middle = len(code) // 2
    codes = "".join(r(f'<w:instrText xml:space="preserve">{part}</w:instrText>') for part in (code[:middle], code[middle:]))
    half = len(shown) // 2
    return (
        r(f'<w:fldChar w:fldCharType="begin">{edge}</w:fldChar>')
        + codes
        + r('<w:fldChar w:fldCharType="separate"/>')
        + r(shown[:half])
        + r(shown[half:])
        + r('<w:fldChar w:fldCharType="end"/>')
    )


def simple(code: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{code}">{r(shown)}</w:fldSimple>'


def fetching(name: str) -> list[str]:
    """Codes of fields that would fetch or start something, each with a mark in its address."""
    web = [f"http://{mark(name + kind)}.example/a" for kind in "Picture Text Include Import Rd Link Dde Data".split()]
    schemes = {"Script": "javascript", "Msdt": "ms-msdt", "Search": "search-ms"}
    return [
        f'INCLUDEPICTURE "{web[0]}.png" \\d',
        f'INCLUDETEXT "{web[1]}.docx"',
        f'INCLUDE "{web[2]}.docx"',
        f'IMPORT "{web[3]}.png"',
        f'RD "{web[4]}.docx"',
        f'LINK Word.Document.8 "{web[5]}.docx" a \\a',
        f'DDEAUTO Excel "{web[6]}.xlsx" R1',
        f'DATABASE \\d "{web[7]}.mdb"',
        *(f'HYPERLINK "{scheme}:{mark(name + kind)}"' for kind, scheme in schemes.items()),
    ]


def fetched(name: str) -> str:
    """Runs with such fields, complex and simple, and with a picture of VML that has addresses."""
    attributes = f'src="http://{mark(name + "VmlSrc")}.example/a.png" o:href="http://{mark(name + "VmlHref")}.example/a.png"'
    fields = "".join(field(f" {code} ", "linked") + simple(code.replace('"', "&quot;"), "linked") for code in fetching(name))
    return fields + r(f"<w:pict><v:shape><v:imagedata {attributes}/></v:shape></w:pict>")


def drawing(id: str, name: str) -> str:
    named = f'id="1" name="{path(name + "Docpr", "a.png")}" descr="{path(name + "Descr", "a.png")}"'
    return r(
        f'<w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr {named}/><a:graphic><a:graphicData uri="u">'
        "<pic:pic>"
        f'<pic:nvPicPr><pic:cNvPr id="1" name="file:///home/{mark(name + "Cnvpr")}/a.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing>"
    )


def pictures() -> dict[str, bytes]:
    """Pictures of every kind, each with marks in its metadata."""

    def marked_bytes(name: str) -> bytes:
        return mark(name).encode()

    return {
        f"{mark('FileName')}.png": png(
            marked_bytes("PngText"),
            marked_bytes("PngZtxt"),
            marked_bytes("PngXmp"),
            marked_bytes("PngExif"),
            behind=marked_bytes("PngTail"),
        ),
        "image2.jpg": jpeg(
            marked_bytes("JpegExif"),
            marked_bytes("JpegXmp"),
            marked_bytes("JpegIptc"),
            marked_bytes("JpegComment"),
            behind=marked_bytes("JpegTail"),
        ),
        "image3.gif": gif(marked_bytes("GifComment"), marked_bytes("GifXmp"), behind=marked_bytes("GifTail")),
        "image4.tiff": tiff(marked_bytes("TiffArtist"), marked_bytes("TiffXmp"), behind=marked_bytes("TiffTail")),
        "image5.webp": webp(marked_bytes("WebpExif"), marked_bytes("WebpXmp"), behind=marked_bytes("WebpTail")),
        "image6.emf": emf(
            mark("EmfName"), emf_record(70, b"\x0c\0\0\0" + marked_bytes("EmfNote").ljust(12)), behind=marked_bytes("EmfTail")
        ),
        "image7.wmf": wmf(
            wmf_record(0x0626, struct.pack("<HH", 15, 8) + marked_bytes("WmfNote")), behind=marked_bytes("WmfTail")
        ),
        "image8.svg": svg(*(mark(f"Svg{name}") for name in "Meta Title Script Comment Inkscape Path Link".split())),
        "image9.pcx": b"\x0a\x05\x01\x08" + marked_bytes("Unknown"),
    }


def body() -> str:
    """The text, with marks in what is not text of it."""
    gfx = base64.b64encode(zlib.compress(mark("Gfxdata").encode(), 0)).decode()
    marked = base64.b64encode(mark("Flddata").encode()).decode()
    local = field(" FILENAME \\p ", path("Filename"))
    odd = f'<w:color xmlns:zz="urn:strange:Zqforeignuri" w:val="000000" zz:by="{mark("EndFormat")}"/>'
    boxed = p(simple("FILENAME \\p", path("Textbox")))
    box = (
        f'<w:pict><v:shape alt="{path("VmlAlt", "a.png")}" o:gfxdata="{gfx}"><v:textbox><w:txbxContent>{boxed}</w:txbxContent>'
        "</v:textbox></v:shape></w:pict>"
    )
    binding = f'<w:dataBinding w:xpath="/{mark("Binding")}" w:storeItemID="x"/>'
    gallery = f'<w:docPartGallery w:val="{mark("Gallery")}"/><w:docPartCategory w:val="{mark("Category")}"/>'
    named = f'<w:alias w:val="{mark("Alias")}"/><w:tag w:val="{mark("Tag")}"/>{binding}<w:docPartObj>{gallery}</w:docPartObj>'
    named += f'<w:dropDownList w:lastValue="{mark("LastValue")}"><w:listItem w:value="x"/></w:dropDownList>'
    control = f"<w:sdt><w:sdtPr>{named}</w:sdtPr><w:sdtContent>{r('in a control')}</w:sdtContent></w:sdt>"
    smart = (
        f'<w:smartTag w:uri="{mark("Smart")}" w:element="x"><w:smartTagPr><w:attr w:name="n" w:val="{mark("SmartAttr")}"/>'
        f"</w:smartTagPr>{r('in a tag')}</w:smartTag>"
    )
    asked = (
        f'<w:ffData><w:name w:val="Text1"/><w:helpText w:type="text" w:val="{mark("Help")}"/>'
        f'<w:statusText w:type="text" w:val="{mark("Status")}"/></w:ffData>'
    )
    webbed = f'<w:hyperlink r:id="rIdLogin">{r("a login")}</w:hyperlink>'
    return (
        p("noting")
        + p(r("plain text, ") + local + r(" by ") + field(" AUTHOR ", mark("Author")), f"<w:rPr>{odd}</w:rPr>")
        + p(r("saved by ") + simple("LASTSAVEDBY", mark("Saver")) + simple("USERNAME", mark("User")) + r(" here"))
        + p(field(' USERINITIALS ', mark("Initials")) + field(' USERADDRESS ', mark("Address")) + r("written"))
        + p(field(" TEMPLATE ", mark("Template") + ".dotm") + field(" DOCPROPERTY Manager ", "Jane Doe") + r("managed"))
        + p(field(' DOCVARIABLE "UserName" ', "J. Doe") + field(" DOCPROPERTY DocNo ", "Document 7") + r(" of all"))
        + p(field(f' INCLUDEPICTURE "D:\\\\Texts\\\\{mark("Include")}\\\\a.png" \\d ', "a picture") + r(" and text"))
        + p(field(f' LINK Excel.Sheet.12 "\\\\\\\\{mark("Server")}\\\\s\\\\a.xlsx" "A!R1" \\a ', "linked"))
        + p(fetched("Body") + r("and text"))
        + p(field(f' HYPERLINK "..\\\\{mark("Relative")}\\\\a.docx" ', f"\\\\{mark('Unc')}\\share\\a.docx"))
        + p(field(f" ADDIN EN.CITE {mark('Addin')} ", "cited", f"<w:fldData>{marked}</w:fldData>"))
        + p(field(" FORMTEXT ", "typed", asked) + webbed
            + field(f' HYPERLINK "https://{mark("User2")}:{mark("Password2")}@example.org/" ', "a page")
            + field(f' FILLIN "{mark("Fillin")}" ', "answered") + field(f" COMMENTS {mark('CommentsCode')} ", "remarked"))
        + p(r("tracked ") + dele(r('<w:fldChar w:fldCharType="begin"/>') + r('<w:delInstrText> FILENAME \\p </w:delInstrText>')
            + r('<w:fldChar w:fldCharType="separate"/>') + r(path("DeletedPart")) + r('<w:fldChar w:fldCharType="end"/>'))
            + ins(field(" FILENAME \\p ", path("Added"))))
        + p(field(" IF 1 = 1 x ", "shown") + r(box) + r("with a box"))
        + p(control + smart + f'<w:hyperlink r:id="rIdLocal" w:tooltip="{path("Tooltip")}">{r("a link")}</w:hyperlink>'
            + f'<w:hyperlink r:id="rIdWeb" w:tooltip="{path("Webtip")}">{r("a page")}</w:hyperlink>')
        + p(f'<w:permStart w:id="9" w:ed="{mark("Editor")}"/>' + r("may be edited") + '<w:permEnd w:id="9"/>')
        + p(f'<zz:run xmlns:zz="urn:strange:Zqforeignuri" zz:by="{mark("Element")}">{r("inside")}</zz:run>' + r("x"))
            .replace("<w:p>", f'<w:p {_FOREIGN} zz:by="{mark("Attribute")}" w:rsidR="00AB12CD" w14:paraId="1234ABCD">')
        + p(r(hidden("Direct"), "<w:vanish/>") + r(hidden("Character"), '<w:rStyle w:val="Unseen"/>') + r(" in sight"))
        + p(r(hidden("Paragraph")) + r("shown in spite of it", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="UnseenLine"/>')
        + p(ins(r(hidden("Inserted"), "<w:vanish/>")) + dele(r(hidden("Deleted"), "<w:vanish/>")) + r("tracked beside"))
        + "".join(p(drawing(f"rId{at}", f"Drawing{at}") + r(f"picture {at}")) for at in range(1, 10))
        + p(r("noted") + r('<w:footnoteReference w:id="1"/>') + '<w:commentRangeStart w:id="0"/>' + r("said")
            + '<w:commentRangeEnd w:id="0"/>' + r('<w:commentReference w:id="0"/>'))
        + '<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/>'
        + '<w:footerReference w:type="default" r:id="rIdFoot"/></w:sectPr>'
    )  # fmt: skip


def private_file() -> bytes:
    """The file."""
    suffixes = (name.rpartition(".")[2] for name in pictures())
    types = "".join(f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in suffixes)
    types += '<Default Extension="bin" ContentType="application/octet-stream"/>'
    unseen = r(hidden("Note"), "<w:vanish/>")
    note = p(r("<w:footnoteRef/>") + r(" a note ") + fetched("Note") + unseen + simple(r"FILENAME \p", path("Note")))
    unseen = '<w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
    styles = f'<w:style w:type="character" w:styleId="Unseen">{unseen}<w:style w:type="paragraph" w:styleId="UnseenLine">{unseen}'
    parts = word.parts_of(body(), styles=styles, footnotes=f'<w:footnote w:id="1">{note}</w:footnote>')
    parts |= {f"word/media/{name}": data for name, data in pictures().items()}
    header = p(fetched("Header") + field(r" FILENAME  \* Lower \p ", path("Header"))) + f"<!--{mark('XmlNote')}-->"
    footer = p(r("Page ") + simple("FILENAME \\p", f"https://d.docs.live.net/{mark('Cloud')}/a.docx"))
    paragraph = p(r("seen ") + simple("AUTHOR", mark("Said")))
    comment = f'<w:comment w:id="0" w:author="Ben" w:initials="{mark("BenInitials")}">{paragraph}</w:comment>'
    parts["word/header1.xml"], parts["word/footer1.xml"] = part("hdr", header), part("ftr", footer)
    parts["word/comments.xml"] = part("comments", comment)
    parts["word/people.xml"] = f'<w15:people xmlns:w15="u"><w15:person w15:author="{mark("Person")}"/></w15:people>'
    parts["word/glossary/document.xml"] = part("glossaryDocument", f"<w:docParts>{mark('Glossary')}</w:docParts>")
    parts["word/printerSettings1.bin"] = mark("Printer").encode("utf-16-le")
    parts["customXml/item1.xml"] = f"<x>{mark('CustomXml')}</x>"
    parts["docProps/thumbnail.jpeg"] = mark("Thumbnail").encode()
    for name in ("core", "app", "custom"):
        parts[f"docProps/{name}.xml"] = f"<x>{mark('Props' + name)}</x>"
    parts["word/settings.xml"] = part(
        "settings",
        f'<w:attachedTemplate r:id="rId1"/><w:mailMerge><w:query w:val="{mark("Merge")}"/></w:mailMerge>'
        f'<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids><w:docVars><w:docVar w:name="n" w:val="{mark("DocVar")}"/></w:docVars>',
    )
    MARKS.extend(word for word in ("00AB12CD", "1234ABCD", "Zqforeignuri") if word not in MARKS)
    entries = {f"media/{name}": "image" for name in pictures()}
    kinds = "footnotes styles comments settings people glossaryDocument"
    entries |= {"glossary/document.xml" if kind == "glossaryDocument" else f"{kind}.xml": kind for kind in kinds.split()}
    entries |= {"printerSettings1.bin": "printerSettings", "../customXml/item1.xml": "customXml"}
    lines = (
        f'<Relationship Id="rIdHead" Type="{_ROOT}/header" Target="header1.xml"/>'
        f'<Relationship Id="rIdFoot" Type="{_ROOT}/footer" Target="footer1.xml"/>'
        f'<Relationship Id="rIdLocal" Type="{_ROOT}/hyperlink" Target="file:///C:/{mark("Target")}/x" TargetMode="External"/>'
        f'<Relationship Id="rIdLogin" Type="{_ROOT}/hyperlink" '
        f'Target="https://{mark("LoginName")}:{mark("Password")}@example.org/" TargetMode="External"/>'
        f'<Relationship Id="rIdWeb" Type="{_ROOT}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    )
    parts["word/_rels/document.xml.rels"] = relationships(entries).replace("</Relationships>", lines + "</Relationships>")
    target = f"file:///C:/{mark('Attached')}.dotm"
    template = f'<Relationship Id="rId1" Type="{_ROOT}/attachedTemplate" Target="{target}" TargetMode="External"/>'
    parts["word/_rels/settings.xml.rels"] = relationships({}).replace("</Relationships>", template + "</Relationships>")
    properties = {f"docProps/{name}.xml": f"{name}-properties" for name in ("core", "app", "custom")}
    properties |= {"word/document.xml": "officeDocument", "docProps/thumbnail.jpeg": "thumbnail"}
    parts["_rels/.rels"] = relationships(properties)
    given = {"header1": "header", "footer1": "footer", "comments": "comments", "settings": "settings"}
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    types += "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}{what}+xml"/>' for name, what in given.items())
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("<Override", types + "<Override", 1)
    return word.zipped(parts)
