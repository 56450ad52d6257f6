"""The project file `.amend`: one file that can be mailed, open and documented (FORMATS.md §4).

A zip with fixed order and times, so that the same content gives the same bytes:

    mimetype         first and stored: application/vnd.clausewright.amend+zip
    manifest.json    format: version of the format; reader: the oldest version whose readers understand it;
                     id: the name of the document in journals; parts: the SHA-256 of every other part
    README.txt       this description, for readers who open the zip without the program
    submission.xml   the submission
    conflicts.json   what a merge left undecided, both wordings whole, by document or version and by proposal
    originals/N.xml  a text as first read; submission.xml says whose. `original="as it stands"` if it is unedited; also the
                     other party's redline (`theirs="originals/N.xml"`) of a proposal that amends it: <text> is upon its
                     draft then, and format and reader are 5, so that no older program opens the file; they are 6 if a
                     text has margin numbers
    versions/N.xml   <version name="…" time="…"><note>…</note><submission>…</submission></version>
    sources/N.docx   the Word packages that texts were read from, untouched
    positions.json   the delegation's positions: draft, a list of objects by key, one for each proposal; versions, a list of
                     name, time and proposals; absent if there are none

submission.xml, one clause a line, without defaults:

    <submission language="es">
    <header conference="WTSA-24" document="35" …>
                     its children: source*, title, agenda, abstract, introduction, proposal-text, contact*
    <package name="base.docx" part="sources/1.docx"/>
    <proposal symbol="MOD" number="ATU/35A18/1" source="base.docx" original="originals/1.xml">
    <reasons>…</reasons>
    <text policy="bis" language="es">
    <clause id="c7" kind="paragraph" level="1" scheme="letter"><label>a)</label><kept>that </kept><deleted author="ATU"
                     date="…">each</deleted><inserted …>every</inserted></clause>
                     <text instrument="RR" item="1.15"> says by whose customs insertions into a treaty text are numbered;
                     provision="1" is a paragraph with a margin number, in <number>, or <own-number> if set by hand;
                     edition="WRC-31" is the conference whose marks amended provisions get, if it is not the next one;
                     <mark> is the edition mark at the end of a paragraph, <own-mark> one set by hand (after: the
                     separator before it)
    <note key="n1" kind="footnote"> clause* </note>
    <comment key="c1" author="…" date="…"> text, anchor*, reply*; after the clauses
    <struck key="s1"> part*; after the comments, in no export: what each deletion of whole clauses removed. A <part
                     note beside> has <before> clause* </before>, <after> clause* </after> and the notes removed with them
    <cut at="c7" symbol="(MOD)" last="c9"><reasons>…</reasons></cut>
                     after <struck>: what was set for a proposal that is printed from a treaty text, at a clause of its first
                     provision: symbol, underlined, number, serial, last, separate, order, <reasons>, <agenda>; format 6 then
    <ignored key="spaces|1|c7|" author="…" date="…">why</ignored>
                     a finding of the preflight that is intended; after the proposals

A run is an element named after its status. Its attributes: italic, bold, underline (1), vertical, style (id in the
source package), format (other properties, as WordprocessingML), author, date, move, content; style-author and
style-date stamp a change of format, whose old side is the child <was>; retracted-author and retracted-date name
the one who deleted another's insertion. A clause has id, kind, level, scheme, style, format, cell ("table row column"), row (a
status), width, columns and heads of a new cell (twips, how many columns it spans, 1: its row is repeated), source, and
the children <was> (kind, level, scheme, style, format in the base, stamped by props-author and props-date), <label>,
<own-label> (after: its separator, a tab by default; automatic, locked; of a mark, before-notes), the runs, and
<end status="…"> if its paragraph end is not kept. A comment is private (1: in no export) and done (1), source is its id in the
source package; an <anchor clause prefix suffix note> quotes the words that it is on.
Characters that XML cannot represent are elements, see `model.formats.amend.xml_text`. Unknown parts, attributes and
elements are kept when the file is written again.
"""

from model.formats.amend.bare_fields import with_bare_fields
from model.formats.amend.container import is_project
from model.formats.amend.control_characters import without_controls
from model.formats.amend.positions_part import DAMAGED_PART
from model.formats.amend.read_write import project_bytes, read_project, read_project_with_warning
from model.formats.amend.repair import without_orphans
from model.formats.amend.values import FORMAT, LAYERED, MARKED, NUMBERED, Extra, Project, Version
from model.formats.amend.versions import drop_version, find_version, free_name, free_title, restore_version, take_version
