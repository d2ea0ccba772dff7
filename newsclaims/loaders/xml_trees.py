"""XML without a document type: no entities of its own, so none that swell, and nothing outside the file is looked for.

The standard library's parser is enough for that, as an entity can only be declared in a document type. It needs no
package of its own, where python-docx would bring lxml (5 MB).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat


class XmlError(ValueError):
    """A text that is no XML, or XML that is refused."""


def parse_xml(data: bytes) -> Element:
    """The tree of an XML document; names with a namespace are ``{namespace}name``.

    Raises XmlError if it isn't well-formed or declares a document type.

    >>> parse_xml(b"<feed><title>Herald</title></feed>")[0].text
    'Herald'
    >>> parse_xml(b'<!DOCTYPE bomb [<!ENTITY a "aaaa">]><feed>&a;</feed>')
    Traceback (most recent call last):
    newsclaims.loaders.xml_trees.XmlError: declares a document type, which feeds and Word files don't
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: builder.start(
        _named(name), {_named(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(_named(name))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(f"not XML: {error}") from error
    except XmlError:
        raise
    except (LookupError, ValueError) as error:  # Python doesn't know the encoding, or expat can't use it
        raise XmlError(f"in an encoding that can't be read ({error})") from error
    return builder.close()


def _named(name: str) -> str:
    return "{" + name if "}" in name else name


def _refuse(*declared: object) -> None:
    raise XmlError("declares a document type, which feeds and Word files don't")
