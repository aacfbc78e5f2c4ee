#include "common/query/query.hpp"

#include <utility>

#include "common/query/compiled.hpp"
#include "common/query/parser.hpp"

namespace watchword::query {

Result<Query, std::vector<Fault>> parse(std::string_view text, const Lists& lists, const Options& options) {
    Parsed parsed = read(text, lists);
    if (!parsed.root) return std::move(parsed.faults);
    auto compiled = compile(*parsed.root, parsed.sources, options, parsed.faults);
    if (!compiled) return std::move(parsed.faults);
    return Query(std::move(compiled));
}

const std::string& Query::text() const {
    return compiled_->text;
}
const std::vector<Fault>& Query::warnings() const {
    static const std::vector<Fault> none;
    return compiled_->rare ? compiled_->rare->warnings : none;
}
bool Query::watches_edits() const {
    return compiled_->watches_edits;
}

bool Query::operator==(const Query& other) const {
    const Compiled& a = *compiled_;
    const Compiled& b = *other.compiled_;
    if (&a == &b) return true;
    static const std::vector<std::string> none;
    auto lists = [](const Compiled& c) -> const std::vector<std::string>& { return c.rare ? c.rare->lists : none; };
    // The options show in the words.
    return a.text == b.text && a.words == b.words && lists(a) == lists(b);
}

void Words::add(const LookedFor& word) {
    auto size = static_cast<std::uint16_t>(word.key.size());
    bytes_ += static_cast<char>(static_cast<unsigned>(word.kind) * 2 + (word.fold ? 1 : 0));
    bytes_ += static_cast<char>(size & 255);
    bytes_ += static_cast<char>(size >> 8);
    bytes_ += word.key;
}

std::vector<LookedFor> Words::list() const {
    std::vector<LookedFor> result;
    std::string_view bytes = bytes_;
    auto number = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])); };
    while (!bytes.empty()) {
        unsigned kind = number(0);
        std::size_t size = number(1) + number(2) * 256;
        result.push_back({bytes.substr(3, size), static_cast<WordKind>(kind / 2), kind % 2 != 0});
        bytes.remove_prefix(3 + size);
    }
    return result;
}

void Places::add(const Place& place) {
    for (std::uint32_t number : {place.source, place.begin, place.end - place.begin}) {
        for (; number >= 128; number /= 128) bytes_ += static_cast<char>(number % 128 + 128);
        bytes_ += static_cast<char>(number);
    }
}

Place Places::at(std::size_t leaf) const {
    std::size_t at = 0;
    auto next = [&] {
        std::uint32_t number = 0;
        for (unsigned shift = 0;; shift += 7) {
            auto byte = static_cast<unsigned char>(bytes_[at++]);
            number |= (byte % 128u) << shift;
            if (byte < 128) return number;
        }
    };
    for (std::size_t i = 0; i < leaf * 3; ++i) next();
    std::uint32_t source = next();
    std::uint32_t begin = next();
    return {source, begin, begin + next()};
}

std::string_view Query::Compiled::written(std::uint32_t leaf) const {
    std::size_t before = 0;
    for (std::uint32_t at = 0; at < leaf; ++at) before += nodes[at].is_leaf() ? 1 : 0;
    Place place = places.at(before);
    std::string_view source = place.source == 0 ? text : rare->lists[place.source - 1];
    return source.substr(place.begin, place.end - place.begin);
}

}  // namespace watchword::query
