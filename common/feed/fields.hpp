#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include <pugixml.hpp>

#include "common/feed/vocabulary.hpp"

namespace watchword::feed {

// The child elements of a feed or an entry, by what they mean, in document order. Bounded: of each field the
// first 100.
class Fields {
  public:
    Fields() { elements_.reserve(32); }

    void add(Field field, pugi::xml_node element) {
        constexpr std::uint8_t per_field_max = 100;
        std::uint8_t& count = counts_[static_cast<std::size_t>(field)];
        if (field == Field::none || count == per_field_max) return;
        ++count;
        elements_.emplace_back(field, element);
    }

    pugi::xml_node first(Field field) const {
        if (counts_[static_cast<std::size_t>(field)] == 0) return {};
        auto found = std::ranges::find(elements_, field, &Element::first);
        return found == elements_.end() ? pugi::xml_node() : found->second;
    }

    template <class Visit>
    void each(Field field, Visit visit) const {
        if (counts_[static_cast<std::size_t>(field)] == 0) return;
        for (const Element& element : elements_)
            if (element.first == field) visit(element.second);
    }

    auto begin() const { return elements_.begin(); }
    auto end() const { return elements_.end(); }

  private:
    using Element = std::pair<Field, pugi::xml_node>;
    std::vector<Element> elements_;
    std::array<std::uint8_t, field_count> counts_{};
};

}  // namespace watchword::feed
