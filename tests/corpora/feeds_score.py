#!/usr/bin/env python3
"""Fail unless the feed parser reads the corpus as well as we promise: feeds_score.py BATCH_PROGRAM CORPORA_FOLDER"""
import os
import re
import subprocess
import sys

SHARE_MIN = 0.97

program, corpora = sys.argv[1:3]
scorer = [sys.executable, os.path.join(corpora, "score_feeds.py"), os.path.join(corpora, "feeds"), "--batch", program, "--verbose"]
report = subprocess.run(scorer, capture_output=True, text=True).stdout
print(report)
passed, failed = map(int, re.search(r"(\d+) passed, (\d+) failed", report).groups())
share = passed / (passed + failed)
print(f"{share:.1%} of the cases, at least {SHARE_MIN:.0%} are wanted")
sys.exit(share < SHARE_MIN)
