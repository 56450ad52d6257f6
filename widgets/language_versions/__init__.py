"""Two language versions of one text beside each other."""
