#include "common/feed/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "common/base/ascii.hpp"

namespace watchword::feed {

namespace {

struct KnownUri {
    std::string_view uri;  // lower case, without scheme and trailing "/" or "#"
    Vocabulary vocabulary;
};

constexpr std::array known_uris{
    KnownUri{"purl.org/rss/1.0", Vocabulary::plain},
    KnownUri{"purl.org/rss/1.0/modules/rss091", Vocabulary::plain},
    KnownUri{"purl.org/net/rss1.1", Vocabulary::plain},
    KnownUri{"my.netscape.com/rdf/simple/0.9", Vocabulary::plain},
    KnownUri{"channel.netscape.com/rdf/simple/0.9", Vocabulary::plain},
    KnownUri{"my.netscape.com/publish/formats/rss-0.91.dtd", Vocabulary::plain},
    KnownUri{"backend.userland.com/rss", Vocabulary::plain},
    KnownUri{"backend.userland.com/rss2", Vocabulary::plain},
    KnownUri{"backend.userland.com/rss091", Vocabulary::plain},
    KnownUri{"backend.userland.com/rss092", Vocabulary::plain},
    KnownUri{"backend.userland.com/rss093", Vocabulary::plain},
    KnownUri{"blogs.law.harvard.edu/tech/rss", Vocabulary::plain},
    KnownUri{"cyber.law.harvard.edu/rss/rss.html", Vocabulary::plain},
    KnownUri{"www.w3.org/2005/atom", Vocabulary::atom},
    KnownUri{"purl.org/atom/ns", Vocabulary::atom},
    KnownUri{"www.w3.org/1999/02/22-rdf-syntax-ns", Vocabulary::rdf},
    KnownUri{"purl.org/dc/elements/1.1", Vocabulary::dublin_core},
    KnownUri{"purl.org/dc/elements/1.0", Vocabulary::dublin_core},
    KnownUri{"purl.org/dc/elements/2.0", Vocabulary::dublin_core},
    KnownUri{"purl.org/dc/terms", Vocabulary::dublin_core},
    KnownUri{"purl.org/rss/1.0/modules/content", Vocabulary::content},
    KnownUri{"search.yahoo.com/mrss", Vocabulary::media},
    KnownUri{"tools.search.yahoo.com/mrss", Vocabulary::media},
    KnownUri{"video.search.yahoo.com/mrss", Vocabulary::media},
    KnownUri{"www.rssboard.org/media-rss", Vocabulary::media},
    KnownUri{"blogs.yahoo.com/mrss", Vocabulary::media},
    KnownUri{"www.itunes.com/dtds/podcast-1.0.dtd", Vocabulary::itunes},
    KnownUri{"www.google.com/schemas/play-podcasts/1.0", Vocabulary::itunes},
    KnownUri{"www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd", Vocabulary::itunes},
    KnownUri{"rssnamespace.org/feedburner/ext/1.0", Vocabulary::feedburner},
    KnownUri{"purl.org/rss/1.0/modules/syndication", Vocabulary::syndication},
    KnownUri{"www.w3.org/1999/xhtml", Vocabulary::xhtml},
};

struct UsualPrefix {
    std::string_view prefix;
    Vocabulary vocabulary;
};

constexpr std::array usual_prefixes{
    UsualPrefix{"atom", Vocabulary::atom},
    UsualPrefix{"atom10", Vocabulary::atom},
    UsualPrefix{"a10", Vocabulary::atom},
    UsualPrefix{"atom03", Vocabulary::atom},
    UsualPrefix{"rdf", Vocabulary::rdf},
    UsualPrefix{"rss", Vocabulary::plain},
    UsualPrefix{"dc", Vocabulary::dublin_core},
    UsualPrefix{"dcterms", Vocabulary::dublin_core},
    UsualPrefix{"content", Vocabulary::content},
    UsualPrefix{"media", Vocabulary::media},
    UsualPrefix{"itunes", Vocabulary::itunes},
    UsualPrefix{"googleplay", Vocabulary::itunes},
    UsualPrefix{"feedburner", Vocabulary::feedburner},
    UsualPrefix{"sy", Vocabulary::syndication},
    UsualPrefix{"syn", Vocabulary::syndication},
    UsualPrefix{"xhtml", Vocabulary::xhtml},
};

struct Name {
    std::string_view local;  // lower case
    Field field;
};

constexpr std::array plain_names{
    Name{"title", Field::title},
    Name{"link", Field::link},
    Name{"description", Field::description},
    Name{"summary", Field::description},
    Name{"guid", Field::guid},
    Name{"pubdate", Field::pub_date},
    Name{"author", Field::author},
    Name{"category", Field::category},
    Name{"enclosure", Field::enclosure},
    Name{"comments", Field::comments},
    Name{"source", Field::source},
    Name{"language", Field::language},
    Name{"managingeditor", Field::managing_editor},
    Name{"webmaster", Field::web_master},
    Name{"lastbuilddate", Field::last_build_date},
    Name{"ttl", Field::ttl},
    Name{"skiphours", Field::skip_hours},
    Name{"skipdays", Field::skip_days},
    Name{"body", Field::body},
    Name{"fullitem", Field::content_encoded},
};

constexpr std::array atom_names{
    Name{"title", Field::atom_title},
    Name{"link", Field::atom_link},
    Name{"id", Field::atom_id},
    Name{"summary", Field::atom_summary},
    Name{"content", Field::atom_content},
    Name{"author", Field::atom_author},
    Name{"contributor", Field::atom_contributor},
    Name{"published", Field::atom_published},
    Name{"updated", Field::atom_updated},
    Name{"issued", Field::atom_issued},
    Name{"created", Field::atom_created},
    Name{"modified", Field::atom_modified},
    Name{"category", Field::atom_category},
    Name{"source", Field::atom_source},
};

constexpr std::array dublin_core_names{
    Name{"title", Field::dc_title},
    Name{"creator", Field::dc_creator},
    Name{"author", Field::dc_creator},
    Name{"contributor", Field::dc_contributor},
    Name{"publisher", Field::dc_publisher},
    Name{"date", Field::dc_date},
    Name{"issued", Field::dc_issued},
    Name{"available", Field::dc_issued},
    Name{"created", Field::dc_created},
    Name{"modified", Field::dc_modified},
    Name{"description", Field::dc_description},
    Name{"abstract", Field::dc_description},
    Name{"identifier", Field::dc_identifier},
    Name{"subject", Field::dc_subject},
    Name{"language", Field::dc_language},
};

constexpr std::array content_names{Name{"encoded", Field::content_encoded}};

constexpr std::array media_names{
    Name{"content", Field::media_content},   Name{"group", Field::media_group},
    Name{"title", Field::media_title},       Name{"description", Field::media_description},
    Name{"keywords", Field::media_keywords}, Name{"category", Field::media_category},
    Name{"credit", Field::media_credit},
};

constexpr std::array itunes_names{
    Name{"author", Field::itunes_author},       Name{"summary", Field::itunes_summary},
    Name{"description", Field::itunes_summary}, Name{"subtitle", Field::itunes_subtitle},
    Name{"title", Field::itunes_title},         Name{"keywords", Field::itunes_keywords},
    Name{"category", Field::itunes_category},
};

constexpr std::array feedburner_names{Name{"origlink", Field::feedburner_orig_link}};

constexpr std::array syndication_names{
    Name{"updateperiod", Field::update_period},
    Name{"updatefrequency", Field::update_frequency},
};

constexpr std::array xhtml_names{Name{"body", Field::body}, Name{"div", Field::body}};

std::span<const Name> names_of(Vocabulary vocabulary) {
    switch (vocabulary) {
        case Vocabulary::plain:
            return plain_names;
        case Vocabulary::atom:
            return atom_names;
        case Vocabulary::dublin_core:
            return dublin_core_names;
        case Vocabulary::content:
            return content_names;
        case Vocabulary::media:
            return media_names;
        case Vocabulary::itunes:
            return itunes_names;
        case Vocabulary::feedburner:
            return feedburner_names;
        case Vocabulary::syndication:
            return syndication_names;
        case Vocabulary::xhtml:
            return xhtml_names;
        case Vocabulary::rdf:
        case Vocabulary::foreign:
            break;
    }
    return {};
}

std::string_view without_scheme_and_end(std::string_view uri) {
    uri = trimmed(uri);
    if (auto scheme = uri.find("://"); scheme != std::string_view::npos) uri.remove_prefix(scheme + 3);
    while (!uri.empty() && (uri.back() == '/' || uri.back() == '#')) uri.remove_suffix(1);
    return uri;
}

}  // namespace

Vocabulary vocabulary_of(std::string_view uri) {
    uri = without_scheme_and_end(uri);
    if (uri.empty()) return Vocabulary::plain;
    auto known =
        std::ranges::find_if(known_uris, [&](const KnownUri& each) { return equal_ignoring_case(each.uri, uri); });
    return known == known_uris.end() ? Vocabulary::foreign : known->vocabulary;
}

Vocabulary usual_vocabulary(std::string_view prefix) {
    auto usual = std::ranges::find_if(
        usual_prefixes, [&](const UsualPrefix& each) { return equal_ignoring_case(each.prefix, prefix); });
    return usual == usual_prefixes.end() ? Vocabulary::foreign : usual->vocabulary;
}

Field field_of(Vocabulary vocabulary, std::string_view local_name) {
    for (const Name& name : names_of(vocabulary))
        if (equal_ignoring_case(name.local, local_name)) return name.field;
    return Field::none;
}

}  // namespace watchword::feed
