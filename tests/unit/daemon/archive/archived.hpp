#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "common/base/url.hpp"
#include "common/revision/storage.hpp"
#include "common/text/language.hpp"
#include "daemon/archive/archive.hpp"
#include "daemon/store/alerts.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/database.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/listing.hpp"

namespace watchword::archive {

namespace json = boost::json;
using namespace std::chrono_literals;

inline Time at(std::string_view text) {
    return *from_rfc3339(text);
}

// A database with a few articles in it, as the daemon would have stored them.
class Archived : public testing::Test {
  protected:
    Archived() {
        std::string pattern = (std::filesystem::temp_directory_path() / "watchword-test-XXXXXX").string();
        directory = mkdtemp(pattern.data());
        auto opened = store::open(directory, [](const std::string&) {});
        connection = std::move(*opened);
        connection->run_script("PRAGMA synchronous = OFF");
        config::Feed feed;
        feed.url = "https://press.example/feed";
        feed.name = "The Press";
        feed.tags = {"asia"};
        config.feeds = {feed};
        store::enlist_feed(*connection, press, feed.url, now);
        store::enlist_feed(*connection, wire, "https://wire.example/feed", now);
        auto row = *store::find_feed(*connection, wire);
        row.title = "Wire";
        store::save_feed(*connection, row);
    }
    ~Archived() override {
        connection.reset();
        std::filesystem::remove_all(directory);
    }

    // An article that was read once and, for every further revision, an hour later again.
    ArticleId add(const std::string& url, Time seen, const std::vector<revision::Revision>& revisions,
                  std::vector<FeedId> feeds = {press}, const std::string& language = "en") {
        store::ArticleRow row;
        auto identity = url_identity(*parse_url(url));
        row.id = ArticleId::of({identity});
        row.url = url;
        row.host = parse_url(url)->host;
        row.first_seen = seen;
        row.language = language;
        store::insert_article(*connection, row);
        store::save_address(*connection, digest_of({identity}), row.id);
        for (FeedId id : feeds) store::link_feed(*connection, row.id, id, false);
        std::optional<store::RevisionRow> before;
        for (const revision::Revision& text : revisions) {
            store::RevisionRow stored;
            stored.article = row.id;
            stored.number = ++row.revision;
            stored.seen = seen + (row.revision - 1) * 1h;
            stored.fingerprint = row.revision;
            if (before) stored.grade = "substantive";
            stored.origin = "page";
            stored.text = revision::serialise(text);
            store::save_revision(*connection, stored, before ? &*before : nullptr);
            if (text.published) row.published = text.published;
            row.changed = row.last_read = stored.seen;
            row.readings = row.revision;
            row.edits = row.revision - 1;
            before = stored;
        }
        if (!revisions.empty()) row.first_read = seen;
        store::save_article(*connection, row);
        return row.id;
    }

    static revision::Revision text(const std::string& headline, const std::vector<std::string>& paragraphs = {}) {
        revision::Revision revision;
        revision.headline = headline;
        revision.paragraphs = paragraphs;
        return revision;
    }

    Result<json::value, Refusal> ask(const std::string& path,
                                     std::vector<std::pair<std::string, std::string>> parameters = {}) {
        catalog::Catalog catalog(config, {}, {}, {});
        return answer(*connection, catalog, now, {path, std::move(parameters)});
    }

    static std::vector<std::string> titles(const json::value& list) {
        std::vector<std::string> titles;
        for (const json::value& item : list.as_array()) titles.emplace_back(item.as_object().at("title").as_string());
        return titles;
    }

    static inline const FeedId press = catalog::feed_id("https://press.example/feed");
    static inline const FeedId wire = catalog::feed_id("https://wire.example/feed");
    std::filesystem::path directory;
    std::unique_ptr<store::Connection> connection;
    config::Config config;
    Time now = at("2018-04-17T12:00:00Z");
};

}  // namespace watchword::archive
