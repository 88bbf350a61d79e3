"""Learning minutes in words."""

HOUR = 60  # minutes


def hours(minutes: int) -> str:
    """Return minutes in the shortest exact words: 3 hours, 2 h 30 min, 45 min."""
    whole, rest = divmod(minutes, HOUR)
    if not whole:
        return f"{rest} min"
    if rest:
        return f"{whole} h {rest:02d} min"
    return "1 hour" if whole == 1 else f"{whole} hours"


def hours_and_minutes(minutes: int) -> str:
    """Return minutes as certificates print them, for example 3 h 00 min."""
    whole, rest = divmod(minutes, HOUR)
    return f"{whole} h {rest:02d} min" if whole else f"{rest} min"


def in_full(minutes: int) -> str:
    """Return minutes in full words, for example 2 hours 30 minutes."""
    whole, rest = divmod(minutes, HOUR)
    parts = [_count(whole, "hour") if whole else "", _count(rest, "minute") if rest else ""]
    return " ".join(part for part in parts if part) or "0 minutes"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
