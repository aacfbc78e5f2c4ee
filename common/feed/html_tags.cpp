#include "common/feed/html_tags.hpp"

#include <algorithm>

#include "common/base/ascii.hpp"

namespace watchword::feed {

bool HtmlTags::next() {
    for (at_ = html_.find('<', at_); at_ < html_.size(); at_ = html_.find('<', at_)) {
        if (html_.substr(at_).starts_with("<!--")) {
            auto end = comments_end_ ? html_.find("-->", at_ + 4) : std::string_view::npos;
            comments_end_ = end != std::string_view::npos;
            at_ = comments_end_ ? end + 3 : at_ + 4;
            continue;
        }
        std::size_t begin = ++at_;
        if (begin >= html_.size() || !is_letter(html_[begin])) continue;
        while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>' && html_[at_] != '/') ++at_;
        name_ = html_.substr(begin, at_ - begin);
        return true;
    }
    at_ = html_.size();
    return false;
}

std::string_view HtmlTags::text_behind() const {
    auto close = html_.find('>', at_);
    if (close == std::string_view::npos) return {};
    return html_.substr(close + 1, html_.find('<', close) - close - 1);
}

void HtmlTags::skip_blanks() {
    while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
}

bool HtmlTags::next_attribute() {
    while (at_ < html_.size() && (is_blank(html_[at_]) || html_[at_] == '/')) ++at_;
    if (at_ >= html_.size() || html_[at_] == '>' || html_[at_] == '<') return false;
    std::size_t begin = at_++;
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '=' && html_[at_] != '>' && html_[at_] != '/')
        ++at_;
    attribute_ = {html_.substr(begin, at_ - begin), at_, at_};
    skip_blanks();
    if (at_ >= html_.size() || html_[at_] != '=') return true;
    ++at_;
    skip_blanks();
    bool quoted = at_ < html_.size() && (html_[at_] == '"' || html_[at_] == '\'');
    if (quoted) {
        attribute_.value_begin = at_ + 1;
        attribute_.value_end = std::min(html_.find(html_[at_], at_ + 1), html_.size());
        at_ = std::min(attribute_.value_end + 1, html_.size());
    } else {
        attribute_.value_begin = at_;
        while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>') ++at_;
        attribute_.value_end = at_;
    }
    return true;
}

}  // namespace watchword::feed
