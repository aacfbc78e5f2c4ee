#!/usr/bin/env python3
"""Mail through a real server: Postfix takes it over STARTTLS from a user with a password and puts it into a Maildir, where it
is read with Python's email package. Needs root and the packages postfix, sasl2-bin, libsasl2-modules and openssl; skipped
elsewhere. Touches nothing of the system's own Postfix.

    postfix.py PROGRAM
"""

import email
import email.policy
import email.utils
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from daemon import Daemon, PATIENCE, free_port, program, wait_until
from press import Press

PROGRAM = program()
NOBODY = 65534
TITLES = {
    "plain": "Farmers fill the square",
    "cyrillic": "Фермеры вышли на главную площадь Карадалы из-за тарифа на воду, сообщает корреспондент",
    "emoji": "Maidan 🐎🇰🇿 “again”? =?utf-8?q?no?= & so on",
    "rtl": "مظاهرة في الميدان",
}
SERVICES = """
{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
SETTINGS = """
compatibility_level = 3.6
queue_directory = {directory}/queue
data_directory = {directory}/data
maillog_file = {directory}/log
maillog_file_prefixes = {directory}
myhostname = mail.press.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtputf8_enable = no
virtual_mailbox_domains = press.test
virtual_mailbox_maps = static:desk/
virtual_mailbox_base = {directory}/mail
virtual_uid_maps = static:{nobody}
virtual_gid_maps = static:{nobody}
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {directory}/cert.pem
smtpd_tls_key_file = {directory}/key.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = press.test
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
strict_rfc821_envelopes = yes
"""
LOGINS = """
pwcheck_method: auxprop
auxprop_plugin: sasldb
mech_list: PLAIN LOGIN
sasldb_path: {directory}/sasldb2
"""
CONFIGURATION = """
[fetch]
allow_networks = ["127.0.0.0/8"]
delay_per_host = "0s"
ca_file = "{directory}/cert.pem"
[poll]
interval = "1s"
interval_min = "1s"
adaptive = false
[articles]
revisit = {revisit}
[smtp]
url = "smtp://localhost:{port}"
starttls = "require"
username = "joe@press.test"
password_file = "{directory}/password"
from = "Дозор <watchword@press.test>"
[[feed]]
url = "{url}/feed/0"
backlog = "all"
[[receiver]]
name = "desk"
email = ["desk@press.test"]
[[subscription]]
name = "Площадь"
query = "maidan"
events = ["matched", "edited"]
receivers = ["desk"]
"""


# Read again every few seconds, and for longer than the first mails can take.
REVISIT = str(["%ds" % seconds for seconds in range(5, 255, 5)])


def missing():
    if os.geteuid() != 0:
        return "needs root"
    wanted = ("postfix", "saslpasswd2", "openssl")
    absent = [tool for tool in wanted if not shutil.which(tool, path=os.defpath + ":/usr/sbin:/sbin")]
    return "there is no " + " and no ".join(absent) if absent else ""


@unittest.skipIf(missing(), missing())
class Postfix(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="watchword-")
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)
        self.directory.chmod(0o755)  # Postfix works as several users
        self.port = free_port()
        self.start_postfix()
        self.press = Press(1)
        self.addCleanup(self.press.close)

    def run_tool(self, *words, **options):
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, **options)
        self.assertEqual(done.returncode, 0, done.stdout)

    def start_postfix(self):
        values = {"directory": self.directory, "port": self.port, "nobody": NOBODY}
        for name in ("conf", "conf/sasl", "queue", "data", "mail"):
            (self.directory / name).mkdir()
        shutil.chown(self.directory / "data", "postfix")
        shutil.chown(self.directory / "mail", NOBODY, NOBODY)
        (self.directory / "conf/main.cf").write_text(SETTINGS.format(**values))
        (self.directory / "conf/master.cf").write_text(SERVICES.format(**values))
        (self.directory / "conf/sasl/smtpd.conf").write_text(LOGINS.format(**values))
        (self.directory / "password").write_text("correct horse\n")
        (self.directory / "password").chmod(0o600)
        self.run_tool("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                      "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                      self.directory / "key.pem", "-out", self.directory / "cert.pem")
        self.run_tool("saslpasswd2", "-f", self.directory / "sasldb2", "-p", "-c", "-u", "press.test", "joe",
                      input="correct horse")
        shutil.chown(self.directory / "sasldb2", "postfix")
        self.run_tool("postfix", "-c", self.directory / "conf", "start")
        self.addCleanup(subprocess.run, ["postfix", "-c", self.directory / "conf", "stop"], stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL)

    def mails(self):
        files = sorted((self.directory / "mail/desk/new").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        return [file.read_bytes() for file in files]

    def wait_for_mails(self, number):
        def condition():
            self.assertIsNone(self.daemon.process.poll(), self.daemon.said())
            return len(self.mails()) >= number
        wait_until(condition, PATIENCE, "mail %d" % number, lambda: "Postfix: " + (self.directory / "log").read_text())

    def start_daemon(self):
        for title in TITLES.values():
            self.press.publish(0, title.replace("&", "&amp;"), "Organisers speak of a “Maidan”. Ё 🐎 &lt;script&gt;")
        text = CONFIGURATION.format(directory=self.directory, port=self.port, url=self.press.url, revisit=REVISIT)
        self.daemon = Daemon(PROGRAM, self.directory, text)
        self.addCleanup(self.daemon.discard)
        self.daemon.start()

    def check_form(self, raw):
        """RFC 5322, 2045 and 2047 to the letter; returns the message."""
        head = raw.split(b"\n\n", 1)[0]
        own = head[head.index(b"\nDate:") + 1:]  # what stands before it is Postfix's
        self.assertTrue(own.isascii())
        self.assertLessEqual(max(map(len, own.split(b"\n"))), 78)
        self.assertLessEqual(max(map(len, raw.split(b"\n"))), 998)
        message = email.message_from_bytes(raw, policy=email.policy.default)
        self.assertEqual(message.defects, [])
        for name, value in message.items():
            self.assertEqual(list(value.defects), [], name)
        for name in ("Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "List-Id", "List-Unsubscribe",
                     "MIME-Version", "Content-Type"):
            self.assertEqual(len(message.get_all(name, [])), 1, name)
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertEqual(message["From"].addresses[0].display_name, "Дозор")
        self.assertEqual(message["From"].addresses[0].addr_spec, "watchword@press.test")
        self.assertEqual([address.addr_spec for address in message["To"].addresses], ["desk@press.test"])
        self.assertRegex(message["Message-ID"], r"^<dl_[0-9a-z]{13}@press\.test>$")
        self.assertRegex(message["List-Id"], r"<[0-9a-z_]+\.watchword\.press\.test>$")
        self.assertIsNotNone(email.utils.parsedate_to_datetime(message["Date"]).tzinfo)
        self.assertEqual(message.get_content_type(), "multipart/alternative")
        parts = list(message.iter_parts())
        self.assertEqual([part.get_content_type() for part in parts], ["text/plain", "text/html"])
        self.assertEqual([list(part.defects) for part in parts], [[], []])
        self.assertIn("ESMTPSA", head.decode("ascii", "replace"), "over TLS and with a login")
        return message

    def test_mail_arrives_in_good_form_and_an_edit_answers_the_first(self):
        self.start_daemon()
        self.wait_for_mails(len(TITLES))
        first = {}
        for raw in self.mails():
            message = self.check_form(raw)
            first[message["Subject"]] = message
        self.assertEqual(first.keys(), {"[Площадь] " + title for title in TITLES.values()})
        for subject, message in first.items():
            title = subject.removeprefix("[Площадь] ")
            text, html = (part.get_content() for part in message.iter_parts())
            self.assertTrue(text.startswith(title + "\n"), text)
            self.assertIn("“*Maidan*”. Ё 🐎 <script>", text)
            self.assertIn("“<mark>Maidan</mark>”. Ё 🐎 &lt;script&gt;", html)
            self.assertIsNone(message["In-Reply-To"])
            self.assertRegex(message["List-Unsubscribe"].strip(), r"^<mailto:watchword@press\.test\?subject=[^>]+>$")
        self.assertEqual(len({message["Message-ID"] for message in first.values()}), len(TITLES))
        self.assertEqual(len({message["List-Id"] for message in first.values()}), 1)

        with self.press.lock:
            self.press.articles[0][0] = (TITLES["plain"], "Organisers speak of a “Maidan” of 1,400 tractors. Ё 🐎")
        self.wait_for_mails(len(TITLES) + 1)
        self.assertEqual(self.daemon.stop(), 0)
        edit = self.check_form(self.mails()[-1])
        answered = first["[Площадь] " + TITLES["plain"]]
        self.assertEqual((edit["In-Reply-To"], edit["References"]), (answered["Message-ID"], answered["Message-ID"]))
        self.assertEqual(edit["Subject"], answered["Subject"])
        self.assertNotEqual(edit["Message-ID"], answered["Message-ID"])
        html = edit.get_body(("html",)).get_content()
        self.assertRegex(html, r"<ins>[^<]*1,400")


if __name__ == "__main__":
    unittest.main()
