"""Numbers of certificates: 60 random bits to type, 160 to link; and the size of a status list."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
GROUP, GROUPS = 4, 3
LIST_SIZE = 131_072  # the least that the Bitstring Status List standard allows
LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def make_serial() -> str:
    """Return a new serial of three groups of four, for example 7QK4-M2WD-93HT."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def make_token() -> str:
    """Return a new token for the verify address."""
    return secrets.token_urlsafe(20)


def clean_serial(typed: str) -> str | None:
    """Return a typed serial in its printed form, forgiving case, spaces and look-alike letters;
    None if it is none."""
    letters = "".join(character for character in typed.upper() if character.isalnum()).translate(
        LOOKALIKES
    )
    if len(letters) != GROUP * GROUPS or any(letter not in ALPHABET for letter in letters):
        return None
    return "-".join(letters[start : start + GROUP] for start in range(0, GROUP * GROUPS, GROUP))
