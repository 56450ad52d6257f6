"""From the XML of a Word package to the paragraphs of `raw_body`; `model.formats.recognition` finds their meaning."""
