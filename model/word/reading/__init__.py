"""From the XML of a Word package to paragraphs, before anybody asks what they mean: `model.word.raw`."""
