"""Merkle trees: the known answers of Certificate Transparency, and proofs against every lie about them."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.watch.ledger.merkle import (
    growth_path,
    inclusion_path,
    is_grown,
    is_included,
    leaf_hash,
    merkle_root,
    node_hash,
)

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Test vectors of the Certificate Transparency project for RFC 6962: roots over the first one to eight."""


def leaves_of(count: int) -> list[bytes]:
    return [leaf_hash(f"entry {number}".encode()) for number in range(count)]


def by_definition(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, as it is written."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while 2 * split < len(leaves):
        split *= 2
    return sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@pytest.mark.parametrize("count", range(1, 9))
def test_known_roots(count: int) -> None:
    leaves = [leaf_hash(bytes.fromhex(text)) for text in INPUTS[:count]]
    assert merkle_root(leaves).hex() == ROOTS[count - 1]


def test_known_paths() -> None:
    leaves = [leaf_hash(bytes.fromhex(text)) for text in INPUTS]
    assert [node.hex()[:8] for node in inclusion_path(leaves, 0)] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert [node.hex()[:8] for node in inclusion_path(leaves[:3], 2)] == ["fac54203"]
    assert [node.hex()[:8] for node in growth_path(leaves[:5], 2)] == ["5f083f0a", "bc1a0643"]
    assert growth_path(leaves, 8) == []


@given(st.integers(0, 70))
def test_the_root_is_the_one_of_the_definition(count: int) -> None:
    assert merkle_root(leaves_of(count)) == by_definition(leaves_of(count))


@given(st.integers(1, 40), st.data())
def test_an_entry_is_proven_and_no_other_one_is(count: int, data: st.DataObject) -> None:
    leaves = leaves_of(count)
    place = data.draw(st.integers(0, count - 1))
    path, root = inclusion_path(leaves, place), merkle_root(leaves)
    assert is_included(leaves[place], place, count, path, root)
    for other in {data.draw(st.integers(-1, count)) for _ in range(4)} - {place}:
        assert not is_included(leaves[place], other, count, path, root)
    assert not is_included(leaf_hash(b"else"), place, count, path, root)
    assert not is_included(leaves[place], place, count, [*path, root], root)
    assert not is_included(leaves[place], place, count, path, leaf_hash(b"else"))
    if path:
        assert not is_included(leaves[place], place, count, path[:-1], root)
        assert not is_included(leaves[place], place, count, [leaf_hash(b"x"), *path[1:]], root)


@given(st.integers(1, 40), st.data())
def test_growth_is_proven_and_a_rewritten_past_is_not(count: int, data: st.DataObject) -> None:
    leaves = leaves_of(count)
    old = data.draw(st.integers(1, count))
    path, before, after = growth_path(leaves, old), merkle_root(leaves[:old]), merkle_root(leaves)
    assert is_grown(old, before, count, after, path)
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:changed], leaf_hash(b"else"), *leaves[changed + 1 :]]
    assert not is_grown(old, before, count, merkle_root(rewritten), growth_path(rewritten, old))
    assert not is_grown(old, before, count, after, [*path, after])
    assert not is_grown(old, leaf_hash(b"else"), count, after, path)
    if old < count:
        assert not is_grown(old, before, count, after, path[:-1])
        assert not is_grown(old, before, count, before, path)


def test_impossible_questions_are_refused() -> None:
    leaves = leaves_of(4)
    root = merkle_root(leaves)
    assert not is_grown(5, root, 4, root, [])
    assert not is_grown(0, root, 4, root, [])
    assert not is_grown(3, root, 4, root, [])
    assert not is_included(leaves[0], 0, 0, [], root)
    for place in (-1, 4):
        with pytest.raises(IndexError):
            inclusion_path(leaves, place)
    for old in (0, 5):
        with pytest.raises(IndexError):
            growth_path(leaves, old)


def test_a_node_cannot_be_passed_off_as_an_entry() -> None:
    """Without the prefixes the tree over two nodes would have the root of the tree over four leaves."""
    leaves = leaves_of(4)
    pairs = [leaves[0] + leaves[1], leaves[2] + leaves[3]]
    assert merkle_root([leaf_hash(pair) for pair in pairs]) != merkle_root(leaves)
    assert node_hash(leaves[0], leaves[1]) != leaf_hash(leaves[0] + leaves[1])
