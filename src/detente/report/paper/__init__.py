"""The brief on paper: the page that is there already, set by Typst as a PDF."""
