"""Zip archives opened with care: no member leaves the archive, none unpacks to more than was promised.

A zip can name members outside its folder and unpack to a thousand times its size, so nothing in the house reads one
except through here.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO, Self

__all__ = ["MOST_BYTES", "Archive"]

MOST_BYTES = 300_000_000
"""How much one archive may unpack to, all members that are read taken together."""
_MOST_MEMBERS = 20_000
_STEEP = 200
_SMALL = 20_000_000
_CHUNK = 1 << 20
_AGAIN = "Open it in the program that wrote it and save it again, or copy it again."
_LEFT_BY_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db")


class Archive:
    """A zip archive whose members can be read and never escape.

    Parameters
    ----------
    source
        Its path, or the open file.
    file
        Name of the file, for complaints; that of the path where absent.
    most
        How many bytes may be unpacked in all.

    Raises
    ------
    SourceError
        When the archive is damaged, encrypted, names a member outside itself or the same member twice, or would
        unpack to far more than its size.

    Examples
    --------
    >>> import io
    >>> buffer = io.BytesIO()
    >>> with zipfile.ZipFile(buffer, "w") as archive:
    ...     archive.writestr("export/form.csv", "ref")
    >>> with Archive(buffer, file="export.zip") as archive:
    ...     archive.names, archive.read("export/form.csv")
    (['export/form.csv'], b'ref')
    """

    def __init__(self, source: Path | BinaryIO, *, file: str | None = None, most: int = MOST_BYTES) -> None:
        self.file = file if file is not None else source.name.rsplit("/", 1)[-1]
        self._most = most
        self._left = most
        try:
            self._zip = zipfile.ZipFile(source)
        except OSError as error:
            raise _refusal(
                self.file, f"cannot be opened ({error.strerror})", "Check its name and that you may read it."
            ) from None
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise _refusal(self.file, "is damaged and cannot be opened", _AGAIN) from None
        try:
            self._members = self._checked(self._zip.infolist())
        except SourceError:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """Names of the members, in the order of the archive; folders and what systems leave behind are left out."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """Return what a member holds.

        Parameters
        ----------
        name
            One of `names`.

        Raises
        ------
        SourceError
            When the member is damaged, or more than was promised.
        """
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield what a member holds, piece by piece.

        Parameters
        ----------
        name
            One of `names`.

        Raises
        ------
        SourceError
            When the member is damaged, or more than was promised.
        """
        try:
            with self._zip.open(self._members[name]) as member:
                while piece := member.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._too_large()
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            raise _refusal(self.file, f"holds a damaged member ({name})", _AGAIN) from None

    def _checked(self, members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(members) > _MOST_MEMBERS:
            raise _refusal(
                self.file,
                f"holds {len(members):,} files, more than the {_MOST_MEMBERS:,} that are read",
                "Make an archive of the answers alone.",
            )
        result: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            name = member.filename
            if _escapes(member):
                raise _refusal(
                    self.file,
                    f"names a member outside itself ({name!r})",
                    "No survey program writes such an archive: ask whoever sent it, and unpack nothing.",
                )
            if member.flag_bits & 1:
                raise _refusal(self.file, "is protected by a password", "Export it again without one.")
            if name in result:
                raise _refusal(self.file, f"holds two members of one name ({name})", "Make the archive again.")
            if member.file_size > max(_SMALL, _STEEP * member.compress_size):
                raise self._too_large()
            if not member.is_dir() and not any(part in _LEFT_BY_SYSTEMS for part in name.split("/")):
                result[name] = member
        return result

    def _too_large(self) -> SourceError:
        return _refusal(
            self.file,
            f"unpacks to far more than its own size, or to more than {self._most // 1_000_000:,} MB",
            "If it is yours, save the answers as CSV, in several files where there are very many.",
        )


def _refusal(file: str, what: str, next_step: str) -> SourceError:
    return SourceError(Problem(what=what, file=file, next_step=next_step))


def _escapes(member: zipfile.ZipInfo) -> bool:
    """Return whether a member is a link, or would land elsewhere than below the folder it is unpacked in."""
    path = PureWindowsPath(member.orig_filename)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return is_link or bool(path.anchor) or ".." in path.parts or any(letter < " " for letter in member.orig_filename)
