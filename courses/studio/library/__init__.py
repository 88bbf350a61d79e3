"""What courses share, in the studio: sources, terms, drawings, topics, people."""
