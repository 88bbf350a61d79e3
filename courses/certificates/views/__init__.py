"""Pages of certificates: the learner's own, and the public check."""
