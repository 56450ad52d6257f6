"""The announcements to screen readers, and the text in words."""
