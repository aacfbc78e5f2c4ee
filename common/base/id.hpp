#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace watchword {

// The first 63 bits of SHA-256 over the parts, each preceded by its length so that no two lists of parts run together.
// Never 0 and never negative as a signed number: a database may hold it as its key.
std::uint64_t digest_of(std::initializer_list<std::string_view> parts);

// The 13 characters of an id's number in lower-case Crockford base 32, and back.
std::string base32(std::uint64_t number);
std::optional<std::uint64_t> from_base32(std::string_view text);

// An identity that is made by us from what it identifies, not handed out by a database: the same thing has the same id
// after a crash, a restart or a restored backup. `Tag::prefix` tells its kind in text, such as "al_".
template <class Tag>
struct Id {
    std::uint64_t value = 0;  // 0: none

    static Id of(std::initializer_list<std::string_view> parts) { return {digest_of(parts)}; }

    static std::optional<Id> parse(std::string_view text) {
        if (!text.starts_with(Tag::prefix)) return std::nullopt;
        auto number = from_base32(text.substr(Tag::prefix.size()));
        if (!number) return std::nullopt;
        return Id{*number};
    }

    std::string text() const { return std::string(Tag::prefix) + base32(value); }

    explicit operator bool() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
};

struct FeedTag {
    static constexpr std::string_view prefix = "fd_";
};
struct ArticleTag {
    static constexpr std::string_view prefix = "ar_";
};
struct SubscriptionTag {
    static constexpr std::string_view prefix = "sb_";
};
struct ReceiverTag {
    static constexpr std::string_view prefix = "rc_";
};
struct AlertTag {
    static constexpr std::string_view prefix = "al_";
};
struct DeliveryTag {
    static constexpr std::string_view prefix = "dl_";
};

using FeedId = Id<FeedTag>;                  // of the configured URL
using ArticleId = Id<ArticleTag>;            // of the article's identity
using SubscriptionId = Id<SubscriptionTag>;  // of its name
using ReceiverId = Id<ReceiverTag>;          // of its name
using AlertId = Id<AlertTag>;                // of subscription, article, event and what the event saw
using DeliveryId = Id<DeliveryTag>;          // of alert (or digest) and receiver

}  // namespace watchword

template <class Tag>
struct std::hash<watchword::Id<Tag>> {
    std::size_t operator()(const watchword::Id<Tag>& id) const noexcept { return id.value; }
};
