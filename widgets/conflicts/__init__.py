"""The conflicts that a merge left undecided: a card for each conflict, with both wordings."""
