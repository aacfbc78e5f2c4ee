#!/usr/bin/env python3
"""Takes the first steps with `watchword`, as somebody who has just installed it.

    start.py PROGRAM           PROGRAM: the watchword that was built
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "watchword"


class Start(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)

    def run_program(self, *arguments, **environment):
        return subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf-8", timeout=60, check=False,
                              env={"PATH": os.environ["PATH"], "HOME": str(self.home), **environment})

    @unittest.skipIf(os.path.exists("/etc/watchword/watchword.toml"), "watchword is installed on this machine")
    def test_init_writes_what_every_other_command_reads(self):
        for environment, expected in [({}, ".config/watchword/watchword.toml"),
                                      ({"XDG_CONFIG_HOME": str(self.home / "xdg")}, "xdg/watchword/watchword.toml")]:
            with self.subTest(expected):
                file = self.home / expected
                self.assertEqual(self.run_program("check-config", **environment).returncode, 78)
                written = self.run_program("init", **environment)
                self.assertEqual((written.returncode, written.stderr), (0, ""))
                self.assertIn(str(file), written.stdout)
                checked = self.run_program("check-config", **environment)
                self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
                self.assertIn(str(file), checked.stdout)

    def test_init_goes_where_it_is_told_and_overwrites_nothing(self):
        file = self.home / "here/news.toml"
        self.assertEqual(self.run_program("init", str(file)).returncode, 0)
        self.assertEqual(self.run_program("--config", str(self.home / "there.toml"), "init").returncode, 0)
        self.assertEqual(file.read_bytes(), (self.home / "there.toml").read_bytes())
        file.write_text("# mine\n", encoding="utf-8")
        refused = self.run_program("init", str(file))
        self.assertEqual(refused.returncode, 73)
        self.assertIn("stays as it is", refused.stderr)
        self.assertEqual(file.read_text(encoding="utf-8"), "# mine\n")

    def test_version_is_told_to_people_and_to_programs(self):
        told = json.loads(self.run_program("version", "--json").stdout)
        lines = self.run_program("version").stdout.splitlines()
        self.assertEqual(lines[0], f"watchword {told['version']} ({told['commit']})")
        self.assertEqual(lines[1:], [f"{name} {number}" for name, number in told["libraries"].items()])

    def test_every_command_has_a_help_that_names_it(self):
        listed = self.run_program("help")
        self.assertEqual(listed.returncode, 0)
        for command in ["run", "check-config", "init", "try", "demo", "status", "feeds", "subscriptions", "query",
                        "articles", "alerts", "deliveries", "inspect", "version", "doctor", "backup", "restore"]:
            with self.subTest(command):
                self.assertRegex(listed.stdout, rf"(?m)^  {command}\b")
                helped = self.run_program("help", command)
                self.assertEqual(helped.returncode, 0)
                self.assertIn(f"watchword {command}", helped.stdout)
                self.assertEqual(self.run_program(command, "--help").stdout, helped.stdout)

    def test_a_wrong_command_line_is_told_on_stderr(self):
        for arguments in [[], ["nonsense"], ["feeds"], ["run", "--nonsense"], ["query", "check"]]:
            with self.subTest(arguments):
                refused = self.run_program(*arguments)
                self.assertEqual((refused.returncode, refused.stdout), (64, ""))
                self.assertIn("help", refused.stderr)


if __name__ == "__main__":
    unittest.main()
