"""Lists of addresses, RSS and Atom feeds among them, say where saved pages come from; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree.ElementTree import Element

from newsclaims.loaders.inputs import Problem, Source, at_once
from newsclaims.loaders.xml_trees import XmlError, parse_xml

# Where a reader came from, which is no part of an address.
TRACKING = frozenset("fbclid gclid cmpid ref smid partner ocid mc_cid mc_eid".split())
ITEMS = ("item", "entry")  # RSS and Atom
CREATOR = "creator"  # Dublin Core, which feeds use for names; RSS's own author is an e-mail address


@at_once
def read_feed(source: Source, data: bytes) -> Iterator[Mapping[str, str] | Problem]:
    """What an RSS or Atom feed says of each page: url, title, published, byline and outlet.

    >>> from pathlib import Path
    >>> from newsclaims.loaders.inputs import file_source
    >>> print(*read_feed(file_source(Path("no", "such.rss"))))
    no/such.rss: can't be read (No such file or directory): check the file and its permissions
    """
    try:
        tree = parse_xml(data)
    except XmlError as error:
        yield Problem(source.name, f"not a feed ({error}): save it anew, or leave it out")
        return
    items = [element for element in tree.iter() if _name(element) in ITEMS]
    if not items:
        yield Problem(source.name, "not a feed: it has neither <item> nor <entry>")
        return
    channel = next((element for element in tree.iter() if _name(element) in ("channel", "feed")), tree)
    outlet = _text(channel, "title")
    for item in items:
        yield {
            "url": _link(item),
            "title": _text(item, "title"),
            "published": _text(item, "pubDate") or _text(item, "published") or _text(item, "date"),
            "byline": _text(item, CREATOR) or _author(item),
            "outlet": _text(item, "source") or outlet,
        }  # fmt: skip


def same_page(url: str) -> str:
    """An address without what may differ between two of one page: scheme, "www.", tracking, fragment, last slash.

    >>> same_page("http://www.herald.example/bridge/?utm_source=feed#top")
    'herald.example/bridge'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # "http://[" is no address
        return url.strip()
    host = parts.netloc.lower().removeprefix("www.")
    query = [(key, value) for key, value in parse_qsl(parts.query) if not (key in TRACKING or key.startswith("utm_"))]
    return host + parts.path.rstrip("/") + ("?" + urlencode(query) if query else "")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: Element, name: str) -> str:
    found = next((child for child in element if _name(child) == name), None)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _author(item: Element) -> str:
    """Atom's way to name whom RSS calls the creator."""
    return next((_text(child, "name") for child in item if _name(child) == "author"), "")


def _link(item: Element) -> str:
    """RSS gives the address as text, Atom as an attribute of the link to the page itself."""
    for child in item:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or "".join(child.itertext())).strip()
    return ""
