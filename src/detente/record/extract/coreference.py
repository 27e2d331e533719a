"""Who a mention means.

It is read in the light of what the article has named before: surnames, pronouns, "its envoy", "the minister".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from detente.record.extract.cues import Cues
from detente.record.extract.found import Mention
from detente.record.extract.introductions import Introductions, committed, is_of_home, is_of_many
from detente.record.extract.persons import RELATIONS, REPUBLIC, Names
from detente.record.extract.resolved import Resolved, again, depth, last_name, may_be, meant_by_pronoun
from detente.record.extract.speakers import mention as mention_of
from detente.record.extract.tree import Sentence
from detente.record.lexicon import Lexicon, Who, who

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_BODILY = frozenset({"it", "its", "they", "their", "them", "both", "one"})
_OWN = frozenset({"we", "i", "our", "my"})
_RELATED = re.compile(rf"^.*\b(?:{'|'.join(sorted(RELATIONS))}), (?=[A-Z])")
_ANYBODY = frozenset({"diplomat", "official", "politician", "statesman", "lawmaker", "man", "woman"})
_PRESS = re.compile(r"^(?:[Tt]he )?press (?:service|office|department) of ")
_BODIES = frozenset({"state", "institution", "outlet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What one article has named so far, in the order of reading.

    Attributes:
        lexicon: The words that name parties and offices.
        cues: The lists of nouns that speak.
        names: The article's names in their fullest form.
        introductions: How the article introduces its persons.
        among: The parties that the article names, for short forms and adjectives.
        on: The article's date, for offices with dates.
        named_later: Offices named before their holders: "Belmar's premier" with the name told later.
    """

    lexicon: Lexicon
    cues: Cues
    names: Names
    introductions: Introductions
    among: tuple[str, ...] = ()
    on: str = ""
    _known: dict[str, Who] = field(default_factory=dict)
    _by_last_name: dict[str, Resolved] = field(default_factory=dict)
    _people: list[Resolved] = field(default_factory=list)
    _groups: list[Resolved] = field(default_factory=list)
    named_later: dict[str, str] = field(default_factory=dict)

    def read(self, sentence: Sentence) -> None:
        """Take note of the names of a sentence with their titles."""
        self.names.read(sentence)

    def subjects(self, sentence: Sentence, before: int | None = None) -> None:
        """Take note of who acts in a sentence: pronouns that follow mean them."""
        acting = [
            index
            for index, word in enumerate(sentence.words)
            if word.dep in {"nsubj", "nsubjpass"} and (before is None or word.start < before)
        ]
        for index in sorted(acting, key=lambda index: -depth(sentence, index)):
            word = sentence.words[index]
            owned = word.lemma in self.cues.institutions | self.cues.persons and any(
                sentence.words[kid].tag == "NNP" for kid in sentence.kids(index, "poss", "compound", "appos")
            )
            if word.tag in {"NNP", "NNPS"} or owned or self.introductions.self_named(word.text):
                self._remember(self._named(mention_of(sentence, index)))

    def resolve(self, mention: Mention | None) -> Resolved:
        """Return who a mention means."""
        if mention is None:
            return Resolved()
        words = mention.words.split()
        if len(words) == 1 and mention.head in _PERSONAL:
            return meant_by_pronoun(self._people)
        if len(words) == 1 and mention.head in _BODILY:
            return meant_by_pronoun(self._groups)
        if mention.head in _OWN:
            return Resolved(by_pronoun=True)
        mention = replace(mention, words=self.introductions.completed(mention.words, mention.span.end))
        found = self._office(mention) or self._owned(mention) or self._named(mention)
        self._remember(found)
        return found

    def is_outlet(self, mention: Mention) -> bool:
        """Return whether a mention names an outlet."""
        return mention.head in self.cues.media or self.resolve(mention).what == "outlet"

    def party(self, mention: Mention) -> str:
        """Return the party of a mention."""
        return self.resolve(mention).party

    def _named(self, mention: Mention) -> Resolved:
        """Return who a name means: a person of that name, or what the lexicon says of its fullest form."""
        words = self.introductions.self_named(mention.words) or mention.words
        last = last_name(words)
        single = len(words.removeprefix("The ").removeprefix("the ").split()) == 1
        if single and last in self._by_last_name:
            return self._by_last_name[last]
        full = self.names.full(last) if single else ""
        if single and full and full.lower() != words.lower():
            fuller = self._from_words(full, mention)
            if fuller.what == "person" or len(full.split()) > len(words.split()):
                return fuller
        return self._from_words(words, mention)

    def _from_words(self, words: str, mention: Mention) -> Resolved:
        owner = self._owner(words)
        found = self._who(words if owner else self._in_full(words))
        if owner is not None:
            found = replace(found, party=owner.party, candidates=owner.candidates)
        if not found.party and found.what == "institution":
            longer = self.names.of_country(words)
            found = replace(found, party=self._who(longer).party) if longer else found
        made = Resolved(
            name=found.name or words,
            role=found.role,
            party=self._full_party(found.party),
            candidates=found.candidates,
            what=self._what(found, mention),
            named=bool(found.name),
        )
        if made.what == "person" and not made.party:
            made = self._sided(made, words)
        return self._introduced(made, found) if found.what == "person" and found.name else made

    def _introduced(self, made: Resolved, found: Who) -> Resolved:
        """Keep a person under the last name; without a side, that of the unnamed official before."""
        last = last_name(found.name)
        known = self._by_last_name.get(last)
        if known is not None and (known.party or not made.party):
            return replace(known, role=known.role or made.role)
        self._by_last_name[last] = made
        return made

    def _sided(self, made: Resolved, words: str) -> Resolved:
        """Give a person the side that the article tells elsewhere, or else the one that acted last."""
        introduced = self._as_introduced(made)
        if introduced is not None:
            return introduced
        before = next((one for one in reversed(self._people) if not one.named), None)
        alike = before is not None and made.role.lower() in {"", before.role.lower()}
        if made.named and alike and before is not None and before.party and self._is_new(before, made):
            self.named_later[before.name] = made.name
            return replace(made, party=before.party, role=before.role, by_pronoun=True)
        definite = words[:4].lower() == "the " and "'" not in words
        return self._of_last_group(made) if made.role and definite else made

    def _is_new(self, before: Resolved, made: Resolved) -> bool:
        """Return whether an office has no other holder yet, and stands last if the name has no office."""
        return self.named_later.get(before.name, made.name) == made.name and (
            bool(made.role) or before is self._people[-1]
        )

    def _as_introduced(self, made: Resolved) -> Resolved | None:
        last = last_name(made.name)
        parts = made.name.split() if made.named else []
        for words in self.introductions.of(parts[-1]) if parts else ():
            found = self._who(words)
            if found.party and last_name(found.name) == last:
                return replace(
                    made,
                    name=found.name,
                    role=found.role or made.role,
                    party=self._full_party(found.party),
                    candidates=found.candidates,
                )
        return None

    def _of_last_group(self, made: Resolved) -> Resolved:
        """Give "Minister X" the side of the state, ministry or group that acted last, or of the dateline.

        A mayor is of the dateline, whoever acted last; of whom an envoy of many states is, neither can tell.
        """
        role = made.role.lower()
        last = next((one for one in reversed(self._groups) if one.what != "outlet"), None)
        home = self.introductions.home(self.among)
        if is_of_many(role):
            return made
        if last is None or not last.party or is_of_home(role):
            return replace(made, party=home, by_pronoun=True) if home else made
        return replace(made, party=last.party, candidates=last.candidates, by_pronoun=True)

    def inferred(self, one: Resolved, content: str) -> Resolved:
        """Give an official without a side that of the party committed, or else of the one that acted last.

        "X will observe a truce", she said: she speaks for X.
        """
        if one.party or not (one.named and one.role):
            return one
        made = self._committed(one, content) or self._of_last_group(one)
        if made.party and last_name(one.name) in self._by_last_name:
            self._by_last_name[last_name(one.name)] = made
        for at, person in enumerate(self._people):
            if person.name == one.name:
                self._people[at] = replace(person, party=made.party, candidates=made.candidates)
        return made

    def _committed(self, one: Resolved, content: str) -> Resolved | None:
        name = committed(content)
        side = self._who(name)
        if side.party not in self.among or side.what == "person" or last_name(name) in self._by_last_name:
            return None
        return replace(one, party=side.party, candidates=side.candidates, by_pronoun=True)

    def _in_full(self, words: str) -> str:
        """Write a short name before an apostrophe in full: "the Lake Union's envoy"."""
        short, apostrophe, rest = words.replace("’", "'").partition("'")
        last = short.split()[-1] if short.split() else ""
        full = self.names.full(last) if apostrophe and last[:1].isupper() else ""
        if not full or len(short.split()) > 2 or len(full.split()) > 5 or "'" in full:
            return words
        return f"{full}'{rest}" if len(full.split()) > len(short.split()) else words

    def _owner(self, words: str) -> Resolved | None:
        """Return the person whose office speaks: "Adeh's office"."""
        first, apostrophe, rest = words.replace("’", "'").partition("'")
        if not apostrophe or not rest.strip(" s") or len(first.split()) not in {1, 2, 3}:
            return None
        first = first.split()[-1]
        return self._by_last_name.get(first.strip().lower()) or self._after_reading(first.strip())

    def _after_reading(self, name: str) -> Resolved | None:
        full = self.names.full(name)
        found = self._who(full) if full and full != name else None
        if found is None or found.what != "person":
            return None
        return Resolved(
            name=found.name or full,
            role=found.role,
            party=found.party,
            candidates=found.candidates,
            what="person",
        )

    def _owned(self, mention: Mention) -> Resolved | None:
        """Return who "its envoy", "her own ministry" means: of the last one that the pronoun can mean."""
        first, _, rest = mention.words.partition(" ")
        pool = self._people if first.lower() in {"his", "her"} else self._groups
        if first.lower() not in {"its", "their", "whose", "his", "her"} or not rest:
            return None
        owner = pool[-1] if pool else Resolved()
        found = self._from_words(rest.removeprefix("own "), mention)
        if not found.party and "counterpart" in rest:
            found = replace(found, party=self._party_in(rest))
        if found.party or not owner.name or "counterpart" in rest:
            return found
        role_only = found.name == rest.removeprefix("own ")
        name = f"{owner.name}'s {found.name}" if role_only else found.name
        made = replace(found, name=name, party=owner.party, candidates=owner.candidates, by_pronoun=True)
        if not role_only and last_name(name) in self._by_last_name:
            self._by_last_name[last_name(name)] = replace(made, by_pronoun=False)
        return made

    def _party_in(self, words: str) -> str:
        """Return the party that the first capitalised word names, ``""`` if it names none."""
        first = next((word for word in words.partition(",")[0].split() if word[:1].isupper()), "")
        return self._who(first).party if first else ""

    def _what(self, found: Who, mention: Mention) -> str:
        if found.what != "unknown":
            return found.what
        if mention.head in self.cues.persons:
            return "person"
        if mention.head in self.cues.institutions or (mention.name and found.party not in {"", "other"}):
            return "institution"
        return "person" if mention.name and found.role else "unknown"

    def _office(self, mention: Mention) -> Resolved | None:
        """Return the last one of whom "the minister", "the ministry" can be said."""
        words = mention.words.lower().split()
        if not words or words[0] not in {"the", "this", "that"} or len(words) > 3:
            return None
        person = mention.head in self.cues.persons
        if not person and mention.head not in self.cues.institutions:
            return None
        pool = self._people if person else self._groups
        for one in reversed(pool):
            if may_be(one, mention.head):
                return again(one)
        if mention.head in _ANYBODY and pool and pool[-1].named:
            return again(pool[-1])
        known = self._who(mention.words)
        if known.party or len(words) > 2 or not person or not pool or pool[-1].role or not pool[-1].named:
            return None
        return again(pool[-1])

    def _who(self, words: str) -> Who:
        if words not in self._known:
            bare = _RELATED.sub("", _PRESS.sub("", REPUBLIC.sub("of ", words)))
            self._known[words] = who(self.lexicon, bare, on=self.on, among=self.among)
        return self._known[words]

    def _full_party(self, party: str) -> str:
        """Return the party that a word names in short: "league" where the article has a Harbor League."""
        full = self.names.full(party) if party and "-" not in party else ""
        if len(full.split()) < 2 or "'" in full or full.split()[-1].lower() != party:
            return party
        longer = self._who(full)
        return longer.party if longer.party and longer.what != "person" else party

    def _remember(self, one: Resolved) -> None:
        if not one.name:
            return
        if one.what == "unknown" and not one.named:
            return
        pool = self._groups if one.what in _BODIES else self._people
        if not pool or pool[-1].name != one.name:
            pool.append(replace(one, by_pronoun=False))
        if len(pool) > 50:
            del pool[:25]
