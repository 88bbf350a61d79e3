"""Orders, money and documents in the studio's admin."""
