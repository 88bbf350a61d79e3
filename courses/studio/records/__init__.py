"""Certificates and what is asked about them, in the studio's admin."""
