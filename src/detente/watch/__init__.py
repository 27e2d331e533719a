"""What was observed: detections, what could have been seen, and what is out of the ordinary."""
