"""How much of a text was found: a reading beside annotations of the same text."""
