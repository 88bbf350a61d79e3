"""Whole courses in the studio: out as a package, in from one, and copied."""
