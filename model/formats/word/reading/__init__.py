"""From the XML of a Word package to the paragraphs of `raw_body`; what they mean is for `recognition`."""
