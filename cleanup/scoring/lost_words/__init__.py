"""Score the places of an English text at which words seem to be missing.

Each candidate is scored by its neighbouring tokens (``features``, ``weights``), then calibrated
with document features (``calibration``). A damaged text has many holes, so where others are
certain, less is asked of each; wide spaces without any sign of loss are their author's habit, so
more is asked. A space before a mark after a word is never evidence.
"""
