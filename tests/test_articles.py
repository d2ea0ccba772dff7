from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from newsclaims.articles import Article, ArticleError, ArticleWarning, iterate_articles, make_article, read_articles
from newsclaims.files import count_texts

SEEDS = Path(__file__).parents[1] / "data" / "seeds"

LEAD = "The old bridge over the river will stay closed for two weeks, the mayor of Riverside said on Monday."
NEXT = "Engineers found cracks in three of its five piers last week, according to a report that the council published."


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_a_text_is_kept_as_it_stands_in_the_file(tmp_path: Path) -> None:
    data = "\ufeffBridge closed\r\n\r\nThe cafe\u0301 by the river stays open, the mayor said.\r\n".encode()
    write(tmp_path, "a.txt", data)
    (article,) = read_articles(tmp_path)
    assert article.text == data.decode("utf-8")
    assert (article.id, article.title, article.path) == ("a", "Bridge closed", tmp_path / "a.txt")
    assert [span.start for span in article.passages()] == [1, 18]


def test_a_folder_is_read_in_order_of_names_without_what_is_no_article(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "README.txt", "notes.md"):
        write(tmp_path, name, LEAD)
    assert [article.id for article in read_articles(tmp_path)] == ["a", "b"]


def test_a_list_of_paths_is_read_in_its_order(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{name}.txt", LEAD) for name in "ba"]
    assert [article.id for article in read_articles(paths)] == ["b", "a"]
    assert [article.id for article in read_articles(str(paths[1]))] == ["a"]


def test_a_table_beside_the_texts_overrides_them(tmp_path: Path) -> None:
    write(tmp_path, "007.txt", f"Bridge closed\nBy Ann Lee, May 3, 2024\n{LEAD}")
    write(tmp_path, "articles.csv", "ID,Outlet,published,title,mood\n007,NA,2024-05-04,,grim\n")
    (article,) = read_articles(tmp_path)
    assert (article.outlet, article.published, article.title) == ("NA", dt.date(2024, 5, 4), "Bridge closed")
    assert article.byline == "Ann Lee"


def test_an_id_without_a_text_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", LEAD)
    write(tmp_path, "articles.csv", "id,outlet\na,Herald\nb,Courier\n")
    with pytest.warns(ArticleWarning, match="no text for 'b'"):
        (article,) = read_articles(tmp_path)
    assert article.outlet == "Herald"


def fields(article: Article) -> tuple[object, ...]:
    return article.id, article.text, article.outlet, article.published, article.url


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.csv", f'\ufeffID,Content,Source,Date,Link\r\n007,"{LEAD}\n{NEXT}",NA,2024-11-11,u\r\n'),
        ("t.tsv", f'id\ttext\toutlet\tpublished\turl\n007\t"{LEAD}\n{NEXT}"\tNA\tNov. 11, 2024\tu\n'),
        (
            "t.jsonl",
            json.dumps({"id": "007", "body": f"{LEAD}\n{NEXT}", "outlet": "NA", "date": "2024-11-11", "url": "u"}),
        ),
    ],
)
def test_the_columns_of_a_table_are_guessed(tmp_path: Path, name: str, data: str) -> None:
    (article,) = read_articles(write(tmp_path, name, data))
    assert fields(article) == ("007", f"{LEAD}\n{NEXT}", "NA", dt.date(2024, 11, 11), "u")


def test_columns_are_named_by_keyword_and_rows_without_id_are_numbered(tmp_path: Path) -> None:
    table = write(tmp_path, "t.csv", f"wording,paper,text\n{LEAD[:20]},Herald,no\n{NEXT[:20]},Courier,no\n")
    articles = read_articles(table, text_column="wording", outlet_column="paper")
    assert [(a.id, a.text, a.outlet) for a in articles] == [
        ("t-001", LEAD[:20], "Herald"),
        ("t-002", NEXT[:20], "Courier"),
    ]


def test_a_cell_of_any_length_is_read(tmp_path: Path) -> None:
    lines = "the word\n" * 50_000
    (article,) = read_articles(write(tmp_path, "t.csv", f'id,text\na,"{lines}"\n'))
    assert article.text == lines


def test_a_row_with_too_many_cells_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    table = write(
        tmp_path, "t.csv", f'id,text,outlet\na,Closed, they said,Herald\nb,"{LEAD}",Courier\n\nc,{LEAD[:20]}\n'
    )
    with pytest.warns(ArticleWarning, match=r"t\.csv, row 1: more cells than columns: put text with commas"):
        articles = read_articles(table)
    assert [(a.id, a.text, a.outlet) for a in articles] == [("b", LEAD, "Courier"), ("c", LEAD[:20], None)]


def test_rows_before_a_broken_one_are_read(tmp_path: Path) -> None:
    table = write(tmp_path, "t.csv", f'id,text\na,{LEAD[:20]}\nb,"He said "no" twice"\n')
    with pytest.warns(ArticleWarning, match="row 2: not a table from here on .* double each quotation mark"):
        (article,) = read_articles(table)
    assert article.id == "a"


