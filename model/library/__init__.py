"""The library: texts in force kept on the disk, searched, cited and compared without a network."""
