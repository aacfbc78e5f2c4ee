#include "common/alert/card.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "common/alert/display.hpp"
#include "common/schedule/calendar.hpp"

namespace watchword::alert {
namespace {

// Code points.
constexpr std::size_t title_max = 300;
constexpr std::size_t standfirst_max = 500;
constexpr std::size_t excerpt_max = 300;
constexpr std::size_t card_url_max = 4'096;  // bytes
constexpr std::size_t statement_max = 600;
constexpr std::size_t kept_run_max = 90;      // of an edit: unchanged words beside a change
constexpr std::size_t changed_run_max = 400;  // ... and the words of one change
constexpr std::size_t names_max = 4;
constexpr std::size_t pieces_max = 60;
constexpr std::size_t hits_read_max = 200;

schedule::Zone zone_of(const Alert& alert) {
    return schedule::Zone::find(alert.subscription.time_zone).value_or(schedule::Zone());
}

// ---- Hits ----

// `text` with every place of one of `words` marked.
std::vector<Span> mark(const std::string& text, const std::vector<std::string>& words) {
    std::vector<Span> spans;
    std::size_t plain_from = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t longest = 0;
        for (const auto& word : words)
            if (word.size() > longest && text.compare(at, word.size(), word) == 0) longest = word.size();
        if (longest == 0) {
            ++at;
            continue;
        }
        if (at > plain_from) spans.push_back({Span::Kind::plain, text.substr(plain_from, at - plain_from)});
        spans.push_back({Span::Kind::hit, text.substr(at, longest)});
        at += longest;
        plain_from = at;
    }
    if (plain_from < text.size()) spans.push_back({Span::Kind::plain, text.substr(plain_from)});
    return spans;
}

std::vector<std::string> words_found(const std::vector<query::Hit>& hits, query::Field field) {
    std::vector<std::string> words;
    for (const auto& hit : hits) {
        if (hit.field != field || words.size() == 20) continue;
        auto word = one_line(hit.text, excerpt_max);
        if (!word.empty() && std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
    }
    return words;
}

std::string_view label_of(query::Field field) {
    switch (field) {
        case query::Field::title:
            return "Headline";
        case query::Field::standfirst:
            return "Standfirst";
        case query::Field::body:
            return "";
        case query::Field::author:
            return "Author";
        case query::Field::tag:
            return "Tag";
        case query::Field::feed:
            return "Feed";
        case query::Field::source:
            return "Source";
        case query::Field::url:
            return "Address";
        case query::Field::language:
            return "Language";
    }
    return {};
}

// An excerpt and what of its field it covers, so that hits side by side share one.
struct Excerpt {
    query::Field field;
    std::size_t begin;
    std::size_t end;
    std::string text;
    std::vector<std::string> words;
};

Excerpt excerpt_of(const query::Hit& hit) {
    auto place = hit.excerpt.find(hit.text);
    auto ahead = place == std::string::npos ? 0 : code_points(std::string_view(hit.excerpt).substr(0, place));
    auto begin = hit.start - std::min(ahead, hit.start);
    return {.field = hit.field,
            .begin = begin,
            .end = begin + code_points(hit.excerpt),
            .text = one_line(hit.excerpt, excerpt_max),
            .words = {}};
}

// Headline and standfirst are shown whole, with their hits marked there.
std::vector<Passage> passages_of_hits(const std::vector<query::Hit>& hits) {
    std::vector<Excerpt> excerpts;
    for (const auto& hit : hits) {
        if (hit.field == query::Field::title || hit.field == query::Field::standfirst) continue;
        auto covers = [&](const Excerpt& e) {
            return e.field == hit.field && hit.start >= e.begin && hit.end <= e.end;
        };
        auto found = std::ranges::find_if(excerpts, covers);
        if (found == excerpts.end()) found = excerpts.insert(excerpts.end(), excerpt_of(hit));
        auto word = one_line(hit.text, excerpt_max);
        if (!word.empty() && std::ranges::find(found->words, word) == found->words.end()) found->words.push_back(word);
    }
    std::vector<Passage> passages;
    passages.reserve(excerpts.size());
    for (const auto& excerpt : excerpts)
        passages.push_back({std::string(label_of(excerpt.field)), false, mark(excerpt.text, excerpt.words)});
    return passages;
}

// ---- Changes ----

// one_line, but blanks at the edges separate this stretch from its neighbours.
std::string stretch(std::string_view text, std::size_t max) {
    auto line = one_line(text, max);
    if (line.empty()) return text.empty() ? "" : " ";
    auto blank = [](unsigned char c) { return c <= ' '; };
    if (blank(text.front())) line.insert(0, " ");
    if (blank(text.back())) line += ' ';
    return line;
}

// Unchanged words are only shown near a change.
std::string shorten_kept(std::string_view text, bool first, bool last) {
    auto whole = stretch(text, 4'000);
    auto length = code_points(whole);
    if (length <= 2 * kept_run_max) return whole;
    auto head = cut(whole, kept_run_max);
    // From the end, by whole words.
    std::size_t from = whole.size();
    for (std::size_t seen = 0; from > 0 && seen < kept_run_max; --from)
        if ((static_cast<unsigned char>(whole[from - 1]) & 0xC0) != 0x80) ++seen;
    from = whole.find(' ', from);
    auto tail = from == std::string::npos ? std::string(" ") : whole.substr(from);
    if (first) return "…" + tail;
    if (last) return head;
    return head + tail;
}

std::vector<Span> spans_of(const revision::Change& change) {
    std::vector<Span> spans;
    const auto& words = change.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i == pieces_max) {
            spans.push_back({Span::Kind::plain, " …"});
            break;
        }
        switch (words[i].op) {
            case revision::Piece::Op::keep:
                spans.push_back({Span::Kind::plain, shorten_kept(words[i].text, i == 0, i + 1 == words.size())});
                break;
            case revision::Piece::Op::remove:
                spans.push_back({Span::Kind::removed, stretch(words[i].text, changed_run_max)});
                break;
            case revision::Piece::Op::insert:
                spans.push_back({Span::Kind::added, stretch(words[i].text, changed_run_max)});
                break;
        }
    }
    if (!spans.empty()) return spans;
    if (!change.before.empty()) spans.push_back({Span::Kind::removed, one_line(change.before, changed_run_max)});
    if (!change.before.empty() && !change.after.empty()) spans.push_back({Span::Kind::plain, " "});
    if (!change.after.empty()) spans.push_back({Span::Kind::added, one_line(change.after, changed_run_max)});
    return spans;
}

std::string label_of(const revision::Change& change) {
    std::string label(revision::to_text(change.kind));
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
    bool paragraph = change.kind == revision::Kind::paragraph;
    if (change.before.empty())
        label += " added";
    else if (change.after.empty())
        label += " dropped";
    else
        label += " changed";
    if (change.paragraph) {
        auto number = std::to_string(*change.paragraph + 1);
        label += paragraph ? " (no. " + number + ")" : " in paragraph " + number;
    }
    return label + " – " + std::string(revision::to_text(change.grade));
}

// ---- The whole ----

// An address that a program may follow, or nothing.
std::string link(const std::string& url) {
    bool web = url.starts_with("https://") || url.starts_with("http://");
    bool whole =
        url.size() <= card_url_max && std::ranges::all_of(url, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
    return web && whole ? url : std::string();
}

std::string list_names(const std::vector<std::string>& names) {
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), names_max); ++i) {
        auto name = one_line(names[i], name_max);
        if (name.empty()) continue;
        if (!list.empty()) list += ", ";
        list += name;
    }
    if (names.size() > names_max) list += " and " + std::to_string(names.size() - names_max) + " more";
    return list;
}

