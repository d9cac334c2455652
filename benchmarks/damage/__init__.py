"""A yardstick for cleaners: pages are damaged as scrapers do, each place is known, all is scored.

Run as ``python -m benchmarks.damage make | score | lone | clean``; the README beside says how
each number is made.
"""
