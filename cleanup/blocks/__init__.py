"""Blocks: the furniture of a page in a text, found as readers see it, a label with its titles."""
