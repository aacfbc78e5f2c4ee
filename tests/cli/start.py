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
                              stderr=subprocess.PIPE, encoding="utf-8", timeout=240, check=False,
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

    def written(self, name, text):
        (self.home / name).write_text(text, encoding="utf-8")
        return str(self.home / name)

    def test_the_check_is_told_to_programs(self):
        good = self.written("good.toml", '[[feed]]\nurl = "https://press.example/rss"\n')
        checked = self.run_program("--config", good, "check-config", "--json")
        self.assertEqual(checked.returncode, 0)
        self.assertEqual(json.loads(checked.stdout),
                         {"file": good, "faults": [], "feeds": 1, "receivers": 0, "subscriptions": 0})
        bad = self.written("bad.toml", "[log]\nlevel = 1\n")
        checked = self.run_program("--config", bad, "check-config", "--json")
        self.assertEqual(checked.returncode, 78)
        fault = json.loads(checked.stdout)["faults"][0]
        self.assertEqual((fault["file"], fault["line"], fault["column"], fault["grade"]), (bad, 2, 9, "error"))
        self.assertEqual(checked.stderr, f"{bad}:2:9: {fault['message']}\n")

    def test_every_fault_has_its_place(self):
        for missing in [str(self.home / "missing.toml"), str(self.home)]:
            checked = self.run_program("--config", missing, "check-config")
            self.assertEqual(checked.returncode, 78)
            self.assertRegex(checked.stderr, r"\A[^:\n]+:1:1: [^\n]+\n\Z")

    def test_a_configuration_that_was_named_is_read_or_refused(self):
        lists = self.written("lists.toml", "[lists]\nleaders = 'nazarbayev OR tokayev'\n")
        self.assertEqual(self.run_program("query", "check", "@leaders", "--config", lists).returncode, 0)
        broken = self.written("broken.toml", "[lists\n")
        refused = self.run_program("query", "check", "@leaders", "--config", broken)
        self.assertEqual(refused.returncode, 78)
        self.assertIn(f"{broken}:1:", refused.stderr)

    def test_a_bad_line_of_a_bulk_run_is_told_with_its_place(self):
        queries = self.written("queries.jsonl", '{"id":1,"query":"maidan"}\n{"id":2,"query":"\\"é\\" (b"}\n{"id":3,,}\n')
        articles = self.written("articles.jsonl", '{"id":"a","title":"","text":"The maidan."}\n{"id":"b","title":""}\n')
        told = self.run_program("query", "run", "--queries", queries, "--articles", articles)
        self.assertEqual((told.returncode, told.stdout), (65, '{"article":"a","queries":[1]}\n'))
        self.assertIn(f"{queries}:2:24: ", told.stderr)
        self.assertIn(f"{queries}:3:9: not JSON", told.stderr)
        self.assertIn(f"{articles}:2:1: ", told.stderr)

    def test_a_folder_is_no_file(self):
        articles = self.written("articles.jsonl", "")
        for arguments in [["inspect", "feed", "."], ["inspect", "article", "."], ["feeds", "import", "."],
                          ["query", "run", "--queries", ".", "--articles", articles],
                          ["query", "run", "--queries", articles, "--articles", "."]]:
            with self.subTest(arguments):
                refused = self.run_program(*arguments)
                self.assertEqual((refused.returncode, refused.stdout), (66, ""))
                self.assertIn("cannot be read", refused.stderr)

    def test_an_empty_file_is_read_and_holds_nothing(self):
        empty = self.written("empty", "")
        self.assertEqual(self.run_program("inspect", "feed", empty).returncode, 65)
        article = self.run_program("inspect", "article", empty)
        self.assertEqual((article.returncode, json.loads(article.stdout)["text"]), (0, ""))
        self.assertTrue(json.loads(article.stdout)["warnings"])

    def test_every_line_of_a_batch_has_an_id_or_null(self):
        lines = ["nonsense", '{"id":"a"}', json.dumps({"id": "b", "file": self.written("empty", "")})]
        batch = subprocess.run([PROGRAM, "inspect", "feed", "--batch"], input="\n".join(lines), stdout=subprocess.PIPE,
                               encoding="utf-8", timeout=240, check=True)
        answers = [json.loads(line) for line in batch.stdout.splitlines()]
        self.assertEqual([answer["id"] for answer in answers], [None, "a", "b"])
        self.assertTrue(all(answer["error"] for answer in answers))

    def test_output_that_is_lost_is_said(self):
        for arguments in [["version"], ["help"], ["query", "check", "maidan"]]:
            with self.subTest(arguments), open("/dev/full", "w", encoding="ascii") as full:
                lost = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, encoding="utf-8",
                                      timeout=240, check=False, env={"HOME": str(self.home)})
                self.assertEqual(lost.returncode, 74)
                self.assertIn("cannot be written", lost.stderr)

    def test_version_is_told_to_people_and_to_programs(self):
        told = json.loads(self.run_program("version", "--json").stdout)
        lines = self.run_program("version").stdout.splitlines()
        self.assertEqual(self.run_program("--version").stdout.splitlines(), lines)
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
                self.assertIn("--config FILE", helped.stdout)
                self.assertEqual(self.run_program(command, "--help").stdout, helped.stdout)

    def test_a_wrong_command_line_is_told_on_stderr(self):
        for arguments in [[], ["nonsense"], ["feeds"], ["run", "--nonsense"], ["query", "check"]]:
            with self.subTest(arguments):
                refused = self.run_program(*arguments)
                self.assertEqual((refused.returncode, refused.stdout), (64, ""))
                self.assertIn("help", refused.stderr)


if __name__ == "__main__":
    unittest.main()
