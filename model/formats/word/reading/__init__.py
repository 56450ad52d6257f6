"""From the XML of a Word package to paragraphs, without asking for their meaning: `model.formats.word.raw_body`."""
