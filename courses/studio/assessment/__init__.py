"""What answers say about quizzes; wrong keys, allowances and evaluations: in the studio."""
