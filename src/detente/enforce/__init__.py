"""What it costs to break a deal: inspections, compliance, review periods, the order of steps."""
