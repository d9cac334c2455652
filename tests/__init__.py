"""Tests. The laws of the design are in ``test_laws``; what they are tried on is in ``pieces``."""
