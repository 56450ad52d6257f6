"""All user actions, each a pure function `(submission, …, stamp) -> Transaction`. One that finds nothing to do returns no steps;
one that cannot do what is asked raises EditError."""
