"""Writing NegMAS: a domain file, and one LinearAdditiveUtilityFunction of tables for each party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from detente.case.exact import decimal_text
from detente.case.interop.domain import Choice, Profile, Topic
from detente.case.interop.export import Export
from detente.case.interop.export_names import file_names

if TYPE_CHECKING:
    from yaml import SafeDumper
    from yaml.nodes import ScalarNode

Yaml: TypeAlias = "str | float | Fraction | Sequence[Yaml] | Mapping[str | Fraction, Yaml]"


def negmas_files(written: Export) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of the files by name, and what the format could not say."""
    domain_name, names = file_names(written, ".yml")
    domain: Yaml = {
        "name": domain_name.removesuffix(".yml"),
        "type": "DiscreteCartesianOutcomeSpace",
        "issues": [_issue(topic) for topic in written.topics],
    }
    files = {domain_name: yaml_text(domain)}
    for name, profile in zip(names, written.profiles, strict=True):
        files[name] = yaml_text(_ufun(profile, name.removesuffix(".yml"), written.topics))
    liked = [profile.title for profile in written.profiles if isinstance(profile.reservation, tuple)]
    if liked:
        return files, (f"Reservations like a package are written as its utility: {', '.join(liked)}.",)
    return files, ()


def yaml_text(data: Yaml) -> str:
    """Block YAML with numbers as exact plain decimals."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Safe YAML that knows exact fractions and repeats what stands in several places."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the name that PyYAML calls
            return True

    Dumper.add_representer(Fraction, _number)
    return str(yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False))


def _number(dumper: SafeDumper, value: Fraction) -> ScalarNode:
    kind = "int" if value.denominator == 1 else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", decimal_text(value))


def _issue(topic: Topic) -> Yaml:
    amounts = [choice.amount for choice in topic.choices if choice.amount is not None]
    if topic.range is None:
        return {"name": topic.title, "type": "CategoricalIssue", "values": [c.title for c in topic.choices]}
    if topic.range.step == 1 and amounts[0].denominator == 1:
        return {"name": topic.title, "type": "ContiguousIssue", "values": [amounts[0], amounts[-1]]}
    return {"name": topic.title, "type": "DiscreteCardinalIssue", "values": amounts}


def _ufun(profile: Profile, stem: str, topics: Sequence[Topic]) -> Yaml:
    tables: list[Yaml] = [
        {
            "type": "TableFun",
            "mapping": {_key(topic, choice): value for choice, value in zip(topic.choices, row, strict=True)},
        }
        for topic, row in zip(topics, profile.values, strict=True)
    ]
    return {
        "name": stem if {"/", "\\"} & set(profile.title) else profile.title,
        "type": "LinearAdditiveUtilityFunction",
        "reserved_value": _reserved(profile),
        "weights": list(profile.weights),
        "values": tables,
    }


def _key(topic: Topic, choice: Choice) -> str | Fraction:
    return choice.title if topic.range is None or choice.amount is None else choice.amount


def _reserved(profile: Profile) -> Fraction | float:
    """The worth of the reservation; minus infinity where there is no constraint."""
    stated = profile.reservation
    if stated is None:
        return float("-inf")
    if isinstance(stated, Fraction):
        return stated
    chosen = zip(profile.weights, profile.values, stated, strict=True)
    return sum((weight * row[number] for weight, row, number in chosen), Fraction(0))
