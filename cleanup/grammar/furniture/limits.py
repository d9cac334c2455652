"""How long units of furniture are: what the gate passes over, no grammar reads."""

LONGEST = 300
"""Code points of the longest unit that is compared with phrases."""
LONGEST_AROUND = 180
"""Code points of the longest unit that is read as a phrase which begins with a slot."""
FEW = 6
"""Words of the longest unit that may be names of agencies alone."""
LONGEST_CREDIT = 110
"""Code points of the longest credit, which may end a unit."""
LONGEST_STAMP = 60
"""Code points of the longest unit that may be a name or a date alone."""
SHORTEST_INSIDE = 7
"""Code points of the shortest beginning by which a phrase between sentences is looked up."""
LONGEST_INSIDE = 80
"""Code points of the longest beginning by which a phrase between sentences is looked up."""
BAR = " | "
"""Stands between a caption and the agency of its picture."""
LONGEST_BARRED = 340
"""Code points at the beginning of a text in which that bar is looked for."""
