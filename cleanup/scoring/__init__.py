"""Candidates that one pattern cannot judge: features, weights, document features, confidence."""
