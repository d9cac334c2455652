"""Speed, quality, and long runs of the laws. Each is run as ``python -m benchmarks.NAME``."""
