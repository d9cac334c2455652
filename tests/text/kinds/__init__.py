"""Tests of cleanup.text.kinds."""
