"""Tax and discounts in whole cents and pence: pure sums of plain values, no float anywhere."""

from collections.abc import Sequence

WHOLE_BP = 10_000  # hundredths of a per cent in all


def round_half_up(numerator: int, denominator: int) -> int:
    """Return a quotient of amounts that are not negative, a half rounded up."""
    return (2 * numerator + denominator) // (2 * denominator)


def tax_in(gross: int, *, rate_bp: int) -> int:
    """Return the tax that a tax-inclusive amount holds (gross * rate / (1 + rate))."""
    return round_half_up(gross * rate_bp, WHOLE_BP + rate_bp)


def percentage_of(gross: int, *, percent_bp: int) -> int:
    """Return a percentage of an amount."""
    return round_half_up(gross * percent_bp, WHOLE_BP)


def share(amount: int, grosses: Sequence[int]) -> list[int]:
    """Return an amount shared over lines by their gross: largest remainders first, the earlier
    line where they are equal. The amount is at most the sum of the lines."""
    whole = sum(grosses)
    if not whole:
        return [0] * len(grosses)
    shares = [amount * gross // whole for gross in grosses]
    left = amount - sum(shares)
    by_remainder = sorted(
        range(len(grosses)), key=lambda place: (-(amount * grosses[place] % whole), place)
    )
    for place in by_remainder[:left]:
        shares[place] += 1
    return shares


def tax_part(tax: int, *, before: int, amount: int, total: int) -> int:
    """Return the tax in a part of a line that is taken back after other parts: parts that add up
    to the line's total add up to its tax."""
    return round_half_up(tax * (before + amount), total) - round_half_up(tax * before, total)
