"""Enrolling many from a table."""
