#include "common/query/matcher.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "common/query/evaluation.hpp"
#include "common/query/excerpt.hpp"
#include "common/query/page.hpp"
#include "common/query/segment.hpp"

namespace watchword::query {

// A segment with the queries in it that have been removed since it was built; empty when there are none.
struct Shelf {
    std::shared_ptr<const Segment> segment;
    std::shared_ptr<const std::vector<bool>> dead;
    std::size_t dead_count = 0;

    std::size_t live() const { return segment->entries().size() - dead_count; }
    bool holds(std::uint32_t entry) const { return !dead || !(*dead)[entry]; }
};

namespace {

struct Located {
    const Shelf* shelf;
    std::uint32_t entry;
};

std::optional<Located> locate(const std::vector<Shelf>& shelves, std::uint64_t key) {
    for (const Shelf& shelf : shelves) {
        auto entry = shelf.segment->find(key);
        if (entry && shelf.holds(*entry)) return Located{&shelf, *entry};
    }
    return std::nullopt;
}

// What a thread keeps between two matches to save allocations. It carries nothing from one to the next.
struct Workspace {
    Page page;
    Findings findings;

    static Workspace& of_this_thread() {
        thread_local Workspace workspace;
        return workspace;
    }
};

// One for one match. A text far beyond what articles have would leave it large for good.
class Workplace {
  public:
    explicit Workplace(const Subject& subject) {
        constexpr std::size_t long_text = 512 << 10;
        if (subject.standfirst.size() + subject.body.size() + subject.appeared.size() + subject.removed.size() >
            long_text)
            passing_ = std::make_unique<Workspace>();
    }
    Workspace& operator*() { return passing_ ? *passing_ : Workspace::of_this_thread(); }

  private:
    std::unique_ptr<Workspace> passing_;
};

Hit to_hit(const Mark& mark, const Query::Compiled& query) {
    std::size_t start = count_characters(mark.text.substr(0, mark.begin));
    std::string_view words = mark.text.substr(mark.begin, mark.end - mark.begin);
    return {.part = std::string(query.written(mark.leaf)),
            .field = mark.field,
            .start = start,
            .end = start + count_characters(words),
            .text = std::string(words),
            .excerpt = excerpt_around(mark.text, mark.begin, mark.end)};
}

class Shelves final : public Matcher::Snapshot {
  public:
    explicit Shelves(std::vector<Shelf> shelves) : shelves_(std::move(shelves)) {}

    std::vector<std::uint64_t> match(const Subject& subject) const override {
        static const std::vector<bool> none_dead;
        Workplace place(subject);
        Workspace& workspace = *place;
        workspace.page.read(subject);
        std::vector<std::uint64_t> matches;
        for (const Shelf& shelf : shelves_) {
            shelf.segment->match(workspace.page, workspace.findings, shelf.dead ? *shelf.dead : none_dead, matches);
        }
        if (shelves_.size() > 1) std::ranges::sort(matches);
        return matches;
    }

    std::vector<Hit> hits(std::uint64_t key, const Subject& subject) const override {
        auto located = locate(shelves_, key);
        if (!located) return {};
        const Segment& segment = *located->shelf->segment;
        const Query& query = segment.entries()[located->entry].query;
        Workplace place(subject);
        Workspace& workspace = *place;
        workspace.page.read(subject);
        segment.look_up(workspace.page, workspace.findings);
        Evaluation evaluation(query, segment.nodes_of(located->entry), segment.terms_of(located->entry),
                              segment.terms(), workspace.findings, workspace.page);
        std::vector<Hit> hits;
        if (!evaluation.holds()) return hits;
        for (const Mark& mark : evaluation.marks()) hits.push_back(to_hit(mark, query.compiled()));
        return hits;
    }

  private:
    std::vector<Shelf> shelves_;
};

}  // namespace

// Queries stand on shelves of falling size, each at least twice as full as the next; the newest wait aside
// until somebody asks for a snapshot. Putting one more on costs the rebuilding of the shelves it outgrows:
// each query moves at most as often as the whole can be halved.
struct Matcher::State {
    std::vector<Shelf> shelves;
    std::vector<Entry> waiting;
    std::shared_ptr<const Snapshot> snapshot;

    void shelve();
};

void Matcher::State::shelve() {
    std::vector<Entry> entries = std::move(waiting);
    waiting.clear();
    std::vector<std::shared_ptr<const Segment>> taken;
    auto take = [&](const Shelf& shelf) {
        taken.push_back(shelf.segment);
        for (std::uint32_t i = 0; i < shelf.segment->entries().size(); ++i) {
            if (shelf.holds(i)) entries.push_back(shelf.segment->entries()[i]);
        }
    };
    // Shelves that are mostly dead are taken down wherever they stand.
    std::erase_if(shelves, [&](const Shelf& shelf) {
        bool sparse = shelf.live() * 2 < shelf.segment->entries().size();
        if (sparse) take(shelf);
        return sparse;
    });
    while (!shelves.empty() && !entries.empty() && shelves.back().live() < entries.size() * 2) {
        take(shelves.back());
        shelves.pop_back();
    }
    if (!entries.empty()) shelves.push_back({std::make_shared<Segment>(std::move(entries), taken), nullptr, 0});
    std::ranges::stable_sort(shelves, std::ranges::greater{}, &Shelf::live);
}

Matcher::Matcher() : state_(std::make_unique<State>()) {}
Matcher::Matcher(const Matcher& other) : state_(std::make_unique<State>(*other.state_)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

void Matcher::add(std::uint64_t key, Query query) {
    state_->waiting.push_back({key, std::move(query)});
    state_->snapshot.reset();
}

void Matcher::remove(std::uint64_t key) {
    state_->snapshot.reset();
    if (std::erase_if(state_->waiting, [key](const Entry& entry) { return entry.key == key; }) > 0) return;
    auto located = locate(state_->shelves, key);
    if (!located) return;
    Shelf& shelf = state_->shelves[static_cast<std::size_t>(located->shelf - state_->shelves.data())];
    auto dead = shelf.dead ? std::make_shared<std::vector<bool>>(*shelf.dead)
                           : std::make_shared<std::vector<bool>>(shelf.segment->entries().size());
    (*dead)[located->entry] = true;
    shelf.dead = std::move(dead);
    ++shelf.dead_count;
}

std::shared_ptr<const Matcher::Snapshot> Matcher::snapshot() const {
    if (!state_->snapshot) {
        state_->shelve();
        state_->snapshot = std::make_shared<Shelves>(state_->shelves);
    }
    return state_->snapshot;
}

}  // namespace watchword::query
