"""Open Badges 3.0 credentials: what a certificate says, for machines, with our signature."""
