"""Between question files and the question bank, in both directions (docs/question-files.md)."""
