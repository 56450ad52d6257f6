"""Sub-amendments: another party's changes as marks in the text, and the three texts beside each other."""
