"""The package of a Word file: its parts, relations, styles, fields and fragments (ISO/IEC 29500-1 and -2)."""
