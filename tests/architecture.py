#!/usr/bin/env python3
"""Holds the tree to what the house promises: who may include whom, what is pure, what may not stand in a file."""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINES_MAX = 600  # a file beyond that holds two ideas, unless it is a table

# Where a header comes from, as the LIBRARIES of CMakeLists.txt name it.
LIBRARY_OF_HEADER = {
    "CLI/": "cli11",
    "boost/asio": "asio",
    "boost/beast": "asio",
    "boost/json": "boost_json",
    "boost/url": "boost_url",
    "cld2/": "cld2",
    "curl/": "curl",
    "gumbo.h": "html_parser",
    "kainjow/": "mustache",
    "openssl/": "openssl_crypto",
    "pugixml": "pugixml",
    "re2/": "re2",
    "spdlog/": "spdlog",
    "sqlite3": "sqlite",
    "systemd/sd-": "systemd",
    "toml++/": "tomlplusplus",
    "uchardet": "uchardet",
    "unicode/": "icu",
    "zdict": "zstd",
    "zstd": "zstd",
}

# What common/ may not touch: time that passes, files, threads.
IMPURE_HEADERS = {"condition_variable", "filesystem", "fstream", "future", "mutex", "thread"}
IMPURE_CALLS = re.compile(r"(system|steady|high_resolution)_clock::now|\bgetenv\(|\bfopen\(|\bstd::(cerr|cout|clog)\b")


def tracked_files():
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and "build" not in path.relative_to(ROOT).parts]


def text_of(path):
    return path.read_text(encoding="utf-8", errors="replace")


def rooms():
    """{path: (rooms it may include, libraries it may include)} from the room() lines."""
    found = {}
    for path, rest in re.findall(r"^room\((\S+)([^)]*)\)", text_of(ROOT / "CMakeLists.txt"), re.M):
        used, _, libraries = rest.partition("LIBRARIES")
        found[path] = (set(used.replace("USES", "").split()), set(libraries.split()))
    return found


def sources(folder):
    return [path for path in FILES if path.parent == ROOT / folder and path.suffix in (".cpp", ".hpp")]


def includes(path):
    """[(line number, header, whether in quotes)]"""
    found = []
    for number, line in enumerate(text_of(path).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)', line)
        if match:
            found.append((number, match[2], match[1] == '"'))
    return found


FILES = tracked_files()
ROOMS = rooms()


class Architecture(unittest.TestCase):
    maxDiff = None

    def assertNone(self, faults):
        self.assertFalse(faults, "\n" + "\n".join(str(fault).replace(str(ROOT) + "/", "") for fault in faults))

    def test_a_room_includes_only_the_rooms_it_uses(self):
        faults = []
        for room, (used, _) in ROOMS.items():
            for path in sources(room):
                for number, header, quoted in includes(path):
                    folder = str(pathlib.PurePosixPath(header).parent)
                    if quoted and folder != room and folder not in used:
                        faults.append(f"{path}:{number}: {room} does not use {folder}")
        self.assertNone(faults)

    def test_a_room_includes_only_the_libraries_it_names(self):
        def granted(room):
            used, libraries = ROOMS[room]
            return libraries.union(*(granted(other) for other in used if other in ROOMS))

        faults = []
        for room in ROOMS:
            for path in sources(room):
                for number, header, quoted in includes(path):
                    library = next((name for start, name in LIBRARY_OF_HEADER.items() if header.startswith(start)), None)
                    if not quoted and library and library not in granted(room):
                        faults.append(f"{path}:{number}: {room} does not name {library}")
        self.assertNone(faults)

    def test_rooms_are_listed_bottom_up(self):
        faults, seen = [], set()
        for room, (used, _) in ROOMS.items():
            faults += [f"{room} uses {other}, which is not below it" for other in used - seen]
            seen.add(room)
        self.assertNone(faults)

    def test_common_is_pure(self):
        faults = []
        for path in FILES:
            if path.suffix not in (".cpp", ".hpp") or path.relative_to(ROOT).parts[0] != "common":
                continue
            faults += [f"{path}:{number}: <{header}>" for number, header, _ in includes(path) if header in IMPURE_HEADERS]
            for number, line in enumerate(text_of(path).splitlines(), 1):
                if IMPURE_CALLS.search(line.split("//")[0]):
                    faults.append(f"{path}:{number}: {line.strip()}")
        self.assertNone(faults)

    def test_an_argument_of_co_await_has_a_name(self):
        # GCC 12 destroys a braced aggregate or a capturing lambda there twice; daemon/runtime/README.md has the rule.
        trap = re.compile(r"co_await[^;]*(\(\{|\{\.|\[[^]]+\] *\()")
        faults = []
        for path in FILES:
            if path.suffix in (".cpp", ".hpp"):
                for number, line in enumerate(text_of(path).splitlines(), 1):
                    if trap.search(line.split("//")[0]):
                        faults.append(f"{path}:{number}: {line.strip()}")
        self.assertNone(faults)

    def test_no_file_holds_two_ideas(self):
        suffixes = (".cpp", ".hpp", ".py", ".sh", ".cmake", ".sql")
        lengths = [(len(text_of(path).splitlines()), path) 
                   for path in FILES if path.suffix in suffixes and not path.stem.endswith("_table")]
        self.assertNone([f"{path}: {lines} lines" for lines, path in lengths if lines > LINES_MAX])

    def test_no_file_knows_the_machine_it_was_written_on(self):
        # Split, so that this line is not one of those it looks for.
        machine = re.compile("/(wo" + "rk|ro" + "ot|fa" + "rm)/")
        faults = []
        for path in FILES:
            if path.suffix in (".cpp", ".hpp", ".py", ".sh", ".cmake", ".md", ".toml", ".json", ""):
                for number, line in enumerate(text_of(path).splitlines(), 1):
                    if machine.search(line):
                        faults.append(f"{path}:{number}: {line.strip()[:120]}")
        self.assertNone(faults)

    def test_every_message_id_of_the_journal_is_explained(self):
        sent = set(re.findall(r'"([0-9a-f]{32})"', text_of(ROOT / "systemd/journal_sink.cpp")))
        explained = set(re.findall(r"^-- ([0-9a-f]{32})$", text_of(ROOT / "systemd/watchword.catalog"), re.M))
        self.assertEqual(sent, explained)


if __name__ == "__main__":
    unittest.main()
