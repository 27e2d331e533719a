"""What a reader makes of drafts: decisions laid over them, in the order of risk, one at a time."""
