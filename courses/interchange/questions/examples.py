"""The example rows and the help of the spreadsheet's template."""

from decimal import Decimal

from courses.interchange.questions.form import (
    FULL,
    Choice,
    Kind,
    NumberAnswer,
    Pair,
    ReadQuestion,
    TextAnswer,
)

HALF = Decimal(50)
EXAMPLES = [
    ReadQuestion(
        kind=Kind.SINGLE,
        title="Longest nerve",
        stem="Which nerve is the thickest of the human body?",
        choices=(
            Choice("The median nerve", feedback="It is about as thick as a pencil."),
            Choice("The sciatic nerve", FULL, "Right: up to two centimetres across."),
            Choice("The ulnar nerve"),
        ),
        explanation="The sciatic nerve is formed from the roots L4 to S3.",
        tags=("anatomy", "nerves"),
        category=("Anatomy", "Nerves"),
        difficulty="easy",
    ),
    ReadQuestion(
        kind=Kind.MULTIPLE,
        title="Before a treatment",
        stem="Which of these call for a doctor before a deep treatment?",
        choices=(
            Choice("A calf that is hot, swollen and painful", HALF),
            Choice("Stiffness after gardening"),
            Choice("New numbness between the legs", HALF),
        ),
        tags=("safety",),
    ),
    ReadQuestion(
        kind=Kind.TRUE_FALSE,
        title="Sharing notes",
        stem="Treatment notes may be shown to an employer without consent.",
        choices=(Choice("True", feedback="Ask the client first."), Choice("False", FULL)),
    ),
    ReadQuestion(
        kind=Kind.MATCHING,
        title="Joints",
        stem="Match each joint with its type.",
        pairs=(Pair("Hip", "Ball and socket"), Pair("Elbow", "Hinge")),
        extra_rights=("Saddle",),
    ),
    ReadQuestion(
        kind=Kind.ORDERING,
        title="First visit",
        stem="Put the steps of a first visit in order.",
        items=("Ask for the history", "Examine", "Agree on a plan", "Treat"),
    ),
    ReadQuestion(
        kind=Kind.NUMERIC,
        title="Cervical vertebrae",
        stem="How many cervical vertebrae are there?",
        numbers=(NumberAnswer(Decimal(7)),),
        unit="vertebrae",
    ),
    ReadQuestion(
        kind=Kind.TEXT,
        title="Shoulder blade",
        stem="What is the anatomical name of the shoulder blade?",
        texts=(TextAnswer("scapula"), TextAnswer("the scapula")),
    ),
]

HELP = [
    ("Column", "What goes in"),
    ("type", "single, multiple, true-false, matching, ordering, numeric or text. Must be filled."),
    ("title", "A short name, for your lists. Learners do not see it."),
    ("stem", "The question as learners read it. Must be filled."),
    ("choice 1 to 8", "The choices; for matching the left sides; for ordering the items in the"
     " right order. For numeric and text: an accepted answer that has its own weight or feedback."),
    ("right", "The number of the right choice (2), of all right ones (1; 3), or true or false."),
    ("match 1 to 8", "For matching: the partner of choice 1 to 8. One without a choice is a partner"
     " that fits nothing."),
    ("accepted answers", "For numeric and text: the accepted answers with semicolons between. In a"
     " text * stands for any characters. A number may be 12, 12:0.5 (tolerance) or 11.5..12.5."),
    ("tolerance", "For numeric: how far an answer may be off, for numbers without their own."),
    ("unit", "For numeric: what may follow the number, such as cm."),
    ("case", "For text: exact if capital letters matter."),
    ("accents", "For text: exact if é and e are told apart."),
    ("explanation", "Shown after the answer, whatever it was."),
    ("feedback 1 to 8", "Shown to who chose that choice. For true-false: 1 is True, 2 is False."),
    ("weight 1 to 8", "Per cent of the points for that choice, -100 to 100. Empty: all or none."),
    ("points", "What the question is worth. Empty: 1."),
    ("marking", "all or nothing, or empty for part marks."),
    ("order", "keep if the choices must stay in this order; keep last if the last one stays last."),
    ("tags", "Words to find it by, with semicolons between."),
    ("category", "Where it belongs: Anatomy/Nerves."),
    ("difficulty", "A word of your own: easy, medium, hard."),
    ("reference DOI", "The evidence: 10.1000/xyz, or a key of the library; semicolons between."),
    ("", "A cell is plain text. One that begins with [html] or [markdown] is read as that."),
    ("", "A cell that would begin with = + - or @ is written with an apostrophe before it."),
]  # fmt: skip
