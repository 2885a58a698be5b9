from __future__ import annotations

import pytest

from netsurvey.ingest.encodings import as_utf8

TYPED = "ref,name\n1,José\n2,François Müller\n3,Don\u2019t know \u2013 \u201cZoë\u201d £5\n4,Ærø Ångström\n"


@pytest.mark.parametrize(("encoding", "said"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_eight_bit_encodings_are_told_apart_by_where_their_letters_stand(encoding: str, said: str, end: str) -> None:
    text = TYPED.replace("\n", end)
    assert as_utf8(text.encode(encoding)) == (text.encode(), said)


@pytest.mark.parametrize("name", ["José", "François", "Siân", "Zoë Brontë", "Núñez"])
@pytest.mark.parametrize(("encoding", "said"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
def test_one_name_is_enough_to_tell(name: str, encoding: str, said: str) -> None:
    assert as_utf8(f"1,{name},x\n".encode(encoding)) == (f"1,{name},x\n".encode(), said)


def test_a_dash_between_surnames_is_no_letter() -> None:
    assert as_utf8("1,Smith\u2013Jones\n".encode("cp1252")) == ("1,Smith\u2013Jones\n".encode(), "Windows-1252")


def test_lines_of_two_encodings_are_read_each_in_its_own_and_counted() -> None:
    lines = [b"ref,name\n", "1,José\n".encode(), "2,Zoë\n".encode("cp1252"), "3,Siân\n".encode("cp1252")]
    assert as_utf8(b"".join(lines)) == (
        "ref,name\n1,José\n2,Zoë\n3,Siân\n".encode(),
        "UTF-8, 2 lines of it Windows-1252",
    )
    assert as_utf8(b"\xef\xbb\xbf" + lines[2]) == ("2,Zoë\n".encode(), "UTF-8 with BOM, 1 line of it Windows-1252")


def test_ascii_is_utf8() -> None:
    assert as_utf8(b"ref\n1\n") == (b"ref\n1\n", "UTF-8")


@pytest.mark.parametrize(
    "contents", [bytes(range(256)) * 20, b"\xff\xfea", b"\x00" * 1000, b"%PDF-1.4\n" + bytes(range(200))]
)
def test_what_is_no_text_is_told(contents: bytes) -> None:
    assert as_utf8(contents) is None
