"""The pages that a text was read from: shown beside the text, and beside what was recognised before it is used."""
