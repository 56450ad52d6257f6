"""The parts of a new Word file, made by python-docx: package, styles, section, page header, first table."""
