// Services that take a layout of blocks: Slack, Discord, Teams.

#include <boost/json.hpp>

#include "common/alert/display.hpp"
#include "common/alert/styles.hpp"

namespace watchword::alert {
namespace {

namespace json = boost::json;

// ---- Slack: 50 blocks, a header of 150 characters, a section of 3,000 ----

constexpr std::size_t slack_header_max = 150;
constexpr std::size_t slack_section_max = 3'000;
constexpr std::size_t slack_url_max = 1'000;
constexpr std::size_t slack_cards_bytes_max = 15'000;  // so that the whole stays below body_bytes_max

std::string slack_escape(std::string_view text) {
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
            // There is no escaping of these; look-alikes do not format.
            case '|':
                result += "∣";
                break;
            case '*':
                result += "∗";
                break;
            case '`':
                result += "ˋ";
                break;
            case '~':
                result += "∼";
                break;
            default:
                result += c;
        }
    }
    return result;
}

std::string slack_link(const std::string& text, const std::string& url) {
    auto address = slack_escape(url);
    if (address.size() > slack_url_max || url.find_first_of("<>|*`~") != std::string::npos) return "*" + text + "*";
    return "*<" + address + "|" + text + ">*";
}

// Marks only count at the edge of a word, which a blank without width makes.
constexpr Markup slack_markup{.escape = slack_escape,
                              .strong_open = "\u200B*",
                              .strong_close = "*\u200B",
                              .removed_open = "\u200B~",
                              .removed_close = "~\u200B",
                              .added_open = "\u200B*",
                              .added_close = "*\u200B",
                              .link = slack_link};

json::object slack_text(const std::string& text) {
    return {{"type", "mrkdwn"}, {"text", text}, {"verbatim", true}};
}

// ---- Discord: an embed's title of 256 characters, description 4,096, footer 2,048, all 6,000, its URL 2,048
// ----

constexpr std::size_t discord_title_max = 256;
constexpr std::size_t discord_description_max = 4'096;
constexpr std::size_t discord_url_max = 2'048;
constexpr unsigned discord_colour = 0xC98A2B;

std::string discord_escape(std::string_view text) {
    return backslashed(text, "\\*_~`|>[]()#-+.<@:!");
}

std::string discord_link(const std::string& text, const std::string& url) {
    if (url.size() > discord_url_max || url.find_first_of("()<> ") != std::string::npos) return "**" + text + "**";
    return "**[" + text + "](" + url + ")**";
}

constexpr Markup discord_markup{.escape = discord_escape,
                                .strong_open = "**",
                                .strong_close = "**",
                                .removed_open = "~~",
                                .removed_close = "~~",
                                .added_open = "__",
                                .added_close = "__",
                                .link = discord_link};

// ---- Teams: an Adaptive Card of 28 kB, made of text runs, which know no markup that could be smuggled in
// ----

constexpr std::size_t teams_bytes_max = 17'000;  // of blocks, so that the whole stays below body_bytes_max
constexpr std::size_t teams_url_max = 2'000;

json::object teams_run(const std::string& text) {
    return {{"type", "TextRun"}, {"text", text}};
}

json::object teams_block(json::array runs) {
    return {{"type", "RichTextBlock"}, {"inlines", std::move(runs)}};
}

json::object teams_line(const std::string& text, bool subtle) {
    auto run = teams_run(text);
    if (subtle) run["isSubtle"] = true;
    return teams_block({std::move(run)});
}

json::array teams_runs(const std::vector<Span>& spans) {
    json::array runs;
    for (const auto& span : spans) {
        auto run = teams_run(span.text);
        if (span.kind == Span::Kind::hit) run["highlight"] = true;
        if (span.kind == Span::Kind::removed) run["strikethrough"] = true;
        if (span.kind == Span::Kind::added) run["underline"] = true;
        runs.push_back(std::move(run));
    }
    return runs;
}

json::object teams_title(const Card& card) {
    auto run = teams_run(plain(card.title));
    run["size"] = "Large";
    run["weight"] = "Bolder";
    if (!card.url.empty() && card.url.size() <= teams_url_max)
        run["selectAction"] = json::object{{"type", "Action.OpenUrl"}, {"url", card.url}};
    auto block = teams_block({std::move(run)});
    block["spacing"] = "Large";
    return block;
}

