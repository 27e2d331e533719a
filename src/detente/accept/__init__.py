"""What every party can accept: spaces, blockers, openings, frontiers and solutions."""
