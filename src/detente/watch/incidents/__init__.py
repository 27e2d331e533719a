"""Cell-days beyond the ordinary, tested together, and grouped into incidents with their figures and side."""
