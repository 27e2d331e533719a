"""Networks of positions as GraphML, which networkx, Gephi, visone and igraph read.

GraphML is XML (Brandes et al. 2002): keys say which data nodes and edges carry, with a name and a type, then
the graph follows. Every weight is a number; a network that has negative ones says so in its description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from detente.record.positions.network import signs

if TYPE_CHECKING:
    from detente.record.account import Account

NETWORKS = ("signed", "agreement", "conflict", "affiliation")

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 file can hold."""

_ABOUT: Mapping[str, str] = {
    "signed": "Weight: issues of agreement less issues of conflict; may be negative.",
    "agreement": "Weight: number of issues on which both parties say yes.",
    "conflict": "Weight: number of issues on which the parties are in conflict.",
    "affiliation": "Weight: 1 for yes, -1 for no, 0 for both or a demand; parties and issues are nodes.",
}


_NODE_FIELDS: Mapping[str, str] = {"name": "string", "kind": "string"}
_TIE_FIELDS: Mapping[str, str] = {
    "weight": "double",
    "agree": "int",
    "conflict": "int",
    "subtract": "int",
    "normalised": "double",
    "agree_issues": "string",
    "conflict_issues": "string",
}
_POSITION_FIELDS: Mapping[str, str] = {"weight": "double", "stand": "string", "statements": "string"}


@dataclass(frozen=True, slots=True)
class _Edge:
    one: str
    other: str
    data: Mapping[str, str | int | float]


def positions_graphml(account: Account, network: str) -> Iterator[str]:
    """A network as GraphML text, in pieces.

    Args:
        account: What was found.
        network: ``signed``, ``agreement`` or ``conflict`` (parties are nodes; an edge for each pair with a
            tie of that kind), ``affiliation`` (parties and issues are nodes; an edge for each position).

    Raises:
        KeyError: there is no such network.
    """
    about = _ABOUT[network]
    nodes = _nodes(account, affiliation=network == "affiliation")
    edges = _positions(account) if network == "affiliation" else _ties(account, network)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    yield ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    yield ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    yield ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    yield f"  <desc>{_text(about)}</desc>\n"
    fields = _POSITION_FIELDS if network == "affiliation" else _TIE_FIELDS
    for owner, kinds in (("node", _NODE_FIELDS), ("edge", fields)):
        for field, kind in kinds.items():
            yield f'  <key id="{owner}-{field}" for="{owner}" attr.name="{field}" attr.type="{kind}"/>\n'
    yield f'  <graph id="{network}" edgedefault="undirected">\n'
    for node, data in nodes.items():
        yield f"    <node id={_attribute(node)}>{_data('node', data)}</node>\n"
    for number, edge in enumerate(edges, start=1):
        ends = f"source={_attribute(edge.one)} target={_attribute(edge.other)}"
        yield f'    <edge id="e{number}" {ends}>{_data("edge", edge.data)}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _nodes(account: Account, *, affiliation: bool) -> dict[str, Mapping[str, str]]:
    """Ids of nodes: a party's, and an issue's behind a sign that no id has."""
    case = account.positions.case
    nodes: dict[str, Mapping[str, str]] = {
        party.id: {"name": party.title, "kind": "party"} for party in case.parties
    }
    if affiliation:
        nodes |= {f"issue:{issue.id}": {"name": issue.title, "kind": "issue"} for issue in case.issues}
    return nodes


def _ties(account: Account, network: str) -> Iterator[_Edge]:
    for tie in account.network.ties:
        weights = {"signed": tie.subtract, "agreement": len(tie.agree), "conflict": len(tie.conflict)}
        if not (tie.agree or tie.conflict) or (network != "signed" and not weights[network]):
            continue
        data: dict[str, str | int | float] = {
            "weight": float(weights[network]),
            "agree": len(tie.agree),
            "conflict": len(tie.conflict),
            "subtract": tie.subtract,
            "normalised": float(tie.normalised or 0),
            "agree_issues": ";".join(tie.agree),
            "conflict_issues": ";".join(tie.conflict),
        }
        yield _Edge(tie.parties[0], tie.parties[1], data)


def _positions(account: Account) -> Iterator[_Edge]:
    for cell in account.positions.cells:
        if cell.holdings:
            data: dict[str, str | int | float] = {
                "weight": float(sum(signs(cell))),
                "stand": cell.stand.value,
                "statements": ";".join(cell.statements),
            }
            yield _Edge(cell.party, f"issue:{cell.issue}", data)


def _data(owner: str, data: Mapping[str, str | int | float] | Mapping[str, str]) -> str:
    return "".join(f'<data key="{owner}-{key}">{_text(f"{value}")}</data>' for key, value in data.items())


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))
