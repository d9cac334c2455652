"""Score the places of an English text at which words seem to be missing.

Each candidate is scored by its neighbouring tokens (``features``, ``weights``), then calibrated
with document features (``calibration``). A damaged text has many holes, so other certain holes
raise the confidence of a candidate; wide spaces at which nothing seems to be missing are their
author's habit, so they lower it. A space before a mark after a word does not count as a hole.
"""
