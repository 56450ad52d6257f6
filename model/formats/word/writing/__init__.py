"""From a submission to the XML of a Word package."""
