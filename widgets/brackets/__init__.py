"""The square brackets of a text: their places, their list with the options of each, their marks in the text."""
