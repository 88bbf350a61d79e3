"""A stand-in for Stripe, offline: it speaks Stripe's HTTP to the unmodified client."""
