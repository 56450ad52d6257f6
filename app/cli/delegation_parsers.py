"""The parsers of the verbs by which a delegation passes its work on: copies to send, copies to merge, texts that were
adopted."""

from __future__ import annotations

from typing import Any

from app.cli.option_values import number_between, number_up_to
from app.cli.parser_base import Parser, add_output, verb_parser

_MOST = 1_000_000
"""The largest number of a proposal."""


def send_parser() -> Parser:
    """The parser of `send`."""
    from app.cli.send_and_brief import run_send
    from model.files.sending_copy import CONTENTS

    parser = verb_parser(
        "send",
        run_send,
        f"IN.amend [-o OUT.amend] [--keep WHAT]... [--omit WHAT]...\n         WHAT: {'|'.join(CONTENTS)}",
        "Prints what a project contains besides its text, and writes a copy to send. The copy omits\n"
        "everything that is not kept, except public comments and the names of authors. Without -o nothing is written.",
    )
    parser.add_argument("source", metavar="IN", help="a project, or another file that the program reads")
    parser.add_argument("-o", "--output", default="", metavar="OUT", help="the copy to write, .amend")
    more: dict[str, Any] = {"action": "append", "choices": CONTENTS, "default": [], "metavar": "WHAT"}
    parser.add_argument("--keep", help="what the copy keeps; may be given several times", **more)
    parser.add_argument("--omit", help="what the copy omits as well; may be given several times", **more)
    return parser


def merge_parser() -> Parser:
    """The parser of `merge`."""
    from app.cli.merge import run_merge

    parser = verb_parser(
        "merge",
        run_merge,
        "BASE OURS THEIRS -o OUT [--driver]",
        "Merges two copies of a project word by word, with ids, comments, positions, decisions and versions. OUT may be\n"
        "OURS and may have any name. Where both changed the same words, OUT has the words of OURS and both wordings as\n"
        "a conflict, which the window shows until it is decided. Prints the conflicts. Exit status 1 if there are any.\n\n"
        'For git:  git config merge.clausewright.driver "clausewright merge --driver %O %A %B -o %A"\n'
        '          git config diff.clausewright.textconv "clausewright show"\n'
        "and in .gitattributes:  *.amend merge=clausewright diff=clausewright",
    )
    parser.add_argument("base", metavar="BASE", help="the project that both copies were made from")
    parser.add_argument("first", metavar="OURS", help="a copy; its words stay where the copies disagree")
    parser.add_argument("second", metavar="THEIRS", help="the other copy")
    add_output(parser, "the project file to write")
    parser.add_argument("--driver", action="store_true", help="exit status 129 for a file that cannot be used, as git expects")
    return parser


def sub_amend_parser() -> Parser:
    """The parser of `sub-amend`."""
    from app.cli.sub_amend import run_sub_amend

    parser = verb_parser(
        "sub-amend",
        run_sub_amend,
        "THEIRS -o OUT.amend [--party NAME] [--version NAME]\n         [--ours AUTHOR]...",
        "Begins a proposal that amends the proposal of another party. Their tracked changes stay as they are, below\n"
        "yours; the symbol stays, and their header, number and reasons are removed.",
    )
    parser.add_argument(
        "source", metavar="THEIRS", help="the file of the other party: .docx with tracked changes, .amend or .xml"
    )
    add_output(parser, "the project file to write, .amend")
    parser.add_text("--party", "NAME", "the name of the other party, for changes that name no author")
    parser.add_text("--version", "NAME", "a version of the project: in a consolidation, the proposal of a party")
    parser.add_list(
        "--ours",
        "authors",
        "AUTHOR",
        "an author in the Word file whose changes are already yours; repeat it for more",
    )
    return parser


