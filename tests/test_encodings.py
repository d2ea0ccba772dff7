from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from exports import LEAD, NEXT, write
from factories import case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.articles import ArticleError, ArticleWarning, read_articles
from newsclaims.loaders.encodings import Decoded, decode, mojibake

QUOTED = "“We can’t take the risk – not now,” Ms. Lee said at the Café Müller on Monday, after £3 million were spent."


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_its_encoding_is_read_without_a_note(tmp_path: Path, encoding: str) -> None:
    (article,) = read_articles(write(tmp_path, "a.txt", QUOTED.encode(encoding)))
    assert article.text.removeprefix("\ufeff") == QUOTED


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_another_encoding_is_guessed_and_told(tmp_path: Path, name: str) -> None:
    text = f"{LEAD} {QUOTED}"
    rows = {"a.txt": text, "a.csv": 'text\n"' + text + '"\n', "a.jsonl": '{"text": "' + text + '"}\n'}
    with pytest.warns(
        ArticleWarning, match=rf"{name}: not UTF-8, read as cp1252 by a guess: check its special characters"
    ):
        (article,) = read_articles(write(tmp_path, name, rows[name].encode("cp1252")))
    assert article.text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        case("damaged", "The Café Müller, ".encode() + b"\xe9t\xe9", "byte 0xe9 at offset 19"),
        case("cut off", "They said “no".encode()[:-3], "byte 0xe2 at offset 10"),
        case("cut off after another", "Café “no".encode()[:-3], "byte 0xe2 at offset 6"),
        case("a picture", b"\xff\xd8\xff\xe0\0\x10JFIF", "byte 0xff at offset 0"),
        case("half of UTF-16", codecs.BOM_UTF16_LE + QUOTED.encode("utf-16-le")[:-1], "nor text in another encoding"),
    ],
)
def test_what_is_text_in_no_encoding_is_left_out(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        read_articles(write(tmp_path, "a.txt", data))


@pytest.mark.parametrize("declared", ["hex", "rot13", "undefined", "idna", "utf-7", "no-such", "utf-8"])
def test_a_page_that_declares_no_encoding_of_text_is_guessed(declared: str) -> None:
    decoded = decode(QUOTED.encode("cp1252"), "a.html", declared=declared)
    assert isinstance(decoded, Decoded)
    assert decoded.text == QUOTED


def test_utf_16_without_a_mark_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="holds null characters, so it is no text or in another encoding"):
        read_articles(write(tmp_path, "a.txt", LEAD.encode("utf-16-le")))


def test_a_table_spoilt_below_a_guess_is_read_up_to_there(tmp_path: Path) -> None:
    row = f'"{LEAD} {QUOTED}"\n'.encode("cp1252")
    with pytest.warns(ArticleWarning, match="not cp1252 from here on") as caught:
        articles = read_articles(write(tmp_path, "a.csv", b"text\n" + row * 500 + b"\x81\x8d\n" + row))
    assert 0 < len(articles) <= 500
    assert len(caught) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("apostrophe", "The mayor wonâ€™t say.", "garbled in 1 place"),
        case("two", "The cafÃ© and the mÃ¼sli.", "garbled in 2 places"),
        case("right quotation mark", "â€œNo,â€\x9d she said.", "garbled in 2 places"),
        case("lost", "The mayor won\ufffdt say.", "1 characters were lost"),
        case("plain", LEAD, None),
        case("typographic", QUOTED, None),
        case("names", "São Tomé’s Ágnes Müller-Ørsted – “naïve”… – said in Łódź: “Où?”", None),
        case("another script", "Мэр сказал, что мост закрыт. 市長は月曜日に", None),
    ],
)
def test_garbled_characters_are_told_and_left(tmp_path: Path, text: str, expected: str | None) -> None:
    note = mojibake(text)
    assert note is None if expected is None else note and note.startswith(expected)
    if expected:
        with pytest.warns(ArticleWarning, match=r"a\.txt: .*read as it stands"):
            (article,) = read_articles(write(tmp_path, "a.txt", text))
        assert article.text == text


def test_a_garbled_row_of_a_table_is_told(tmp_path: Path) -> None:
    with pytest.warns(ArticleWarning, match=r"a\.csv, row 2: garbled in 1 place"):
        articles = read_articles(write(tmp_path, "a.csv", f'text\n"{NEXT}"\nThe mayor wonâ€™t say.\n'))
    assert len(articles) == 2


@given(st.text())
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    decoded = decode(data, "a.txt")
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and isinstance(decoded, Decoded):
        assert decoded.text == text


@given(st.binary())
def test_any_bytes_are_a_text_or_a_problem_and_the_same_each_time(data: bytes) -> None:
    assert decode(data, "a.txt") == decode(data, "a.txt")
