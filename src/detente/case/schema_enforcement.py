"""The JSON Schema of ``enforcement.toml``."""

from __future__ import annotations

from detente.case import keys
from detente.case.enforcement import Posted, Start, Unit
from detente.case.folder.enforcing import FOR_GOOD
from detente.case.schema_parts import DRAFT, TEXT, Schema, array, by_id, definitions, ref, table, titled


def enforcement_schema() -> Schema:
    """The schema of ``enforcement.toml``."""
    top = table(
        keys.ENFORCEMENT_TOP,
        {
            "format": {"const": keys.FORMAT, "description": "The format of this file."},
            "summary": {**TEXT, "description": "What a reader should know first."},
            "currency": {**ref("line"), "description": "Of all amounts of money, with their size."},
            "period": _period(),
            "sides": by_id(_side(), 2, whole=False),
            "collateral": array(_collateral(), keys.STAKES_LIMIT),
            "snapbacks": array(_snapback(), keys.STAKES_LIMIT),
            "senders": by_id(_sender(), keys.PARTIES_LIMIT, whole=False),
            "inspections": by_id(_inspection(), keys.OBLIGATIONS_LIMIT, whole=False),
            "steps": array(_step(), keys.STEPS_LIMIT),
            "scales": {**_by_party(), "description": "The loss that each party can bear."},
            "pledges": array(_pledge(), keys.STAKES_LIMIT),
        },
        required=("format",),
    )
    return {
        "$schema": DRAFT,
        "$id": f"urn:detente:enforcement:{keys.FORMAT}",
        "title": "What breaking a deal brings and costs, for Detente",
        **top,
        "$defs": {**definitions(), "periods": _periods()},
    }


def _figure(description: str) -> Schema:
    return {**ref("figure"), "description": description}


def _whole(description: str, most: int, *, least: int = 0) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most, "description": description}


def _word(kind: type[Unit] | type[Posted] | type[Start], description: str) -> Schema:
    return {"enum": [str(word) for word in kind], "description": description}


def _by_party() -> Schema:
    return {"type": "object", "propertyNames": ref("id"), "additionalProperties": ref("figure")}


def _periods() -> Schema:
    end: Schema = {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": keys.PERIODS_LIMIT},
            {"const": FOR_GOOD},
        ]
    }
    both: Schema = {"type": "array", "items": end, "minItems": 2, "maxItems": 2}
    return {"description": "Periods, the fewest and the most, or for good.", "anyOf": [end, both]}


def _period() -> Schema:
    properties: dict[str, Schema] = {
        "days": _whole("Days of a period.", keys.DAYS_LIMIT, least=1),
        "discount": _figure("What the next period counts against this one; below 1."),
        "conflict": {**ref("periods"), "description": "For how many periods an alarm brings conflict."},
        "conflict_why": ref("line"),
    }
    return table(keys.PERIOD, properties, required=("days", "discount", "conflict"))


def _side() -> Schema:
    framing = {
        "success": _figure("Chance of an alarm on the other side where it is framed."),
        "cost": _figure("What framing costs, with the penalty for being found out."),
    }
    properties: dict[str, Schema] = {
        "unit": _word(Unit, "What its amounts are in."),
        "flow": _figure("What it has per period while both comply, over conflict."),
        "outside": _figure("What it has per period without the deal, over conflict."),
        "false_alarm": _figure("Chance per period of an alarm while it complies; else from the plan."),
        "exchange": _figure("What one unit of money is worth to it, in its utility."),
        "breaches": by_id(_breach(), keys.BREACHES_LIMIT, whole=False),
        "framing": table(keys.FRAMING, framing, required=keys.FRAMING),
    }
    return table(keys.SIDE, properties, required=("flow", "outside"))


def _breach() -> Schema:
    properties: dict[str, Schema] = {
        "title": titled("The way and size of breaking the deal."),
        "gain": _figure("What it brings over complying in that period."),
        "obligation": {**ref("line"), "description": "The obligation of verification.toml that it breaks."},
        "violation": {**ref("line"), "description": "The violation type of that obligation."},
        "detection": _figure("Chance per period of an alarm on the violator; else from the plan."),
        "attributed": _figure("Chance that one act, of one a day, is put down to it; else from the plan."),
        "false_per_day": _figure("False alarms a day that are put down to it; else from the plan."),
        "why": ref("line"),
    }
    return table(keys.BREACH, properties, required=("title", "gain"))


def _basis() -> dict[str, Schema]:
    return {
        "when": {**ref("rule"), "description": "In which packages; without it, in all."},
        "why": ref("line"),
        "statements": ref("ids"),
    }


