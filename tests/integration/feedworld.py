#!/usr/bin/env python3
"""The main job against ../shared's world of feeds, sinks and judges.

    feedworld.py PROGRAM [--feeds 1000 --hosts 250 --percent 5 --interval 30 --patience 1800 --faketime LIBRARY] [TEST ...]

As it stands, in small. With libfaketime's path (Debian: faketime) all feeds take part, for an hour can pass in between;
otherwise those whose server gives them no max-age.
"""

import argparse
import collections
import re
import sys
import time
import unittest

from daemon import Daemon, PATIENCE, program, wait_until
from world import LONGEST_MAX_AGE, PHRASES, World

PROGRAM = program()
options = argparse.ArgumentParser(add_help=False)
options.add_argument("--feeds", type=int, default=30)
options.add_argument("--hosts", type=int, default=8)
options.add_argument("--percent", type=float, default=100)
options.add_argument("--seed", type=int, default=14)
options.add_argument("--interval", type=int, default=2)
options.add_argument("--patience", type=int, default=PATIENCE)  # seconds
options.add_argument("--faketime")
OPTIONS, sys.argv[1:] = options.parse_known_args()

# One that every article of the world satisfies.
ANYTHING = "the OR of OR і OR в OR и OR на"
SPREAD = 300  # of polls that a server delayed


def say(text):
    print("%8.1f s  %s" % (time.monotonic() - STARTED, text), flush=True)


STARTED = time.monotonic()


