"""The printed page as values: lines, tables and notes in the order of the exported file, whoever lays them out."""
