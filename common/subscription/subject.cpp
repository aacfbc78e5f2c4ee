#include "common/subscription/subject.hpp"

namespace watchword::subscription {

namespace {

std::string joined(const std::vector<std::string>& paragraphs) {
    std::string body;
    for (const std::string& paragraph : paragraphs) {
        if (!body.empty()) body += '\n';
        body += paragraph;
    }
    return body;
}

}  // namespace

RevisionSubject::RevisionSubject(const revision::Revision& revision, const revision::Diff* diff, std::string_view url,
                                 std::string_view source, std::string_view language,
                                 const std::vector<Carrier>& carriers)
    : body_(joined(revision.paragraphs)),
      appeared_(diff ? revision::appeared_text(*diff) : ""),
      removed_(diff ? revision::removed_text(*diff) : "") {
    subject_.title = revision.headline;
    subject_.standfirst = revision.standfirst;
    subject_.body = body_;
    subject_.authors.assign(revision.byline.begin(), revision.byline.end());
    subject_.tags.assign(revision.tags.begin(), revision.tags.end());
    for (const Carrier& carrier : carriers) subject_.feeds.push_back(carrier.name);
    subject_.source = source;
    subject_.url = url;
    subject_.language = language;
    subject_.appeared = appeared_;
    subject_.removed = removed_;
}

}  // namespace watchword::subscription
