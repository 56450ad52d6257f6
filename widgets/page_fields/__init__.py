"""The fields around a text, edited at their places on the page: the first page, the line of each proposal, the reasons."""
