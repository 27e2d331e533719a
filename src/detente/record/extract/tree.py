"""A parsed sentence: words with their heads, and the stretches of text under them.

The rules of this room read these nouns alone, not the parser's, so that a rule can be tried on a tree
written by hand and no parser's document outlives its block of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.record.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a sentence.

    Attributes:
        text: The word as parsed: quotation marks and apostrophes are straight.
        lemma: Its dictionary form, lower case.
        tag: Its part of speech (Penn Treebank).
        dep: Its relation to its head (ClearNLP labels).
        head: Index of its head in the sentence; its own index for the root.
        start: First code point in the article.
        end: Code point after the last one.
        quoted: Whether the word stands for a whole quotation.
    """

    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    quoted: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return self.dep == "punct" or not any(letter.isalnum() for letter in self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as a tree of words; ``sentence_of`` makes one.

    Attributes:
        words: The words, in order.
        children: For each word, the words whose head it is, in order.
        edges: For each word, the first and the last word below it.
        paragraph: Index of the paragraph that the sentence stands in.
    """

    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int], ...]
    paragraph: int = 0

    @property
    def span(self) -> Span:
        """Where the sentence stands in the article."""
        return Span(self.words[0].start, self.words[-1].end)

    def stretch(self, left: int, right: int) -> Span:
        """Return the stretch of the article from one word to another, both included."""
        return Span(self.words[left].start, self.words[right].end)

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first word under another one in one of the relations, None without one."""
        return next((kid for kid in self.children[index] if self.words[kid].dep in relations), None)

    def kids(self, index: int, *relations: str) -> tuple[int, ...]:
        """Return all words under another one in one of the relations."""
        return tuple(kid for kid in self.children[index] if self.words[kid].dep in relations)

    def below(self, index: int, top: int) -> bool:
        """Return whether a word is, or stands below, another one."""
        while index != top:
            head = self.words[index].head
            if head == index:
                return False
            index = head
        return True

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the head of a word, its head, and so on to the root."""
        while self.words[index].head != index:
            index = self.words[index].head
            yield index

    def plain(self, left: int, right: int) -> str:
        """Return the words as parsed, with single blanks, for matching and naming."""
        parts: list[str] = []
        for index in range(left, right + 1):
            word = self.words[index]
            glued = index == left or self.words[index - 1].end == word.start
            parts.append(word.text if glued else " " + word.text)
        return "".join(parts)


def sentence_of(words: Sequence[Word], paragraph: int = 0) -> Sentence:
    """Return words as a tree. A word whose head does not lead to a root (a circle) stands for itself."""
    below: list[list[int]] = [[] for _ in words]
    for index, word in enumerate(words):
        if word.head != index:
            below[word.head].append(index)
    edges = [(index, index) for index in range(len(words))]
    for index in _leaves_first(words, below):
        for child in below[index]:
            edges[index] = min(edges[index][0], edges[child][0]), max(edges[index][1], edges[child][1])
    return Sentence(
        words=tuple(words), children=tuple(map(tuple, below)), edges=tuple(edges), paragraph=paragraph
    )


def _leaves_first(words: Sequence[Word], below: Sequence[Sequence[int]]) -> list[int]:
    order: list[int] = []
    todo = [index for index, word in enumerate(words) if word.head == index]
    while todo:
        index = todo.pop()
        order.append(index)
        todo.extend(below[index])
    return order[::-1]