void add_fact(std::string& facts, const std::string& fact) {
    if (fact.empty()) return;
    if (!facts.empty()) facts += " · ";
    facts += fact;
}

std::string statement_of(const Alert& alert, const schedule::Zone& zone) {
    auto time = [&](std::optional<Time> t) {
        return t ? schedule::time_for_people(*t, zone) : std::string("a time unknown");
    };
    switch (alert.event) {
        case Event::article_removed: {
            auto sentence = "Present at " + time(alert.present_at) + ", absent at " + time(alert.absent_at);
            if (!alert.absence.empty()) sentence += ": " + one_line(alert.absence, statement_max);
            return sentence + ".";
        }
        case Event::article_restored:
            return "It is there again: absent at " + time(alert.absent_at) + ", present at " + time(alert.present_at) +
                   ".";
        case Event::test:
            return "This is a test. No article was published.";
        default:
            return {};
    }
}

}  // namespace

std::string label_of(const Alert& alert) {
    switch (alert.event) {
        case Event::article_matched:
            return "Matched";
        case Event::article_edited:
            return alert.grade ? "Edited (" + std::string(revision::to_text(*alert.grade)) + ")" : "Edited";
        case Event::article_removed:
            return "Removed";
        case Event::article_restored:
            return "Restored";
        case Event::test:
            return "Test";
        default:
            return std::string(to_text(alert.event));
    }
}

