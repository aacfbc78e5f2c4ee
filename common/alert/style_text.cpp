// Services that take one text: Mattermost, Telegram, ntfy.

#include <boost/json.hpp>

#include "common/alert/display.hpp"
#include "common/alert/mail_mime.hpp"
#include "common/alert/styles.hpp"

namespace watchword::alert {
namespace {

namespace json = boost::json;

constexpr std::size_t shown_url_max = 800;  // bytes; a longer one would leave no room for the text

// ---- Mattermost: Markdown; a post holds 16,383 characters, older servers 4,000 ----

constexpr std::size_t mattermost_max = 4'000;

std::string mattermost_escape(std::string_view text) {
    std::string result;
    for (char c : backslashed(text, "\\`*_{}[]()#+-.!|~>")) {
        result += c;
        if (c == '@') result += "\u200B";  // no mention
    }
    return result;
}

std::string markdown_link(const std::string& text, const std::string& url) {
    if (url.size() > shown_url_max || url.find_first_of("()<>\\") != std::string::npos) return "**" + text + "**";
    return "**[" + text + "](" + url + ")**";
}

constexpr Markup mattermost_markup{.escape = mattermost_escape,
                                   .strong_open = "**",
                                   .strong_close = "**",
                                   .removed_open = "~~",
                                   .removed_close = "~~",
                                   .added_open = "**",
                                   .added_close = "**",
                                   .link = markdown_link};

// ---- Telegram, sendMessage: 4,096 characters after its HTML is read; chat_id stands in the receiver's URL
// ----

constexpr std::size_t telegram_max = 4'096;

std::string html_escape(std::string_view text) {
    std::string result;
    for (char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

std::string html_link(const std::string& text, const std::string& url) {
    if (url.size() > shown_url_max) return "<b>" + text + "</b>";
    return "<b><a href=\"" + html_escape(url) + "\">" + text + "</a></b>";
}

constexpr Markup telegram_markup{.escape = html_escape,
                                 .strong_open = "<b>",
                                 .strong_close = "</b>",
                                 .removed_open = "<s>",
                                 .removed_close = "</s>",
                                 .added_open = "<u>",
                                 .added_close = "</u>",
                                 .link = html_link};

// ---- ntfy: plain text of 4,096 bytes posted to https://host/topic, title and link as headers ----

constexpr std::size_t ntfy_max = 4'096;
constexpr std::size_t ntfy_title_max = 200;  // code points

std::string as_it_is(std::string_view text) {
    return std::string(text);
}
std::string text_and_address(const std::string& text, const std::string&) {
    return text;
}

constexpr Markup ntfy_markup{.escape = as_it_is,
                             .strong_open = "",
                             .strong_close = "",
                             .removed_open = "[-",
                             .removed_close = "-]",
                             .added_open = "{+",
                             .added_close = "+}",
                             .link = text_and_address};

// ntfy reads RFC 2047 in its headers.
std::string header_value(const std::string& text) {
    std::string value;
    for (const auto& word : encode_words(text, 75)) value += (value.empty() ? "" : " ") + word;
    return value;
}

}  // namespace

WebhookMessage mattermost_message(const Bulletin& bulletin) {
    return json_message({{"text", write(bulletin, mattermost_markup, mattermost_max, code_points)}});
}

WebhookMessage telegram_message(const Bulletin& bulletin) {
    return json_message({{"text", write(bulletin, telegram_markup, telegram_max, utf16_units)},
                         {"parse_mode", "HTML"},
                         {"link_preview_options", {{"is_disabled", true}}}});
}

WebhookMessage ntfy_message(const Bulletin& bulletin) {
    WebhookMessage message{
        .body = write(bulletin, ntfy_markup, ntfy_max, bytes),
        .content_type = "text/plain; charset=utf-8",
        .headers = {{"Title", header_value(cut(bulletin.subject, ntfy_title_max))}, {"Tags", "newspaper"}}};
    if (!bulletin.url.empty()) message.headers.emplace_back("Click", bulletin.url);
    return message;
}

}  // namespace watchword::alert
