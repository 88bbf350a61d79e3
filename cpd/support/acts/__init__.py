"""What support does for a learner: each a POST with its reason."""
