"""Where and when more happens than chance explains: scans of space and time, with an honest null."""
