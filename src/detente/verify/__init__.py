"""What anyone can check: the contact line, the instruments that see it, and a plan of monitoring."""
