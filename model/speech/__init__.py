"""Redlines in words: what a screen reader speaks and a braille display shows of tracked changes."""
