"""Periods of the calendar in many time zones: python3 test/golden/periods.py

With the standard library's datetime and zoneinfo: local dates, isocalendar for weeks. Instants are from 1970 to 2023, where
editions of the time zone database do not differ; each zone's changes of offset are among them. A day's start is found by
walking minute by minute from long before it.
"""

import json
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

ZONES = [
    "UTC", "Europe/London", "Europe/Berlin", "Europe/Kyiv", "Asia/Jerusalem", "Asia/Beirut", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Tokyo", "Asia/Tehran", "Asia/Gaza", "Australia/Sydney", "Australia/Lord_Howe", "America/New_York",
    "America/Los_Angeles", "America/Sao_Paulo", "America/Havana", "America/St_Johns", "America/Asuncion", "America/Santiago",
    "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Pacific/Apia", "Pacific/Auckland", "Pacific/Kiritimati",
    "Pacific/Chatham", "Antarctica/Troll",
]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def at(seconds, zone):
    return (EPOCH + timedelta(seconds=seconds)).astimezone(zone)


def changes(zone):
    """Some of the seconds at which the offset changes."""
    found, step = [], 43_200
    for s in range(0, 1_700_000_000, step):
        low, high = s, s + step
        before = at(low, zone).utcoffset()
        if before == at(high, zone).utcoffset():
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if at(middle, zone).utcoffset() == before:
                low = middle
            else:
                high = middle
        found.append(high)
    return found


def day_start(seconds, zone):
    day = at(seconds, zone).date()
    s = (seconds - 50 * 3600) // 60 * 60
    while at(s, zone).date() < day:
        s += 60
    return s


random.seed(1)
table = []
for name in ZONES:
    zone = ZoneInfo(name)
    turns = changes(zone)
    chosen = random.sample(turns, min(3, len(turns)))
    seconds = [t + d for t in chosen for d in (-1, 0, 3_600)] + [random.randrange(1_700_000_000) for _ in range(4)]
    for s in seconds:
        local = at(s, zone)
        year, week, _ = local.isocalendar()
        labels = [
            local.strftime("%Y-%m-%d"), f"{year}-W{week:02}", local.strftime("%Y-%m"),
            f"{local.year}-Q{(local.month + 2) // 3}", str(local.year),
        ]
        table.append({"zone": name, "instant": s * 1000, "labels": labels, "dayStart": day_start(s, zone) * 1000})

rows = ",\n".join("  " + json.dumps(row) for row in table)
Path(__file__).with_suffix(".json").write_text(f"[\n{rows}\n]\n")
