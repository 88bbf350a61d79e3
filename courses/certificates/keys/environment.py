"""Keys from the environment: CERTIFICATE_ROOT_KEY, CERTIFICATE_DOCUMENT_KEY and
CERTIFICATE_CREDENTIAL_KEY, or files that these names with _FILE point to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Never, override

from courses.certificates.keys.holding import HeldKeys, PrivateKey, from_pem
from courses.certificates.keys.store import KeyMissing, PublicKey
from courses.certificates.keys.thumbprints import key_id as id_of


class EnvironmentKeys(HeldKeys):
    """One key for each purpose, as PEM."""

    def __init__(self, pems: Mapping[str, str]) -> None:
        self.pems = pems

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nothing is made here; the database's constraints settle a race."""
        yield

    def spare(self, purpose: str, known: set[str]) -> PublicKey | None:
        """Return the key that was laid into the environment, unless the database knows it."""
        if not self.pems.get(purpose):
            return None
        public = self._only(purpose).public_key()
        return None if id_of(public) in known else public

    def make(self, purpose: str) -> Never:
        """Raises KeyMissing: whoever sets the environment makes the keys."""
        raise KeyMissing(
            f"Put a new private key in PEM form into CERTIFICATE_{purpose.upper()}_KEY first."
        )

    @override
    def private(self, purpose: str, key_id: str) -> PrivateKey:
        private = self._only(purpose)
        if id_of(private.public_key()) != key_id:
            raise KeyMissing(f"CERTIFICATE_{purpose.upper()}_KEY is another key than {key_id}.")
        return private

    def _only(self, purpose: str) -> PrivateKey:
        pem = self.pems.get(purpose, "")
        if not pem:
            raise KeyMissing(f"CERTIFICATE_{purpose.upper()}_KEY is not set.")
        return from_pem(pem.replace("\\n", "\n").encode(), purpose)
