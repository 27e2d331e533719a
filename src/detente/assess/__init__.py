"""Which deal holds: candidates through all three tests side by side, and what would change the findings."""
