"""Invoices and credit notes: numbered, frozen, drawn and kept."""