def adopt_parser() -> Parser:
    """The parser of `adopt`."""
    from app.cli.adopt import run_adopt

    parser = verb_parser(
        "adopt",
        run_adopt,
        "IN -o OUT.amend [--clauses PATH]... [--party NAME]... | [--returned FILE]\n         [--proposal N] [--conference ID] "
        "[--number N] [--text OUT.docx|OUT.xml] [--library [FOLDER]]",
        "Makes what a conference adopted of a proposal the next text in force: with its edition, adoption line and\n"
        "opening line, without tracked changes. Without a choice everything is adopted. What was not adopted is kept\n"
        "in OUT as a version, tracked on the adopted text, and the whole submission as another one. Prints what was\n"
        "adopted and what was not; what the text still lacks, such as words in brackets, goes to standard error.",
    )
    parser.add_argument("source", metavar="IN", help="a project, or another file that the program reads")
    add_output(parser, "the project file to write, .amend")
    parser.add_list(
        "--clauses",
        "clauses",
        "PATH",
        "a clause whose amendments were adopted, with everything under it; repeat it for more",
    )
    parser.add_list("--party", "parties", "NAME", "a party whose amendments were adopted; repeat it for more")
    parser.add_text("--returned", "FILE", "the text as adopted: the new text in force reads like it")
    parser.add_argument(
        "--proposal", type=number_up_to(_MOST), default=0, metavar="N", help="the number of the proposal, if there are several"
    )
    parser.add_text("--conference", "ID", "the conference that adopted it, as WTSA-24 (default: that of the submission)")
    parser.add_text("--number", "N", "the number of a new text")
    parser.add_text("--text", "FILE", "also writes the adopted text without tracked changes: .docx, .xml or .akn")
    parser.add_argument(
        "--library",
        nargs="?",
        const="",
        metavar="FOLDER",
        help="also adds the text to the library, your own or that in FOLDER, and its edition to your table of editions",
    )
    return parser


def brief_parser() -> Parser:
    """The parser of `brief`."""
    from app.cli.send_and_brief import run_brief
    from model.formats.page.brief import ORDERS

    parser = verb_parser(
        "brief",
        run_brief,
        "IN.amend -o OUT.docx|OUT.html [--by clause|party]",
        "Writes the delegation's brief: the wording of each place with a position, who wants it, the position, the\n"
        "speaking note and the linked texts. The file is confidential and says so on each page; of all other exports, only\n"
        "a confidential excerpt contains positions.",
    )
    parser.add_argument("source", metavar="IN", help="the project with the positions, .amend")
    add_output(parser, "the file to write: .docx or .html")
    parser.add_choice(
        "--by", ORDERS, "ORDER", "the order: clause (the default) is that of the text, party makes a table for each party"
    )
    return parser


def excerpt_parser() -> Parser:
    """The parser of `excerpt`."""
    from app.cli.send_and_brief import run_excerpt
    from model.formats.page.excerpt import CONTEXT, MOST_CONTEXT

    parser = verb_parser(
        "excerpt",
        run_excerpt,
        "IN -o OUT.docx|OUT.html [--context N] [--all] [--markup]\n         [--by-party | --party NAME]... "
        "[--line-numbers page|continuous] [--confidential]",
        "Writes the amended clauses for a briefing, with some clauses before and after each: as a table, text in force |\n"
        "proposed text | reasons, or as one text with marks. The file is for reading: its changes are not tracked.\n"
        "Only in its confidential form does it contain your positions and the reasons of single amendments.",
    )
    parser.add_argument("source", metavar="IN", help="a project, or another file that the program reads")
    add_output(parser, "the file to write: .docx or .html")
    parser.add_argument(
        "--context",
        type=number_between(0, MOST_CONTEXT),
        default=CONTEXT,
        metavar="N",
        help="the number of clauses before and after an amended one, from 0 to 5 (default: 1)",
    )
    parser.add_argument("--all", action="store_true", help="all clauses, not only amended ones")
    parser.add_argument("--markup", action="store_true", help="one text with marks instead of a table")
    parser.add_argument("--by-party", action="store_true", help="the amendments of each party by themselves")
    parser.add_list("--party", "parties", "NAME", "a party whose amendments are shown by themselves; repeat it for more")
    parser.add_argument(
        "--line-numbers",
        choices=("page", "continuous"),
        metavar="HOW",
        help="numbers every fifth line of the text in Word: page begins again on each page, continuous does not",
    )
    parser.add_argument(
        "--confidential",
        action="store_true",
        help="adds a column with your positions and the reasons of single amendments, and says that the file is confidential",
    )
    return parser
