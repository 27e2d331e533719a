"""What was said: from an article to draft statements, reviewed statements, positions and their shifts."""
