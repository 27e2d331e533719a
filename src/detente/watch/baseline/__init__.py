"""What each cell showed before, so that a new count can be judged: a gamma-Poisson baseline."""
