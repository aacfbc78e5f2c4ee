#include <array>

#include "common/revision/compare.hpp"
#include "common/revision/presence.hpp"
#include "common/revision/render_html.hpp"
#include "common/revision/render_json.hpp"
#include "common/revision/render_text.hpp"
#include "common/revision/storage.hpp"
#include "daemon/archive/answers.hpp"
#include "daemon/archive/article_line.hpp"
#include "daemon/archive/names.hpp"

namespace watchword::archive {

namespace {

constexpr unsigned revisions_max = 100'000;  // of one article; only to refuse numbers that are none

enum class Rendering { text, terminal, html };
constexpr std::array renderings{Rendering::text, Rendering::terminal, Rendering::html};

std::string_view to_text(Rendering rendering) {
    constexpr std::array<std::string_view, 3> names{"text", "terminal", "html"};
    return names[static_cast<std::size_t>(rendering)];
}

json::object line_of(const store::RevisionRow& row) {
    return {{"number", row.number},
            {"seen", to_value(row.seen)},
            {"grade", text_or_null(row.grade)},
            {"origin", row.origin}};
}

json::object presence_of(const store::ArticleRow& row) {
    auto presence = revision::deserialise_presence(row.presence);
    return {{"last", row.readings == 0 ? json::value(nullptr) : json::value(revision::to_text(presence.last))},
            {"present_at", to_value(presence.present_at)},
            {"absent_since", to_value(presence.absent_since)},
            {"absences", presence.absences}};
}

json::array subscriptions_of(const Asked& asked, ArticleId article) {
    json::array list;
    for (const store::MatchRow& match : store::matches(asked.connection, article))
        if (const catalog::Subscription* subscription = asked.catalog.subscription(match.subscription))
            list.push_back({{"name", subscription->settings.name}, {"told", match.told}});
    return list;
}

// The two revisions to be told apart: those named, else the newest and the one before.
struct Pair {
    store::RevisionRow before;
    store::RevisionRow after;
};
Result<Pair, Refusal> find_pair(store::Connection& connection, const store::ArticleRow& row,
                                std::optional<unsigned> from, std::optional<unsigned> to) {
    if (row.revision < 2 && !from && !to)
        return Refusal{Refusal::Kind::not_found, row.revision == 0 ? "the article was not read yet"
                                                                   : "the article has one revision: no edit was seen"};
    unsigned after = to.value_or(row.revision);
    unsigned before = from.value_or(after > 1 ? after - 1 : after);
    auto older = store::find_revision(connection, row.id, before);
    auto newer = store::find_revision(connection, row.id, after);
    if (!older || !newer)
        return Refusal{Refusal::Kind::not_found, "there is no revision " + std::to_string(older ? after : before) +
                                                     "; the newest is " + std::to_string(row.revision)};
    return Pair{std::move(*older), std::move(*newer)};
}

Result<store::ArticleRow, Refusal> find_row(const Asked& asked) {
    auto id = find_article(asked.connection, asked.name);
    if (!id) return id.error();
    auto row = store::find_article(asked.connection, *id);
    if (!row) return Refusal{Refusal::Kind::not_found, "the article is not stored any more"};
    return std::move(*row);
}

}  // namespace

Answer show_article(const Asked& asked) {
    if (auto fault = asked.parameters.fault()) return *fault;
    auto row = find_row(asked);
    if (!row) return row.error();
    FeedNames names(asked.connection, asked.catalog);
    auto newest = newest_revision(asked.connection, *row);
    auto article = article_line(*row, newest, names.carriers(row->id));
    article["standfirst"] = newest.standfirst;
    article["tags"] = to_array(newest.tags);
    article["paragraphs"] = to_array(newest.paragraphs);
    json::array revisions;
    for (const store::RevisionRow& revision : store::revisions(asked.connection, row->id))
        revisions.push_back(line_of(revision));
    article["revisions"] = std::move(revisions);
    article["presence"] = presence_of(*row);
    article["baseline"] = row->baseline;
    article["readings"] = row->readings;
    article["last_reading"] = to_value(row->last_read);
    article["trouble"] = text_or_null(row->trouble);
    article["next_reading"] = json::object{{"time", to_value(row->next_reading)}, {"why", row->why}};
    article["subscriptions"] = subscriptions_of(asked, row->id);
    return article;
}

Answer compare_revisions(const Asked& asked) {
    auto from = asked.parameters.number("from", 1, revisions_max);
    auto to = asked.parameters.number("to", 1, revisions_max);
    auto rendering = asked.parameters.one_of("render", renderings);
    if (auto fault = asked.parameters.fault()) return *fault;
    auto row = find_row(asked);
    if (!row) return row.error();
    auto pair = find_pair(asked.connection, *row, from, to);
    if (!pair) return pair.error();
    auto before = revision::deserialise(pair->before.text);
    auto after = revision::deserialise(pair->after.text);
    if (!before || !after) throw store::SqliteError(SQLITE_CORRUPT, "a stored revision cannot be read");

    auto diff = revision::compare(*before, *after, row->language);
    auto answer = json::parse(revision::render_json(diff)).as_object();
    answer["article"] = row->id.text();
    answer["url"] = row->url;
    answer["title"] = after->headline;
    answer["from"] = line_of(pair->before);
    answer["to"] = line_of(pair->after);
    if (rendering == Rendering::text) answer["rendered"] = revision::render_text(diff);
    if (rendering == Rendering::terminal) answer["rendered"] = revision::render_terminal(diff);
    if (rendering == Rendering::html)
        answer["rendered"] = revision::render_html_page(diff, after->headline, to_rfc3339(pair->before.seen),
                                                        to_rfc3339(pair->after.seen));
    return answer;
}

}  // namespace watchword::archive
