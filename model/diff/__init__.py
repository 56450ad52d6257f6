"""Two texts as one redline: clauses aligned (`align`), words compared inside the pairs (`word_diff`), moves found (`compare`)."""

from model.diff.compare import compare
from model.diff.summary import Summary, summary
