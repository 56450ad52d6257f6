"""Reading and writing Word files (ISO/IEC 29500-1 WordprocessingML) as redlines.

`package` opens the zip and its parts, `reading` turns their XML into the paragraphs of `formats.recognition`, `writing` goes
the other way, and `proof` reads back what was written.
"""
