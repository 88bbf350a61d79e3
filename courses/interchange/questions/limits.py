"""The limits that hold against hostile and broken files; docs/question-files.md lists them."""

MEBIBYTE = 1024 * 1024
MOST_BYTES = 8 * MEBIBYTE  # of a file
MOST_TEXT_BYTES = 4 * MEBIBYTE  # of a file of plain text, which holds few pictures
MOST_TAGS = 80_000  # of a file
MOST_LINES = 100_000  # of a file of plain text
MOST_UNPACKED = 24 * MEBIBYTE  # of a zip's entries together
MOST_ENTRIES = 2_000  # of a zip
MOST_ITEMS = 1_000  # of a file
MOST_TEXT = 40_000  # characters of one text
MOST_MARKUP = 1_500  # tags and entities in one text
MOST_BLOCK = 100_000  # characters of a GIFT question, its pictures aside
MOST_SIGNS = 400  # places where a GIFT question could be cut
MOST_LINE = 500  # characters of a title, tag, unit or plain answer
MOST_CHOICES = 26
MOST_PARTS = 50
MOST_IMAGE = 2 * MEBIBYTE
DEEPEST = 60  # elements within elements
MOST_ELEMENTS = 20_000  # of one item
MOST_COLUMNS = 100
