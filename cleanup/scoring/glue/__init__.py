"""Score the places where two words or sentences meet without a space."""
