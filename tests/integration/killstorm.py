#!/usr/bin/env python3
"""../shared's kill -9 storm over the daemon, judged by its own oracle. Arguments go to killstorm.py.

    killstorm.py PROGRAM [--kills N] [--strace SYSCALLS] ...

The oracle wants the revision that an alert is about; the query finds it as the number at the end of the title. It owes an
article to those whose word stands in its newest revision and to nobody else, hence the part about edits: a query over
edits is told of one only while it matches.
"""

import os
import pathlib
import sys

from daemon import PATIENCE, SHARED, program

CONFIGURATION = """
[state]
directory = "{STATE}"
[fetch]
contact = "https://example.org/bot"
allow_networks = ["127.0.0.0/8"]
delay_per_host = "0s"
[poll]
interval = "1s"
interval_min = "1s"
adaptive = false
[smtp]
url = "smtp://{SMTP}"
[[receiver]]
name = "hook"
webhook = "{WEBHOOK}"
secret_file = "{STATE}.whsec"
[[receiver]]
name = "desk"
email = ["desk@sink.test"]
"""
SUBSCRIPTION = """
[[subscription]]
name = "{word}"
query = '{word} AND title:/[0-9]+$/ AND NOT appeared:nothing'
events = ["matched", "edited"]
receivers = ["hook", "desk"]
"""
KEY = "webhook={json.data.subscription.name}|{json.data.article.url}|{json.data.hits.0.text}"


def start_daemon(binary):
    """What the storm starts anew after each kill."""
    world = os.environ
    file = pathlib.Path(world["STATE"] + ".toml")
    if not file.exists():
        pathlib.Path(world["STATE"] + ".whsec").write_text(world["SECRET"] + "\n", encoding="ascii")
        text = CONFIGURATION.format(**world)
        text += "".join(SUBSCRIPTION.format(word=word) for word in world["SUBS"].split(","))
        text += "".join('[[feed]]\nurl = "%s/feed/%d.xml"\nbacklog = "all"\n' % (world["WORLD"], feed)
                        for feed in range(int(world["FEEDS"])))
        draft = file.with_suffix(".new")  # the first kill may come at any moment
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    os.execv(binary, [binary, "run", "--config", str(file)])


if __name__ == "__main__":
    binary = program()
    if "STATE" in os.environ:
        start_daemon(binary)
    storm = str(SHARED / "sinks/killstorm.py")
    # On a machine that is busy what has arrived may wait for its commit longer than the second that the judge gives it.
    patience = ["--settle", str(PATIENCE)]
    os.execv(sys.executable, [sys.executable, "-B", storm, "--key", KEY, "--db", "watchword.db", *patience, *sys.argv[1:], "--",
                              sys.executable, "-B", __file__, binary])
