#include "config/section.hpp"

#include <algorithm>

#include "common/base/printable.hpp"
#include "common/base/time.hpp"

namespace watchword::config {

namespace {

constexpr std::size_t quoted_bytes_max = 80;

std::string quoted(const std::string& text) {
    return '"' + printable(text, quoted_bytes_max) + '"';
}

}  // namespace

void Section::add(const Node& table) {
    for (auto& [key, member] : table.members) {
        auto [there, added] = values_.emplace(key, &member);
        if (added) continue;
        const Place& first = there->second->key;
        faults_.error(member.key, "`" + key + "` of " + name_ + " stands already at " + first.file + ':' +
                                      std::to_string(first.line) + "; it may stand once");
    }
}

const Node* Section::find(std::string_view key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
    auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second->value;
}

const Node* Section::find(std::string_view key, Node::Kind kind, std::string_view what) {
    const Node* node = find(key);
    if (!node || node->kind == kind) return node;
    faults_.error(node->place, "`" + std::string(key) + "` must be " + std::string(what) + ", not " +
                                   std::string(describe(node->kind)));
    return nullptr;
}

void Section::read(std::string_view key, std::string& target) {
    if (const Node* node = find(key, Node::Kind::text, "a string")) target = node->text;
}

void Section::read(std::string_view key, bool& target) {
    if (const Node* node = find(key, Node::Kind::boolean, "true or false")) target = node->boolean;
}

void Section::read(std::string_view key, unsigned& target, unsigned least, unsigned most) {
    const std::string what = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    const Node* node = find(key, Node::Kind::integer, what);
    if (!node) return;
    if (node->integer < least || node->integer > most)
        faults_.error(node->place,
                      "`" + std::string(key) + "` must be " + what + ", not " + std::to_string(node->integer));
    else
        target = static_cast<unsigned>(node->integer);
}

void Section::read(std::string_view key, Duration& target, Duration least, Duration most) {
    Duration value = target;
    read(key, value, parse_duration, R"(a duration such as "90s", "15m" or "1h30m")");
    if (value == target || (value >= least && value <= most)) {
        target = value;
        return;
    }
    faults_.error(find(key)->place, "`" + std::string(key) + "` must be from " + to_text(least) + " to " +
                                        to_text(most) + ", not " + to_text(value));
}

std::vector<const Node*> Section::texts(std::string_view key, std::string_view what) {
    std::vector<const Node*> texts;
    const Node* list = find(key, Node::Kind::list, "a list: " + std::string(what));
    if (!list) return texts;
    for (const Node& item : list->items) {
        if (item.kind == Node::Kind::text)
            texts.push_back(&item);
        else
            faults_.error(item.place, "`" + std::string(key) + "` must hold strings only (" + std::string(what) +
                                          "), not " + std::string(describe(item.kind)));
    }
    return texts;
}

void Section::refuse(const Node& node, std::string_view key, std::string_view what) {
    faults_.error(node.place, "`" + std::string(key) + "`: " + quoted(node.text) + " is not " + std::string(what));
}

std::optional<std::size_t> Section::choose(std::string_view key, const std::vector<std::string>& words) {
    const Node* node = find(key, Node::Kind::text, alternatives(words));
    if (!node) return std::nullopt;
    auto found = std::find(words.begin(), words.end(), node->text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    faults_.error(node->place, "`" + std::string(key) + "` must be " + alternatives(words) + ", not " +
                                   quoted(node->text) + did_you_mean(node->text, words));
    return std::nullopt;
}

void Section::finish() {
    for (auto& [key, member] : values_)
        if (std::find(known_.begin(), known_.end(), key) == known_.end())
            faults_.error(member->key, "unknown key `" + printable(key, quoted_bytes_max) + "` in " + name_ +
                                           did_you_mean(key, known_));
}

std::string alternatives(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
        text += '"' + words[i] + '"';
    }
    return text;
}

}  // namespace watchword::config
