"""Numbers that tax offices give to businesses: their form and their check digits."""

import re

ABN_WEIGHTS = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
VAT_WEIGHTS = (8, 7, 6, 5, 4, 3, 2)
VAT_FORM = re.compile(r"(GB|XI)?(\d{9}|\d{12})", re.ASCII)
VAT_STATE = re.compile(r"(?:GB)?(GD[0-4]\d\d|HA[5-9]\d\d)", re.ASCII)  # departments, health bodies


class WrongNumber(ValueError):
    """No business has this number."""


def clean_tax_number(text: str, *, country: str) -> str:
    """Return a business's number as it is printed. Raises WrongNumber."""
    return clean_abn(text) if country == "AU" else clean_vat_number(text)


def clean_abn(text: str) -> str:
    """Return an Australian Business Number as "51 824 753 556". Raises WrongNumber."""
    digits = _plain(text).removeprefix("ABN")
    if not re.fullmatch(r"[1-9]\d{10}", digits, re.ASCII):
        raise WrongNumber(text)
    numbers = [int(digit) for digit in digits]
    numbers[0] -= 1
    if sum(n * weight for n, weight in zip(numbers, ABN_WEIGHTS, strict=True)) % 89:
        raise WrongNumber(text)
    return f"{digits[:2]} {digits[2:5]} {digits[5:8]} {digits[8:]}"


def clean_vat_number(text: str) -> str:
    """Return a UK VAT number as "GB 123 4567 89", "XI …" in Northern Ireland. Raises
    WrongNumber."""
    plain = _plain(text).removeprefix("VAT")
    state = VAT_STATE.fullmatch(plain)
    if state:
        return f"GB {state[1]}"
    found = VAT_FORM.fullmatch(plain)
    if found is None or not _checks(found[2][:9]):
        raise WrongNumber(text)
    digits = found[2]
    parts = (found[1] or "GB", digits[:3], digits[3:7], digits[7:9], digits[9:])
    return " ".join(filter(None, parts))


def _checks(digits: str) -> bool:
    """Whether the last two digits belong to the first seven, by the old sum or the one of 2010."""
    weighed = sum(int(d) * weight for d, weight in zip(digits[:7], VAT_WEIGHTS, strict=True))
    total = weighed + int(digits[7:])
    return digits[:7] != "0000000" and (total % 97 == 0 or (total + 55) % 97 == 0)


def _plain(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text).upper()
