#!/usr/bin/env python3
"""Every query of the corpus matches exactly the listed articles, and every hit stands where it is listed.

queries.py QUERY_RUN CORPUS
"""

import pathlib
import subprocess
import sys
import tempfile


def main():
    query_run, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)

        def render(*arguments, to=None):
            command = [sys.executable, corpus / "render_queries.py", *arguments]
            if to is None:
                return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
            with open(to, "w", encoding="utf-8") as out:
                return subprocess.run(command, stdout=out, check=True)

        articles, queries, matches = scratch / "A.jsonl", scratch / "Q.jsonl", scratch / "out.jsonl"
        render("articles", corpus / "articles.jsonl", to=articles)
        for name, what, flags in (("10k", "compare", []), ("extra", "compare", []), ("1k", "compare-hits", ["--hits"])):
            known = corpus / f"{'hits' if flags else 'matches'}-{name}.jsonl"
            if not known.exists():
                continue
            render("queries", corpus / f"queries-{name}.jsonl", to=queries)
            with open(matches, "w", encoding="utf-8") as out:
                run = subprocess.run([query_run, queries, articles, *flags], stdout=out, stderr=subprocess.PIPE,
                                     text=True, check=False)
            compared = render(what, known, matches)
            print(f"{name}: {compared.stdout.strip()} ({run.stderr.strip()})")
            failures += run.returncode != 0 or compared.returncode != 0
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
