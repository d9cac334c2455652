"""What docutils reads in a reStructuredText, with the places of it: the truth for regions.

docutils knows the lines of blocks only, and not of all. So a node is looked for in the text behind
the one before it; where it is not found there it says nothing.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles

from benchmarks.quality.markdown_truth import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from docutils.parsers.rst.states import Inliner

_SPHINX_TEXT = "seealso todo versionadded versionchanged deprecated glossary function class method"
_SPHINX_OTHER = "toctree automodule autoclass autofunction autosummary literalinclude code-block"
_NEAR = 4000
"""Code points behind a node within which the next one is looked for."""
_SILENT = (nodes.system_message, nodes.problematic, nodes.pending)
_BLOCKS = {
    nodes.literal_block: "literal block",
    nodes.doctest_block: "doctest",
    nodes.comment: "comment",
    nodes.math_block: "math",
    nodes.raw: "raw",
}
_INLINE = {nodes.literal: "literal", nodes.math: "math", nodes.title_reference: "role"}


class _Text(Directive):
    """A directive of Sphinx whose content is text."""

    has_content = True
    optional_arguments = 100

    def run(self) -> Sequence[nodes.Node]:
        """Return the content."""
        container = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, container)
        return [container]


class _Code(Directive):
    """A directive of Sphinx whose content is none."""

    has_content = True
    optional_arguments = 100

    def run(self) -> Sequence[nodes.Node]:
        """Return the content as it is."""
        content = "\n".join(self.content)
        return [nodes.literal_block(content, content)] if content else []


def _role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: Mapping[str, Any] = MappingProxyType({}),
    content: Sequence[str] = (),
) -> tuple[list[nodes.reference], list[nodes.reference]]:
    return [nodes.reference(rawtext, "", nodes.literal(rawtext, rawtext))], []


def rest_tree(text: str) -> nodes.document:
    """Return what docutils reads, with the usual directives and roles of Sphinx."""
    for name in _SPHINX_TEXT.split():
        directives.register_directive(name, _Text)
    for name in _SPHINX_OTHER.split():
        directives.register_directive(name, _Code)
    for name in "ref doc class meth func mod attr exc data obj py:class py:func issue pull".split():
        roles.register_local_role(name, _role)
    quiet = {
        "report_level": 5,
        "halt_level": 6,
        "file_insertion_enabled": False,
        "doctitle_xform": False,
        "docinfo_xform": False,
        "sectsubtitle_xform": False,
    }
    tree: nodes.document = publish_doctree(text, settings_overrides=quiet)
    return tree


def rest_shape(text: str) -> list[tuple[str, str]]:
    """Return all that docutils reads, with the text of literals alone."""
    shape = []
    for node in rest_tree(text).findall():
        if not isinstance(node, nodes.Text):
            literal = isinstance(node, tuple(_BLOCKS) + tuple(_INLINE))
            target = node.get("refuri", "") if isinstance(node, nodes.reference) else ""
            shape.append((type(node).__name__, node.astext() if literal else target))
    return shape


def rest_nodes(text: str) -> Iterator[Node]:
    """Yield what docutils finds, as far as its place in the text is certain."""
    place = 0
    for what, content in rest_leaves(text):
        for line in content.split("\n") if what != "literal" else [content]:
            found = _flexible(line).search(text, place, place + _NEAR) if line.strip() else None
            if found:
                yield Node(found.start(), found.end(), what)
                place = found.end()


def rest_leaves(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of what docutils finds, in order."""
    return _contents(rest_tree(text))


def _contents(node: nodes.Node) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of the leaves, in the order of the text."""
    if isinstance(node, _SILENT):
        return
    for kind, what in (*_BLOCKS.items(), *_INLINE.items()):
        if isinstance(node, kind):
            yield what, node.astext()
            return
    if isinstance(node, nodes.field) and not _is_text_field(node):
        yield "field", node.astext()
        return
    if isinstance(node, nodes.table):
        yield from (("table", cell.astext()) for cell in node.findall(nodes.entry))
        return
    if isinstance(node, nodes.Text):
        yield _text_kind(node), str(node)
        return
    for child in node.children:
        yield from _contents(child)


def _is_text_field(node: nodes.field) -> bool:
    return node[0].astext().split()[0] in ("param", "parameter", "return", "returns", "raises")


def _text_kind(node: nodes.Text) -> str:
    parent = node.parent
    while isinstance(parent, (nodes.emphasis, nodes.strong)):
        parent = parent.parent
    if isinstance(parent, nodes.reference):
        return "link text"
    if isinstance(parent, (nodes.title, nodes.rubric)):
        return "heading text"
    if isinstance(parent, (nodes.paragraph, nodes.term, nodes.line)):
        return "text"
    return "other"


def _flexible(content: str) -> re.Pattern[str]:
    """Return a pattern of a content that white space may part otherwise."""
    return re.compile(r"\s+".join(map(re.escape, content.split())))
