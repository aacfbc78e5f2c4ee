#!/usr/bin/env python3
"""../shared's misbehaving hosts among normal feeds, and the same normal feeds alone: nobody is asked rudely, and none of the
normal ones is polled later for the company it is in.

    manners.py PROGRAM [--feeds 2000 --hosts 500 --interval 15 --minutes 24]

As it stands, in small and for some polls of each feed. With an interval of 15 seconds instead of minutes, a day's polls fit
into 24 minutes; what the misbehaving hosts do still takes its real time, so that they are sixty times the burden.
"""

import argparse
import bisect
import collections
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from daemon import Daemon, PATIENCE, SHARED, free_port, program

sys.path.insert(0, str(SHARED / "feedworld"))
sys.dont_write_bytecode = True
import fwjudge  # noqa: E402

PROGRAM = program()
options = argparse.ArgumentParser()
options.add_argument("--feeds", type=int, default=40)
options.add_argument("--hosts", type=int, default=10)
options.add_argument("--interval", type=int, default=3)
options.add_argument("--minutes", type=float)
OPTIONS = options.parse_args()
ROUNDS = 5           # of every normal feed, where no time is given
EPOCHS = 3           # in the given time, at even distances


class Company:
    """A world with a daemon that polls it, with the misbehaving hosts or without."""

    def __init__(self, misbehaving):
        self.name = "with misbehaving hosts" if misbehaving else "alone"
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="watchword-"))
        self.servers = []
        self.normal, self.others = [], []
        self.worlds = [self.build("normal", OPTIONS.feeds, OPTIONS.hosts, EPOCHS if OPTIONS.minutes else 0)]
        self.normal = self.tool(self.worlds[0], "list", "--format", "urls").split()
        if misbehaving:
            # Served by a process of their own: what it does to itself delays none but them.
            self.worlds.append(self.build("others", 1, 1, 0))
            lines = self.tool(self.worlds[1], "behaviours").splitlines()
            self.others = [re.search(r"https?://\S+", line).group(0) for line in lines]
        configuration = ('[fetch]\ncontact = "https://example.org/bot"\nallow_networks = ["127.0.0.0/8"]\n'
                         '[articles]\nfetch = "never"\n[poll]\ninterval = "%ds"\ninterval_min = "%ds"\n'
                         % (OPTIONS.interval, OPTIONS.interval // 3))
        configuration += "".join('[[feed]]\nurl = "%s"\n' % url for url in self.normal + self.others)
        self.daemon = Daemon(PROGRAM, self.directory, configuration)
        self.daemon.start()
        self.planned = collections.defaultdict(set)  # address -> the times a poll was planned for
        self.settled = None                          # when all that the feeds listed at first was read

    def build(self, name, feeds, hosts, epochs):
        world = self.directory / name
        self.tool(world, "gen", "--feeds", str(feeds), "--hosts", str(hosts), "--seed", "3", "--tls-hosts", "1", "--epochs",
                  str(epochs), "--port", str(free_port()), "--tls-port", str(free_port()))
        server = subprocess.Popen([sys.executable, "-B", SHARED / "feedworld/feedworld.py", "serve", "--dir", world, "--engine",
                                   "python"], stdout=subprocess.PIPE, text=True)
        self.servers.append(server)
        line = server.stdout.readline()
        assert line.startswith("ready"), line
        return world

    def tool(self, world, command, *arguments):
        return subprocess.run([sys.executable, "-B", SHARED / "feedworld/feedworld.py", command, "--dir", world, *arguments],
                              check=True, stdout=subprocess.PIPE, text=True).stdout

    def rows(self):
        return [row for world in self.worlds for row in fwjudge.read(str(world))]

    def look(self):
        """Takes down when the feeds are to be polled next."""
        if self.daemon.process.poll() is not None:
            raise AssertionError("watchword has ended: " + self.daemon.log.read_text(errors="replace")[-2000:])
        try:
            database = sqlite3.connect("file:%s/state/watchword.db?mode=ro" % self.directory, uri=True)
            for url, planned in database.execute("SELECT url, next_poll FROM feed WHERE last_poll IS NOT NULL"):
                self.planned[url].add(planned / 1000)
            polled, = database.execute("SELECT count(*) FROM feed WHERE last_poll IS NOT NULL").fetchone()
            unread, = database.execute("SELECT EXISTS (SELECT 1 FROM article WHERE baseline AND revision = 0)").fetchone()
            if not self.settled and polled >= len(self.normal) and not unread:
                self.settled = time.time()
            database.close()
        except sqlite3.OperationalError:
            pass  # not there yet

    def begun(self):
        """Address -> when it was asked for."""
        begun = collections.defaultdict(list)
        for row in self.rows():
            begun["http://%s:%s%s" % (row["ip"], row["port"], row["path"])].append(row["begin"])
        return begun

    def rounds(self):
        """How often every normal feed was polled; of those that are not to be asked again so soon, once is enough."""
        begun = self.begun()
        return min(ROUNDS if begun[url] and re.search("[05]\\.xml$", url) else len(begun[url]) for url in self.normal)

    def told(self):
        """For a test that fails to say."""
        begun = self.begun()
        return "%s: %s\n%s" % (self.name, {url: len(begun[url]) for url in self.normal}, self.daemon.said())

    def lateness(self):
        """Of the polls of normal feeds, in seconds and ascending; from when all that they listed at first was read."""
        begun, late = self.begun(), []
        if not self.settled:
            return late
        for url in self.normal:
            for planned in filter(lambda planned: planned >= self.settled, self.planned[url]):
                place = bisect.bisect_left(begun[url], planned - 0.01)
                if place < len(begun[url]):
                    late.append(begun[url][place] - planned)
        return sorted(late)

    def report(self):
        peak = re.search(r"VmHWM:\s+(\d+)", pathlib.Path("/proc/%d/status" % self.daemon.process.pid).read_text()).group(1)
        ended = self.daemon.stop()
        self.stop_servers()
        summary, faults = fwjudge.judge(self.rows(), min_interval=OPTIONS.interval // 3)
        late = self.lateness()
        polls = len(late)
        late = late or [float("nan")]  # all of it was spent on what was there at first
        print("%s: %d feeds, %d requests (%d of 200, %d of 304, %d others), most of one host at once %d; %d polls of normal feeds, "
              "late p50 %.3f s, p99 %.3f s, most %.3f s; peak memory %d MB; faults: %s" %
              (self.name, len(self.normal) + len(self.others), summary["requests"], summary["s200"], summary["s304"],
               summary["other"], summary["peak_per_host"], polls, late[len(late) // 2], late[len(late) * 99 // 100], late[-1],
               int(peak) // 1024, dict(collections.Counter(fault[0] for fault in faults))), flush=True)
        for fault in faults[:20]:
            print("  ", *fault)
        return faults, ended

    def discard(self):
        self.daemon.discard()
        self.stop_servers()
        shutil.rmtree(self.directory, ignore_errors=True)

    def stop_servers(self):
        for server in self.servers:
            server.terminate()
            server.wait()


def main():
    companies = []
    try:
        companies = [Company(misbehaving) for misbehaving in (False, True)]
        started, epoch = time.monotonic(), 0
        while True:
            time.sleep(0.5 if OPTIONS.interval < 10 else 2)
            for company in companies:
                company.look()
            passed = time.monotonic() - started
            if OPTIONS.minutes and passed >= OPTIONS.minutes * 60:
                break
            if OPTIONS.minutes and epoch < EPOCHS and passed >= (epoch + 1) * OPTIONS.minutes * 60 / (EPOCHS + 1):
                epoch += 1
                for company in companies:
                    company.tool(company.worlds[0], "epoch", str(epoch))
            if not OPTIONS.minutes and min(company.rounds() for company in companies) >= ROUNDS:
                break
            if not OPTIONS.minutes and passed > PATIENCE:
                raise AssertionError("\n".join(["waited in vain for %d polls of every normal feed" % ROUNDS,
                                                *(company.told() for company in companies)]))
        reports = [company.report() for company in companies]
        for faults, ended in reports:
            assert not faults and ended == 0, (len(faults), ended)
    finally:
        for company in companies:
            company.discard()


if __name__ == "__main__":
    main()
