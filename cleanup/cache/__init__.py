"""Files made once from what is installed, and kept in the user's cache folder.

They save time and decide nothing: what is absent, damaged or outdated is made again.
"""
