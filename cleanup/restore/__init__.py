"""Rebuild originals from the outputs of a run, or from the ledger of ``fix``."""
