#!/usr/bin/env python3
"""Scores the extraction of articles and holds it to what it has reached: articles.py PROGRAM CORPORA."""
import json, os, subprocess, sys, tempfile

# By suite: F1 of the text at least; `all` has the other figures too. Those of MOST are upper bounds. The judge was
# fitted to these pages: what it reaches on others, fit_judge.py prints.
LEAST = {
    'daniel': {'F1': 0.97}, 'fundus': {'F1': 0.97}, 'fundus_eval': {'F1': 0.98}, 'scrapinghub': {'F1': 0.975},
    'wcxb': {'F1': 0.965}, 'seed': {'F1': 0.985},
    'all': {'F1': 0.97, 'snip_f1': 0.945, 'title': 0.82, 'date': 0.92, 'author': 0.74},
}
MOST = {'leak': 0.05}


def main():
    program, corpora = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix='score.') as folder:
        numbers = os.path.join(folder, 'numbers.json')
        subprocess.run([sys.executable, os.path.join(corpora, 'score_articles.py'), os.path.join(corpora, 'articles'), '--jsonl',
                        '--cmd', program, '--bootstrap', '0', '--json', numbers], check=True)
        with open(numbers, encoding='utf-8') as file:
            got = json.load(file)
    faults = []
    for suite, least in LEAST.items():
        figures = got['all'] if suite == 'all' else got['suites'][suite]
        faults += ['%s %s is %.4f, not %.4f' % (suite, k, figures[k], v) for k, v in least.items() if figures[k] < v]
    faults += ['%s is %.4f, over %.4f' % (k, got['all'][k], v) for k, v in MOST.items() if got['all'][k] > v]
    faults += ['pair %s: %s %s' % (i, what, note) for i, what, ok, note in got['pairs'] if not ok]
    faults += ['%d crashes or hangs' % got['crashes']] if got['crashes'] else []
    print('\n'.join(faults))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
