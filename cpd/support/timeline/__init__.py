"""Everything that happened to a learner, by kind."""
