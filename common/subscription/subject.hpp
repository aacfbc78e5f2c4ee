#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/query/query.hpp"
#include "common/revision/diff.hpp"
#include "common/revision/revision.hpp"
#include "common/subscription/subscription.hpp"

namespace watchword::subscription {

// A revision as queries are asked about it. Holds the texts that are put together for it; everything passed to it must
// outlive it.
class RevisionSubject {
  public:
    // `diff`: from the revision before, nullptr when there is none or it is no edit. `source` is the host of `url`.
    RevisionSubject(const revision::Revision& revision, const revision::Diff* diff, std::string_view url,
                    std::string_view source, std::string_view language, const std::vector<Carrier>& carriers);
    RevisionSubject(const RevisionSubject&) = delete;
    RevisionSubject& operator=(const RevisionSubject&) = delete;

    const query::Subject& subject() const { return subject_; }

  private:
    std::string body_, appeared_, removed_;
    query::Subject subject_;
};

}  // namespace watchword::subscription
