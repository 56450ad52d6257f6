"""The printed page as values: lines, tables and notes in the order of the exported file, independent of the layout."""