std::vector<json::object> teams_blocks(const Card& card) {
    std::vector<json::object> blocks = {teams_title(card)};
    if (!card.facts.empty()) blocks.push_back(teams_line(card.facts, true));
    if (!card.statement.empty()) blocks.push_back(teams_line(card.statement, false));
    if (!card.summary.empty()) blocks.push_back(teams_block(teams_runs(card.summary)));
    for (const auto& passage : card.passages) {
        if (!passage.label.empty()) blocks.push_back(teams_line(passage.label, true));
        blocks.push_back(teams_block(teams_runs(passage.spans)));
    }
    if (card.passages_more > 0)
        blocks.push_back(teams_line("And " + std::to_string(card.passages_more) + " more.", true));
    return blocks;
}

}  // namespace

WebhookMessage slack_message(const Bulletin& bulletin) {
    json::array blocks;
    blocks.push_back(json::object{{"type", "header"},
                                  {"text", json::object{{"type", "plain_text"},
                                                        {"text", cut(bulletin.heading, slack_header_max / 2)},
                                                        {"emoji", false}}}});
    if (!bulletin.note.empty())
        blocks.push_back(
            json::object{{"type", "context"}, {"elements", json::array{slack_text(slack_escape(bulletin.note))}}});
    auto room = slack_cards_bytes_max;
    auto more = bulletin.cards_more;
    for (const auto& card : bulletin.cards) {
        json::object section = {{"type", "section"},
                                {"text", slack_text(write(card, slack_markup, slack_section_max, utf16_units))}};
        auto size = json::serialize(section).size();
        if (size > room) {
            room = 0;  // nothing after it either: the newest come first
            ++more;
            continue;
        }
        room -= size;
        blocks.push_back(std::move(section));
    }
    auto footer = bulletin.footer;
    if (more > 0) footer = "And " + std::to_string(more) + " more. " + footer;
    blocks.push_back(json::object{{"type", "context"}, {"elements", json::array{slack_text(slack_escape(footer))}}});
    return json_message({{"text", slack_escape(bulletin.subject)},
                         {"blocks", std::move(blocks)},
                         {"unfurl_links", false},
                         {"unfurl_media", false}});
}

WebhookMessage discord_message(const Bulletin& bulletin) {
    auto without_heading = bulletin;
    without_heading.heading.clear();
    json::object embed = {{"title", discord_escape(cut(bulletin.heading, discord_title_max / 2))},
                          {"description", write(without_heading, discord_markup, discord_description_max, utf16_units)},
                          {"color", discord_colour}};
    if (!bulletin.url.empty() && bulletin.url.size() <= discord_url_max) embed["url"] = bulletin.url;
    return json_message(
        {{"embeds", json::array{std::move(embed)}}, {"allowed_mentions", json::object{{"parse", json::array{}}}}});
}

WebhookMessage teams_message(const Bulletin& bulletin) {
    std::vector<json::object> blocks = {teams_line(bulletin.heading, true)};
    if (!bulletin.note.empty()) blocks.push_back(teams_line(bulletin.note, true));
    for (const auto& card : bulletin.cards)
        for (auto& block : teams_blocks(card)) blocks.push_back(std::move(block));
    if (bulletin.cards_more > 0)
        blocks.push_back(teams_line("And " + std::to_string(bulletin.cards_more) + " more.", true));

    json::array body;
    std::size_t size = 0;
    for (auto& block : blocks) {
        size += json::serialize(block).size() + 1;
        if (size > teams_bytes_max) break;
        body.push_back(std::move(block));
    }
    body.push_back(teams_line(bulletin.footer, true));
    json::object card = {{"type", "AdaptiveCard"},
                         {"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
                         {"version", "1.4"},
                         {"fallbackText", bulletin.subject},
                         {"msteams", {{"width", "Full"}}},
                         {"body", std::move(body)}};
    json::object attachment = {{"contentType", "application/vnd.microsoft.card.adaptive"},
                               {"contentUrl", nullptr},
                               {"content", std::move(card)}};
    return json_message({{"type", "message"}, {"attachments", json::array{std::move(attachment)}}});
}

}  // namespace watchword::alert
