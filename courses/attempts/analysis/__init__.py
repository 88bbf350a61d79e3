"""Item analysis: what answers say about questions and quizzes. Streams in, plain numbers out.

series → options → tallies → distractors, items, quizzes → readings are pure functions; selecting
and gathering fetch for them.
"""
