"""Question files: GIFT, Moodle XML, QTI, spreadsheets and plain text formats, as functions of
bytes and plain data; nothing here knows the database (docs/question-files.md)."""
