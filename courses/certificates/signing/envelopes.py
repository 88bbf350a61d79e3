"""Whether a signature's envelope is the one we wrote. No hash covers it, so that single bits of it
could be changed: the padding, the case of its digits, a certificate that nobody needs."""

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from courses.certificates.keys.authority import certificate_ders

SHA256 = bytes.fromhex("300d06096086480165030402010500")
SHA256_ECDSA = bytes.fromhex("300a06082a8648ce3d040302")
DATA = bytes.fromhex("300b06092a864886f70d010701")
VERSION = bytes.fromhex("020101")


def is_as_written(signature: EmbeddedPdfSignature, content: bytes) -> bool:
    """Whether every bit outside of the signed parts is as our signing writes it."""
    data, info, ours = signature.signed_data, signature.signer_info, certificate_ders()
    signer = signature.signer_cert
    return (
        _has_plain_digits(signature, content)
        and data["version"].dump() == info["version"].dump() == VERSION
        and [algorithm.dump() for algorithm in data["digest_algorithms"]] == [SHA256]
        and info["digest_algorithm"].dump() == SHA256
        and info["signature_algorithm"].dump() == SHA256_ECDSA
        and data["encap_content_info"].dump() == DATA
        and info["sid"].chosen["issuer"].dump() == signer.issuer.dump()
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
