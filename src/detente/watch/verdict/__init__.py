"""What can be said of a truce: broken, kept as far as seen, no bound, or not observed."""
