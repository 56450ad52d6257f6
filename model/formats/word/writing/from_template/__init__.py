"""The parts of a Word file written anew, as python-docx makes them: package, styles, section, page header, first table."""
