#!/usr/bin/env python3
"""What the daemon really sends, judged by the reference verifier of Standard Webhooks: `standardwebhooks` of npm, looked for
in $WATCHWORD_NPM or where .ci/run puts it. Skipped where node or the package is missing.

    standard_webhooks.py PROGRAM
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from daemon import Daemon, PATIENCE, SECRET, program, wait_until
from press import Press

PROGRAM = program()
PACKAGES = pathlib.Path(os.environ.get("WATCHWORD_NPM") or pathlib.Path.home() / ".cache/watchword-npm") / "node_modules"
OLD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
TITLES = ("Farmers fill the square", "Говорят: &quot;Майдан&quot; &amp; &lt;/script&gt; &#8232; \\u0041 🐎", "مظاهرة &#8238; في الميدان")
CONFIGURATION = """
[fetch]
allow_networks = ["127.0.0.0/8"]
delay_per_host = "0s"
[[feed]]
url = "{url}/feed/0"
backlog = "all"
[[receiver]]
name = "newsroom"
webhook = "{url}/hook"
secret_file = "{directory}/hook.whsec"
[[subscription]]
name = "Maidan"
query = "maidan OR майдан"
receivers = ["newsroom"]
"""
# One line for each message on its input: whether it verifies, and with what, or why not.
VERIFIER = """
const { Webhook } = require("standardwebhooks");
for (const line of require("fs").readFileSync(0, "utf8").split("\\n").filter(Boolean)) {
  const { secret, headers, body } = JSON.parse(line);
  try { console.log(JSON.stringify({ payload: new Webhook(secret).verify(body, headers) })); }
  catch (error) { console.log(JSON.stringify({ error: error.message })); }
}
"""


@unittest.skipUnless(shutil.which("node"), "there is no node")
@unittest.skipUnless((PACKAGES / "standardwebhooks").is_dir(), "npm's standardwebhooks is not in %s" % PACKAGES)
class StandardWebhooks(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="watchword-")
        self.addCleanup(directory.cleanup)
        press = Press(1)
        self.addCleanup(press.close)
        for title in TITLES:
            press.publish(0, title, "Organisers speak of a Maidan.")
        pathlib.Path(directory.name, "hook.whsec").write_text(SECRET + "\n" + OLD_SECRET + "\n", encoding="ascii")
        daemon = Daemon(PROGRAM, directory.name, CONFIGURATION.format(url=press.url, directory=directory.name))
        self.addCleanup(daemon.discard)
        daemon.start()
        wait_until(lambda: len(press.alerts()) == len(TITLES), PATIENCE, "the alerts", press.seen)
        self.assertEqual(daemon.stop(), 0)
        self.sent = [(headers, body.decode("utf-8")) for headers, body in press.received]

    def verdicts(self, secret, messages):
        lines = [json.dumps({"secret": secret, "headers": headers, "body": body}) for headers, body in messages]
        done = subprocess.run(["node", "-e", VERIFIER], input="\n".join(lines), stdout=subprocess.PIPE, text=True, check=True,
                              env=os.environ | {"NODE_PATH": str(PACKAGES)}, encoding="utf-8")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_every_message_verifies_with_each_secret_and_with_no_other(self):
        for secret in (SECRET, OLD_SECRET):
            self.assertEqual(self.verdicts(secret, self.sent), [{"payload": json.loads(body)} for _, body in self.sent])
        refused = [{"error": "No matching signature found"}] * len(TITLES)
        self.assertEqual(self.verdicts(OTHER_SECRET, self.sent), refused)
        self.assertEqual(self.verdicts(SECRET, [(headers, body + " ") for headers, body in self.sent]), refused)
        self.assertEqual(self.verdicts(SECRET, [(headers | {"webhook-id": "dl_0123456789abc"}, body)
                                                for headers, body in self.sent]), refused)


if __name__ == "__main__":
    unittest.main()