Card card_of(const Alert& alert, std::size_t passages_max) {
    auto zone = zone_of(alert);
    const auto& article = alert.article;
    std::vector<query::Hit> hits(alert.hits.begin(), alert.hits.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                              alert.hits.size(), hits_read_max)));
    Card card;
    card.label = label_of(alert);
    auto title = one_line(article.title, title_max);
    card.title = title.empty() ? std::vector<Span>{{Span::Kind::plain, "(no headline)"}}
                               : mark(title, words_found(hits, query::Field::title));
    card.url = link(article.url);
    add_fact(card.facts, list_names(article.feeds));
    add_fact(card.facts, list_names(article.authors));
    if (article.published) add_fact(card.facts, schedule::time_for_people(*article.published, zone));
    if (alert.event == Event::article_edited)
        add_fact(card.facts, "revision " + std::to_string(article.revision) + ", read " +
                                 schedule::time_for_people(article.seen, zone));
    card.statement = statement_of(alert, zone);
    card.language = one_line(article.language, 35);

    bool edited = alert.event == Event::article_edited;
    if (edited)
        for (const auto& change : alert.changes) {
            if (card.passages.size() == passages_max) break;
            card.passages.push_back({label_of(change), true, spans_of(change)});
        }
    else
        card.summary = mark(one_line(article.standfirst, standfirst_max), words_found(hits, query::Field::standfirst));
    if (edited) card.passages_more = alert.changes.size() - card.passages.size();
    // An edit is told by its changes; where the query was found is told when the article matched.
    if (edited && !card.passages.empty()) return card;
    for (auto& passage : passages_of_hits(hits)) {
        if (card.passages.size() < passages_max)
            card.passages.push_back(std::move(passage));
        else
            ++card.passages_more;
    }
    return card;
}

Card card_of(const Notice& notice) {
    Card card;
    switch (notice.event) {
        case Event::feed_failing:
            card.label = "Feed failing";
            break;
        case Event::feed_silent:
            card.label = "Feed silent";
            break;
        case Event::feed_overflow:
            card.label = "Feed overflowed";
            break;
        case Event::feed_recovered:
            card.label = "Feed recovered";
            break;
        case Event::delivery_failing:
            card.label = "Delivery failing";
            break;
        default:
            card.label = to_text(notice.event);
            break;
    }
    auto name = one_line(notice.subject, title_max);
    card.title = {{Span::Kind::plain, name.empty() ? "(no name)" : name}};
    card.url = link(notice.url);
    if (notice.since) card.facts = "since " + schedule::time_for_people(*notice.since, schedule::Zone()) + " UTC";
    card.statement = one_line(notice.reason, statement_max);
    return card;
}

std::string plain(const std::vector<Span>& spans) {
    std::string text;
    for (const auto& span : spans) text += span.text;
    return text;
}

std::string before(const Passage& passage) {
    std::string text;
    for (const auto& span : passage.spans)
        if (span.kind != Span::Kind::added) text += span.text;
    return text;
}

std::string after(const Passage& passage) {
    std::string text;
    for (const auto& span : passage.spans)
        if (span.kind != Span::Kind::removed) text += span.text;
    return text;
}

}  // namespace watchword::alert