def _collateral() -> Schema:
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "title": titled("The stake."),
        "party": {**ref("id"), "description": "The side whose loss it is."},
        "holder": titled("Who holds it."),
        "unit": _word(Unit, "What its amounts are in; money where this is not said."),
        "amount": _figure("What is put up."),
        "stock": _figure("The most that there is."),
        "returned_if_complied": _figure("Chance that it comes back without an alarm."),
        "returned_if_breached": _figure("Chance that it comes back after one."),
        "delay": _whole("Periods until it does.", keys.PERIODS_LIMIT),
        "refills": _whole("How often a forfeited stake is put up anew; else always.", keys.REFILLS_LIMIT),
        "posted": _word(Posted, "Whether it is put up for the deal or in the holder's hand anyway."),
        "paid_to": {
            **ref("line"),
            "description": "The side that a forfeit goes to; without it, it is burned.",
        },
        "paid_share": _figure("How much of a forfeit goes there."),
        **_basis(),
    }
    required = ("title", "party", "holder", "amount", "returned_if_complied", "returned_if_breached")
    return table(keys.COLLATERAL, properties, required=("id", *required))


def _snapback() -> Schema:
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "title": titled("The sanction."),
        "on": {**ref("id"), "description": "The side that it falls on."},
        "sender": {**ref("id"), "description": "Who imposes it."},
        "loss": _figure("What it costs the side per period."),
        "loss_unit": _word(Unit, "What the loss is in; money where this is not said."),
        "cost": _figure("What it costs the sender per period."),
        "cost_unit": _word(Unit, "What the cost is in; money where this is not said."),
        "periods": ref("periods"),
        "start": _word(Start, "In the period of the alarm, or the one after."),
        "seen": _figure("Chance that not imposing it is seen by those who bind the sender."),
        "credibility": _figure("Chance that it is imposed where the sender would."),
        **_basis(),
    }
    required = ("id", "title", "on", "sender", "loss", "cost", "periods", "credibility")
    return table(keys.SNAPBACK, properties, required=required)


def _sender() -> Schema:
    properties: dict[str, Schema] = {
        "partner": titled("With whom the sender has a pact of its own."),
        "unit": _word(Unit, "What its amounts are in."),
        "flow": _figure("What it has per period from that pact."),
        "outside": _figure("What it has per period without it."),
        "false_alarm": _figure("Chance per period that it is wrongly thought not to impose."),
        "why": ref("line"),
    }
    return table(keys.SENDER, properties, required=("partner", "flow", "outside", "false_alarm"))


def _inspection() -> Schema:
    properties: dict[str, Schema] = {
        "title": titled("What is inspected."),
        "days": _whole("How many days the visits are for.", keys.VISIT_DAYS_LIMIT, least=1),
        "visits": _whole("How many visits there are.", keys.VISIT_DAYS_LIMIT),
        "caught": _figure("What a caught violation is worth; one that is not caught costs 1."),
        "chance": _figure("How often a visit catches a violation of its day."),
        "obligation": {**ref("line"), "description": "The obligation of verification.toml that it is for."},
        "why": ref("line"),
    }
    return table(keys.INSPECTION, properties, required=("title", "days", "visits", "caught", "chance"))


def _step() -> Schema:
    from detente.case.folder.enforcement_steps import PARTS_LIMIT

    properties: dict[str, Schema] = {
        "id": ref("id"),
        "title": titled("What is delivered."),
        "actor": {**ref("id"), "description": "Who delivers it."},
        "values": {**_by_party(), "description": "What it is worth to each party as delivered."},
        "irreversible": _figure("Share of that which stays if all stops."),
        "days": _whole("How long it takes.", keys.DAYS_LIMIT),
        "verified_after": _whole("Days from its end until it is verified.", keys.DAYS_LIMIT),
        "obligation": {
            **ref("line"),
            "description": "The obligation of verification.toml by which it is seen.",
        },
        "detection": _figure("Chance that a pretence would be seen by then; else from the plan."),
        "seen_with": {**ref("line"), "description": "The step without which nobody would see it."},
        "after": ref("ids"),
        "parts": _whole("Into how many equal parts it can be split.", PARTS_LIMIT, least=1),
        "seen_by": {**ref("line"), "description": "By what it is verified."},
        "if_broken": {**ref("line"), "description": "What follows if it is not done."},
        **_basis(),
    }
    return table(keys.STEP, properties, required=("id", "title", "actor", "values"))


def _pledge() -> Schema:
    basis = _basis()
    properties: dict[str, Schema] = {
        "party": {**ref("id"), "description": "Who forfeits it by stopping."},
        "amount": _figure("How much, in the unit of the party's scale."),
        "paid": {**_by_party(), "description": "What each other party is paid then."},
        "when": basis["when"],
        "why": basis["why"],
    }
    return table(keys.PLEDGE, properties, required=("party", "amount"))
