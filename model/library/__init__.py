"""The library: texts in force stored on the disk, searched, cited and compared without a network."""