# Bad input

BAD_FILES = [
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "not UTF-8"),
    ("mixed.txt", "Café closed, ".encode() + "café open".encode("latin-1"), "byte 0xe9 at offset 17"),
    ("nulls.txt", b"Bridge\0closed", "null"),
    ("empty.txt", b"", "empty"),
    ("blank.txt", b"\xef\xbb\xbf \r\n", "empty"),
    ("page.pdf", b"%PDF", "save the articles"),
    ("rows.csv", b"id,text\n", "without rows"),
    ("nothing.csv", b"", "not a table"),
    ("columns.csv", b"id,words\na,b\n", "among 'id', 'words': rename the column of texts to 'text'"),
    ("ragged.csv", b"id,text\na,b,c\n", "row 1: more cells than columns: put text with commas in quotation marks"),
    ("ragged.tsv", b"id\ttext\na\tb\tc\n", "put text with tabs in quotation marks"),
    ("unclosed.csv", b'id,text\na,"b\nb,c\n', "row 1: not a table from here on"),
    ("semicolons.csv", b"id;text\na;b, c\n", "separated by semicolons: save it with commas"),
    ("twice.csv", b"text,text\na,b\n", "two columns 'text': rename one"),
    ("broken.jsonl", b'{"text": \n', "not JSON"),
    ("list.jsonl", b'["text"]\n', "not an object"),
    ("line.txt", b"word " * 20_001, "a line of 100,005 characters"),
    ("line.csv", b"text\n" + b"w" * 100_001, "a line of 100,001 characters"),
    ("half.jsonl", b'{"id": "a", "text": "Bridge \\ud83d closed"}\n', "half a character"),
    ("half-title.jsonl", b'{"id": "a", "text": "Bridge closed", "title": "\\udc00"}\n', "half a character"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD_FILES)
def test_nothing_readable_is_an_error_that_names_file_and_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(ArticleError, match=name) as caught:
        read_articles(write(tmp_path, name, data))
    assert reason in str(caught.value)


def test_a_batch_goes_on_and_names_all_bad_files_once(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, data) for name, data, _ in BAD_FILES]
    paths.append(write(tmp_path, "good.txt", LEAD))
    with pytest.warns(ArticleWarning) as caught:
        (article,) = read_articles(paths)
    assert article.id == "good"
    assert len(caught) == 1
    assert all(name in str(caught[0].message) for name, _, _ in BAD_FILES)
    with pytest.raises(ArticleError, match=r"mixed\.txt"):
        read_articles(paths, on_error="raise")


def test_many_problems_are_counted_not_all_spelled_out(tmp_path: Path) -> None:
    table = write(tmp_path, "t.jsonl", "7\n" * 1000)
    with pytest.raises(ArticleError, match="and 980 more") as caught:
        read_articles(table)
    assert len(str(caught.value).splitlines()) == 22


def test_a_folder_without_texts_and_a_path_that_is_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"no \.txt files"):
        read_articles(tmp_path)
    with pytest.raises(ArticleError, match="nowhere: no such file"):
        read_articles(tmp_path / "nowhere")
    with pytest.raises(ArticleError, match="list of paths is empty"):
        read_articles([])


def test_a_file_over_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(ArticleError, match="more than the 50,000,000 bytes of an article: split it or leave it out"):
        read_articles(path)


