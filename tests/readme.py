#!/usr/bin/env python3
"""Keeps the README true: every command in it is run, here or by a script of the CI, and every configuration is valid.

    readme.py PROGRAM        PROGRAM: the watchword that was built
"""

import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else "watchword"

# Commands that need no network, no daemon and no root.
RUN_HERE = {"demo", "version", "help", "query check", "init"}

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    """The fenced blocks, less the indentation of the list item that they stand in."""
    for indent, text in re.findall(rf"^( *)```{language}\n(.*?)^ *```$", README, re.M | re.S):
        yield "".join(line.removeprefix(indent) for line in text.splitlines(keepends=True))


def commands():
    for block in blocks("sh"):
        for line in block.replace("\\\n", "").splitlines():
            line = line.split(" # ")[0].strip()
            if line and not line.startswith("#"):
                yield line


def run(arguments, **options):
    return subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=240, check=False, **options)


class Readme(unittest.TestCase):
    def test_every_command_is_run(self):
        scripts = [ROOT / ".ci/run", ROOT / "tests/systemd/package.sh"]
        covered = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
        self.assertTrue(list(commands()))
        for command in commands():
            with self.subTest(command):
                words = shlex.split(command)
                if words[0] == "watchword" and {words[1], " ".join(words[1:3])} & RUN_HERE:
                    result = run(words[1:])
                    self.assertEqual(result.returncode, 0, result.stdout.decode())
                elif words[:2] in (["sudo", "watchword"], ["sudo", "systemctl"]):
                    continue  # taken from the README and run by tests/systemd/quickstart.sh
                else:
                    self.assertIn(command.removeprefix("sudo "), covered)

    def test_every_configuration_has_no_fault(self):
        self.assertTrue(list(blocks("toml")))
        for block in blocks("toml"):
            with self.subTest(block), tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / "watchword.toml"
                path.write_text(block, encoding="utf-8")
                result = run(["--config", path, "check-config"], env={"STATE_DIRECTORY": folder})
                self.assertEqual(result.returncode, 0, result.stdout.decode())

    def test_the_demonstration_shows_what_it_quotes(self):
        def lines(text):
            return {re.sub(r"^\d\d:\d\d", "", line).strip() for line in text.splitlines()}

        quoted = lines("".join(blocks("text")))
        self.assertGreater(len(quoted), 5)
        self.assertEqual(quoted - lines(run(["demo"]).stdout.decode()), set())

    def test_every_file_it_names_is_there(self):
        for name in re.findall(r"\]\(([^)#:]+)\)", README):
            with self.subTest(name):
                self.assertTrue((ROOT / name).exists(), name)


if __name__ == "__main__":
    unittest.main()
