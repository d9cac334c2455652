"""Measure speed: beside other cleaners, by rule, by length."""
