"""../shared's receivers as processes: what they were told to do wrong, and what they took."""

import json
import pathlib
import subprocess
import sys

from daemon import SECRET, SHARED

TOOL = SHARED / "sinks/sinks.py"


def make_certificates(directory):
    """ca.pem, and signed by it good.pem (for localhost and 127.0.0.1) and wronghost.pem; expired.pem, selfsigned.pem."""
    subprocess.run([sys.executable, "-B", TOOL, "mkcert", directory], check=True, stdout=subprocess.DEVNULL)


class Sink:
    def __init__(self, test, directory, kind, *arguments):
        """`kind` is webhook or smtp. It ends with the test."""
        self.file = pathlib.Path(directory) / ("%s-%d.jsonl" % (kind, len(list(pathlib.Path(directory).glob("*.jsonl")))))
        self.file.touch()
        if kind == "webhook":
            arguments += ("--secret", SECRET)
        process = subprocess.Popen([sys.executable, "-B", TOOL, kind, "--record", self.file, "--max-seconds", "600", *arguments],
                                   stdout=subprocess.PIPE, text=True)
        test.addCleanup(process.stdout.close)
        test.addCleanup(process.wait)
        test.addCleanup(process.kill)  # SIGTERM may reach a thread of it that nobody heeds
        self.address = json.loads(process.stdout.readline())[kind]
        self.port = self.address.rpartition(":")[2]

    def records(self, kind=None):
        """All so far, in order; of one kind: webhook, mail, webhook-session, smtp-session."""
        data = self.file.read_bytes()
        whole = data[:data.rfind(b"\n") + 1]  # what follows is still being written
        records = [json.loads(line) for line in whole.splitlines()]
        return [record for record in records if kind in (None, record["kind"])]

    def accepted(self):
        return [record for record in self.records() if record.get("accepted")]
