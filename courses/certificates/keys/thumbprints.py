"""Names of keys, and their forms as text: PEM for certificates, Multikey for credentials."""

import hashlib

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from courses.certificates.keys.store import PublicKey

ED25519_PREFIX = b"\xed\x01"  # Multicodec's ed25519-pub
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LONGEST = 200  # characters of base 58; its decoding takes time by the square


def key_id(public: PublicKey) -> str:
    """Return 32 hexadecimal digits: the start of the SHA-256 of the key as SubjectPublicKeyInfo."""
    info = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(info).hexdigest()[:32]


def multikey(public: Ed25519PublicKey) -> str:
    """Return the key as W3C Multikey text, which begins z6Mk."""
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return to_base58(ED25519_PREFIX + raw)


def from_multikey(text: str) -> Ed25519PublicKey:
    """Return the Ed25519 key. Raises ValueError for any other text."""
    raw = from_base58(text)
    if not raw.startswith(ED25519_PREFIX):
        raise ValueError("It is no Ed25519 key.")
    return Ed25519PublicKey.from_public_bytes(raw.removeprefix(ED25519_PREFIX))


def to_base58(data: bytes) -> str:
    """Return Multibase text in Bitcoin's base 58, which begins with z."""
    number, digits = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        digits = BASE58[rest] + digits
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + "1" * zeros + digits


def from_base58(text: str) -> bytes:
    """Return what Multibase text in base 58 stands for. Raises ValueError."""
    digits = text.removeprefix("z")
    if text == digits or len(text) > LONGEST:
        raise ValueError("It is no base 58 text.")
    number = 0
    for digit in digits:
        number = number * 58 + BASE58.index(digit)
    zeros = len(digits) - len(digits.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
