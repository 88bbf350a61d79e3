"""Measuring; each script is run by `python -m bench.NAME` and prints its figures."""
