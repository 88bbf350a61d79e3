"""Two accounts of one person become one (decision 21)."""
