"""Views for a briefing: what an excerpt shows, and one clause at a time on a screen."""
