from __future__ import annotations

import io
import stat
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import SourceError
from netsurvey.ingest.archives import Archive

if TYPE_CHECKING:
    from pathlib import Path


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> io.BytesIO:
    """Return an archive of these members, under exactly the names given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in members:
            archive.writestr(name, contents)
    return buffer


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.create_system = 3
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def refused(buffer: io.BytesIO, says: str, *, most: int = 300_000_000) -> None:
    """Expect the archive, or a member of it, to be refused so."""
    with pytest.raises(SourceError, match=says):
        unpack(buffer, most)


def unpack(buffer: io.BytesIO, most: int) -> None:
    with Archive(buffer, file="export.zip", most=most) as archive:
        for name in archive.names:
            archive.read(name)


def test_members_are_read_from_a_file_and_rubbish_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    rubbish = ("__MACOSX/._form.csv", b"x"), ("a/.DS_Store", b"x"), ("a/", b"")
    path.write_bytes(zipped(("a/form.csv", b"ref\n1\n"), *rubbish).getvalue())
    with Archive(path) as archive:
        assert archive.names == ["a/form.csv"]
        assert archive.read("a/form.csv") == b"ref\n1\n"
        assert archive.file == "export.zip"


@pytest.mark.parametrize(
    "name",
    ["../form.csv", "a/../../form.csv", "/etc/form.csv", "C:\\form.csv", "C:form.csv", "..\\form.csv", "a\nb.csv"],
)
def test_a_member_that_would_land_elsewhere_is_refused(name: str) -> None:
    member = zipfile.ZipInfo("x")
    member.filename = member.orig_filename = name
    refused(zipped((member, b"ref")), "export.zip: names a member outside itself .*unpack nothing")


def test_a_link_is_refused() -> None:
    refused(zipped((link("form.csv"), b"/etc/passwd")), "names a member outside itself")


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        buffer = zipped(("form.csv", b"1"), ("form.csv", b"2"))
    refused(buffer, r"holds two members of one name \(form.csv\)")


def test_an_archive_with_a_password_is_refused() -> None:
    contents = bytearray(zipped(("form.csv", b"ref")).getvalue())
    central = contents.index(b"PK\x01\x02")
    struct.pack_into("<H", contents, central + 8, 1)
    refused(io.BytesIO(bytes(contents)), "is protected by a password.*Export it again")


def test_a_bomb_is_refused_by_what_it_claims() -> None:
    buffer = zipped(("form.csv", b"\0" * 30_000_000))
    assert len(buffer.getvalue()) < 60_000
    refused(buffer, "unpacks to far more than its own size")


def test_a_bomb_that_claims_little_is_stopped_by_what_it_unpacks_to() -> None:
    contents = bytearray(zipped(("form.csv", b"\0" * 30_000_000)).getvalue())
    for start, offset in ((contents.index(b"PK\x03\x04"), 22), (contents.index(b"PK\x01\x02"), 24)):
        struct.pack_into("<I", contents, start + offset, 1000)
    refused(io.BytesIO(bytes(contents)), "holds a damaged member")


def test_many_members_that_are_each_small_are_stopped_together() -> None:
    buffer = zipped(*((f"{n}.csv", b"x" * 1000) for n in range(10)))
    refused(buffer, "unpacks to far more than its own size, or to more than 0 MB", most=5000)


def test_an_archive_of_very_many_members_is_refused() -> None:
    refused(zipped(*((f"{n}", b"") for n in range(20_001))), "holds 20,001 files, more than the 20,000 that are read")


def test_an_archive_within_an_archive_stays_packed() -> None:
    inner = zipped(("form.csv", b"\0" * 15_000_000)).getvalue()
    with Archive(zipped(("inner.zip", inner)), file="outer.zip") as archive:
        assert archive.read("inner.zip") == inner


@pytest.mark.parametrize("cut", [0, 10, 60, 100])
def test_an_archive_cut_off_is_refused(cut: int) -> None:
    refused(io.BytesIO(zipped(("form.csv", b"ref\n1\n")).getvalue()[:cut]), "is damaged and cannot be opened")


def test_a_damaged_member_is_refused() -> None:
    contents = bytearray(zipped(("form.csv", b"ref\n1\n" * 50)).getvalue())
    contents[45] ^= 0xFF
    refused(io.BytesIO(bytes(contents)), r"holds a damaged member \(form.csv\)")


def test_a_missing_archive_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"export.zip: cannot be opened \(No such file"):
        Archive(tmp_path / "export.zip")
