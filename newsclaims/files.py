"""Files, folders and archives become texts, with what is said of them; what can't be read, a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from newsclaims.loaders.compressed import is_packed, unpacked, zip_members
from newsclaims.loaders.documents import read_docx, read_rtf
from newsclaims.loaders.encodings import decode
from newsclaims.loaders.inputs import (
    SURROGATE,
    Items,
    Problem,
    RawText,
    Source,
    checked,
    file_source,
    read_whole,
    unreadable,
)
from newsclaims.loaders.pages import is_own_report, read_html
from newsclaims.loaders.proquest import is_proquest, proquest_texts
from newsclaims.loaders.tables import TABLES, Row, known_cells, read_table, table_rows
from newsclaims.loaders.url_lists import read_feed, same_page
from newsclaims.loaders.warcs import read_warc

__all__ = ["Problem", "RawText", "count_texts", "read_path", "reads"]

ONE_BY_ONE = (".txt", ".html", ".htm", ".xhtml")  # a file, an article: exports of ProQuest and Factiva aside
DOCUMENTS = (*ONE_BY_ONE, ".docx", ".rtf", ".warc", ".zip")
FEEDS = (".rss", ".atom", ".xml")
NOT_ARTICLES = ("readme", "license", "licence", "notice", "copying", "changelog")
METADATA = "articles.csv"
FORMATS = ".txt, .html, .docx, .rtf, .csv, .tsv, .jsonl, .parquet or .warc, nor a .gz or .zip of these"


def read_path(path: Path, columns: Mapping[str, str]) -> Items:
    """The texts of a folder or a file, in order, and the problems with it where they come up.

    ``columns`` names columns of a table by the keys of ``tables.COLUMNS``; the others are guessed.

    >>> print(*read_path(Path("no/such.txt"), {}))
    no/such.txt: no such file or folder: check the spelling
    """
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        yield unreadable(path.as_posix(), error)
        return
    if is_folder:
        try:
            sources = [file_source(each) for each in path.iterdir() if each.is_file()]
        except OSError as error:
            yield unreadable(str(path), error)
            return
        yield from _read_folder(str(path), sources)
    elif not is_there:
        yield Problem(path.as_posix(), "no such file or folder: check the spelling")
    else:
        yield from _read(file_source(path), columns)


def reads(source: Path, path: Path) -> bool:
    """Whether :func:`read_path` reads ``path`` when given ``source``, or would if it were there.

    >>> reads(Path("bridge.csv"), Path("bridge.jsonl"))
    False
    """
    inputs = [source]
    if source.is_dir():
        names = [each.name for each in source.iterdir()]
        inputs = [source / name for name in (*_documents(names), *_lists(names))]
        names.append(path.name)
        if path.name in (*_documents(names), *_lists(names)) and path.parent.resolve() == source.resolve():
            return True
    return path.exists() and any(each.exists() and path.samefile(each) for each in inputs)


def count_texts(source: Path) -> int | None:
    """How many texts :func:`read_path` will try to read in a folder; None where only reading it would tell.

    >>> count_texts(Path("bridge.csv")) is None
    True
    """
    if not source.is_dir():
        return None
    names = _documents(path.name for path in source.iterdir())
    return len(names) if all(name.lower().endswith(ONE_BY_ONE) for name in names) else None


def _read(source: Source, columns: Mapping[str, str]) -> Items:
    """The texts of one file, by what its name ends in."""
    if is_packed(source):
        source = unpacked(source)
    match source.suffix:
        case ".txt":
            yield from _read_text(source)
        case ".html" | ".htm" | ".xhtml":
            yield from read_html(source)
        case ".docx":
            yield from read_docx(source)
        case ".rtf":
            yield from read_rtf(source)
        case ".warc":
            yield from read_warc(source)
        case ".gz" if not is_packed(source):
            yield from read_warc(source)
        case ".zip":
            members = zip_members(source)
            yield from [members] if isinstance(members, Problem) else _read_folder(source.name, members)
        case suffix if suffix in TABLES:
            yield from read_table(source, columns)
        case suffix if suffix in FEEDS:
            advice = "put it into a folder with the saved pages and give the folder's name"
            yield Problem(source.name, f"a feed lists pages and does not hold them: {advice}")
        case _:
            yield Problem(source.name, f"neither a folder nor {FORMATS}: save the articles as one of these")


def _read_text(source: Source) -> Items:
    if SURROGATE.search(source.stem):
        yield Problem(source.name, "its name is not Unicode: rename the file")
        return
    data = read_whole(source)
    decoded = data if isinstance(data, Problem) else decode(data, source.name)
    if isinstance(decoded, Problem):
        yield decoded
    elif is_proquest(decoded.text):
        yield from proquest_texts(source, decoded.text, decoded.notes)
    else:
        yield checked(RawText(source.stem, decoded.text, source.path, source.name, notes=decoded.notes))


def _read_folder(name: str, sources: Iterable[Source]) -> Items:
    """The articles among the files of a folder or a zip, in order of names, with what lists beside them say."""
    files = {source.name: source for source in sorted(sources, key=lambda source: source.name)}
    documents = _documents(files)
    if not documents:
        advice = "put each article there as a text file, or as .html, .docx, .rtf or .warc"
        yield Problem(name, f"no .txt files in this folder, nor others that are read: {advice}")
        return
    rows: list[Row] = []
    places: dict[str, int] = {}  # the row for an id or an address
    for file in _lists(files):
        for row in read_feed(files[file]) if file.lower().endswith(FEEDS) else table_rows(files[file]):
            if isinstance(row, Problem):
                yield row
                continue
            known = known_cells(row, {})
            for key in _keys(known.get("id", ""), known.get("url", "")):
                places.setdefault(key, len(rows))
            rows.append(known)
    found: set[int] = set()
    for file in documents:
        if is_own_report(files[file]):
            continue
        for item in _read(files[file], {}):
            if isinstance(item, RawText):
                mine = [places[key] for key in _keys(item.id, item.said.get("url", "")) if key in places]
                found.update(mine[:1])
                item = replace(item, said={**item.said, **_given(rows[mine[0]])}) if mine else item
            yield item
    yield from _strays(name, [row for place, row in enumerate(rows) if place not in found])


def _keys(id: str, url: str) -> list[str]:
    """What a text and a row have in common: the name of the file, else the address of the page."""
    id = id.removesuffix(Path(id).suffix) if id.lower().endswith(DOCUMENTS) else id
    return [key for key in (id, same_page(url) if url else "") if key]


def _given(row: Row) -> Row:
    return {name: value for name, value in row.items() if value and name not in ("id", "text")}


def _strays(name: str, rows: Sequence[Row]) -> Items:
    """Rows of lists that speak of no text that is there."""
    if ids := sorted(row["id"] for row in rows if row.get("id") and not row.get("url")):
        yield Problem(name, f"no text for {', '.join(map(repr, ids))}: ids are file names without .txt")
    if urls := [row["url"] for row in rows if row.get("url")]:
        example = f"{len(urls)} listed addresses, such as {urls[0]}" if len(urls) > 1 else urls[0]
        yield Problem(name, f"no saved page for {example}: save it there, nothing is fetched")


def _documents(names: Iterable[str]) -> list[str]:
    """The files of a folder that hold articles, in order; tables only where there is nothing else."""
    files = [name for name in sorted(names) if _is_article(name) and not _lists([name])]
    documents = [name for name in files if name.lower().removesuffix(".gz").endswith(DOCUMENTS)]
    return documents or [name for name in files if name.lower().removesuffix(".gz").endswith(TABLES)]


def _lists(names: Iterable[str]) -> list[str]:
    """The files of a folder that tell where its articles come from."""
    return [
        name
        for name in sorted(names)
        if Path(name).name == METADATA or (name.lower().endswith(FEEDS) and _is_article(name))
    ]


def _is_article(name: str) -> bool:
    path = Path(name)
    return not path.name.startswith(".") and path.name.split(".")[0].lower() not in NOT_ARTICLES
