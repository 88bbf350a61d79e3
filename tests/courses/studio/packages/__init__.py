"""Whole courses out, in and copied."""
