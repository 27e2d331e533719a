"""What survives the unknown: findings over everything that a case leaves open."""
