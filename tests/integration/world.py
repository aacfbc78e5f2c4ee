"""../shared's world of feeds with ../shared's sinks beside it, and what must come of a change of that world."""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from daemon import SECRET, SHARED, free_port

sys.path.insert(0, str(SHARED / "feedworld"))
sys.dont_write_bytecode = True
import fwgen  # noqa: E402
import fwjudge  # noqa: E402
import fwtext  # noqa: E402

PHRASES = sorted({phrase for phrases in fwtext.PLANTS.values() for phrase in phrases})
LONGEST_MAX_AGE = 3600  # of a feed; with it goes the spread over which they are polled again


def has(phrase, text):
    return re.search(r"(?<!\w)" + r"\W+".join(phrase.split()) + r"(?!\w)", text, re.I) is not None


class Lines:
    """The lines of a file that grows, each read once."""

    def __init__(self, file, take):
        self.file, self.take, self.offset = pathlib.Path(file), take, 0

    def follow(self):
        if not self.file.exists():
            return
        with self.file.open("rb") as file:
            file.seek(self.offset)
            data = file.read()
        end = data.rfind(b"\n") + 1
        self.offset += end
        for line in data[:end].decode("utf-8", "replace").splitlines():
            self.take(line)


class World:
    """Made anew in a directory of its own; everything ends with `case`, a unittest.TestCase.

    With `faketime`, the path of libfaketime, the clocks on the wall can be put forward, and all feeds take part. Without it
    only those do that may be asked again within the time a test has.
    """

    def __init__(self, case, feeds, hosts, percent, epochs=1, seed=14, faketime=None):
        self.case = case
        directory = tempfile.TemporaryDirectory(prefix="watchword-", ignore_cleanup_errors=True)
        case.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)
        self.environment = dict(os.environ)
        self.ahead = 0
        if faketime:
            self.environment.update(LD_PRELOAD=faketime, FAKETIME_TIMESTAMP_FILE=str(self.directory / "clock"),
                                    FAKETIME_DONT_FAKE_MONOTONIC="1", FAKETIME_NO_CACHE="1")
            self.put_forward(0)
        self.tool("gen", "--feeds", str(feeds), "--hosts", str(hosts), "--seed", str(seed), "--epochs", str(epochs),
                  "--percent", str(percent), "--port", str(free_port()), "--tls-port", str(free_port()))
        self.world = fwgen.World(**json.loads((self.directory / "world/world.json").read_text(encoding="utf-8")))
        self.start([sys.executable, "-B", SHARED / "feedworld/feedworld.py", "serve", "--dir", self.directory / "world",
                    "--engine", "python", "--no-tls"], "ready")
        (self.directory / "hook.whsec").write_text(SECRET + "\n", encoding="ascii")
        self.record = self.directory / "record.jsonl"
        sinks = self.start([sys.executable, "-B", SHARED / "sinks/sinks.py", "both", "--record", self.record, "--secret",
                            SECRET, "--max-seconds", "7200"], "{")
        self.sinks = json.loads(sinks)
        self.feeds = [f for f in range(self.world.feeds) if faketime or f % 5]
        self.pages = sum(self.world.meta(feed)["n"] for feed in self.feeds)
        self.answers = collections.Counter()   # (kind of path, status) -> how many
        self.polled = set()                    # paths of feeds that were answered
        self.log = Lines(self.directory / "world/log/access.tsv", self._take_answer)
        self.bodies, self.mails = [], []       # of webhooks that were accepted; alerts of mails
        self.received = Lines(self.record, self._take_received)

    def tool(self, command, *arguments):
        subprocess.run([sys.executable, "-B", SHARED / "feedworld/feedworld.py", command, "--dir", self.directory / "world",
                        *arguments], check=True, stdout=subprocess.DEVNULL)

    def start(self, command, sign):
        """Starts a server; returns the line with which it says that it is ready."""
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=self.environment)
        self.case.addCleanup(process.stdout.close)
        self.case.addCleanup(process.wait)
        self.case.addCleanup(process.kill)  # SIGTERM may reach a thread of it that nobody heeds
        line = process.stdout.readline()
        self.case.assertTrue(line.startswith(sign), line)
        return line

    def put_forward(self, seconds):
        self.ahead += seconds
        draft = self.directory / "clock.new"
        draft.write_text("+%d\n" % self.ahead, encoding="ascii")
        draft.replace(self.directory / "clock")

    def configuration(self, interval, subscriptions, feed_keys=""):
        text = ('[fetch]\ncontact = "https://example.org/bot"\nallow_networks = ["127.0.0.0/8"]\ndelay_per_host = "0s"\n'
                '[poll]\ninterval = "%ds"\ninterval_min = "1s"\nadaptive = false\n'
                '[smtp]\nurl = "smtp://%s"\n[[receiver]]\nname = "hook"\nwebhook = "http://%s/"\n'
                'secret_file = "%s/hook.whsec"\n[[receiver]]\nname = "desk"\nemail = ["desk@sink.test"]\n'
                % (interval, self.sinks["smtp"], self.sinks["webhook"], self.directory))
        return text + subscriptions + "".join('[[feed]]\nurl = "%s"\n%s' % (self.world.feed_url(feed), feed_keys.replace("%d", str(feed)))
                                              for feed in self.feeds)

    def changes(self, epoch, kind=None):
        """What the epoch brings to the feeds that take part, as its ground truth has it."""
        lines = (self.directory / "world/epochs" / str(epoch) / "changes.jsonl").read_text(encoding="utf-8").splitlines()
        return [change for change in map(json.loads, lines)
                if change["feed"] in self.feeds and kind in (None, change["kind"])]

    def _phrases_in(self, change, epoch):
        article, paragraphs = self.world.article_text(change["feed"], change["item"], epoch)
        return {phrase for phrase in PHRASES if has(phrase, article["title"]) or has(phrase, "\n".join(paragraphs))}

    def new_hits(self, epoch):
        """(phrase, address) of what the epoch brings: what stands in a new article, or in an edited one for the first time."""
        hits = set()
        for change in self.changes(epoch):
            before = set() if change["kind"] == "new" else self._phrases_in(change, epoch - 1)
            hits |= {(phrase, change["link"]) for phrase in self._phrases_in(change, epoch) - before}
        return hits

    # ---- what was asked and what arrived

    def _take_answer(self, line):
        row = line.split("\t")
        if len(row) == len(fwjudge.LOG_FIELDS):
            self.answers[row[6][:3], row[7]] += 1
            if row[6].startswith("/f/") and row[7] in ("200", "304"):
                self.polled.add(row[6])

    def answered(self, prefix, *statuses):
        """How many requests for paths that begin so were answered so; without statuses, at all."""
        self.log.follow()
        return sum(count for (kind, status), count in self.answers.items()
                   if kind == prefix and (not statuses or status in statuses))

    def _take_received(self, line):
        record = json.loads(line)
        if record["kind"] == "webhook" and record["accepted"]:
            self.bodies.append(record["json"])
        if record["kind"] == "mail" and record["accepted"]:
            self.mails.append(next(v for k, v in record["headers"] if k.lower() == "x-watchword-alert").split())

    def alerts(self, event="article.matched"):
        """(subscription, address) -> the alert's ids, of webhooks in the order they came."""
        self.received.follow()
        alerts = collections.defaultdict(list)
        for body in self.bodies:
            if body["type"] == event:
                data = body["data"]
                alerts[data["subscription"]["name"], data["article"]["url"]].append(data["alert"])
        return alerts

    def seen(self):
        """All of it in short, for a test that fails to say."""
        self.log.follow()
        answers = {"%s %s" % key: count for key, count in sorted(self.answers.items())}
        told = {event: {"|".join(alert): len(ids) for alert, ids in self.alerts(event).items()}
                for event in sorted({body["type"] for body in self.bodies})}
        return "answers: %s; feeds polled: %d of %d\nalerts: %s\nmailed: %d" % (
            answers, len(self.polled), len(self.feeds), told, len(self.mailed()))

    def mailed(self):
        """Alert -> how many mails said so."""
        self.received.follow()
        return collections.Counter(alert for alerts in self.mails for alert in alerts)

    def verify(self, expected, mode):
        """What ../shared's judge says of the webhooks. Every mail is about an alert that a webhook told of, too."""
        wanted = self.directory / "expected.jsonl"
        wanted.write_text("".join(json.dumps({"kind": "webhook", "key": "|".join(alert)}) + "\n" for alert in expected),
                          encoding="utf-8")
        subprocess.run([sys.executable, "-B", SHARED / "sinks/sinks.py", "verify", "--compact", "--record", self.record,
                        "--expect", wanted, "--mode", mode, "--signed", "--no-problems",
                        "--key", "webhook={json.data.subscription.name}|{json.data.article.url}"], check=True)
        by_webhook = {alert for alerts in self.alerts().values() for alert in alerts}
        mailed = self.mailed()
        self.case.assertEqual(set(mailed), by_webhook)
        if mode == "exactly-once":
            self.case.assertEqual(set(mailed.values()), {1} if mailed else set())

    def faults(self, min_interval):
        """What the judge of manners finds, and prints in short."""
        summary, faults = fwjudge.judge(fwjudge.read(str(self.directory / "world")), min_interval=min_interval)
        print("judge: %s; faults: %s" % ({key: summary[key] for key in ("requests", "s200", "s304", "other", "conns", "peak_per_host")},
                                         dict(collections.Counter(fault[0] for fault in faults))), flush=True)
        return faults

    def validators(self):
        """All that the servers ever gave, by address and path."""
        given = collections.defaultdict(set)
        for row in fwjudge.read(str(self.directory / "world")):
            given[row["ip"], row["path"]] |= {row["etag"], row["last_modified"]}
        return given
