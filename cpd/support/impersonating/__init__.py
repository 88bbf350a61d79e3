"""Seeing the site as a learner sees it, and changing nothing (decision 21)."""
