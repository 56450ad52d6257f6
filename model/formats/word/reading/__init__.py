"""From the XML of a Word package to paragraphs, before anybody asks what they mean: `model.formats.word.raw_body`."""
