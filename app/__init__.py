"""The running program: command line, controllers, window, session, user data."""
