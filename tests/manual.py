#!/usr/bin/env python3
"""Keeps manual and completions complete: every key of the sample configuration, every command and every option of the
program is in them, and they offer nothing else.

    manual.py PROGRAM        PROGRAM: the watchword that was built
"""

import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else "watchword"
COMPLETIONS = sorted((ROOT / "systemd/completions").iterdir())


def plain(page):
    """A manual page without fonts and escapes."""
    text = (ROOT / "systemd/man" / page).read_text(encoding="utf-8")
    text = re.sub(r"\\f[BIRP]|^\.[A-Z]{1,2} ", "", text, flags=re.M)
    return text.replace(r"\-", "-").replace(r"\(dq", '"').replace(r"\(aq", "'")


def help_of(*words):
    return subprocess.run([PROGRAM, *words, "--help"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=20,
                          check=True).stdout.decode()


def commands_in(text):
    """The names below a heading such as "Commands:"."""
    section = re.search(r"^(?:Subc|C)ommands:\n((?:[ \t]+\S.*\n|\n(?=  ))*)", text, re.M | re.I)
    return re.findall(r"^ {2}([a-z][a-z-]*)", section[1], re.M) if section else []


def every_command():
    """[(words, help)], the program's own help first."""
    found = [((), help_of())]
    for name in commands_in(found[0][1]):
        text = help_of(name)
        found.append(((name,), text))
        found += [((name, action), help_of(name, action)) for action in commands_in(text)]
    return found


class Manual(unittest.TestCase):
    def test_every_key_of_the_configuration_is_described(self):
        page = plain("watchword.toml.5")
        for key in set(re.findall(r"^# ([a-z_]+) = ", (ROOT / "config/watchword.toml").read_text(encoding="utf-8"), re.M)):
            with self.subTest(key):
                self.assertRegex(page, rf'(?m)(^|[ ,"]){key}\b')

    def test_every_command_and_option_is_described_and_completed(self):
        commands = every_command()
        self.assertGreater(len(commands), 10)
        page = plain("watchword.1")
        completions = {path: path.read_text(encoding="utf-8") for path in COMPLETIONS}
        for words, text in commands:
            options = set(re.findall(r"--([a-z][a-z-]*)", text))
            for name in [*words, *options]:
                with self.subTest(command=" ".join(words), name=name):
                    self.assertRegex(page, rf"\b{name}\b")
                    for path, completion in completions.items():
                        self.assertRegex(completion, rf"\b{name}\b", path.name)

    def test_nothing_else_is_completed(self):
        known = set()
        for words, text in every_command():
            known.update(words, re.findall(r"--([a-z][a-z-]*)", text))
        bash = (ROOT / "systemd/completions/watchword.bash").read_text(encoding="utf-8")
        offered = set(re.findall(r"--([a-z][a-z-]*)", bash))
        for listed in re.findall(r"(?:commands=|\]=)'([^']*)'", bash):
            offered.update(listed.split())
        self.assertEqual(offered - known - {"$commands"}, set())


if __name__ == "__main__":
    unittest.main()
