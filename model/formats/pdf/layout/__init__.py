"""The layout of pages: from characters with places to lines, columns, paragraphs, tables and footnotes."""
