"""Billing over time: invoices, credit notes, subscriptions and the clocks that move them."""
