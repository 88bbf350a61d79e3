"""Signatures inside PDFs: PAdES, certified so that no change is allowed afterwards."""
