"""The proof of an export: a written file is read back and compared with the document."""
