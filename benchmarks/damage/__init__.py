"""A benchmark for cleaners: pages damaged as scrapers do, with every damaged place recorded.

Run as ``python -m benchmarks.damage make | score | lone | clean``; the README beside says how
each number is computed.
"""
