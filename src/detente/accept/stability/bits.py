"""Sets of states as integers: state ``s`` is in the set where bit ``s`` is 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def bits(members: Iterable[int]) -> int:
    """The set with these members.

    >>> bits([0, 3])
    9
    """
    found = 0
    for member in members:
        found |= 1 << member
    return found


def members_of(states: int) -> Iterator[int]:
    """The members of a set, ascending.

    >>> list(members_of(9))
    [0, 3]
    """
    while states:
        lowest = states & -states
        yield lowest.bit_length() - 1
        states ^= lowest


def closure(arcs: Sequence[int]) -> list[int]:
    """For each node of a directed graph the set of nodes that it can reach in one step or more.

    Nodes on a cycle are contracted while a path is followed in depth (Purdom 1970, BIT 10:76-94; Gabow 2000,
    Information Processing Letters 74:107-114); what a finished component reaches is the union over its
    successors. With sets as integers no arc is looked at singly.

    Args:
        arcs: For each node the set of its successors.
    """
    reach = [0] * len(arcs)
    unseen = (1 << len(arcs)) - 1
    while unseen:
        unseen = _explore((unseen & -unseen), arcs, reach, unseen)
    return reach


def _explore(root: int, arcs: Sequence[int], reach: list[int], unseen: int) -> int:
    """Finish all that can be reached from ``root``; what is left unseen."""
    path = [(root, arcs[root.bit_length() - 1])]
    on_path = root
    unseen ^= root
    while path:
        component, out = path[-1]
        back = out & on_path & ~component
        fresh = out & unseen
        if back:
            path.pop()
            lower, lower_out = path.pop()
            path.append((lower | component, lower_out | out))
        elif fresh:
            node = fresh & -fresh
            unseen ^= node
            on_path |= node
            path.append((node, arcs[node.bit_length() - 1]))
        else:
            path.pop()
            on_path ^= component
            found = union(out & ~component, reach) | (component if out & component else 0)
            for member in members_of(component):
                reach[member] = found
    return unseen


def union(nodes: int, reach: Sequence[int]) -> int:
    """``nodes`` and all that they reach; a node that another one reaches is not looked at again."""
    found = nodes
    while nodes:
        lowest = nodes & -nodes
        beyond = reach[lowest.bit_length() - 1]
        found |= beyond
        nodes &= ~(beyond | lowest)
    return found
