"""After the decision: the adopted part of a proposal becomes the next text in force."""
