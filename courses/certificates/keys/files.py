"""Keys in files of a folder, readable for their owner only."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import override

from courses.certificates.keys.holding import HeldKeys, PrivateKey, from_pem, generate, to_pem
from courses.certificates.keys.store import KeyMissing, PublicKey
from courses.certificates.keys.thumbprints import key_id as id_of


class KeyFiles(HeldKeys):
    """One file for each key: PURPOSE-ID.pem."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes of this machine from making keys meanwhile."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def spare(self, purpose: str, known: set[str]) -> PublicKey | None:
        """Return the newest held key that the database does not know: the folder outlived it."""
        paths = sorted(
            self.folder.glob(f"{purpose}-*.pem"), key=lambda path: path.stat().st_mtime_ns
        )
        for path in reversed(paths):
            key_id = path.stem.removeprefix(f"{purpose}-")
            if key_id not in known:
                return self.private(purpose, key_id).public_key()
        return None

    def make(self, purpose: str) -> PublicKey:
        """Make a private key and write it, readable for its owner only."""
        private = generate(purpose)
        public = private.public_key()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(purpose, id_of(public))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(to_pem(private))
            file.flush()
            os.fsync(file.fileno())
        return public

    @override
    def private(self, purpose: str, key_id: str) -> PrivateKey:
        path = self._path(purpose, key_id)
        try:
            pem = path.read_bytes()
        except OSError:
            raise KeyMissing(
                f"The private {purpose} key {key_id} is not in {self.folder}. Put it back from the "
                "backup, or run `manage.py certificate_keys rotate`."
            ) from None
        return from_pem(pem, purpose)

    def _path(self, purpose: str, key_id: str) -> Path:
        return self.folder / f"{purpose}-{key_id}.pem"
