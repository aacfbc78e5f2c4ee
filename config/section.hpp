#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/document.hpp"
#include "config/faults.hpp"

namespace watchword::config {

// The keys of one table, perhaps spread over several files. Each reader names a key, which makes it known;
// what nobody named is reported by `finish`. A key that is absent leaves its target as it is; so does a value
// that is wrong, which is a fault.
class Section {
  public:
    // `name` as a person would look for it: "[poll]" or "[[feed]]".
    Section(std::string name, Faults& faults) : name_(std::move(name)), faults_(faults) {}

    // `table` outlives the section. A key that another file has already is a fault.
    void add(const Node& table);

    // The value behind a key; nullptr when absent.
    const Node* find(std::string_view key);
    // The same, for a value that must be of that kind; `what` says what is wanted, with an example.
    const Node* find(std::string_view key, Node::Kind kind, std::string_view what);

    void read(std::string_view key, std::string& target);
    void read(std::string_view key, bool& target);
    void read(std::string_view key, unsigned& target, unsigned least, unsigned most);
    void read(std::string_view key, Duration& target, Duration least, Duration most);

    // The strings of a list.
    std::vector<const Node*> texts(std::string_view key, std::string_view example);

    // A string with a form of its own: `parse` gives an optional.
    template <class T, class Parse>
    void read(std::string_view key, T& target, Parse parse, std::string_view what) {
        const Node* node = find(key, Node::Kind::text, what);
        if (!node) return;
        if (auto value = parse(node->text))
            target = std::move(*value);
        else
            refuse(*node, key, what);
    }

    // A list of such strings.
    template <class T, class Parse>
    void read_list(std::string_view key, std::vector<T>& target, Parse parse, std::string_view what) {
        const Node* node = find(key);
        if (!node) return;
        target.clear();
        for (const Node* item : texts(key, what)) {
            if (auto value = parse(item->text))
                target.push_back(std::move(*value));
            else
                refuse(*item, key, what);
        }
    }

    // One of a few words.
    template <class T>
    void read_choice(std::string_view key, T& target, std::initializer_list<std::pair<std::string_view, T>> choices) {
        std::vector<std::string> words;
        for (auto& [word, value] : choices) words.emplace_back(word);
        if (auto chosen = choose(key, words)) target = (choices.begin() + *chosen)->second;
    }

    void finish();

    Faults& faults() { return faults_; }

  private:
    void refuse(const Node& node, std::string_view key, std::string_view what);
    std::optional<std::size_t> choose(std::string_view key, const std::vector<std::string>& words);

    std::string name_;
    Faults& faults_;
    std::map<std::string, const Member*, std::less<>> values_;
    std::vector<std::string> known_;
};

// "`a`, `b` or `c`"
std::string alternatives(const std::vector<std::string>& words);

}  // namespace watchword::config
