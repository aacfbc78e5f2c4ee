#include "daemon/archive/names.hpp"

#include <algorithm>
#include <limits>

#include "common/base/url.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/listing.hpp"

namespace watchword::archive {

namespace {

Refusal not_found(std::string message) {
    return {Refusal::Kind::not_found, std::move(message)};
}

// The ids that begin like this.
template <class Tag>
struct Range {
    Id<Tag> first;
    Id<Tag> last;
};

template <class Tag>
std::optional<Range<Tag>> range_of(std::string_view beginning) {
    constexpr std::size_t length_min = 4;
    constexpr std::size_t length = 13;  // of base32()
    if (!beginning.starts_with(Tag::prefix)) return std::nullopt;
    std::string digits(beginning.substr(Tag::prefix.size()));
    if (digits.size() < length_min || digits.size() > length) return std::nullopt;
    auto padded = [&](char with) { return from_base32(digits + std::string(length - digits.size(), with)); };
    auto first = padded('0');
    auto last = padded('z');
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();  // ids have 63 bits
    if (!first || *first > most) return std::nullopt;
    return Range<Tag>{{*first}, {std::min(last.value_or(most), most)}};
}

template <class AnyId>
Result<AnyId, Refusal> only_one(const std::vector<AnyId>& ids, std::string_view name, const std::string& kind) {
    if (ids.size() == 1) return ids.front();
    if (ids.empty()) return not_found("there is no " + kind + " `" + std::string(name) + "`");
    return Refusal{Refusal::Kind::bad,
                   "more than one " + kind + " begins with `" + std::string(name) + "`: say more of it"};
}

// Lists what there is, so that a slip is mended at a glance.
template <class Map, class NameOf>
std::string there_are(const Map& map, NameOf name_of) {
    constexpr std::size_t most = 10;
    std::vector<std::string> names;
    for (const auto& [id, item] : map) names.push_back(name_of(item));
    std::sort(names.begin(), names.end());
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) text += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
    return text.empty() ? "there are none" : "there are: " + text;
}

}  // namespace

const subscription::Carrier& FeedNames::named(FeedId id) {
    auto [place, fresh] = known_.try_emplace(id);
    if (!fresh) return place->second;
    subscription::Carrier& carrier = place->second;
    if (const config::Feed* feed = catalog_.feed(id)) {
        carrier.name = feed->name;
        carrier.url = feed->url;
        carrier.tags = feed->tags;
    }
    if (carrier.name.empty())
        if (auto row = store::find_feed(connection_, id)) carrier.name = row->title.empty() ? row->url : row->title;
    return carrier;
}

std::vector<subscription::Carrier> FeedNames::carriers(ArticleId article) {
    std::vector<subscription::Carrier> carriers;
    for (const store::Carrier& carrier : store::carriers(connection_, article))
        if (const subscription::Carrier& feed = named(carrier.feed); !feed.name.empty()) carriers.push_back(feed);
    std::ranges::sort(carriers, {}, &subscription::Carrier::name);
    return carriers;
}

Result<ArticleId, Refusal> find_article(store::Connection& connection, std::string_view name) {
    if (auto range = range_of<ArticleTag>(name))
        return only_one(store::articles_between(connection, range->first, range->last), name, "article");
    if (auto url = parse_url(name)) {
        if (auto id = store::find_address(connection, digest_of({url_identity(*url)}))) return *id;
        return not_found("no article of this address is stored: " + url->text);
    }
    return Refusal{
        Refusal::Kind::bad,
        "`" + std::string(name) + "` is no article: give its id (ar_...), at least four characters of it, or its URL"};
}

Result<AlertId, Refusal> find_alert(store::Connection& connection, std::string_view name) {
    if (auto range = range_of<AlertTag>(name))
        return only_one(store::alerts_between(connection, range->first, range->last), name, "alert");
    return Refusal{Refusal::Kind::bad,
                   "`" + std::string(name) + "` is no alert: give its id (al_...) or at least four characters of it"};
}

Result<FeedId, Refusal> find_feed(store::Connection& connection, const catalog::Catalog& catalog,
                                  std::string_view name) {
    auto label = [](const config::Feed& feed) { return feed.name.empty() ? feed.url : feed.name; };
    for (const auto& [id, feed] : catalog.feeds())
        if (label(feed) == name || feed.url == name || id.text() == name) return id;
    for (const store::FeedRow& row : store::all_feeds(connection))
        if (row.title == name || row.url == name || row.id.text() == name) return row.id;
    return not_found("there is no feed `" + std::string(name) + "`; " + there_are(catalog.feeds(), label));
}

Result<SubscriptionId, Refusal> find_subscription(const catalog::Catalog& catalog, std::string_view name) {
    for (const auto& [id, subscription] : catalog.subscriptions())
        if (subscription.settings.name == name || id.text() == name) return id;
    return not_found("there is no subscription `" + std::string(name) + "`; " +
                     there_are(catalog.subscriptions(), [](const auto& item) { return item.settings.name; }));
}

Result<ReceiverId, Refusal> find_receiver(const catalog::Catalog& catalog, std::string_view name) {
    for (const auto& [id, receiver] : catalog.receivers())
        if (receiver.name == name || id.text() == name) return id;
    return not_found("there is no receiver `" + std::string(name) + "`; " +
                     there_are(catalog.receivers(), [](const auto& item) { return item.name; }));
}

}  // namespace watchword::archive
