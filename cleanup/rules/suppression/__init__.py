"""Rules for the comments that suppress rules."""
