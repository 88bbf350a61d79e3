"""The pages of a quiz: the way in, one question a page, the last look, the result."""
