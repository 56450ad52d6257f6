"""Forms in which a submission is written or shown, besides Word and the project file."""