@pytest.mark.parametrize(
    ("method", "name"),
    [("is_dir", ""), ("exists", ""), ("iterdir", ""), ("is_file", ""), ("open", "a.txt")],
)
def test_what_the_system_does_not_let_us_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, name: str
) -> None:
    write(tmp_path, "a.txt", LEAD)

    def refuse(path: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(ArticleError, match=r"can't be read \(Permission denied\): check the file") as caught:
        read_articles(tmp_path)
    assert str(tmp_path / name) in str(caught.value)


FRENCH = "Le maire a dit lundi que le pont sur la rivière restera fermé pendant deux semaines. "


def test_a_text_that_is_not_english_is_left_out_and_named_unless_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", LEAD)
    write(tmp_path, "short.txt", FRENCH)
    write(tmp_path, "long.txt", FRENCH * 5)
    with pytest.warns(
        ArticleWarning, match=r"read 2 articles, with 1 problem:\n.*long\.txt: does not look like English: left out"
    ):
        articles = read_articles(tmp_path)
    assert [article.id for article in articles] == ["a", "short"]
    assert [article.id for article in read_articles(tmp_path, any_language=True)] == ["a", "long", "short"]
    assert list(iterate_articles(tmp_path, any_language=True)) == read_articles(tmp_path, any_language=True)


@pytest.mark.filterwarnings("error")
def test_the_seeds_look_like_english() -> None:
    assert len(read_articles(SEEDS)) == 5


def test_an_article_made_without_its_blocks_is_refused_where_it_would_say_nothing() -> None:
    assert make_article("a", "\ufeff \n").passages() == []
    with pytest.raises(ValueError, match="article 'a' has text without blocks: make it with make_article"):
        Article("a", LEAD).passages()
    assert Article("a", " \n").passages() == []


def test_two_articles_with_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    paths = [write(tmp_path, "a.txt", LEAD), write(tmp_path / "more", "a.txt", NEXT)]
    with pytest.raises(ArticleError, match="two articles with the id 'a'"):
        read_articles(paths)


def test_a_missing_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    table = write(tmp_path, "t.csv", f"id,text\na,{LEAD[:20]}\n")
    with pytest.raises(ArticleError, match="no column 'paper' among 'id', 'text'"):
        read_articles(table, outlet_column="paper")


def test_a_date_that_is_none_is_reported_and_the_article_kept(tmp_path: Path) -> None:
    table = write(tmp_path, "t.csv", f"id,text,date\na,{LEAD[:20]},soon\n")
    with pytest.warns(ArticleWarning, match="'soon' is no date"):
        (article,) = read_articles(table)
    assert article.published is None


# One at a time


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("late.jsonl", '{"text": "Café"}\n'.encode() * 2 + b"{\xe9}\n", "byte 0xe9 at offset 37"),
        ("late.csv", b"text\rClosed\rOpen\rDetour\xe2\x80", "byte 0xe2 at offset 23"),
    ],
)
def test_a_table_that_is_not_utf8_further_down_is_left_out_as_a_whole(
    tmp_path: Path, name: str, data: bytes, place: str
) -> None:
    with pytest.raises(ArticleError, match=f"read 0 articles.*\n.*not UTF-8 .{place}"):
        read_articles(write(tmp_path, name, data))


def test_one_at_a_time_the_articles_are_the_same(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"title": f"Bridge {n}", "body": f"{LEAD}\u2028{NEXT}"}) + "\n" for n in range(3))
    table = write(tmp_path, "t.jsonl", rows)
    write(tmp_path, "articles.csv", "id,outlet\na,Herald\n")
    paths = [write(tmp_path, "a.txt", LEAD).parent, table]
    assert list(iterate_articles(paths)) == read_articles(paths)
    assert list(iterate_articles(table, columns={"id": "title"})) == read_articles(table, id_column="title")


def test_a_file_is_read_when_its_turn_comes(tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path, f"{name}.txt", LEAD)
    articles = iterate_articles(tmp_path)
    assert next(articles).text == LEAD
    write(tmp_path, "b.txt", NEXT)
    assert [article.text for article in articles] == [NEXT]


@pytest.mark.parametrize(
    ("name", "header", "row"), [("t.csv", "text\n", f'"{LEAD}"\n'), ("t.jsonl", "", f'{{"text": "{LEAD}"}}\n')]
)
def test_a_table_is_read_row_by_row(tmp_path: Path, name: str, header: str, row: str) -> None:
    table = write(tmp_path, name, header + row * 1000)
    articles = iterate_articles(table)
    next(articles)
    with table.open("a", encoding="utf-8") as file:
        file.write(row)
    assert sum(1 for _ in articles) == 1000


def test_paths_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    paths = (write(tmp_path, f"{name}.txt", LEAD) for name in "abc")
    articles = iterate_articles(paths)
    assert next(articles).id == "a"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    articles.close()


def test_what_could_not_be_read_is_named_once_behind_the_last_article(tmp_path: Path) -> None:
    for name, data in (("a", b""), ("b", LEAD.encode()), ("c", b"\xe9\0"), ("d", NEXT.encode())):
        write(tmp_path, f"{name}.txt", data)
    articles = iterate_articles(tmp_path)
    assert [next(articles).id, next(articles).id] == ["b", "d"]
    with pytest.warns(
        ArticleWarning, match=r"read 2 articles, with 2 problems:\n.*a\.txt: empty.*\n.*c\.txt: not UTF-8"
    ) as caught:
        assert list(articles) == []
    assert len(caught) == 1
    with pytest.raises(ArticleError, match="read 2 articles, with 2 problems"):
        list(iterate_articles(tmp_path, on_error="raise"))


def test_the_second_article_with_one_id_ends_the_reading(tmp_path: Path) -> None:
    rows = [{"id": id, "text": LEAD} for id in "aba"]
    articles = iterate_articles(write(tmp_path, "t.jsonl", "\n".join(map(json.dumps, rows))))
    assert [next(articles).id, next(articles).id] == ["a", "b"]
    with pytest.raises(ArticleError, match=r"two articles with the id 'a': .*row 1 and .*row 3: rename one"):
        next(articles)


def test_the_texts_of_a_folder_are_counted_without_reading_them(tmp_path: Path) -> None:
    for name in ("a.txt", "b.TXT", ".hidden.txt", "README.txt", "notes.md", "articles.csv"):
        write(tmp_path, name, b"\xff")
    assert count_texts(tmp_path) == 2
    assert count_texts(tmp_path / "a.txt") is None
