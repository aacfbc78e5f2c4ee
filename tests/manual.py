#!/usr/bin/env python3
"""Keeps manual and completions exact: every key of the sample configuration, every command and every option of the program
is described, nothing else is, and the shells offer what the program has.

    manual.py PROGRAM        PROGRAM: the watchword that was built
"""

import contextlib
import functools
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "watchword"


def plain(page):
    """A manual page without fonts and escapes."""
    text = (ROOT / "systemd/man" / page).read_text(encoding="utf-8")
    text = re.sub(r"\\f[BIRP]|^\.[A-Z]{1,2} ", "", text, flags=re.M)
    return text.replace(r"\-", "-").replace(r"\(dq", '"').replace(r"\(aq", "'")


@functools.cache
def help_of(*words):
    return subprocess.run([PROGRAM, *words, "--help"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=240,
                          check=True).stdout.decode()


def commands_in(text):
    """The names below a heading such as "Commands:"."""
    section = re.search(r"^(?:Subc|C)ommands:\n((?:[ \t]+\S.*\n|\n(?=  ))*)", text, re.M | re.I)
    return re.findall(r"^ {2}([a-z][a-z-]*)", section[1], re.M) if section else []


def options_in(text):
    return set(re.findall(r"^  (?:-h,)?(--[a-z][a-z-]*)", text, re.M))


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

    def test_every_command_and_option_is_described(self):
        commands = every_command()
        self.assertGreater(len(commands), 10)
        page = plain("watchword.1")
        for words, text in commands:
            with self.subTest(command=" ".join(words)):
                name = r"\b.*\b".join(words)
                self.assertTrue(re.search(rf"(?m)\b{name}\b", page), "is not described")
                for option in options_in(text):
                    self.assertTrue(re.search(rf"{option}\b", page), f"{option} is not described")

    def test_no_option_is_described_that_is_not_there(self):
        there = {option for _, text in every_command() for option in options_in(text)}
        self.assertEqual(set(re.findall(r"--[a-z][a-z-]*", plain("watchword.1"))) - there, set())

    def test_the_version_names_the_libraries_in_use(self):
        told = json.loads(subprocess.run([PROGRAM, "version", "--json"], stdout=subprocess.PIPE, timeout=240, check=True).stdout)
        self.assertTrue(told["commit"])
        self.assertEqual(set(told["libraries"]), {"boost", "icu", "libcurl", "openssl", "sqlite", "zlib", "zstd"})
        for name, number in told["libraries"].items():
            self.assertRegex(number, r"^\d+\.\d+", name)
        text = subprocess.run([PROGRAM, "version"], stdout=subprocess.PIPE, timeout=240, check=True).stdout.decode()
        self.assertEqual(text.splitlines(), [f"watchword {told['version']} ({told['commit']})",
                                             *(f"{name} {number}" for name, number in told["libraries"].items())])


# An interactive zsh that completes each line of $QUESTIONS, writes all that is added as a match to $ANSWERS, and ends.
ZSH = r"""
autoload -Uz compinit && compinit -u -D
_watchword() { source $COMPLETIONS }
compdef _watchword watchword
compadd() {
    local -a offered
    builtin compadd -O offered "$@"
    print -rl -- ${offered/#/+} >>$ANSWERS
    builtin compadd "$@"
}
complete-quietly() {
    _main_complete
    compstate[list]= compstate[insert]=
}
zle -C ask list-choices complete-quietly
answer() {
    for BUFFER in "${(@f)$(<$QUESTIONS)}"; do
        CURSOR=$#BUFFER
        print -r -- "?$BUFFER" >>$ANSWERS
        zle ask
    done
    exit
}
zle -N zle-line-init answer
"""


class Completion(unittest.TestCase):
    def completions(self, shell):
        if not shutil.which(shell):
            self.skipTest(f"{shell} is not here")
        return str(ROOT / f"systemd/completions/watchword.{shell}")

    def environment(self, **more):
        return {**os.environ, "PATH": f"{os.path.dirname(PROGRAM)}:{os.environ['PATH']}", **more}

    def output(self, command):
        found = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=240, check=True,
                               env=self.environment())
        return {text.split("\t")[0] for text in found.stdout.decode().splitlines() if text}

    def check(self, offered):
        """`offered` takes lines, as lists of words, and gives what is offered at the end of each."""
        wanted = []
        for words, text in every_command():
            asked = help_of() if list(words) == ["help"] else text  # what completes `help` asks for that of its words
            wanted.append(([*words, "--"], options_in(asked) | {"--config", "--json"}))
            if commands_in(text):
                wanted.append(([*words, ""], set(commands_in(text))))
        found = list(offered([line for line, _ in wanted]))
        self.assertEqual(len(found), len(wanted))
        for (line, expected), got in zip(wanted, found):
            with self.subTest(" ".join(line)):
                self.assertEqual(got, expected)

    def test_bash_offers_what_there_is(self):
        path = self.completions("bash")
        script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _watchword; printf "%s\\n" "${COMPREPLY[@]}"'
        self.check(lambda lines: [self.output(["bash", "-c", script, path, PROGRAM, *line]) for line in lines])

    def test_fish_offers_what_there_is(self):
        command = ["fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", self.completions("fish")]
        self.check(lambda lines: [self.output([*command, " ".join(["watchword", *line])]) for line in lines])

    def test_zsh_offers_what_there_is(self):
        self.check(lambda lines: self.asked_of_zsh(self.completions("zsh"), [" ".join(["watchword", *line]) for line in lines]))

    def asked_of_zsh(self, completions, lines):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / ".zshrc").write_text(ZSH, encoding="utf-8")
            (folder / "questions").write_text("\n".join(lines), encoding="utf-8")
            screen, terminal = pty.openpty()
            shell = subprocess.Popen(["zsh", "-d", "-i"], stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
                                     env=self.environment(ZDOTDIR=name, TERM="dumb", COMPLETIONS=completions,
                                                          QUESTIONS=name + "/questions", ANSWERS=name + "/answers"))
            os.close(terminal)
            patience = threading.Timer(240, shell.kill)
            patience.start()
            read_to_the_end(screen)
            shell.wait()
            patience.cancel()
            answers = (folder / "answers").read_text(encoding="utf-8").split("?")[1:]
            return [{text[1:] for text in answer.splitlines() if text.startswith("+")} - {""} for answer in answers]


def read_to_the_end(terminal):
    with open(terminal, "rb", buffering=0) as screen, contextlib.suppress(OSError):  # which is how a terminal ends
        while screen.read(65536):
            pass


if __name__ == "__main__":
    unittest.main()
