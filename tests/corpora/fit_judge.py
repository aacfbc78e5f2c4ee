#!/usr/bin/env python3
"""Fits the trees of the judge of lines (common/article/first_trees_table.cpp, second_trees_table.cpp) to pages with known text.

  fit_judge.py CORPUS PROGRAM [--write FOLDER]

CORPUS is a folder as score_articles.py reads it, PROGRAM is line_features.  Gradient boosting of decision trees, twice:
on the features of a line, and on those with what the first opinion says of the lines around.  Pages of which only
snippets are known teach where these stand.  Everything printed is cross-validated over five groups of sites: no page is
judged by trees that have seen its site.  Needs numpy and xgboost (Debian: python3-numpy, python3-xgboost).
"""
import argparse, collections, gzip, hashlib, json, os, re, subprocess, tempfile
from urllib.parse import urlsplit

import numpy as np
import xgboost

GROUPS = 5
DEPTH = 4
TREES = 250
SHRINKAGE = 0.08
NEVER = 1e30  # no feature reaches it: the branch below is not taken

# What a whole page counts, of which all lines are known, against a snippet's line; and a light line (a menu's entry).
SNIPPET_WEIGHT = 0.1
LIGHT, LIGHT_SHARE = 0.01, 3  # of lines lighter than that every third is learnt from, threefold


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


def folded(text):
    return ' '.join(text.split())


def site_of(case):
    host = urlsplit(case['url']).hostname or case['id']
    return '.'.join(host.split('.')[-2:])


class Page:
    """The lines of a page: how many words each has, which share of them is wanted, and how much that is to be believed."""

    def __init__(self, case, lines, first):
        self.suite, self.id, self.expect = case['suite'], case['id'], case['expect']
        self.group = int(hashlib.md5(site_of(case).encode()).hexdigest(), 16) % GROUPS
        self.slice = slice(first, first + len(lines))
        self.lines = lines
        self.words = [tokens(line) for line in lines]
        self.count = np.array([len(words) for words in self.words])
        self.truth = None
        if 'text' in self.expect:
            self.learn_text(self.expect['text'])
        else:
            self.learn_snippets()

    def learn_text(self, text):
        truth = tokens(text)
        self.truth = shingles(truth)
        flow = [word for line in self.words for word in line]
        covered = np.zeros(len(flow))
        for i in range(len(flow) - 3):
            if tuple(flow[i:i + 4]) in self.truth:
                covered[i:i + 4] = 1
        ends = np.cumsum([0] + [len(line) for line in self.words])
        self.share = np.array([covered[a:b].mean() if b > a else 0 for a, b in zip(ends, ends[1:])])
        self.weight = np.minimum(self.count / max(len(truth), 60), 0.5)

    def learn_snippets(self):
        self.share, self.weight = np.zeros(len(self.lines)), np.zeros(len(self.lines))
        lines = [folded(line) for line in self.lines]
        for wanted, snippets in ((0, self.expect.get('without', [])), (1, self.expect.get('with', []))):
            for snippet in snippets:
                places = [i for i, line in enumerate(lines) if folded(snippet) in line]
                if len(places) > 3:  # says nothing of any of them
                    continue
                for i in places:
                    self.share[i], self.weight[i] = wanted, SNIPPET_WEIGHT / len(places)

    def kept(self, chance):
        """As worth_keeping() of body.cpp: the lines whose keeping makes the expected F1 greatest."""
        order = np.argsort(-chance, kind='stable')
        hits, words = np.cumsum((chance * self.count)[order]), np.cumsum(self.count[order])
        expected = 2 * hits / np.maximum(words + (chance * self.count).sum(), 1)
        least = 1.05 * chance[order][np.argmax(expected)] if len(order) else 0
        return chance > min(max(least, 0.12), 0.5)

    def score(self, keep):
        got = shingles([word for words, kept in zip(self.words, keep) if kept for word in words])
        hit = sum((got & self.truth).values())
        return hit / max(sum(got.values()), 1), hit / sum(self.truth.values()), bool(got)

    def snippets(self, keep):
        text = folded(' '.join(line for line, kept in zip(self.lines, keep) if kept))
        return [[folded(s) in text for s in self.expect.get(kind, [])] for kind in ('with', 'without')]


def chances(scores):
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def f1(results):
    precision = np.mean([p for p, _, answered in results if answered] or [0])
    recall = np.mean([r for _, r, _ in results])
    return 2 * precision * recall / max(precision + recall, 1e-9)


def report(name, pages, scores):
    suites, found, leaked = collections.defaultdict(list), [], []
    for page in pages:
        keep = page.kept(chances(scores[page.slice]))
        if page.truth is not None:
            for suite in (page.suite, 'ALL'):
                suites[suite].append(page.score(keep))
        wanted, unwanted = page.snippets(keep)
        found += wanted
        leaked += unwanted
    print(name, ' '.join('%s %.4f' % (suite, f1(results)) for suite, results in sorted(suites.items())),
          'snippets found %.3f leaked %.3f' % (np.mean(found), np.mean(leaked)), flush=True)


