"""Measurements of speed and quality, and long runs of the laws. Run as ``python -m benchmarks.X``."""
