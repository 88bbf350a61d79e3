"""Questions made at random, as hostile as a format allows."""

from decimal import Decimal

from hypothesis import strategies as st

from courses.interchange.questions.form import (
    FULL,
    NONE,
    Choice,
    Image,
    Kind,
    NumberAnswer,
    Pair,
    ReadQuestion,
    TextAnswer,
)
from courses.interchange.questions.images import name_of
from courses.interchange.questions.numbers import share, tidy
from courses.interchange.questions.richtext import Texts

SIGNS = [
    *"=~#{}:\\%[]()*->'\"@+;,.|/$_&<>", "//", "->", "####", "::", "[html]", "[[1]]x", "%50%",
    "$CATEGORY: x", "T", "TRUE", "\\n", "=1+1",
    "@SUM(A1)", "&amp;", "<b>", "</script>",
    "]]>", "{1:SA:=x}", "é", "漢字", "\u202e", "👣", "a", "b c",
    "10", "ANSWER: A", "_____",
]  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n" + bytes(12)
PICTURE = Image(name_of(PNG), PNG, "A bone")
words = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=6).map(" ".join) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Zl", "Zp"]),
    min_size=1,
    max_size=12,
)
lines = words.map(lambda text: " ".join(text.split())).filter(lambda text: text.strip("'"))


def spelt(html: str) -> str:
    """Return HTML in our one spelling."""
    return Texts().html(html)


plain_rich = lines.map(lambda text: Texts().plain(text)).filter(bool)
formatted = st.tuples(plain_rich, st.sampled_from([
    "<p>{}</p><ul><li>one</li><li>{}</li></ul>", "<strong>{}</strong> and <em>x</em>",
    "<p>{}</p><p>{}</p>", "{}<br>x", '<a href="https://example.org/?a=1&amp;b=2">{}</a>',
    "H<sub>2</sub>O {}", "<code>{}</code>", "{}&nbsp;x",
])).map(lambda both: spelt(both[1].format(both[0], both[0])))  # fmt: skip
rich = plain_rich | formatted
perhaps = st.just("") | rich
grades = st.sampled_from(
    [Decimal(g) for g in ("0", "50", "33.33333", "-100", "-50", "20", "66.66667")]
)
decimals = st.decimals(-10_000, 10_000, places=3).map(tidy)


@st.composite
def choices(draw: st.DrawFn, kind: Kind) -> tuple[Choice, ...]:
    """Draw choices of a single or multiple question."""
    texts = draw(st.lists(rich, min_size=2, max_size=5, unique=True))
    if kind is Kind.SINGLE:
        weights = [FULL] + [draw(grades) for _ in texts[1:]]
    else:
        half = share(Decimal(1), Decimal(2))
        weights = [half] + [draw(grades | st.just(FULL)) for _ in texts[1:]]
    return tuple(
        Choice(text, weight, draw(perhaps)) for text, weight in zip(texts, weights, strict=True)
    )


@st.composite
def bodies(draw: st.DrawFn, kind: Kind) -> dict[str, object]:
    """Draw what a kind is answered with."""
    match kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return {"choices": draw(choices(kind))}
        case Kind.TRUE_FALSE:
            weights = draw(st.sampled_from([(FULL, NONE), (NONE, FULL)]))
            texts = ("True", "False")
            both = zip(texts, weights, strict=True)
            return {"choices": tuple(Choice(text, weight, draw(perhaps)) for text, weight in both)}
        case Kind.MATCHING:
            lefts = draw(st.lists(rich, min_size=2, max_size=4, unique=True))
            rights = draw(st.lists(plain_rich, min_size=len(lefts) + 1,
                                   max_size=len(lefts) + 2, unique=True))  # fmt: skip
            pairs = tuple(Pair(*both) for both in zip(lefts, rights, strict=False))
            return {"pairs": pairs, "extra_rights": tuple(rights[len(lefts) :])}
        case Kind.ORDERING:
            return {"items": tuple(draw(st.lists(rich, min_size=2, max_size=5, unique=True)))}
        case Kind.NUMERIC:
            return {"numbers": tuple(draw(numbers()))}
        case _:
            accepted = draw(st.lists(lines, min_size=1, max_size=4, unique=True))
            return {"texts": tuple(
                TextAnswer(text, draw(grades) if place else FULL, draw(perhaps))
                for place, text in enumerate(accepted)
            )}  # fmt: skip


@st.composite
def numbers(draw: st.DrawFn) -> list[NumberAnswer]:
    """Draw accepted numbers, the first fully right."""
    near = decimals.map(abs)
    first = NumberAnswer(draw(decimals), draw(near), FULL, draw(perhaps))
    more = draw(st.lists(st.builds(NumberAnswer, decimals, near, grades, perhaps), max_size=2))
    other = draw(
        st.lists(st.builds(NumberAnswer, st.none(), st.just(NONE), grades, rich), max_size=1)
    )
    return [first, *more, *other]


@st.composite
def questions(draw: st.DrawFn) -> ReadQuestion:
    """Draw a question of any kind but a vignette, with nothing a format may lose."""
    kind = draw(st.sampled_from([one for one in Kind if one is not Kind.VIGNETTE]))
    return ReadQuestion(
        kind=kind,
        stem=draw(rich),
        title=draw(st.just("") | lines),
        explanation=draw(perhaps),
        tags=tuple(draw(st.lists(lines, max_size=2, unique=True))),
        category=tuple(draw(st.lists(lines, max_size=2))),
        **draw(bodies(kind)),  # type: ignore[arg-type]
    )


@st.composite
def parts(draw: st.DrawFn, number: int) -> ReadQuestion:
    """Draw a question that stands in a text."""
    kind = draw(st.sampled_from([Kind.SINGLE, Kind.NUMERIC, Kind.TEXT]))
    return ReadQuestion(
        kind=kind,
        stem=f"Gap {number}",
        points=Decimal(draw(st.integers(1, 9))),
        keeps_order=kind is Kind.SINGLE and draw(st.booleans()),
        is_case_sensitive=kind is Kind.TEXT and draw(st.booleans()),
        **draw(bodies(kind)),  # type: ignore[arg-type]
    )


@st.composite
def vignettes(draw: st.DrawFn) -> ReadQuestion:
    """Draw a text with two questions in it."""
    stem = spelt(f"<p>{draw(plain_words)} [[1]] {draw(plain_words)}</p><p>[[2]]</p>")
    return ReadQuestion(kind=Kind.VIGNETTE, stem=stem, parts=(draw(parts(1)), draw(parts(2))))


plain_words = st.sampled_from(
    ["Ask", "a &lt; b", "1 = 1", "50 % ~ #2", "back\\slash", "<em>x</em>"]
)
