"""Score the places where a space between two words or sentences may be missing."""
