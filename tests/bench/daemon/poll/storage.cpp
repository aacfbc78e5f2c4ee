// What an archive weighs on disk: articles as their feeds list them, read, three in ten of them edited, all with the
// jobs that the daemon's commits run. The texts are those of the pages in ../shared/corpora/articles as far as they are
// there, made-up ones otherwise. The dictionary is learnt once, out of other texts than those that are stored with it:
// there are fewer texts than articles. WATCHWORD_BENCH_ARTICLES says how many articles.

#include "common/revision/storage.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include "common/article/article.hpp"
#include "common/base/url.hpp"
#include "common/revision/stability.hpp"
#include "daemon/http/gunzip.hpp"
#include "daemon/poll/intake.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/store/archive_index.hpp"
#include "daemon/store/database.hpp"
#include "daemon/store/dictionary.hpp"

namespace {

using namespace watchword;
namespace fs = std::filesystem;

const Time start = Time(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1));
constexpr std::size_t per_feed = 500;     // articles
constexpr std::size_t a_day = 250;        // articles
constexpr std::size_t learnt_at = 1'000;  // articles
constexpr std::size_t page_bytes_max = 10 << 20;

std::string made_up_name(std::mt19937& random) {
    std::string name;
    for (int i = 0; i < 8; ++i) name += static_cast<char>('a' + random() % 26);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

std::vector<revision::Revision> texts_of_corpus() {
    std::vector<revision::Revision> texts;
    const fs::path corpus = fs::path(WATCHWORD_SOURCE) / "../shared/corpora/articles/html";
    if (!fs::exists(corpus)) return texts;
    for (const auto& file : fs::recursive_directory_iterator(corpus)) {
        if (file.path().extension() != ".gz") continue;
        std::ifstream stream(file.path(), std::ios::binary);
        std::string packed(std::istreambuf_iterator<char>(stream), {});
        std::string html;
        http::Gunzip().write(packed, html, page_bytes_max);
        auto article = article::extract({html, "https://press.example/", "text/html"});
        if (article.absence != article::Absence::none) continue;
        texts.push_back({.headline = article.title,
                         .standfirst = article.standfirst,
                         .byline = article.authors,
                         .published = article.published,
                         .tags = article.tags,
                         .paragraphs = article.paragraphs});
    }
    return texts;
}

// 450 words each, of a vocabulary with very rare words.
std::vector<revision::Revision> made_up_texts() {
    std::mt19937 random(1);
    std::vector<std::string> vocabulary(30'000);
    for (auto& word : vocabulary) word = made_up_name(random).substr(0, 2 + random() % 7);
    std::uniform_real_distribution<double> share(0, 1);
    std::vector<revision::Revision> texts(1'000);
    for (auto& text : texts) {
        auto words = [&](std::size_t count) {
            std::string out;
            for (std::size_t i = 0; i < count; ++i) {
                double place = share(random);
                out += vocabulary[static_cast<std::size_t>(place * place * place * 30'000)] + ' ';
            }
            return out;
        };
        text.headline = words(9);
        for (int i = 0; i < 10; ++i) text.paragraphs.push_back(words(45));
    }
    return texts;
}

class Archive {
  public:
    explicit Archive(std::size_t articles) : texts_(texts_of_corpus()) {
        if (texts_.empty()) texts_ = made_up_texts();
        set_texts_aside();
        std::string pattern = (fs::temp_directory_path() / "watchword-bench-XXXXXX").string();
        directory_ = mkdtemp(pattern.data());
        connection_ = std::move(*store::open(directory_, [](const std::string&) {}));
        connection_->run_script("PRAGMA synchronous = OFF");
        for (std::size_t i = 0; i < articles; ++i) {
            if (i % 100 == 0) connection_->run_script(i == 0 ? "BEGIN" : "COMMIT; BEGIN");
            if (i == learnt_at) learn();
            if (i % a_day == 0) merge();
            add(i);
        }
        connection_->run_script("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    }
    ~Archive() {
        connection_.reset();
        fs::remove_all(directory_);
    }

    store::Connection& connection() { return *connection_; }
    std::size_t revisions() const { return revisions_; }
    std::size_t text_bytes() const { return text_bytes_; }  // uncompressed, of all revisions

  private:
    void learn() {
        store::Lesson lesson;
        while (store::gather_some(*connection_, lesson)) {
        }
        store::save_dictionary(*connection_, store::learn(lesson.texts), start);
    }

    void merge() {
        bool more = store::wants_merge(*connection_);
        for (bool begins = true; more; begins = false) more = store::merge_some(*connection_, begins);
    }

    // Three in four are there until the dictionary is learnt, the others, as long as they, from then on.
    void set_texts_aside() {
        std::stable_sort(texts_.begin(), texts_.end(), [](const auto& left, const auto& right) {
            return revision::serialise(left).size() < revision::serialise(right).size();
        });
        std::vector<revision::Revision> rest;
        for (std::size_t i = 0; i < texts_.size(); ++i) (i % 4 == 0 ? rest : to_learn_).push_back(std::move(texts_[i]));
        texts_ = std::move(rest);
        std::shuffle(to_learn_.begin(), to_learn_.end(), random_);
        std::shuffle(texts_.begin(), texts_.end(), random_);
    }

    void add(std::size_t number) {
        const Time now = start + std::chrono::seconds(number * 20);
        const std::string host = "www.press" + std::to_string(number % 250) + ".example";
        const FeedId feed = FeedId::of({host, std::to_string(number / per_feed)});
        const auto& texts = number < learnt_at ? to_learn_ : texts_;
        revision::Revision text = texts[number % texts.size()];
        // However often a text is used: every article brings names that few others have.
        text.paragraphs.push_back(made_up_name(random_) + ' ' + made_up_name(random_) + '.');
        poll::Incoming entry;
        entry.url = "https://" + host + "/2026/01/" + made_up_name(random_) +
                    "-a-headline-of-usual-length-in-the-address-" + std::to_string(number);
        // Of its id, of its link and of its path with the title, of the title with the date.
        for (const char* name : {"id", "link", "path", "title"}) entry.keys.push_back(digest_of({entry.url, name}));
        entry.fingerprint = digest_of({entry.url, "text"});
        entry.published = now;
        entry.text = revision::serialise(text).substr(0, 600);
        poll::take_in(*connection_, feed, config::Feed{}, std::span(&entry, 1), false, now);

        const auto identity = digest_of({url_identity(*parse_url(entry.url))});
        auto dossier = poll::find_dossier(*connection_, catalog_, *store::find_address(*connection_, identity));
        read(*dossier, text, now);
        if (number % 10 >= 3) return;
        if (!text.paragraphs.empty()) text.paragraphs.front() += " " + made_up_name(random_) + " denied it.";
        read(*poll::find_dossier(*connection_, catalog_, dossier->row.id), text, now + std::chrono::hours(1));
    }

    // What poll::conclude makes of a page, but for the extraction.
    void read(const poll::Dossier& dossier, const revision::Revision& text, Time now) {
        poll::Conclusion conclusion;
        conclusion.row = dossier.row;
        conclusion.next_reading_before = dossier.row.next_reading;
        conclusion.revision_before = dossier.row.revision;
        conclusion.carriers = dossier.carriers;
        conclusion.replaced = dossier.newest;
        store::ArticleRow& row = conclusion.row;
        row.language = "en";
        row.from_feed.clear();
        row.etag = "\"5e1b-" + base32(digest_of({row.url, std::to_string(row.revision)})) + "\"";
        row.last_modified = "Tue, 17 Apr 2018 09:12:44 GMT";
        row.presence = revision::serialise(revision::Presence{.present_at = now});
        ++row.revision;
        ++row.readings;
        row.fingerprint = revision::fingerprint(text);
        row.changed = row.newest_seen = row.last_read = now;
        if (!row.first_read) row.first_read = now;
        row.next_reading = now + std::chrono::hours(3);
        row.why = "3 h after the first reading, step 5 of 11";
        store::RevisionRow revision;
        revision.article = row.id;
        revision.number = row.revision;
        revision.seen = now;
        revision.fingerprint = row.fingerprint;
        if (dossier.newest) revision.grade = "substantive";
        revision.origin = store::origin_page;
        revision.text = revision::serialise(text);
        conclusion.revision = std::move(revision);
        poll::record_reading(*connection_, catalog_, conclusion, now);
        ++revisions_;
        text_bytes_ += conclusion.revision->text.size();
    }

    std::vector<revision::Revision> texts_;
    std::vector<revision::Revision> to_learn_;
    std::mt19937 random_{2};
    fs::path directory_;
    std::unique_ptr<store::Connection> connection_;
    catalog::Catalog catalog_{{}, {}, {}, {}};
    std::size_t revisions_ = 0;
    std::size_t text_bytes_ = 0;
};

void bytes_per_revision(benchmark::State& state) {
    const char* wanted = std::getenv("WATCHWORD_BENCH_ARTICLES");
    for (auto _ : state) {
        Archive archive(wanted ? std::stoul(wanted) : 10'000);
        auto revisions = static_cast<double>(archive.revisions());
        double all = 0;
        state.counters["text"] = static_cast<double>(archive.text_bytes()) / revisions;
        auto sizes = archive.connection().prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY name");
        while (sizes.step()) {
            double bytes = sizes.real(1) / revisions;
            all += bytes;
            if (bytes >= 1) state.counters[sizes.string(0)] = bytes;
        }
        state.counters["all"] = all;
    }
}
BENCHMARK(bytes_per_revision)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
