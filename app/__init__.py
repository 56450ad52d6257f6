"""What happens: command line, session, actions, files, recovery, settings, wiring."""
