#!/usr/bin/env python3
"""The daemon and receivers that misbehave by a script, ../shared/sinks: webhooks that refuse, redirect, dawdle and break
off, mail servers that greylist, refuse and hang up, and certificates that are not what they should be. In the end each alert
has arrived at every receiver that can be reached, with one id.

    receivers.py PROGRAM
"""

import http.server
import json
import pathlib
import re
import subprocess
import tempfile
import unittest
from urllib.parse import quote

from daemon import Daemon, PATIENCE, SECRET, program, wait_until
from press import Press, serve
from sinks import Sink, make_certificates

PROGRAM = program()

CONFIGURATION = """
[fetch]
contact = "https://example.org/bot"
allow_networks = ["127.0.0.0/8"]
delay_per_host = "0s"
ca_file = "{directory}/ca.pem"
[operator]
receivers = ["operator"]
[[receiver]]
name = "operator"
webhook = "{operator}"
secret_file = "{directory}/hook.whsec"
"""
WEBHOOK = '[[receiver]]\nname = "{name}"\nwebhook = "{url}"\nsecret_file = "{directory}/hook.whsec"\n'
MAILBOX = '[[receiver]]\nname = "{name}"\nemail = [{addresses}]\n'
SUBSCRIPTION = '[[subscription]]\nname = "Maidan"\nquery = "maidan"\nreceivers = {receivers}\n'


