"""The parsers of the command line: the options of the window and of each verb (FORMATS.md §7).

What a verb needs is imported when its parser is made, so that starting takes less than reading a resolution.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from app.cli.option_values import day
from app.cli.parser_base import PROGRAM, Parser, add_output, verb_parser


def window_parser() -> Parser:
    """The parser of a command without a verb: the files that the window opens."""
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [--new | --tour] [FILE ...]\n       {PROGRAM} VERB ...",
        description="Drafts amendments to ITU texts. Without a verb it opens the window.",
        epilog="verbs:\n"
        "  import       read a base text or a tracked Word file\n"
        "  apply        carry out the edits of a file\n"
        "  export       write the submission as Word, Akoma Ntoso, HTML, notation or JSON\n"
        "  excerpt      write the amended clauses for a briefing\n"
        "  sub-amend    begin a proposal that amends another party's\n"
        "  adopt        make what was adopted the next text in force\n"
        "  send         write a copy of a project without content that is not meant for others\n"
        "  brief        write the delegation's positions, for its own use\n"
        "  merge        merge two copies of a project\n"
        "  show         print a file\n"
        "  compare      compare two files as a redline\n"
        "  consolidate  combine several proposals on one base\n"
        "  check        report what is wrong or doubtful\n"
        "  library      manage the texts in force that are kept on this computer\n\n"
        "`%(prog)s VERB --help` describes each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, help="print the version and exit")
    begin = parser.add_mutually_exclusive_group()
    begin.add_argument("--new", action="store_true", help="begin a new proposal, on FILE if one is given")
    begin.add_argument("--tour", action="store_true", help="begin the tour on the sample")
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="an .amend, .docx, .pdf, .xml, .html, .mhtml, .txt or .tsv file, or, by LibreOffice, .doc, .odt or .rtf",
    )
    return parser


class _Version(argparse.Action):
    """Prints the version; it is looked up only then."""

    def __init__(self, option_strings: Sequence[str], dest: str, **more: object) -> None:
        super().__init__(option_strings, dest, nargs=0, help=str(more.get("help", "")))

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from app.version import version

        sys.stdout.write(f"{PROGRAM} {version()}\n")
        parser.exit()


def _import_parser() -> Parser:
    from app.cli.file_verbs import run_import

    parser = verb_parser(
        "import",
        run_import,
        "IN -o OUT.amend [--as tracked|accepted|rejected]\n         [--language CODE] [--text N|all] [--into DOC.amend]",
        "Reads the text in force, or a tracked file, into a project.",
    )
    parser.add_argument(
        "source",
        metavar="IN",
        help="a Word file, a PDF, Akoma Ntoso (.xml, .akn), a saved page (.html, .mhtml), a text in the notation or as typed, "
        "or, by LibreOffice, old Word, OpenDocument or RTF",
    )
    add_output(parser, "the project file to write, .amend")
    parser.add_argument(
        "--as",
        dest="tracked",
        choices=("tracked", "accepted", "rejected"),
        default="tracked",
        metavar="WHAT",
        help="what the tracked changes of a Word file become: tracked (the default) keeps them as amendments, accepted uses "
        "the text with all of them as the base, rejected the text without them",
    )
    parser.add_argument(
        "--language",
        choices=("en", "fr", "es", "ru", "zh", "ar"),
        default="",
        metavar="CODE",
        help="language of the text: en, fr, es, ru, zh, ar (default: detected from the file or its words)",
    )
    parser.add_text(
        "--text", "N|all", "the number of the text to read from an Akoma Ntoso file with several; all makes each a proposal"
    )
    parser.add_text(
        "--into",
        "DOC.amend",
        "the project from which IN was returned: OUT is that project with IN added as a version; its clauses are matched by "
        "their content, and an extract of a treaty text is put into the text in force by number",
    )
    return parser


def _apply_parser() -> Parser:
    from app.cli.file_verbs import EDIT_FIELDS, run_apply

    parser = verb_parser(
        "apply",
        run_apply,
        "IN.amend EDITS.json -o OUT.amend",
        "Applies the edits of a file, all or none.",
        epilog="Clauses are named by their paths, as `show --format json` gives them: considering/b, resolves/1.2. nth counts\n"
        "from 1; if it is absent, the text must be unique in its clause. A path means the clause and everything under it;\n"
        'with "only": true, the clause alone. merge joins a clause with the one that follows. cells are rows of\n'
        "texts, widths are in twips, header is the number of rows that each page repeats. A row or a column is removed by\n"
        "the path of one of its cells, a footnote by its mark. An edit has one of the fields with | between them.",
    )
    parser.add_argument_group("EDITS", EDIT_FIELDS)
    parser.add_argument("source", metavar="IN", help="a project, or another file that the program reads")
    parser.add_argument("edits", metavar="EDITS", help="a JSON file of edits")
    add_output(parser, "the project file to write, .amend")
    return parser


def _export_parser() -> Parser:
    from app.cli.file_verbs import run_export

    parser = verb_parser(
        "export",
        run_export,
        "IN.amend -o OUT.docx|OUT.xml|OUT.html|OUT.txt|OUT.json [--clean|--base]\n         [--author NAME] [--template FILE] "
        "[--layers WHAT] [--table FILE]\n         [--form provisions|final-acts|whole]",
        "Writes the submission: as an ITU-formatted Word file with tracked changes, or as Akoma Ntoso (.xml, .akn)\n"
        "with changes as ins and del, both read back and compared before they are left there; as a page for the\n"
        "browser; as text in the notation; or as JSON. The suffix of OUT decides.",
    )
    parser.add_argument("source", metavar="IN", help="a project, or another file that the program reads")
    add_output(parser, "the file to write: .docx, .xml, .akn, .html, .txt or .json")
    side = parser.add_mutually_exclusive_group()
    side.add_argument("--clean", action="store_true", help="the text as proposed, without tracked changes")
    side.add_argument("--base", action="store_true", help="the text in force, without tracked changes")
    parser.add_argument("--author", metavar="NAME", help="the author of all tracked changes in Word or Akoma Ntoso")
    parser.add_argument(
        "--template", metavar="FILE", help="the conference's own Word template: its styles, logo and page headers"
    )
    parser.add_choice(
        "--layers",
        ("both", "ours", "joined"),
        "WHAT",
        "of a proposal that amends another party's: both (the default) with each change by its author, ours upon theirs "
        "alone, or joined as one proposal on the text in force",
    )
    parser.add_argument(
        "--form",
        choices=("provisions", "final-acts", "whole"),
        metavar="WHAT",
        help="of a treaty text with tracked changes in a Word file: provisions (the default) writes each amended provision under "
        "its symbol, final-acts with the symbol in the margin and without tracked changes, whole the whole text",
    )
    parser.add_text("--table", "FILE", "also writes the table of options in square brackets by place: .docx or .html")
    return parser


def _send_parser() -> Parser:
    from app.cli.delegation_parsers import send_parser

    return send_parser()


def _excerpt_parser() -> Parser:
    from app.cli.delegation_parsers import excerpt_parser

    return excerpt_parser()


def _sub_amend_parser() -> Parser:
    from app.cli.delegation_parsers import sub_amend_parser

    return sub_amend_parser()


def _adopt_parser() -> Parser:
    from app.cli.delegation_parsers import adopt_parser

    return adopt_parser()


def _brief_parser() -> Parser:
    from app.cli.delegation_parsers import brief_parser

    return brief_parser()


def _merge_parser() -> Parser:
    from app.cli.delegation_parsers import merge_parser

    return merge_parser()


def _show_parser() -> Parser:
    from app.cli.file_verbs import run_show

    parser = verb_parser(
        "show",
        run_show,
        "FILE [--view markup|draft|base] [--format notation|json|tree|spoken]",
        "Prints a file, in colours on a terminal.",
    )
    parser.add_argument(
        "source",
        metavar="FILE",
        help="an .amend, .docx, .pdf, .xml, .html, .mhtml, .txt or .tsv file, or, by LibreOffice, .doc, .odt or .rtf",
    )
    parser.add_choice(
        "--view",
        ("markup", "draft", "base"),
        "VIEW",
        "markup (the default) shows both sides, draft the text as proposed, base the text in force",
    )
    parser.add_choice(
        "--format",
        ("notation", "json", "tree", "spoken"),
        "FORMAT",
        "notation (the default), json, tree: one clause per line, or spoken: each change in words",
    )
    return parser


def _compare_parser() -> Parser:
    from app.cli.compare import run_compare

    parser = verb_parser(
        "compare",
        run_compare,
        "A B -o OUT.docx|OUT.html|OUT.amend|OUT.txt\n         [--author NAME] [--date DATE] [--by draft|base] [--no-moves]",
        "Compares two files of any kind that the program reads, and writes the redline from A to B: with all changes\n"
        "rejected it is A, with all accepted it is B. An extract of a treaty text is put into the text of the other file\n"
        "by number. A Word file is read back before it is put in place. Prints how many clauses were inserted, deleted,\n"
        "changed, moved and renumbered.",
    )
    parser.add_argument("base", metavar="A", help="the earlier file; a Word file is written into a copy of it")
    parser.add_argument("draft", metavar="B", help="the later file")
    add_output(parser, "the file to write: .docx, .html, .amend or .txt")
    parser.add_argument("--author", metavar="NAME", help="the author of the changes")
    parser.add_argument("--date", metavar="DATE", help="their date, 2024-09-06 or 2024-09-06T09:00:00Z (default: now)")
    parser.add_choice(
        "--by",
        ("draft", "base"),
        "SIDE",
        "which text of files with amendments is compared: draft (the default), the text as proposed, or base, the text in force",
    )
    parser.add_argument(
        "--no-moves",
        dest="moves",
        action="store_false",
        help="report moved clauses as deleted in one place and inserted in another",
    )
    return parser


def _consolidate_parser() -> Parser:
    from app.cli.consolidate import run_consolidate

    parser = verb_parser(
        "consolidate",
        run_consolidate,
        "BASE P1 P2 ... -o OUT.docx|OUT.html|OUT.amend\n         [--party NAME=FILE]... [--table TABLE.docx|TABLE.html] "
        "[--policy base|stack|options|first]\n         [--date DATE]",
        "Combines the proposals of several parties on one text. What one or several propose alike is taken over; what\n"
        "collides is a conflict; what does not fit the base is omitted and reported. OUT.docx and OUT.amend are the\n"
        "text, each change by its party; OUT.html is the comparison table, clause | text in force | party 1 | party 2\n"
        "..., with the conflicts marked. Prints what each party changes, what is agreed, the conflicts and what was\n"
        "omitted. Exit status 1 if there are conflicts.",
    )
    parser.add_argument("base", metavar="BASE", help="the text in force; the Word file is written into a copy of it")
    parser.add_argument(
        "proposals",
        nargs="*",
        metavar="P",
        help="a proposal: a Word file with tracked changes, a project, or the text as proposed, which is compared with "
        "BASE; if a file contains several proposals, the one on this text is used; those on single provisions of a "
        "treaty text are put into BASE by number",
    )
    add_output(parser, "the file to write: .docx and .amend the text, .html the comparison table")
    parser.add_list(
        "--party",
        "parties",
        "NAME=FILE",
        "the party of a proposal, given among the others or only here; else the symbol in its number (ATU of "
        "ATU/35A18/1), the source in its header, or the name of the file",
    )
    parser.add_text("--table", "TABLE", "write the comparison table too, .docx (landscape) or .html")
    parser.add_choice(
        "--policy",
        ("base", "stack", "options", "first"),
        "WHAT",
        "the text where parties collide: base (the default), the text in force; stack, all wordings side by side; "
        "options, the same in square brackets, each with its party; first, that of the first party",
    )
    parser.add_argument(
        "--date", metavar="DATE", help="the date of the changes, 2024-09-06 or 2024-09-06T09:00:00Z (default: now)"
    )
    return parser


def _check_parser() -> Parser:
    from app.cli.check import run_check

    parser = verb_parser(
        "check",
        run_check,
        "FILE [--format text|json|html] [--at DATE] [--conference ID] [--parallel OTHER]\n"
        "         [--library FOLDER | --no-library]",
        "Prints what is wrong or doubtful in a submission, and how to fix it: symbols, labels, marks,\n"
        "references and editions, the header, and the proof of export. Exit status 1 if there are errors; what the\n"
        "file marks as ignored is counted, but is not an error.",
    )
    parser.add_argument("source", metavar="FILE", help="a project, or another file that the program reads")
    parser.add_choice(
        "--format",
        ("text", "json", "html"),
        "FORMAT",
        "text (the default), json, or html: a page with the explanations of the rules",
    )
    parser.add_argument(
        "--at",
        type=day,
        default="",
        metavar="DATE",
        help="the date as of which editions are judged (default: the first day of the conference)",
    )
    parser.add_text("--conference", "ID", "the conference, such as WTSA-24 (default: that of the header)")
    parser.add_argument(
        "--parallel", metavar="OTHER", help="a second language version: reports what only one of the two contains"
    )
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--library", default="", metavar="FOLDER", help="the library to use (default: your own, if there is one)")
    asked.add_argument("--no-library", action="store_true", help="use no library")
    return parser


def _library_parser() -> Parser:
    parser = verb_parser(
        LIBRARY,
        None,
        "VERB ...",
        "Keeps texts in force on this computer, and finds them without a network.",
        epilog="verbs:\n"
        "  add       add files, folders and zips\n"
        "  list      list the texts\n"
        "  search    find the clauses that contain words\n"
        "  show      print a text\n"
        "  open      write a text as a project, to be amended\n"
        "  twins     find clauses that say nearly the same in several texts\n"
        "  mandates  list who is asked to do what\n"
        "  missing   list texts that are cited and not in the library\n"
        "  status    set whether a text is in force or abrogated\n"
        "  remove    remove texts\n"
        "  rebuild   read all files of the library again\n"
        "  publish   publish the library in a folder that others can read\n"
        "\n"
        "`%(prog)s VERB --help` describes each.",
    )
    parser.add_argument("verb", metavar="VERB", choices=LIBRARY_VERBS, help="the verb to carry out")
    return parser


LIBRARY = "library"
LIBRARY_VERBS = (
    *("add", "list", "search", "show", "open", "twins", "mandates", "missing"),
    *("status", "remove", "rebuild", "publish"),
)


VERBS: dict[str, Callable[[], Parser]] = {
    "import": _import_parser,
    "apply": _apply_parser,
    "export": _export_parser,
    "excerpt": _excerpt_parser,
    "sub-amend": _sub_amend_parser,
    "adopt": _adopt_parser,
    "send": _send_parser,
    "brief": _brief_parser,
    "merge": _merge_parser,
    "show": _show_parser,
    "compare": _compare_parser,
    "consolidate": _consolidate_parser,
    "check": _check_parser,
    LIBRARY: _library_parser,
}
