"""Scorer of units: how likely one is the page's, not the author's."""
