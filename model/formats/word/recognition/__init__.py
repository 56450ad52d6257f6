"""From what a Word body says to what it means: `recognise(raw) -> Submission`."""

from model.formats.word.recognition.submission import recognise

__all__ = ["recognise"]
