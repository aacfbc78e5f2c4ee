#include "daemon/archive/matching.hpp"

#include <algorithm>
#include <optional>

#include "common/base/url.hpp"
#include "common/revision/compare.hpp"
#include "common/revision/storage.hpp"
#include "common/subscription/subject.hpp"
#include "daemon/archive/article_line.hpp"
#include "daemon/store/archive_index.hpp"

namespace watchword::archive {

namespace {

using revision::Revision;
using subscription::RevisionSubject;

// An article with the revisions that are asked about.
class Stored {
  public:
    Stored(const store::ArticleRow& row, const std::vector<subscription::Carrier>& carriers,
           std::vector<Revision> texts)
        : row_(row), carriers_(carriers), texts_(std::move(texts)) {
        auto url = parse_url(row.url);
        source_ = url ? url->host : row.host;
    }

    std::size_t size() const { return texts_.size(); }
    const Revision& newest() const { return texts_.back(); }

    template <class Ask>
    auto ask(std::size_t number, Ask ask) const {
        std::optional<revision::Diff> diff;
        if (number > 0) diff = revision::compare(texts_[number - 1], texts_[number], row_.language);
        RevisionSubject subject(texts_[number], diff ? &*diff : nullptr, row_.url, source_, row_.language, carriers_);
        return ask(subject.subject());
    }

  private:
    const store::ArticleRow& row_;
    const std::vector<subscription::Carrier>& carriers_;
    std::vector<Revision> texts_;  // the oldest first
    std::string source_;
};

std::vector<Revision> texts_of(store::Connection& connection, const store::ArticleRow& row, bool every_revision) {
    std::vector<Revision> texts;
    if (!every_revision || row.revision < 2) {
        texts.push_back(newest_revision(connection, row));
        return texts;
    }
    for (const store::RevisionRow& stored : store::revisions(connection, row.id))
        if (auto text = revision::deserialise(stored.text)) texts.push_back(std::move(*text));
    if (texts.empty()) texts.emplace_back();
    return texts;
}

query::Necessary necessary_of_any(const std::vector<subscription::Subscription>& wanted) {
    query::Necessary either{query::Necessary::Kind::any};
    for (const subscription::Subscription& one : wanted) {
        auto condition = query::necessary(one.query);
        if (condition.kind == query::Necessary::Kind::anything) return {};
        either.parts.push_back(std::move(condition));
    }
    return either.parts.size() == 1 ? std::move(either.parts.front()) : either;
}

}  // namespace

Search::Search(std::vector<subscription::Subscription> wanted) : wanted_(std::move(wanted)) {
    query::Matcher matcher;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
        matcher.add(i, wanted_[i].query);
        watches_edits_ = watches_edits_ || wanted_[i].query.watches_edits();
    }
    matcher_ = matcher.snapshot();
    // The index knows the newest revisions alone.
    if (!watches_edits_) necessary_ = necessary_of_any(wanted_);
}

void Search::run(store::Connection& connection, const catalog::Catalog& catalog, store::ArticleFilter filter,
                 const std::function<bool(const Found&)>& visit) const {
    FeedNames names(connection, catalog);
    filter.words = store::archive_expression(necessary_);
    store::visit_articles(connection, filter, [&](const store::ArticleRow& row) {
        if (row.revision == 0) return true;
        auto carriers = names.carriers(row.id);
        Stored stored(row, carriers, texts_of(connection, row, watches_edits_));
        std::vector<bool> matches(wanted_.size());
        std::vector<std::size_t> by(wanted_.size());  // the revision that matched
        for (std::size_t number = stored.size(); number-- > 0;) {
            auto keys = stored.ask(number, [&](const query::Subject& subject) { return matcher_->match(subject); });
            for (std::uint64_t key : keys) {
                if (matches[key] || !subscription::in_scope(wanted_[key], carriers, row.language)) continue;
                matches[key] = true;
                by[key] = number;
            }
        }
        if (std::ranges::find(matches, true) == matches.end()) return true;
        auto hits = [&](std::size_t which) {
            return stored.ask(by[which], [&](const query::Subject& subject) { return matcher_->hits(which, subject); });
        };
        return visit({row, stored.newest(), carriers, std::move(matches), hits});
    });
}

}  // namespace watchword::archive
