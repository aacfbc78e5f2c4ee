#!/usr/bin/env python3
"""Fits the weights of the judge of lines (common/article/weights.cpp) to pages with known text.

  fit_judge.py CORPUS PROGRAM [--write weights.cpp]

CORPUS is a folder as score_articles.py reads it, PROGRAM is line_features.  Two logistic regressions by Newton's method:
one on the features of a line, one that also sees what the first says of the lines around.  Everything printed is
cross-validated over five groups of sites: no page is judged by weights that have seen its site.  Needs numpy.
"""
import argparse, collections, gzip, hashlib, json, os, re, subprocess, sys, tempfile
from urllib.parse import urlsplit

import numpy as np

GROUPS = 5
RIDGE = 1e-4


def tokens(text):
    out = []
    for word in re.findall(r'\w+', text.replace('\xad', '').replace('\u200b', '')):
        if re.search(r'[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]', word):
            out.extend(word)
        else:
            out.append(word)
    return out


def shingles(words):
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))) if words else collections.Counter()


def site_of(case):
    host = urlsplit(case['url']).hostname or case['id']
    return '.'.join(host.split('.')[-2:])


class Page:
    """The lines of a page: how many words each has, and which share of them belongs to the true text."""

    def __init__(self, case, lines, first):
        self.suite, self.id = case['suite'], case['id']
        self.group = int(hashlib.md5(site_of(case).encode()).hexdigest(), 16) % GROUPS
        self.slice = slice(first, first + len(lines))
        self.words = [tokens(line) for line in lines]
        truth = tokens(case['expect']['text'])
        self.truth = shingles(truth)
        flow = [word for line in self.words for word in line]
        covered = np.zeros(len(flow))
        for i in range(len(flow) - 3):
            if tuple(flow[i:i + 4]) in self.truth:
                covered[i:i + 4] = 1
        ends = np.cumsum([0] + [len(line) for line in self.words])
        self.count = np.diff(ends)
        self.share = np.array([covered[a:b].mean() if b > a else 0 for a, b in zip(ends, ends[1:])])
        self.weight = np.minimum(self.count / max(len(truth), 60), 0.5)

    def score(self, keep):
        got = shingles([word for line, kept in zip(self.words, keep) if kept for word in line])
        hit = sum((got & self.truth).values())
        return hit / max(sum(got.values()), 1), hit / sum(self.truth.values()), bool(got)


def chances(scores):
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def fit(x, y, w):
    x = x.astype(float)
    w = w / w.sum()
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = chances(x @ weights)
        slope = x.T @ (w * (p - y)) + RIDGE * weights
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def report(name, pages, scores, threshold):
    suites = collections.defaultdict(list)
    for page in pages:
        result = page.score(chances(scores[page.slice]) > threshold)
        suites[page.suite].append(result)
        suites['ALL'].append(result)
    out = []
    for suite, results in sorted(suites.items()):
        precision = np.mean([p for p, _, answered in results if answered])
        recall = np.mean([r for _, r, _ in results])
        out.append('%s %.4f' % (suite, 2 * precision * recall / (precision + recall)))
    print(name, threshold, ' '.join(out), flush=True)


def table(name, size, weights, names):
    rows = ''.join('    %9.4ff,  // %s\n' % (w, n) for w, n in zip(weights, names))
    return 'const std::array<float, %s> %s = {\n%s};\n' % (size, name, rows)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('corpus')
    ap.add_argument('program')
    ap.add_argument('--write')
    options = ap.parse_args()
    cases = {}
    with open(os.path.join(options.corpus, 'cases.jsonl'), encoding='utf-8') as file:
        for line in file:
            case = json.loads(line)
            if 'text' in case['expect'] and case['truth'] != 'extractor':
                cases[case['id']] = case
    with tempfile.TemporaryDirectory(prefix='fit.') as folder:
        at = lambda name: os.path.join(folder, name)
        with open(at('pages'), 'w') as file:
            for i, case in enumerate(cases.values()):
                with open(at('%d.html' % i), 'wb') as page:
                    page.write(gzip.open(os.path.join(options.corpus, case['file'])).read())
                kind = 'text/html' + ('; charset=' + case['charset'] if case.get('charset') else '')
                file.write(json.dumps({'id': case['id'], 'file': at('%d.html' % i), 'content_type': kind}) + '\n')
        command = [options.program, at('pages'), at('lines'), at('features')]
        listing = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
        line_names = [n.split('\t')[1] for n in listing if n.startswith('line\t')]
        context_names = [n.split('\t')[1] for n in listing if n.startswith('context\t')]
        x = np.fromfile(at('features'), dtype=np.float32).reshape(-1, len(line_names))
        pages, first = [], 0
        with open(at('lines'), encoding='utf-8') as file:
            for line in file:
                o = json.loads(line)
                pages.append(Page(cases[o['id']], o['lines'], first))
                first += len(o['lines'])
        y = np.concatenate([p.share for p in pages])
        w = np.concatenate([p.weight for p in pages])
        group = np.concatenate([np.full(len(p.words), p.group) for p in pages])

        def cross_validated(x):
            scores = np.zeros(len(x), dtype=np.float32)
            for g in range(GROUPS):
                scores[group == g] = x[group == g] @ fit(x[group != g], y[group != g], w[group != g])
            return scores

        report('perfect', pages, np.where(y > 0.5, 9.0, -9.0), 0.5)
        scores = cross_validated(x)
        report('lines alone', pages, scores, 0.45)
        scores.tofile(at('scores'))
        subprocess.run(command + [at('scores'), at('context')], check=True, stdout=subprocess.DEVNULL)
        context = np.fromfile(at('context'), dtype=np.float32).reshape(-1, len(context_names))
        both = np.concatenate([context, x], 1)
        second = cross_validated(both)
        for threshold in (0.35, 0.4, 0.45, 0.5, 0.55):
            report('in context', pages, second, threshold)
        kept = chances(second) > 0.45
        def page_f1(page):
            p, r, _ = page.score(kept[page.slice])
            return 2 * p * r / max(p + r, 1e-9)
        for page in sorted(pages, key=page_f1)[:12]:
            print('worst %.3f %s' % (page_f1(page), page.id))
        if options.write:
            head = ('// Fitted by tests/corpora/fit_judge.py; the features are named in features.cpp and context.cpp.\n'
                    '#include "common/article/weights.hpp"\n\nnamespace watchword::article {\n\n// clang-format off\n')
            first_weights = fit(x, y, w)
            second_weights = fit(both, y, w)
            with open(options.write, 'w') as file:
                file.write(head + table('first_weights', 'feature_count', first_weights, line_names) + '\n' +
                           table('second_weights', 'context_count + feature_count', second_weights, context_names + line_names) +
                           '// clang-format on\n\n}  // namespace watchword::article\n')


if __name__ == '__main__':
    main()
