"""Comparing two editions, or the draft with one: what stands where, and every word."""
