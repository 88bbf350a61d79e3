"""The course builder: a course's draft on one page, and what is done to its parts."""
