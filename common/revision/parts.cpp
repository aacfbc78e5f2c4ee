#include "common/revision/parts.hpp"

#include <algorithm>

#include "common/revision/bag.hpp"

namespace watchword::revision {

namespace {

constexpr std::size_t none = -1;

class Joiner {
  public:
    Joiner(std::vector<Pairing>& pairings, const Paragraphs& before, const Paragraphs& after)
        : pairings_(pairings),
          before_{before, &Pairing::before, alone_on(&Pairing::before, &Pairing::after, before.texts.size())},
          after_{after, &Pairing::after, alone_on(&Pairing::after, &Pairing::before, after.texts.size())} {}

    void run() {
        for (Pairing& pairing : pairings_) {
            if (pairing.before.count == 0 || pairing.after.count == 0 || pairing.equal || is_broken(pairing)) continue;
            extend(pairing, after_, before_);
            extend(pairing, before_, after_);
        }
        std::erase_if(pairings_,
                      [](const Pairing& pairing) { return pairing.before.count + pairing.after.count == 0; });
    }

  private:
    struct Side {
        const Paragraphs& paragraphs;
        Span Pairing::*span;
        std::vector<std::size_t> alone;  // per paragraph: the pairing that has nothing else, or none
    };

    std::vector<std::size_t> alone_on(Span Pairing::*own, Span Pairing::*other, std::size_t size) const {
        std::vector<std::size_t> alone(size, none);
        for (std::size_t p = 0; p < pairings_.size(); ++p)
            if ((pairings_[p].*other).count == 0) alone[(pairings_[p].*own).first] = p;
        return alone;
    }

    // Parts are told apart by newlines: a paragraph that has some of its own is left alone.
    bool is_broken(const Pairing& pairing) const {
        return before_.paragraphs.texts[pairing.before.first].find('\n') != std::string::npos ||
               after_.paragraphs.texts[pairing.after.first].find('\n') != std::string::npos;
    }

    // Takes in the neighbours on one side whose words the other side has and this side lacks.
    void extend(Pairing& pairing, Side& side, const Side& other) {
        Span& span = pairing.*(side.span);
        if (!is_alone(side, span.first + span.count) && !is_alone(side, span.first - 1)) return;
        Bag rest = difference(bag_of_span(other, pairing.*(other.span)), bag_of_span(side, span));
        while (take(side, span.first + span.count, rest)) ++span.count;
        while (take(side, span.first - 1, rest)) {
            --span.first;
            ++span.count;
        }
    }

    // An index before the first one wraps and is none.
    static bool is_alone(const Side& side, std::size_t index) {
        return index < side.alone.size() && side.alone[index] != none;
    }

    bool take(Side& side, std::size_t index, Bag& rest) {
        if (!is_alone(side, index) || rest.empty()) return false;
        if (side.paragraphs.texts[index].find('\n') != std::string::npos) return false;
        Bag part = bag_with_signs(side.paragraphs.words[index]);
        if (static_cast<double>(common_count(part, rest)) < contained_min * static_cast<double>(part.size()))
            return false;
        rest = difference(rest, part);
        pairings_[side.alone[index]].*(side.span) = {};
        side.alone[index] = none;
        return true;
    }

    static Bag bag_of_span(const Side& side, Span span) {
        Bag all;
        for (std::size_t i = span.first; i < span.first + span.count; ++i) {
            Bag one = bag_with_signs(side.paragraphs.words[i]);
            all.insert(all.end(), one.begin(), one.end());
        }
        std::sort(all.begin(), all.end());
        return all;
    }

    std::vector<Pairing>& pairings_;
    Side before_;
    Side after_;
};

}  // namespace

void join_parts(std::vector<Pairing>& pairings, const Paragraphs& before, const Paragraphs& after) {
    Joiner(pairings, before, after).run();
}

}  // namespace watchword::revision