class FeedWorld(unittest.TestCase):
    def build(self, epochs=1):
        world = World(self, OPTIONS.feeds, OPTIONS.hosts, OPTIONS.percent, epochs, OPTIONS.seed, OPTIONS.faketime)
        say("%d feeds on %d hosts take part, with %d pages" % (len(world.feeds), OPTIONS.hosts, world.pages))
        return world

    def run_daemon(self, world, configuration):
        daemon = Daemon(PROGRAM, world.directory, configuration, world.environment)
        self.addCleanup(daemon.discard)
        daemon.start()
        return daemon

    def phrases(self, world):
        return world.configuration(OPTIONS.interval, "".join(
            '[[subscription]]\nname = "%s"\nquery = \'"%s"\'\nforms = "exact"\nreceivers = ["hook", "desk"]\n' % (phrase, phrase)
            for phrase in PHRASES))

    def wait(self, world, condition, what):
        wait_until(condition, OPTIONS.patience, what, world.seen)
        say(what)

    def wait_for_first_polls(self, world):
        self.wait(world, lambda: world.answered("/f/") and len(world.polled) == len(world.feeds), "every feed was polled")

    def wait_for_changes(self, world, condition, what):
        """Lets the hour pass that some servers ask for once the others have brought what they have."""
        if OPTIONS.faketime:
            self.wait(world, lambda: world.answered("/f/", "304") > 0, "first answers of 304")
            time.sleep(5 * OPTIONS.interval)
            world.put_forward(LONGEST_MAX_AGE + SPREAD)
            say("an hour passes")
        self.wait(world, condition, what)

    def wait_for_quiet(self, world):
        """Two rounds of every feed that may be asked at once."""
        rounds = world.answered("/f/", "304") + 2 * sum(feed % 5 != 0 for feed in world.feeds)
        self.wait(world, lambda: world.answered("/f/", "304") >= rounds, "two rounds without news")

    def arrived(self, world, expected):
        alerts, mailed = world.alerts(), world.mailed()
        return all(alerts.get(alert) for alert in expected) and all(
            mailed[identity] for identities in alerts.values() for identity in identities)

    def test_every_planted_hit_arrives_exactly_once_and_the_judge_finds_no_fault(self):
        world = self.build()
        daemon = self.run_daemon(world, self.phrases(world))
        self.wait(world, lambda: world.answered("/a/", "200") >= world.pages, "the baseline was read")
        self.assertFalse(world.alerts(), "a baseline alerts nobody")
        polled = world.answered("/f/", "200")
        self.assertEqual(polled, len(world.feeds), "once in full")

        world.tool("epoch", "next")
        expected, changed = world.new_hits(1), {change["feed"] for change in world.changes(1)}
        self.assertGreater(len(expected), 2)
        say("%d feeds change, %d hits are planted" % (len(changed), len(expected)))
        self.wait_for_changes(world, lambda: self.arrived(world, expected), "all of them have arrived")
        self.wait(world, lambda: world.answered("/f/", "200") >= polled + len(changed), "every changed feed was read")
        self.wait_for_quiet(world)
        self.assertEqual(world.answered("/f/", "200"), polled + len(changed))
        self.assertEqual(daemon.stop(), 0)
        world.verify(expected, "exactly-once")

        # The same once more: nothing has changed.
        answers = collections.Counter(world.answers)
        if OPTIONS.faketime:
            world.put_forward(LONGEST_MAX_AGE + SPREAD)
        daemon.start()
        self.wait_for_quiet(world)
        self.assertEqual(daemon.stop(), 0)
        world.answered("/f/")
        again = {key: count for key, count in (world.answers - answers).items() if key[0] == "/f/"}
        self.assertEqual({status for _, status in again}, {"304"})
        world.verify(expected, "exactly-once")
        self.assertEqual(world.faults(min_interval=1), [])

    def test_three_crashes_lose_nothing_and_repeats_carry_the_same_id(self):
        world = self.build()
        daemon = self.run_daemon(world, self.phrases(world))
        crashes = []

        def crash(why):
            daemon.kill()
            crashes.append(world.answered("/a/", "200"))
            say("kill -9 " + why)
            daemon.start()

        self.wait_for_first_polls(world)
        self.wait(world, lambda: world.answered("/a/", "200") >= world.pages // 3, "a third of the baseline was read")
        crash("while the baseline is read")
        self.wait(world, lambda: world.answered("/a/", "200") >= world.pages, "the baseline was read")
        polled = world.answered("/f/", "200")
        world.tool("epoch", "next")
        expected, changed = world.new_hits(1), {change["feed"] for change in world.changes(1)}
        self.wait(world, lambda: world.answered("/f/", "200") > polled, "the first changed feeds are read")
        crash("while feeds change")
        self.wait(world, lambda: len(world.alerts()) > 0, "the first alert has arrived")
        crash("while alerts are sent")
        self.wait_for_changes(world, lambda: self.arrived(world, expected), "all of them have arrived")
        self.wait(world, lambda: world.answered("/f/", "200") >= polled + len(changed), "every changed feed was read")
        self.wait_for_quiet(world)
        self.assertEqual(daemon.stop(), 0)
        world.verify(expected, "at-least-once")
        # Of what was on its way when the process died nothing is known: it is asked for again, with the validators of the
        # answer before it or with none. All else is as polite as ever.
        given = world.validators()
        stale = [fault for fault in world.faults(min_interval=1)
                 if fault[0] not in {"unconditional", "too-often", "max-age-ignored"}]
        for rule, ip, path, detail in stale:
            self.assertIn(rule, {"etag-altered", "date-invented"})
            self.assertIn(re.fullmatch("sent (.*), was given .*", detail)[1], given[ip, path], "the server once gave it")

    def test_every_edit_is_told_once_to_those_who_know_the_article(self):
        epochs = 3
        world = self.build(epochs)
        # One for each feed, so that none is told of so much at once that it would come in bundles.
        subscriptions = "".join(
            '[[subscription]]\nname = "%d"\nquery = "%s"\nforms = "exact"\nevents = ["matched", "edited"]\nfeeds = ["tag:feed-%d"]\n'
            'max_burst = 1000\nreceivers = ["hook"]\n' % (feed, ANYTHING, feed) for feed in world.feeds)
        configuration = world.configuration(OPTIONS.interval, subscriptions, 'tags = ["feed-%d"]\nbacklog = "all"\n')
        daemon = self.run_daemon(world, configuration)
        self.wait(world, lambda: len(world.alerts()) >= world.pages, "every article was told of")
        self.assertFalse(world.alerts("article.edited"))
        edits = collections.Counter()
        for epoch in range(1, epochs + 1):
            read = world.answered("/f/", "200")
            world.tool("epoch", "next")
            edits.update(change["link"] for change in world.changes(epoch, "edit"))
            changed = {change["feed"] for change in world.changes(epoch)}
            self.assertTrue(edits)

            def told():
                return {url: len(set(alerts)) for (_, url), alerts in world.alerts("article.edited").items()}

            self.wait_for_changes(world, lambda: told() == edits, "%d edits up to epoch %d were told of" % (sum(edits.values()), epoch))
            self.wait(world, lambda: world.answered("/f/", "200") >= read + len(changed), "every changed feed was read")
            self.wait_for_quiet(world)
            self.assertEqual(told(), edits)
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(world.faults(min_interval=1), [])


if __name__ == "__main__":
    unittest.main()
