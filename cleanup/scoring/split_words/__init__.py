"""Score groups of tokens that seem to be one divided English word: ``T ower``, ``im pact``.

The decoder proposes groups around tokens that are no words; each is scored by its parts, by the
word they make, and by what stands beside it.
"""
