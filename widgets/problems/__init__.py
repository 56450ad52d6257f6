"""The problems found by the preflight: their list, their explanations, their marks in the text."""
