"""Opening a package: a folder or a zip, with limits that hold against hostile archives."""

import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from courses.interchange.located import PackageRefused, Problem

MOST_FILES = 500
MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO = 200  # unpacked to packed
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def read_package(path: Path) -> dict[str, bytes]:
    """Return a package's files by name. Raises PackageRefused."""
    if path.is_dir():
        return _read_folder(path)
    if not path.exists():
        raise refused(path.name, "There is no such file or folder.")
    return read_archive(path, name=path.name)


def read_archive(source: Path | IO[bytes], *, name: str) -> dict[str, bytes]:
    """Return the files of a zip. Raises PackageRefused."""
    try:
        with zipfile.ZipFile(source) as archive:
            return _strip_folder(unpack(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise refused(name, f"This is not a good zip archive: {error}.") from None


def write_package(files: dict[str, bytes], path: Path | IO[bytes]) -> None:
    """Write files as a zip that is the same, byte for byte, for the same files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, files[name], compresslevel=9)


def refused(file: str, reason: str) -> PackageRefused:
    """Return the refusal of a whole file."""
    return PackageRefused([Problem(file, 1, reason)])


def _read_folder(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        _check_name(path.name)
        if path.is_symlink():
            raise refused(path.name, "A package holds no links.")
        if path.is_file() and not path.name.startswith("."):
            total += path.stat().st_size
            _check_totals(len(files) + 1, total, path.name)
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


def unpack(
    archive: zipfile.ZipFile, *, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES
) -> dict[str, bytes]:
    """Return an open archive's files by name. Raises PackageRefused, and what zipfile raises."""
    files: dict[str, bytes] = {}
    total = 0
    for info in archive.infolist():
        _check_entry(info)
        if info.is_dir():
            continue
        if info.filename in files:
            raise refused(info.filename, "This name stands in the archive twice.")
        total += info.file_size
        _check_totals(len(files) + 1, total, info.filename, most_files, most_bytes)
        files[info.filename] = _read_entry(archive, info)
    return files


def _read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as entry:
        content = entry.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise refused(info.filename, "The archive says another size than the file has.")
    return content


def _check_entry(info: zipfile.ZipInfo) -> None:
    _check_name(info.filename)
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in info.filename or "\\" in info.filename:
        raise refused(info.filename, "A name in the archive leads out of the package.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise refused(info.filename, "A package holds no links.")
    if info.flag_bits & 0x1:
        raise refused(info.filename, "A package is not encrypted.")
    if info.file_size > MOST_RATIO * max(info.compress_size, 1_000):
        raise refused(info.filename, "This file unpacks to far more than it should.")
    if path.suffix.lower() in {".zip", ".gz", ".tar", ".7z", ".rar"}:
        raise refused(info.filename, "A package holds no other archives.")


def _check_name(name: str) -> None:
    if not name.isprintable():
        raise refused(ascii(name), "This name holds what cannot be printed.")


def _check_totals(
    count: int, total: int, name: str, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES
) -> None:
    if count > most_files:
        raise refused(name, f"A package holds at most {most_files} files.")
    if total > most_bytes:
        raise refused(name, f"A package holds at most {most_bytes // (1024 * 1024)} MB.")


def _strip_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Take off the one folder that a package may be zipped with."""
    if "course.yaml" in files:
        return files
    tops = {name.split("/", 1)[0] for name in files}
    if len(tops) == 1 and f"{next(iter(tops))}/course.yaml" in files:
        prefix = f"{tops.pop()}/"
        return {name.removeprefix(prefix): content for name, content in files.items()}
    return files