class Receivers(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="watchword-")
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)
        make_certificates(self.directory)
        (self.directory / "hook.whsec").write_text(SECRET + "\n", encoding="ascii")
        self.operator = Sink(self, self.directory, "webhook")
        self.press = Press(1)
        self.addCleanup(self.press.close)

    def run_daemon(self, receivers, settings="", articles=1):
        """With one subscription for all of `receivers`, name -> its configuration, and articles that it matches."""
        for number in range(articles):
            self.press.publish(0, "Farmers fill the square %d" % number, "Maidan-style unrest is feared in Karadala.")
        text = CONFIGURATION.format(directory=self.directory, operator="http://%s/" % self.operator.address) + settings
        text += "".join(receivers.values()) + SUBSCRIPTION.format(receivers=json.dumps(list(receivers)))
        text += '[[feed]]\nurl = "%s/feed/0"\nbacklog = "all"\n' % self.press.url
        self.start(Daemon(PROGRAM, self.directory, text))

    def start(self, daemon):
        """Returns when it takes commands."""
        self.daemon = daemon
        self.addCleanup(daemon.discard)
        daemon.start()
        ready = lambda: "daemon.ready" in daemon.log.read_text(encoding="utf-8")
        wait_until(lambda: daemon.process.poll() is not None or ready(), PATIENCE, "the daemon")
        self.assertIsNone(daemon.process.poll(), daemon.said())

    def webhook(self, name, url):
        return {name: WEBHOOK.format(name=name, url=url, directory=self.directory)}

    def mailbox(self, name, *addresses):
        return {name: MAILBOX.format(name=name, addresses=json.dumps(addresses)[1:-1])}

    def command(self, *words):
        """What a command says about the running daemon."""
        done = subprocess.run([PROGRAM, *words, "--json", "--config", self.daemon.config], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def deliveries(self, receiver):
        """Of one receiver, as `deliveries list` tells them."""
        return self.command("deliveries", "list", "--state", "any", "--receiver", receiver)

    def wait_for_attempts(self, receiver, number):
        wait_until(lambda: any(row["tries"] >= number for row in self.deliveries(receiver)), PATIENCE,
                   "attempt %d at %s" % (number, receiver), lambda: self.deliveries(receiver))

    def wait_for_delivery(self, receiver):
        wait_until(lambda: [row["state"] for row in self.deliveries(receiver)] == ["delivered"], PATIENCE,
                   "a delivery at " + receiver, lambda: self.deliveries(receiver))

    def notices(self):
        return [record["json"]["data"]["receiver"]["name"] for record in self.operator.accepted()
                if record["json"]["type"] == "delivery.failing"]

    def check_repeats(self, records, body="sha256"):
        """One id and one body over all attempts, and no fault of form in any."""
        self.assertEqual(len({record["id"] for record in records}), 1)
        self.assertEqual(len({record[body] for record in records}), 1)
        self.assertEqual([record["problems"] for record in records], [[]] * len(records))

    def test_webhooks_that_fail_get_each_alert_with_one_id(self):
        sink = Sink(self, self.directory, "webhook")
        plans = {"well": "200", "throttled": "429;retry-after=8,200", "moved": "302;location=/elsewhere,200",
                 "slow": "200;delay=9", "closes": "close,200", "resets": "reset,200", "mumbles": "garbage,200",
                 "cuts": "partial,200", "loses": "lost,200", "broken": "500,503,200", "gone": "410,200",
                 "narrow": "413,200", "endless": "endless;secs=60"}
        receivers = {}
        for name, plan in plans.items():
            receivers |= self.webhook(name, "http://%s/plan/%s/%s" % (sink.address, quote(plan, safe=",;="), name))
        self.run_daemon(receivers)

        for name in plans.keys() - {"broken", "gone"}:
            self.wait_for_delivery(name)
        # Its third attempt would come after minutes.
        self.wait_for_attempts("broken", 2)
        self.command("deliveries", "retry", "--receiver", "broken")
        self.wait_for_delivery("broken")
        # Nothing more goes to this one until somebody says so, and the operator heard of it.
        self.wait_for_attempts("gone", 1)
        wait_until(lambda: "gone" in self.notices(), PATIENCE, "word to the operator", self.operator.accepted)
        self.assertEqual([row["state"] for row in self.deliveries("gone")], ["pending"])
        self.command("deliveries", "retry", "--receiver", "gone")
        self.wait_for_delivery("gone")
        self.assertEqual(self.daemon.stop(), 0)

        tries = {name: [] for name in plans}
        for record in sink.records("webhook"):
            tries[record["target"].rpartition("/")[2]].append(record)  # nothing else was asked: no redirect was followed
        for name, records in tries.items():
            with self.subTest(name):
                self.assertEqual([record["step"] for record in records], plans[name].split(","))
                self.check_repeats([record | {"sha256": ""} if name == "narrow" else record for record in records])
                for record in records:
                    headers = {key.lower(): value for key, value in record["headers"]}
                    self.assertEqual(headers["content-type"], "application/json")
                    self.assertRegex(headers["user-agent"], r"^watchword/\d+\.\d+\.\d+$")
                    self.assertEqual(headers["webhook-id"], record["id"])
                    self.assertLess(abs(record["signature"]["skew_s"]), 30)
        first, second = tries["throttled"]
        self.assertGreaterEqual(second["t"] - first["t"], 8, "Retry-After is obeyed")
        self.assertLess(tries["narrow"][1]["len"], tries["narrow"][0]["len"], "after 413 comes a shorter body")
        self.assertEqual(self.notices(), ["gone"])

    def test_a_backlog_follows_in_order_and_none_waits_for_another(self):
        sink = Sink(self, self.directory, "webhook", "--per", "path", "--rule", "^/dead=500,500,200")
        silent = Sink(self, self.directory, "webhook", "--default", "timeout;secs=600")
        receivers = {}
        for name in ("mute", "mute too", "mute as well"):  # more than there are connections to a host of feeds
            receivers |= self.webhook(name, "http://%s/" % silent.address)
            receivers[name] += 'timeout = "5m"\n'
        self.run_daemon(receivers | self.webhook("dead", "http://%s/dead" % sink.address)
                        | self.webhook("well", "http://%s/well" % sink.address), articles=6)
        arrived = lambda path: [record for record in sink.accepted() if record["target"] == path]
        wait_until(lambda: len(arrived("/well")) == 6, PATIENCE, "the other's alerts", sink.records)
        self.assertEqual(arrived("/dead"), [])
        self.wait_for_attempts("dead", 2)
        self.assertEqual(arrived("/dead"), [])
        self.command("deliveries", "retry", "--receiver", "dead")
        wait_until(lambda: len(arrived("/dead")) == 6, PATIENCE, "the backlog", sink.records)
        self.assertEqual(self.daemon.stop(), 0)
        about = lambda path: [record["json"]["data"]["article"]["id"] for record in arrived(path)]
        self.assertEqual(about("/dead"), about("/well"))
        self.assertEqual(len({record["id"] for record in arrived("/dead")}), 6)

    def test_an_answer_that_repeats_what_was_sent_gives_no_secret_away(self):
        said = []

        class Parrot(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                answer = ("cannot POST %s\n%s" % (self.path, self.headers)).encode()
                said.append(answer.decode())
                self.send_response(500)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        server = serve(http.server.ThreadingHTTPServer, Parrot)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        receiver = self.webhook("parrot", "http://127.0.0.1:%d/hooks/T0pSecretPath?key=T0pSecretKey" % server.server_port)
        receiver["parrot"] += 'headers = { Authorization = "Bearer T0pSecretToken", X-Team = "press" }\n'
        self.run_daemon(receiver)
        self.wait_for_attempts("parrot", 1)
        (alert,) = {row["alert"] for row in self.deliveries("parrot")}
        told = json.dumps(self.command("alerts", "show", alert)) + self.daemon.log.read_text(encoding="utf-8")
        self.assertEqual(self.daemon.stop(), 0)
        self.assertIn("T0pSecretToken", said[0])
        self.assertIn("cannot POST <secret>", told)
        self.assertIn("X-Team: press", told)
        self.assertNotIn("T0pSecret", told)
        signature = re.search("webhook-signature: v1,(.+)", said[0]).group(1)
        self.assertNotIn(signature.strip(), told)

    def test_a_webhook_s_certificate_has_to_be_right(self):
        sinks = {name: Sink(self, self.directory, "webhook", "--https", "--cert", self.directory / (name + ".pem"))
                 for name in ("good", "wronghost", "expired", "selfsigned")}
        receivers = {}
        for name, sink in sinks.items():
            receivers |= self.webhook(name, "https://localhost:%s/" % sink.port)
        self.run_daemon(receivers)
        self.wait_for_delivery("good")
        for name in sinks.keys() - {"good"}:
            self.wait_for_attempts(name, 1)
            self.assertRegex(self.deliveries(name)[0]["reason"], "no trustworthy TLS connection to localhost")
        self.assertEqual(self.daemon.stop(), 0)
        self.check_repeats(sinks["good"].records("webhook"))
        self.assertTrue(sinks["good"].records("webhook")[0]["tls"])
        for name in sinks.keys() - {"good"}:
            self.assertEqual(sinks[name].records("webhook"), [], name)

    def test_mail_servers_that_fail_get_each_mail_with_one_id(self):
        sink = Sink(self, self.directory, "smtp")
        plans = {"well": "250", "grey": "451,250", "late": "451@eod,250", "resets": "reset@eod,250", "loses": "lost@eod,250",
                 "full": "452,250", "hangs": "421,250"}
        receivers = self.mailbox("refused", "plan-550--no@sink.test", "yes@sink.test")
        for name, plan in plans.items():
            receivers |= self.mailbox(name, "plan-%s--%s@sink.test" % (plan.replace("@", "_at_").replace(",", "-"), name))
        self.run_daemon(receivers, '[smtp]\nurl = "smtp://%s"\nstarttls = "off"\n' % sink.address)

        for name, plan in plans.items():
            steps = plan.count(",") + 1
            for attempt in range(1, steps):
                self.wait_for_attempts(name, attempt)
                self.assertEqual([row["state"] for row in self.deliveries(name)], ["deferred"])
                self.command("deliveries", "retry", "--receiver", name)  # it would wait for five minutes or more
            self.wait_for_delivery(name)
        states = lambda: sorted((row["address"], row["state"]) for row in self.deliveries("refused"))
        wait_until(lambda: states() == [("plan-550--no@sink.test", "failed"), ("yes@sink.test", "delivered")], PATIENCE,
                   "one of two to be served", states)
        wait_until(lambda: self.notices() == ["refused"], PATIENCE, "word to the operator", self.operator.accepted)
        self.assertEqual(self.daemon.stop(), 0)

        arrived = {}
        for record in sink.accepted():
            arrived.setdefault(record["rcpts"][0].rpartition("--")[2], []).append(record)
        for name, records in arrived.items():
            with self.subTest(name):
                self.check_repeats(records)
                self.assertEqual(len(records), 2 if name == "loses@sink.test" else 1)
                self.assertEqual([len(record["rcpts"]) for record in records], [1] * len(records))
        self.assertEqual(arrived.keys(), {name + "@sink.test" for name in plans} | {"yes@sink.test"})
        refusals = [record for record in sink.records("mail") if "no@sink.test" in str(record.get("rcpt"))]
        self.assertEqual(len(refusals), 1, "who refused is not asked again")

    def mail_by(self, sink_arguments, smtp):
        """Whether a mail goes through such a server with such an [smtp]; the server's records of mails."""
        sink = Sink(self, self.directory, "smtp", *sink_arguments)
        text = CONFIGURATION.format(directory=self.directory, operator="http://%s/" % self.operator.address)
        text += '[smtp]\nurl = "%s"\n%s\n' % (smtp[0] % sink.port, smtp[1])
        text += MAILBOX.format(name="desk", addresses='"desk@sink.test"') + SUBSCRIPTION.format(receivers='["desk"]')
        directory = tempfile.TemporaryDirectory(prefix="watchword-")
        self.addCleanup(directory.cleanup)
        self.start(Daemon(PROGRAM, directory.name, text))
        subprocess.run([PROGRAM, "subscriptions", "test", "Maidan", "--config", self.daemon.config], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        self.wait_for_attempts("desk", 1)
        (row,) = self.deliveries("desk")
        self.assertEqual(self.daemon.stop(), 0)
        return row, sink.records("mail")

    def test_mail_goes_over_tls_as_it_was_told(self):
        (self.directory / "pw").write_text("pässword\n", encoding="utf-8")
        login = 'username = "joe"\npassword_file = "%s/pw"' % self.directory
        good, other = (("--cert", self.directory / (name + ".pem")) for name in ("good", "wronghost"))
        auth = ("--auth", "joe:pässword")
        cases = {
            # name: (the server, [smtp], arrives, over TLS, with a login, the reason)
            "require, offered": (("--starttls", *good), ("smtp://localhost:%s", 'starttls = "require"'), True, True, None, ""),
            "require, not offered": ((), ("smtp://localhost:%s", 'starttls = "require"'), False, None, None, "no STARTTLS"),
            "require, wrong certificate": (("--starttls", *other), ("smtp://localhost:%s", 'starttls = "require"'), False, None,
                                           None, "not trusted|no TLS"),
            "auto, offered": (("--starttls", *good), ("smtp://localhost:%s", 'starttls = "auto"'), True, True, None, ""),
            "auto, not offered": ((), ("smtp://localhost:%s", 'starttls = "auto"'), True, False, None, ""),
            "off, offered": (("--starttls", *good), ("smtp://localhost:%s", 'starttls = "off"'), True, False, None, ""),
            "login over STARTTLS": (("--starttls", "--require-tls", *good, *auth),
                                    ("smtp://localhost:%s", 'starttls = "require"\n' + login), True, True, "joe", ""),
            "wrong login": (("--starttls", "--require-tls", *good, "--auth", "joe:other"),
                            ("smtp://localhost:%s", 'starttls = "require"\n' + login), False, None, None, "refuses the login"),
            "login over TLS from the start": (("--smtps", *good, *auth), ("smtps://localhost:%s", login), True, True, "joe", ""),
            "TLS from the start, wrong certificate": (("--smtps", *other), ("smtps://localhost:%s", ""), False, None, None,
                                                      "not trusted|no TLS"),
            "hangs up instead of TLS": (("--starttls", *good, "--session-plan", "tls-fail@starttls"),
                                        ("smtp://localhost:%s", 'starttls = "require"'), False, None, None, "TLS|broke off"),
        }
        for name, (server, smtp, arrives, tls, user, reason) in cases.items():
            with self.subTest(name):
                row, records = self.mail_by(server, smtp)
                self.assertEqual(row["state"], "delivered" if arrives else "deferred", row)
                self.assertTrue(re.search(reason, row["reason"] or ""), row)
                self.assertNotIn("pässword", json.dumps(row, ensure_ascii=False) + self.daemon.log.read_text())
                accepted = [record for record in records if record["accepted"]]
                self.assertEqual(len(accepted), 1 if arrives else 0)
                for record in accepted:
                    self.assertEqual(record["problems"], [])
                    self.assertEqual((record["tls"] is not None, record["auth"]), (tls, user))


if __name__ == "__main__":
    unittest.main()
