"""Patterns for phrases, dates, credits and contractions, built from the tables of ``phrases``."""
