#include "common/alert/bulletin.hpp"

#include <algorithm>

#include "common/alert/display.hpp"
#include "common/alert/story.hpp"

namespace watchword::alert {
namespace {

constexpr std::size_t passages_max = 5;
constexpr std::size_t digest_cards_max = 10;

std::size_t passages_for(Length length) {
    return length == Length::full ? passages_max : 0;
}

Bulletin single(Card card, std::string subject, std::string heading, AlertId id) {
    Bulletin bulletin;
    bulletin.subject = std::move(subject);
    bulletin.heading = std::move(heading);
    bulletin.footer = "Alert " + id.text();
    bulletin.url = card.url;
    bulletin.cards.push_back(std::move(card));
    return bulletin;
}

Bulletin bulletin_of(const Alert& alert, Length length) {
    auto card = card_of(alert, passages_for(length));
    auto name = one_line(alert.subscription.name, name_max);
    auto heading = card.label + (name.empty() ? "" : " · " + name);
    return single(std::move(card), subject_of(alert), std::move(heading), alert.id);
}

Bulletin bulletin_of(const Notice& notice, Length) {
    auto card = card_of(notice);
    auto heading = card.label;
    return single(std::move(card), subject_of(notice), std::move(heading), notice.id);
}

Bulletin bulletin_of(const DigestContent& digest, Length length) {
    Bulletin bulletin;
    bulletin.subject = subject_of(digest);
    bulletin.heading = bulletin.subject;
    bulletin.note = window_of(digest);
    for (const auto& group : digest.groups) {
        for (const auto& story : stories_of(group)) {
            if (bulletin.cards.size() == digest_cards_max) {
                ++bulletin.cards_more;
                continue;
            }
            auto card = card_of(*story.front(), std::min<std::size_t>(passages_for(length), 1));
            card.facts = card.label + (card.facts.empty() ? "" : " · " + card.facts);
            card.summary.clear();
            bulletin.cards.push_back(std::move(card));
        }
    }
    bulletin.footer = digest.groups.empty() ? "No article matched." : "watchword digest";
    return bulletin;
}

// Adds what fits, and after the first that does not, nothing.
class Paragraphs {
  public:
    Paragraphs(std::size_t size_max, std::size_t (*size)(std::string_view)) : left_(size_max), size_(size) {}

    void add(const std::string& paragraph, std::string_view separator = "\n") {
        if (paragraph.empty() || full_) return;
        auto piece = (text_.empty() ? "" : std::string(separator)) + paragraph;
        auto cost = size_(piece);
        if (cost > left_) {
            full_ = true;
            return;
        }
        left_ -= cost;
        text_ += piece;
    }

    std::string take() && { return std::move(text_); }

  private:
    std::string text_;
    std::size_t left_;
    std::size_t (*size_)(std::string_view);
    bool full_ = false;
};

}  // namespace

Bulletin bulletin_of(const Payload& payload, Length length) {
    return std::visit([length](const auto& value) { return bulletin_of(value, length); }, payload);
}

std::string write(const std::vector<Span>& spans, const Markup& markup) {
    std::string text;
    for (const auto& span : spans) {
        auto escaped = markup.escape(span.text);
        // Chats take a mark for text when a blank stands at its inner side.
        auto first = span.text.find_first_not_of(' ');
        if (span.kind == Span::Kind::plain || first == std::string::npos) {
            text += escaped;
            continue;
        }
        auto after = span.text.size() - 1 - span.text.find_last_not_of(' ');
        auto inner = markup.escape(std::string_view(span.text).substr(first, span.text.size() - first - after));
        auto [open, close] = span.kind == Span::Kind::hit       ? std::pair(markup.strong_open, markup.strong_close)
                             : span.kind == Span::Kind::removed ? std::pair(markup.removed_open, markup.removed_close)
                                                                : std::pair(markup.added_open, markup.added_close);
        text.append(first, ' ').append(open).append(inner).append(close).append(after, ' ');
    }
    return text;
}

std::string write(const Card& card, const Markup& markup, std::size_t size_max, std::size_t (*size)(std::string_view)) {
    Paragraphs text(size_max, size);
    auto title = markup.escape(plain(card.title));
    text.add(card.url.empty() ? std::string(markup.strong_open) + title + std::string(markup.strong_close)
                              : markup.link(title, card.url));
    text.add(markup.escape(card.facts));
    text.add(markup.escape(card.statement));
    text.add(write(card.summary, markup));
    for (const auto& passage : card.passages) {
        auto label = passage.label.empty() ? "" : markup.escape(passage.label + ": ");
        text.add("• " + label + write(passage.spans, markup));
    }
    if (card.passages_more > 0) text.add(markup.escape("And " + std::to_string(card.passages_more) + " more."));
    return std::move(text).take();
}

std::string write(const Bulletin& bulletin, const Markup& markup, std::size_t size_max,
                  std::size_t (*size)(std::string_view)) {
    std::string ending = "\n\n" + markup.escape(bulletin.footer);
    Paragraphs text(size_max - size(ending), size);
    if (!bulletin.heading.empty())
        text.add(std::string(markup.strong_open) + markup.escape(bulletin.heading) + std::string(markup.strong_close));
    text.add(markup.escape(bulletin.note));
    for (const auto& card : bulletin.cards) text.add(write(card, markup, size_max, size), "\n\n");
    if (bulletin.cards_more > 0)
        text.add(markup.escape("And " + count_text(bulletin.cards_more, "more article") + "."), "\n\n");
    return std::move(text).take() + ending;
}

std::size_t bytes(std::string_view text) {
    return text.size();
}

std::size_t utf16_units(std::string_view text) {
    // Of valid UTF-8: a character is one unit, or two when it takes four bytes.
    std::size_t units = 0;
    for (unsigned char c : text) units += (c & 0xC0) == 0x80 ? 0 : c >= 0xF0 ? 2 : 1;
    return units;
}

std::string backslashed(std::string_view text, std::string_view special) {
    std::string result;
    for (char c : text) {
        if (special.find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

}  // namespace watchword::alert
