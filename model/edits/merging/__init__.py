"""The changes that a merge brings into the open submission, and the decision of what it left undecided."""
