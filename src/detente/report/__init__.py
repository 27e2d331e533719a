"""Reports: a result as something to hand over. The brief is one self-contained HTML file."""
