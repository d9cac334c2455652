"""``--format junit``: XML that parsers take, in the form that Jenkins' schema describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from lxml import etree

from cleanup.visible import shown
from tests.cli.formats.cases import hostile, located, report
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding

SCHEMA = etree.XMLSchema(
    etree.XML("""
<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema">
  <s:element name="testsuites"><s:complexType>
    <s:sequence><s:element ref="testsuite" maxOccurs="unbounded"/></s:sequence>
    <s:attribute name="name" type="s:string"/>
  </s:complexType></s:element>
  <s:element name="testsuite"><s:complexType>
    <s:sequence><s:element ref="testcase" maxOccurs="unbounded"/></s:sequence>
    <s:attribute name="name" type="s:string" use="required"/>
    <s:attribute name="tests" type="s:positiveInteger" use="required"/>
    <s:attribute name="failures" type="s:nonNegativeInteger" use="required"/>
    <s:attribute name="errors" type="s:nonNegativeInteger" use="required"/>
  </s:complexType></s:element>
  <s:element name="testcase"><s:complexType>
    <s:sequence><s:element ref="failure" minOccurs="0"/></s:sequence>
    <s:attribute name="name" type="s:string" use="required"/>
    <s:attribute name="classname" type="s:string"/>
  </s:complexType></s:element>
  <s:element name="failure"><s:complexType mixed="true">
    <s:attribute name="message" type="s:string"/>
    <s:attribute name="type" type="s:string"/>
  </s:complexType></s:element>
</s:schema>""")
)
"""A part of Jenkins' schema: the elements and attributes that are written."""


def parsed(findings: list[LocatedFinding]) -> etree._Element:
    written = report("junit", findings)
    assert written.isascii()
    root = etree.fromstring(written.encode())
    SCHEMA.assertValid(root)
    return root


@given(hostile)
@few
def test_every_text_makes_valid_xml_that_holds_it(findings: list[LocatedFinding]) -> None:
    root = parsed(findings)
    failures = list(root.iter("failure"))
    lines = report("concise", findings).splitlines()
    for failure, line, found in zip(failures, lines, findings, strict=True):
        case = failure.getparent()
        assert case is not None
        assert case.get("classname") == shown(found.source.path)
        mark = "[*]" if found.fixable else ""
        assert failure.text == line.replace(f" {found.finding.code}{mark} ", " ", 1)


def test_there_is_one_suite_a_file() -> None:
    names = ("a.txt", "a.txt", "b.txt")
    root = parsed([located("a b", path=name) for name in names])
    assert [(one.get("name"), one.get("failures")) for one in root] == [
        ("a.txt", "2"),
        ("b.txt", "1"),
    ]


def test_without_findings_a_test_has_passed() -> None:
    [suite] = parsed([])
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
