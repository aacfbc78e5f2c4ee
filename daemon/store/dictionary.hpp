#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

struct ZSTD_CCtx_s;
struct ZSTD_DDict_s;

// What the archive's texts have in common, learnt out of them: a text is stored without it. Each names the dictionary
// that it was stored with, so that those of an earlier one, and of none, stay readable. Functions with a connection run
// inside a Store job.
namespace watchword::store {

// The dictionaries that a connection has met. To make one ready costs more than many texts, so that it happens once.
class Dictionaries {
  public:
    // With the newest dictionary, where there is one and it is not damaged.
    std::string deflate(Connection& connection, std::string_view text);
    // Throws SqliteError (SQLITE_CORRUPT) where the text or its dictionary is damaged or missing.
    std::string inflate(Connection& connection, std::string_view bytes);

  private:
    struct Free {
        void operator()(ZSTD_CCtx_s* compressor) const;
        void operator()(ZSTD_DDict_s* dictionary) const;
    };
    std::int64_t compressor_of_ = 0;  // the dictionary's id
    std::unique_ptr<ZSTD_CCtx_s, Free> compressor_;
    std::map<std::int64_t, std::unique_ptr<ZSTD_DDict_s, Free>> met_;
};

// True when the archive has enough texts for a dictionary, or for a better one: at a thousand revisions, and each time
// that there are eight times as many as before. In all of a database's life that is a handful.
bool wants_dictionary(Connection& connection);

// The newest texts, gathered little by little.
struct Lesson {
    std::int64_t before = std::numeric_limits<std::int64_t>::max();  // the revision that was gathered last
    std::vector<std::string> texts;
    std::size_t bytes = 0;  // of them
};
// Gathers some more, in a short job; true when there are still more to gather.
bool gather_some(Connection& connection, Lesson& lesson);

// The dictionary of the texts; empty: they are too few, or too much alike. Takes a second or two.
std::string learn(const std::vector<std::string>& texts);

// Texts are stored with it from now on.
void save_dictionary(Connection& connection, std::string_view dictionary, Time now);

}  // namespace watchword::store
