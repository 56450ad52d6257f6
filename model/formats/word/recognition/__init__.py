"""From the paragraphs of a Word body to their meaning: `recognise(raw) -> Submission`."""

from model.formats.word.recognition.submission import recognise

__all__ = ["recognise"]
