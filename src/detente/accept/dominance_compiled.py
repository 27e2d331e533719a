"""The sweep of :mod:`detente.accept.dominance`, compiled: the earlier maximal rows stand in a tree.

The tree is a k-d trie (Orenstein 1982, "Multidimensional tries used for associative searching", Information
Processing Letters 14:150-157): an inner node halves its region of the first word's fields, so that the depth
is bounded by the bits of a word in whatever order rows come. A leaf holds a page of rows that are compared at
once. Each node knows an upper bound of its rows in every field and is entered only if that passes, as in the
ND-tree of Jaszkiewicz and Lust (2018, IEEE Transactions on Evolutionary Computation 22:778-791). When a page
is full, rows that later ones cover leave it before it is split. On a frontier such a search visits a few
dozen nodes.

All code of the compiled function stands in this file, as numba takes the file's date for the date of the
code. It runs as plain Python, too, which is how coverage sees into it.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from detente.accept.dominance_words import Words

PAGE = 64
CROWDED = 48
NODES = 64
ZERO, ONE = np.uint64(0), np.uint64(1)

Function = TypeVar("Function")


class Tree(NamedTuple):
    """The packed rows, then arrays over the nodes of a tree, then pages of rows.

    Attributes:
        words, guards, fields: As in :class:`~detente.accept.dominance_words.Words`.
        top: First word; each of its fields is at least that of each row below the node.
        low: First word; the lower corner of the node's region.
        high: First word; the upper corner, exclusive.
        cut: The value of a field from which on rows are on the right of an inner node.
        axis: That field.
        child: The left child of an inner node; the right one follows it. 0 in a leaf.
        page: The page of a leaf.
        held: How many rows a leaf holds.
        stack: Room for the nodes still to visit.
        word: The first words of each page's rows, oldest first. Places not taken hold zeros, which are as
            large as a row only if all rows are, or rows that moved and whose words are still good.
        row: Their row numbers.
        used: How many nodes and pages are in use.
    """

    words: NDArray[np.uint64]
    guards: NDArray[np.uint64]
    fields: NDArray[np.uint64]
    top: NDArray[np.uint64]
    low: NDArray[np.uint64]
    high: NDArray[np.uint64]
    cut: NDArray[np.uint64]
    axis: NDArray[np.int64]
    child: NDArray[np.int64]
    page: NDArray[np.int64]
    held: NDArray[np.int64]
    stack: NDArray[np.int64]
    word: NDArray[np.uint64]
    row: NDArray[np.int64]
    used: NDArray[np.int64]


def sweep_tree(packed: Words, heads: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The undominated rows; arguments and answer as in :func:`detente.accept.dominance.sweep_blocks`."""
    mask = np.zeros(len(heads), dtype=np.bool_)
    tree = _planted(packed, NODES)
    try:
        begin = _sweep(tree, heads, mask, 0)
    except OSError:  # compiled, but the code could not be kept: the disk is full
        begin = _sweep(tree, heads, mask, 0)
    while begin < len(heads):
        larger = _planted(packed, 2 * len(tree.top))
        for old, new in zip(tree[3:], larger[3:], strict=True):
            new[: len(old)] = old
        tree = larger
        begin = _sweep(tree, heads, mask, begin)
    return mask


