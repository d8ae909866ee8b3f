"""Facts that are made up for a question from what the service tells of it."""

import datetime
import random


def dates(number, fact):
    """Days that say something: those of the notice's years, now and then any that is allowed."""
    if number.random() < 0.1:
        first, last = (datetime.date.fromisoformat(fact[end]).toordinal() for end in ("min", "max"))
    else:
        first, last = datetime.date(2018, 1, 1).toordinal(), datetime.date(2026, 12, 31).toordinal()
    return datetime.date.fromordinal(number.randint(first, last)).isoformat()


def numbers(number, fact):
    step = fact["step"]
    most = min(fact["max"], fact["min"] + 40 * step * number.choice([1, 1, 10]))
    steps = number.randint(0, round((most - fact["min"]) / step))
    value = fact["min"] + steps * step
    return int(value) if value == int(value) else value


def value(number, fact, unknown):
    kind = fact["kind"]
    if fact["or_none"] and number.random() < 0.15:
        return None
    if kind == "yes_no":
        return number.random() < 0.5
    if kind == "date":
        return dates(number, fact)
    if kind == "choice":
        return number.choice(fact["values"])["id"]
    if kind == "set":
        return [each["id"] for each in fact["values"] if number.random() < 0.5]
    if kind == "text":
        return number.choice(["CCAA", "某认证机构", "\"quoted\" \\ and\u2028more", ""])
    if kind == "list":
        return [facts(number, fact["fields"], unknown) for _ in range(number.randint(0, 5))]
    return numbers(number, fact)


def facts(number, rows, unknown):
    """A value for each fact, but with this probability none."""
    return {fact["id"]: value(number, fact, unknown) for fact in rows if number.random() >= unknown}


def applicants(form, count, seed):
    number = random.Random(f"{form['id']} {seed}")
    return [facts(number, form["facts"], number.choice([0, 0, 0.1, 0.5])) for _ in range(count)]
