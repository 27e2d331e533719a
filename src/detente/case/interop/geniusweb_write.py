"""Writing GeniusWeb: the domain, and one LinearAdditiveUtilitySpace for each party."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from detente.case.exact import decimal_text
from detente.case.interop.domain import Profile, Topic
from detente.case.interop.export import Export
from detente.case.interop.export_names import file_names
from detente.case.interop.geniusweb_profile import KIND

Json: TypeAlias = "str | Fraction | Sequence[Json] | Mapping[str, Json]"

_SIMPLE = re.compile(r"[A-Za-z0-9]+", re.ASCII)


def geniusweb_files(written: Export) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of the files by name, and what the format could not say.

    An issue with a range stays one where all parties value it along a line; else its amounts become names.
    """
    domain_name, names = file_names(written, ".json")
    topics = tuple(
        topic if _all_straight(topic, number, written.profiles) else replace(topic, range=None)
        for number, topic in enumerate(written.topics)
    )
    sets: Json = {topic.title: _value_set(topic) for topic in topics}
    domain: Json = {"name": written.title, "issuesValues": sets}
    files = {domain_name: json_text(domain)}
    for name, profile in zip(names, written.profiles, strict=True):
        files[name] = json_text({KIND: _space(profile, topics, domain)})
    return files, _notes(written)


def json_text(data: Json, indent: int = 0) -> str:
    """JSON with numbers as exact decimals, two blanks for each level; a list of single values on one line."""
    inner, outer = "  " * (indent + 1), "  " * indent
    if isinstance(data, Mapping):
        lines = [f"{inner}{_quoted(key)}: {json_text(value, indent + 1)}" for key, value in data.items()]
        body = "{\n" + ",\n".join(lines) + f"\n{outer}}}" if lines else "{}"
    elif isinstance(data, Fraction):
        body = decimal_text(data)
    elif isinstance(data, str):
        body = _quoted(data)
    else:
        body = f"[{', '.join(json_text(value, indent) for value in data)}]"
    return body if indent else body + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _all_straight(topic: Topic, number: int, profiles: Sequence[Profile]) -> bool:
    amounts = _amounts(topic)
    if topic.range is None or len(amounts) < 2:
        return False
    return all(
        row[0] + (row[-1] - row[0]) * (amount - amounts[0]) / (amounts[-1] - amounts[0]) == value
        for row in (profile.values[number] for profile in profiles)
        for amount, value in zip(amounts, row, strict=True)
    )


def _amounts(topic: Topic) -> list[Fraction]:
    return [choice.amount for choice in topic.choices if choice.amount is not None]


def _value_set(topic: Topic) -> Json:
    if topic.range is None:
        return {"values": [choice.title for choice in topic.choices]}
    amounts = _amounts(topic)
    return {"range": {"low": amounts[0], "high": amounts[-1], "step": topic.range.step}}


def _space(profile: Profile, topics: Sequence[Topic], domain: Json) -> Json:
    space: dict[str, Json] = {
        "domain": domain,
        "name": profile.title,
        "issueUtilities": {
            topic.title: _utilities(topic, row) for topic, row in zip(topics, profile.values, strict=True)
        },
        "issueWeights": {topic.title: weight for topic, weight in zip(topics, profile.weights, strict=True)},
    }
    if isinstance(profile.reservation, tuple):
        chosen = zip(topics, profile.reservation, strict=True)
        space["reservationBid"] = {
            "issuevalues": {topic.title: _value(topic, number) for topic, number in chosen}
        }
    return space


def _utilities(topic: Topic, row: Sequence[Fraction]) -> Json:
    if topic.range is None:
        listed = {choice.title: value for choice, value in zip(topic.choices, row, strict=True)}
        return {"DiscreteValueSetUtilities": {"valueUtilities": listed}}
    amounts = _amounts(topic)
    ends = {"lowValue": amounts[0], "lowUtility": row[0], "highValue": amounts[-1], "highUtility": row[-1]}
    return {"NumberValueSetUtilities": ends}


def _value(topic: Topic, number: int) -> Json:
    choice = topic.choices[number]
    return choice.title if topic.range is None or choice.amount is None else choice.amount


def _notes(written: Export) -> tuple[str, ...]:
    notes: list[str] = []
    for profile in written.profiles:
        if isinstance(profile.reservation, Fraction) and profile.reservation != 0:
            figure = decimal_text(profile.reservation)
            notes.append(
                f"{profile.title}: the reservation {figure} is left out: the format takes a package only."
            )
    beyond = [
        profile.title
        for profile in written.profiles
        if sum(profile.weights, Fraction(0)) != 1
        or any(not 0 <= value <= 1 for row in profile.values for value in row)
    ]
    if beyond:
        notes.append(
            "Written as they stand, though GeniusWeb asks for weights that sum to 1 and values in [0, 1]: "
            f"{', '.join(beyond)}."
        )
    names = [written.title, *(profile.title for profile in written.profiles)]
    odd = [name for name in names if not _SIMPLE.fullmatch(name)]
    if odd:
        notes.append(f"Names with other signs than GeniusWeb's letters and digits: {', '.join(odd)}.")
    return tuple(notes)
