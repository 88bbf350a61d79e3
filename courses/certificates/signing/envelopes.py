"""Whether a signature's envelope is the one we wrote. No hash covers it, so that single bits of it
could be changed: the padding, the case of its digits, a certificate that nobody needs."""

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from courses.certificates.keys.authority import certificate_ders


def is_as_written(signature: EmbeddedPdfSignature, content: bytes) -> bool:
    """Whether every bit outside of the signed parts is as our signing writes it."""
    data = signature.signed_data
    ours = certificate_ders()
    return (
        _has_plain_digits(signature, content)
        and data["version"].native == "v1"
        and [item["algorithm"].native for item in data["digest_algorithms"]] == ["sha256"]
        and data["encap_content_info"]["content_type"].native == "data"
        and all(certificate.chosen.dump() in ours for certificate in data["certificates"])
    )


def _has_plain_digits(signature: EmbeddedPdfSignature, content: bytes) -> bool:
    """Whether the envelope stands in capital digits, with nothing but noughts behind it."""
    start, length, behind, _ = (int(number) for number in signature.byte_range)
    gap = content[start + length : behind]
    length_of_value = len(_value(signature.pkcs7_content))
    digits = signature.pkcs7_content[:length_of_value].hex().upper().encode()
    return gap == b"<" + digits.ljust(len(gap) - 2, b"0") + b">"


def _value(data: bytes) -> bytes:
    """Return the first DER value of some bytes, whose length stands in its head."""
    size, head = data[1], 2
    if size & 0x80:
        head += size & 0x7F
        size = int.from_bytes(data[2:head])
    return data[: head + size]
