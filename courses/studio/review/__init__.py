"""A draft's way to an edition in the studio: reading, comments, review, publishing, editions."""
