"""Hints, and which of them hold in a text or in a column of texts."""