class Lesson:
    """What all lines teach, and how it is taught."""

    def __init__(self, pages):
        self.share = np.concatenate([p.share for p in pages])
        self.group = np.concatenate([np.full(len(p.lines), p.group) for p in pages])
        weight = np.concatenate([p.weight for p in pages])
        light = weight < LIGHT
        chosen = ~light | (np.random.default_rng(1).random(len(weight)) < 1 / LIGHT_SHARE)
        self.weight = np.where(chosen, np.where(light, weight * LIGHT_SHARE, weight), 0)

    def fit(self, x, lines):
        lines = lines & (self.weight > 0)
        weight = self.weight[lines]
        data = xgboost.DMatrix(x[lines], label=self.share[lines], weight=weight / weight.mean())
        how = dict(objective='binary:logistic', max_depth=DEPTH, eta=SHRINKAGE, subsample=0.6, colsample_bytree=0.15,
                   min_child_weight=3, reg_lambda=2, tree_method='hist', max_bin=64, nthread=1, seed=1)
        return xgboost.train(how, data, num_boost_round=TREES)

    def cross_validated(self, x):
        scores = np.zeros(len(x), dtype=np.float32)
        for group in range(GROUPS):
            model = self.fit(x, self.group != group)
            scores[self.group == group] = model.predict(xgboost.DMatrix(x[self.group == group]), output_margin=True)
        return scores


def heap(root):
    """A tree as complete as a heap: features and thresholds of its 2^DEPTH - 1 branches, values of its 2^DEPTH leaves."""
    branches = 2 ** DEPTH - 1
    features, thresholds, leaves = [0] * branches, [NEVER] * branches, [0.0] * (branches + 1)

    def put(node, at):
        if 'leaf' in node:
            while at < branches:
                at = 2 * at + 1
            leaves[at - branches] = node['leaf']
            return
        features[at], thresholds[at] = int(node['split'][1:]), node['split_condition']
        children = {child['nodeid']: child for child in node['children']}
        put(children[node['yes']], 2 * at + 1)
        put(children[node['no']], 2 * at + 2)

    put(root, 0)
    return features, thresholds, leaves


def table(which, model, names):
    out = ['// Fitted by tests/corpora/fit_judge.py. Features by number:']
    line = '//'
    for number, name in enumerate(names):
        entry = ' %d %s%s' % (number, name, '' if number + 1 == len(names) else ',')
        if len(line + entry) > 108:
            out.append(line)
            line = '//'
        line += entry
    out += [line, '#include "common/article/trees.hpp"', '', 'namespace watchword::article {', '', '// clang-format off',
            'const std::array<Tree, tree_count> %s_trees = {{' % which]
    for text in model.get_dump(dump_format='json'):
        features, thresholds, leaves = heap(json.loads(text))
        number = lambda value: 'never' if value == NEVER else re.sub(r'e([+-])0', r'e\1', '%.9g' % value)
        as_float = lambda value: number(value) if value == NEVER else number(value) + ('F' if re.search('[.e]', number(value)) else '.F')
        for head, values, tail in (('{{{', [str(f) for f in features], '}},'), (' {{', [as_float(t) for t in thresholds], '}},'),
                                   (' {{', ['%.4fF' % value for value in leaves], '}}},')):
            line = head
            for i, value in enumerate(values):
                entry = value + (', ' if i + 1 < len(values) else tail)
                if len(line + entry) > 118:
                    out.append(line.rstrip())
                    line = '   '
                line += entry
            out.append(line.rstrip())
    return '\n'.join(out + ['}};', '// clang-format on', '', '}  // namespace watchword::article', ''])


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
            if case['truth'] != 'extractor' and {'text', 'with', 'without'} & set(case['expect']):
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
        lesson = Lesson(pages)
        scores = lesson.cross_validated(x)
        report('lines alone:', pages, scores)
        scores.tofile(at('scores'))
        subprocess.run(command + [at('scores'), at('context')], check=True, stdout=subprocess.DEVNULL)
        both = np.concatenate([np.fromfile(at('context'), dtype=np.float32).reshape(-1, len(context_names)), x], 1)
        second = lesson.cross_validated(both)
        report('in context:', pages, second)
        both_opinions = (scores + second) / 2
        report('their mean:', pages, both_opinions)

        def page_f1(page):
            return f1([page.score(page.kept(chances(both_opinions[page.slice])))])
        for page in sorted((p for p in pages if p.truth is not None), key=page_f1)[:12]:
            print('worst %.3f %s' % (page_f1(page), page.id))
        if options.write:
            everything = np.full(len(x), True)
            for which, data, names in (('first', x, line_names), ('second', both, context_names + line_names)):
                with open(os.path.join(options.write, which + '_trees_table.cpp'), 'w') as file:
                    file.write(table(which, lesson.fit(data, everything), names))


if __name__ == '__main__':
    main()
