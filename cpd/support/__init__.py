"""The support desk: a learner found, seen and helped on one page."""