def _planted(packed: Words, nodes: int) -> Tree:
    """Room for a tree of so many nodes."""
    top, low, high, cut = (np.zeros(nodes, dtype=np.uint64) for _ in range(4))
    axis, child, page, held, stack = (np.zeros(nodes, dtype=np.int64) for _ in range(5))
    word = np.zeros((nodes // 2 + 1, PAGE), dtype=np.uint64)
    row = np.zeros(word.shape, dtype=np.int64)
    used = np.zeros(2, dtype=np.int64)
    rows = (packed.words, packed.guards, packed.fields)
    return Tree(*rows, top, low, high, cut, axis, child, page, held, stack, word, row, used)


def _part(function: Function) -> Function:
    """Make a part of the compiled function, callable from within it only: a third less to compile."""
    options: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast("Function", numba.njit(forceinline=True, **options)(function))


def _compiled(function: Function) -> Function:
    """Compile at the first call, and keep the code for later runs where a folder for it can be written."""
    try:
        return cast("Function", numba.njit(cache=True)(function))
    except RuntimeError:
        return cast("Function", numba.njit()(function))


@_part
def _passes(large: np.uint64, small: np.uint64, guard: np.uint64) -> bool:
    """Is the first word at least as large in every field?"""
    passes: bool = (((large | guard) - small) & guard) == guard
    return passes


@_part
def _confirmed(tree: Tree, large: int, small: int) -> bool:
    """Given that the first words pass: is the one row at least as large as the other in every column?"""
    for part in range(1, len(tree.guards)):
        if not _passes(tree.words[part, large], tree.words[part, small], tree.guards[part]):
            return False
    return True


@_part
def _is_covered(tree: Tree, row: int) -> bool:
    """Is some row of the tree at least as large as this one?"""
    small, guard = tree.words[0, row], tree.guards[0]
    waiting = 0
    if _passes(tree.top[0], small, guard):
        tree.stack[0] = 0
        waiting = 1
    while waiting > 0:
        waiting -= 1
        node = int(tree.stack[waiting])
        child = int(tree.child[node])
        if child == 0:
            if _is_covered_on_page(tree, node, row):
                return True
        else:
            for side in range(child, child + 2):
                if _passes(tree.top[side], small, guard):
                    tree.stack[waiting] = side
                    waiting += 1
    return False


@_part
def _is_covered_on_page(tree: Tree, leaf: int, row: int) -> bool:
    """Is some row of this leaf at least as large as that one?"""
    small, guard, page = tree.words[0, row], tree.guards[0], tree.page[leaf]
    hits = 0
    for place in range(PAGE):
        hits += _passes(tree.word[page, place], small, guard)
    if hits == 0 or len(tree.guards) == 1:
        return hits > 0
    for place in range(tree.held[leaf]):
        if _passes(tree.word[page, place], small, guard) and _confirmed(tree, tree.row[page, place], row):
            return True
    return False


@_part
def _raise_top(tree: Tree, node: int, word: np.uint64) -> None:
    """Let a node's upper bound include one more word."""
    old = tree.top[node]
    if not _passes(old, word, tree.guards[0]):
        top = ZERO
        for field in tree.fields:
            top |= max(old & field, word & field)
        tree.top[node] = top


@_part
def _below(tree: Tree, node: int, word: np.uint64) -> int:
    """The child of an inner node in whose region a word falls."""
    left = int(tree.child[node])
    return left + 1 if (word & tree.fields[tree.axis[node]]) >= tree.cut[node] else left


@_part
def _thin(tree: Tree, leaf: int) -> None:
    """Let rows leave a page if a later one there is at least as large: what they cover, it covers."""
    page, guard, held, kept = tree.page[leaf], tree.guards[0], tree.held[leaf], 0
    for place in range(held):
        word, row = tree.word[page, place], tree.row[page, place]
        hits = 0
        for later in range(place + 1, held):
            if _passes(tree.word[page, later], word, guard):
                hits += _confirmed(tree, tree.row[page, later], row)
        if hits == 0:
            tree.word[page, kept], tree.row[page, kept] = word, row
            kept += 1
    tree.held[leaf] = kept


@_part
def _widest(tree: Tree, leaf: int) -> int:
    """The field over which the rows of a leaf spread most; -1 if their words are all equal."""
    page, widest, most = tree.page[leaf], -1, 0.0
    for axis in range(len(tree.fields)):
        field = tree.fields[axis]
        least = most_here = tree.word[page, 0] & field
        for place in range(1, tree.held[leaf]):
            value = tree.word[page, place] & field
            least, most_here = min(least, value), max(most_here, value)
        spread = float(most_here - least) / float(field)
        if spread > most:
            widest, most = axis, spread
    return widest


@_part
def _empty_leaf(tree: Tree, node: int, page: int) -> None:
    """Make a node a leaf without rows."""
    tree.top[node], tree.child[node], tree.page[node], tree.held[node] = ZERO, 0, page, 0
    for place in range(PAGE):
        tree.word[page, place] = ZERO


@_part
def _put(tree: Tree, leaf: int, word: np.uint64, row: int) -> None:
    """Write a row to the end of a leaf's page."""
    page, place = tree.page[leaf], tree.held[leaf]
    tree.word[page, place], tree.row[page, place] = word, row
    tree.held[leaf] = place + 1


@_part
def _halve(tree: Tree, node: int) -> None:
    """Make a leaf an inner node with two leaves; the left one takes over its page.

    Rows whose first words are all equal cannot be told apart: they stay on the left, what comes goes right.
    """
    page, held, axis = tree.page[node], tree.held[node], _widest(tree, node)
    left, right = tree.used[0], tree.used[0] + 1
    tree.low[left], tree.high[left] = tree.low[node], tree.high[node]
    tree.low[right], tree.high[right] = tree.low[node], tree.high[node]
    tree.top[left], tree.child[left], tree.page[left], tree.held[left] = ZERO, 0, page, 0
    _empty_leaf(tree, right, tree.used[1])
    tree.used[0], tree.used[1] = tree.used[0] + 2, tree.used[1] + 1
    tree.axis[node], tree.cut[node], tree.child[node] = max(axis, 0), ZERO, left
    if axis >= 0:
        field = tree.fields[axis]
        least, beyond = tree.low[node] & field, tree.high[node] & field
        cut = least + (((beyond - least) >> ONE) & field)
        tree.high[left] = (tree.high[node] & ~field) | cut
        tree.low[right] = (tree.low[node] & ~field) | cut
        tree.cut[node] = cut
    for place in range(held):
        word, row = tree.word[page, place], tree.row[page, place]
        side = left if axis < 0 else _below(tree, node, word)
        _put(tree, side, word, row)
        _raise_top(tree, side, word)


@_part
def _leaf_for(tree: Tree, word: np.uint64) -> int:
    """The leaf in whose region a word falls; upper bounds on the way are raised to include it."""
    node = 0
    _raise_top(tree, node, word)
    while tree.child[node] != 0:
        node = _below(tree, node, word)
        _raise_top(tree, node, word)
    return node


@_part
def _roomier(tree: Tree, node: int, word: np.uint64) -> int:
    """The leaf for a word below a full one, split as often as needed; -1 if there is no room for it."""
    _thin(tree, node)
    while tree.held[node] > CROWDED:
        if tree.used[0] + 2 > len(tree.top):
            return -1
        _halve(tree, node)
        node = _below(tree, node, word)
        _raise_top(tree, node, word)
    return node


@_compiled
def _sweep(tree: Tree, heads: NDArray[np.bool_], mask: NDArray[np.bool_], begin: int) -> int:
    """Judge rows from ``begin``; stop at the row, returned, for which the tree has no room."""
    for row in range(begin, len(heads)):
        if heads[row]:
            tree.low[0], tree.high[0] = ZERO, tree.guards[0]
            tree.used[0], tree.used[1] = 1, 1
            _empty_leaf(tree, 0, 0)
        elif _is_covered(tree, row):
            continue
        word = tree.words[0, row]
        leaf = _leaf_for(tree, word)
        if tree.held[leaf] == PAGE:
            leaf = _roomier(tree, leaf, word)
        if leaf < 0:
            return row
        _put(tree, leaf, word, row)
        mask[row] = True
    return len(heads)
