"""Frames and Arrow tables in and out, with the provenance columns beside the text."""
